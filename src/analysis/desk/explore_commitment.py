"""Explorer: any promise, from its words to the rows its verdict rests on."""

import pandas as pd

from analysis import figures, wording
from analysis.briefings.places_scope import display, money_axis
from analysis.desk.explore_definitions import named
from analysis.desk.panel import Panel, View, choice, day_choice, explorer
from analysis.desk.promise import sentence
from analysis.desk.speech import joined
from analysis.explain import HELD
from analysis.wording import say

# More rows than anyone reads one by one; all of them are in `city.rows_used`.
MOST_ROWS = 200


def commitment_explorer(city=None, *, root=".", as_of=None, lang=None):
    """A panel: choose day, promise and language; verdict, values by year and the rows behind them follow.

    Without `city` it opens the one at or above `root`. Example: `desk.commitment_explorer(city, lang="en")`.
    """
    return explorer(_panel, city, root, as_of, lang)


def _panel(editions, city, lang):
    def draw(lang, as_of, commitment):
        return commitment_view(editions.at(as_of, lang), lang, commitment)

    entries = list(city.policy.commitments.values())
    first = next((entry.id for entry in entries if entry.scope.cluster), entries[0].id)
    controls = {
        "as_of": day_choice(editions, city.as_of),
        "commitment": choice(lambda lang: [named(entry, lang) for entry in entries], first),
    }
    return Panel(controls, draw, lang)


def commitment_view(city, lang, commitment):
    """The `View` of a promise: its verdict, its values by year where it has any, and rows of the verdict's year."""
    entry, row = city.policy.commitments[commitment], city.verdict(commitment, chance=False)
    said = sentence(row, entry, city.policy.decree, lang)
    used = city.rows_used(commitment)
    table = _rows(used, row)
    shown = 0 if table is None else len(table)
    if len(used) > shown:
        more = say("desk_rows_of", lang, shown=shown, count=len(used), id=commitment)
        said = joined(said, more, lang=lang)
    path = city.path(commitment)
    if path[["actual", "required"]].isna().all(axis=None) or len(path) < 2:
        return View(joined(said, say("desk_no_chart", lang), lang=lang), table=table)
    title = say("desk_commitment_title", lang, id=commitment)
    figure, spoken = _drawn(city, lang, entry, path, title, row)
    return View(said, figure=figure, alt=say("desk_alt", lang, title=title, points=spoken), table=table)


def _drawn(city, lang, entry, path, title, row):
    """The figure of a promise's values, and its points in words."""
    decree, is_quotient = city.policy.decree, entry.comparator == "specialised"
    values = [
        say("desk_point", lang, year=int(r.year), value=_said(r.actual, entry, decree, lang))
        for r in path.dropna(subset="actual").itertuples()
    ]
    options = {"digits": 2 if is_quotient else 0}
    if entry.target_unit == decree.money_unit:
        options = money_axis(city, lang)
        path = path.assign(**{name: display(city, path[name], lang) for name in ("actual", "required")})
    elif entry.target_unit == "1" and not is_quotient:
        options = {"percent": True}
    measure = city.policy.name_of("indicator", entry.indicator, lang)
    figure = figures.path(path, lang=lang, title=title, deadline=row["due"], measure=measure, **options)
    return figure, wording.listing(values, lang)


def _said(value, entry, decree, lang):
    if entry.comparator == "specialised":
        return wording.number(value, 2)
    return wording.quantity(value, entry.target_unit, decree, lang)


def _rows(used, row):
    """The rows of the year of the verdict, as many as anyone reads, with the columns that say what they hold."""
    if used.empty:
        return None
    own = pd.Series(False, used.index)
    for years in (used.get("year"), used["date"].dt.year if "date" in used else None):
        own |= False if years is None else years.eq(row["year"]).fillna(False)
    rows = used[own] if own.any() else used
    held = {name for table in rows["table"].unique() for name in HELD.get(table, ())} - {"obtained"}
    columns = [
        "table",
        "file",
        "line",
        *[name for name in rows.columns if name in held and rows[name].notna().any()],
    ]
    return rows[columns].head(MOST_ROWS)
