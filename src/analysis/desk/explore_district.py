"""Explorer: what a district's industry is made of, year by year, beside what the plan wants there."""

import pandas as pd

from analysis import figures, wording
from analysis.briefings.places_scope import display, last_year, money, unit
from analysis.desk.explore_cluster import district_options, measure_options
from analysis.desk.panel import Panel, View, choice, day_choice, explorer
from analysis.desk.speech import joined
from analysis.errors import MonitorError
from analysis.figures import style
from analysis.indicators.specialisation import location_quotient
from analysis.indicators.totals import yearly_total
from analysis.policy.plan import OTHER
from analysis.wording import say

# Layers of the chart that are told apart; the rest is one.
LAYERS = 6
STRONG = 1.0


def district_explorer(city=None, *, root=".", as_of=None, lang=None):
    """A panel: choose day, district, definition and language; the structure of the district follows.

    Without `city` it opens the one at or above `root`. Example: `desk.district_explorer(city, lang="en")`.
    """
    return explorer(_panel, city, root, as_of, lang)


def _panel(editions, city, lang):
    def draw(lang, as_of, **chosen):
        return district_view(editions.at(as_of, lang), lang, **chosen)

    controls = {
        "as_of": day_choice(editions, city.as_of),
        "district": choice(lambda lang: district_options(city, lang)),
        "measure": choice(measure_options),
    }
    return Panel(controls, draw, lang)


def district_view(city, lang, district, measure="revenue"):
    """The `View` of a district: its clusters' shares by year, and the newest year as a table with plan and quotient."""
    rows = city.district_cluster_year
    rows = rows[rows["district"] == district]
    name, year = city.policy.name_of("district", district, lang, short=True), last_year(city)
    newest = structure(city, district, measure)
    if newest.empty or not newest[measure].sum() > 0:
        raise MonitorError(say("desk_district_empty", lang, district=name, as_of=city.as_of))
    title = say("desk_district_title", lang, district=name)
    names = {key: city.policy.name_of("cluster", key, lang, short=True) for key in newest["cluster"]}
    parts = [
        say(
            "desk_named_point",
            lang,
            name=names[row.cluster],
            value=wording.percent(row.share_of_district, lang=lang),
        )
        for row in newest.dropna(subset="share_of_district").itertuples()
    ]
    shown = newest.assign(
        **{measure: display(city, newest[measure], lang)}, cluster=newest["cluster"].map(names)
    )
    return View(
        sentence=_sentence(city, newest, names, name, year, measure, lang),
        figure=figures.composition(_layers(city, rows, measure, lang), lang=lang, title=title),
        alt=say("desk_alt", lang, title=title, points=wording.listing(parts, lang)),
        table=shown,
        units={measure: unit(city, lang), "share_of_district": "1", "enterprises": "count"},
    )


def structure(city, district, measure="revenue"):
    """The newest year of a district, largest first: cluster, enterprises, the measure, share_of_district, quotient, planned.

    The measure is in the city's unit; `quotient` is the location quotient of the measure, NaN where a part of
    the year is missing; `other` is industry outside the clusters.
    """
    year_rows = city.district_cluster_year[city.district_cluster_year["year"] == last_year(city)]
    own = year_rows[year_rows["district"] == district].set_index("cluster")
    levels = year_rows.pivot(index="district", columns="cluster", values=measure).astype(float).fillna(0.0)
    quotients = (
        location_quotient(levels).loc[district] if district in levels.index else pd.Series(dtype=float)
    )
    planned = {cluster for place, cluster in city.policy.planned_cells if place == district}
    missing = [cluster for cluster in city.policy.clusters if cluster in planned and cluster not in own.index]
    own = own.reindex([*own.index, *missing])
    table = pd.DataFrame(
        {
            "cluster": own.index,
            "enterprises": own["enterprises"].fillna(0).astype(int).to_numpy(),
            measure: own[measure].astype(float).to_numpy(),
            "share_of_district": (own[measure] / own[measure].sum()).to_numpy(),
            "quotient": own.index.map(quotients),
            "planned": own.index.isin(planned),
        }
    )
    return (
        table.sort_values(measure, ascending=False, kind="stable").reset_index(drop=True)
        if len(own)
        else table
    )


def _sentence(city, newest, names, name, year, measure, lang):
    planned, largest = newest[newest["planned"]], newest.iloc[0]
    whole = yearly_total(city.cluster_year, measure)[year]
    said = say(
        "desk_district_sentence",
        lang,
        year=year,
        district=name,
        measure=say(f"desk_said_{measure}", lang),
        value=money(city, newest[measure].sum(), lang),
        share=wording.percent(newest[measure].sum() / whole, lang=lang),
        largest=names[largest["cluster"]],
        largest_share=wording.percent(largest["share_of_district"], lang=lang),
    )
    if planned.empty:
        return said
    strong = int((planned["quotient"] >= STRONG).sum())
    return joined(said, say("desk_district_planned", lang, planned=len(planned), strong=strong), lang=lang)


def _layers(city, rows, measure, lang):
    """The layers of the chart: year, name, colour, value; what is small in every year is one layer."""
    largest = rows.groupby("cluster")[measure].max().drop(OTHER, errors="ignore").nlargest(LAYERS).index
    clusters = city.policy.clusters
    named = [
        (clusters[key].short[lang], clusters[key].colour, rows[rows["cluster"] == key])
        for key in clusters
        if key in largest
    ]
    small = rows[~rows["cluster"].isin([*largest, OTHER])]
    outside = city.policy.name_of("cluster", OTHER, lang), city.policy.outside.colour
    named += [
        (*outside, rows[rows["cluster"] == OTHER]),
        (say("place_structure_rest", lang), style.GRID, small),
    ]
    parts = [
        part.groupby("year")[measure]
        .sum(min_count=1)
        .rename("value")
        .reset_index()
        .assign(name=name, colour=colour)
        for name, colour, part in named
        if len(part)
    ]
    return pd.concat(parts, ignore_index=True)
