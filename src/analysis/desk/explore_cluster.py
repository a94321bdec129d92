"""Explorer: a cluster against its target, or in one district, by any measure and from any base year."""

from analysis import figures, wording
from analysis.briefings.places_scope import display, money, money_axis, unit
from analysis.desk.definition import MEASURES, cluster_target, cluster_values, own_path, own_verdict
from analysis.desk.panel import Panel, View, choice, day_choice, explorer
from analysis.desk.promise import sentence
from analysis.errors import MonitorError
from analysis.wording import say

WHOLE = ""


def cluster_explorer(city=None, *, root=".", as_of=None, lang=None):
    """A panel: choose day, cluster, district, definition, base year and language; sentence, chart and table follow.

    Without `city` it opens the one at or above `root`. Example: `desk.cluster_explorer(city, lang="en")`.
    """
    return explorer(_panel, city, root, as_of, lang)


def _panel(editions, city, lang):
    def draw(lang, as_of, **chosen):
        return cluster_view(editions.at(as_of, lang), lang, **chosen)

    controls = {
        "as_of": day_choice(editions, city.as_of),
        "cluster": choice(lambda lang: cluster_options(city, lang)),
        "district": choice(
            lambda lang: [(say("desk_whole_city", lang), WHOLE), *district_options(city, lang)], WHOLE
        ),
        "measure": choice(measure_options),
        "baseline": choice(lambda lang: _years(city), city.policy.decree.baseline_year),
    }
    return Panel(controls, draw, lang)


def cluster_options(city, lang):
    """(name, id) of the clusters, in the decree's order."""
    return [(cluster.name[lang], key) for key, cluster in city.policy.clusters.items()]


def district_options(city, lang):
    """(name, id) of the districts, in the order of districts.yaml."""
    return [(district.short[lang], key) for key, district in city.policy.districts.items()]


def measure_options(lang):
    """(name, key) of the measures a cluster has."""
    return [(say(f"desk_measure_{key}", lang), key) for key in MEASURES]


def _years(city):
    decree = city.policy.decree
    return [
        (str(year), year)
        for year in sorted({*city.years, decree.baseline_year})
        if year < decree.deadline.year
    ]


def cluster_view(city, lang, cluster, district=WHOLE, measure="revenue", baseline=None):
    """The `View` of a cluster: its path to the target in the whole city, or its values in one district."""
    if district == WHOLE:
        return _whole(city, lang, cluster, measure, baseline)
    return _cell(city, lang, cluster, district, measure)


def _whole(city, lang, cluster, measure, baseline):
    path, row = own_path(city, cluster, measure, baseline), own_verdict(city, cluster, measure, baseline)
    words = say(f"desk_said_{measure}", lang)
    if path["actual"].isna().all():
        raise MonitorError(say("desk_no_values", lang, as_of=city.as_of, measure=words))
    name = city.policy.name_of("cluster", cluster, lang)
    if row is None:
        said = say("desk_no_target", lang, cluster=name)
    elif path["required"].isna().all():
        raise MonitorError(say("desk_no_baseline", lang, year=baseline))
    else:
        said = sentence(row, cluster_target(city, cluster), city.policy.decree, lang)
    title = say("desk_path_title", lang, cluster=name, measure=words)
    deadline = None if row is None else row["due"]
    return drawn(city, lang, path, said, title, words, deadline=deadline)


def _cell(city, lang, cluster, district, measure):
    values = cluster_values(city, cluster, measure, district).dropna()
    names = {
        "cluster": city.policy.name_of("cluster", cluster, lang, short=True),
        "district": city.policy.name_of("district", district, lang, short=True),
    }
    if values.empty:
        raise MonitorError(say("desk_cell_empty", lang, **names))
    year, whole = int(values.index[-1]), cluster_values(city, cluster, measure)
    share = values / whole.reindex(values.index)
    planned = (district, cluster) in city.policy.planned_cells
    words = say(f"desk_said_{measure}", lang)
    said = say(
        "desk_cell_sentence",
        lang,
        year=year,
        measure=words,
        value=money(city, values[year], lang),
        share=wording.percent(share[year], lang=lang),
        plan=say("desk_cell_planned" if planned else "desk_cell_unplanned", lang),
        **names,
    )
    path = values.rename("actual").rename_axis("year").reset_index().assign(required=float("nan"))
    title = say("desk_cell_title", lang, measure=words, **names)
    return drawn(city, lang, path, said, title, words, extra={"share_of_cluster": share.to_numpy()})


def drawn(city, lang, path, said, title, measure, deadline=None, extra=None):
    """The `View` of a path in money: chart and table in the unit of the pages, the values as alternative text."""
    shown = path.assign(
        actual=display(city, path["actual"], lang), required=display(city, path["required"], lang)
    )
    options = money_axis(city, lang) | {"measure": measure, "deadline": deadline}
    known = path.dropna(subset="actual")
    points = [
        say("desk_point", lang, year=int(r.year), value=money(city, r.actual, lang))
        for r in known.itertuples()
    ]
    table = shown.assign(**(extra or {}))
    table = table if table["required"].notna().any() else table.drop(columns="required")
    return View(
        sentence=said,
        figure=figures.path(shown, lang=lang, title=title, **options),
        alt=say("desk_alt", lang, title=title, points=wording.listing(points, lang)),
        table=table.astype({"year": "int64"}),
        units={"actual": unit(city, lang), "required": unit(city, lang), "share_of_cluster": "1"},
    )
