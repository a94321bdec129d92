"""Explorer: one promise under every definition of it, and the verdict each gives."""

from analysis import figures, wording
from analysis.desk.panel import Panel, View, choice, day_choice, explorer
from analysis.desk.selections import definitions
from analysis.errors import MonitorError
from analysis.wording import say

MET = ("achieved", "achieved_late")
SHOWN = ["definition", "now", "goal", "verdict", "due"]


def definition_explorer(city=None, *, root=".", as_of=None, lang=None):
    """A panel: choose day, promise and language; every definition of the promise and its verdict follow.

    Without `city` it opens the one at or above `root`. Example: `desk.definition_explorer(city, lang="en")`.
    """
    return explorer(_panel, city, root, as_of, lang)


def _panel(editions, city, lang):
    def draw(lang, as_of, commitment):
        return definitions_view(editions.at(as_of, lang), lang, commitment)

    several = [entry for entry in city.policy.commitments.values() if entry.readings]
    if not several:
        raise MonitorError(say("desk_one_way_only", lang))
    controls = {
        "as_of": day_choice(editions, city.as_of),
        "commitment": choice(lambda lang: [named(entry, lang) for entry in several]),
    }
    return Panel(controls, draw, lang)


def named(entry, lang):
    """(label, id) of a promise in a list to choose from."""
    return f"{entry.id} {entry.promise[lang]}", entry.id


def definitions_view(city, lang, commitment):
    """The `View` of the definitions of a promise: a chart where all are shares, and a table of values and verdicts."""
    table = definitions(city, commitment, lang=lang, chance=False)
    met = table[table["status"].isin(MET)]
    key = "desk_definitions_sentence" if len(met) else "desk_definitions_none"
    names = wording.listing(met["definition"], lang)
    said = say(key, lang, total=len(table), met=len(met), names=names)
    shown = table[SHOWN]
    if not table["unit"].eq("1").all():
        return View(said, table=shown)
    title = say("desk_definitions_title", lang, promise=city.policy.commitments[commitment].promise[lang])
    points = [say("desk_named_point", lang, name=row.definition, value=row.now) for row in table.itertuples()]
    return View(
        said,
        figure=figures.definitions(chart_table(table), lang=lang, title=title),
        alt=say("desk_alt", lang, title=title, points=wording.listing(points, lang)),
        table=shown,
    )


def chart_table(table):
    """The columns `figures.definitions` draws, from a frame of `definitions`; the first definition is the default."""
    return table.assign(label=table["definition"], is_default=[row == 0 for row in range(len(table))])[
        ["label", "value", "target", "status", "is_default"]
    ]
