"""What the briefing of one district shows, one function a cell. A district with few enterprises is told so, not drawn."""

import pandas as pd

from analysis import figures, wording
from analysis.briefings import elements, places_companies, places_gap, places_growth
from analysis.briefings.places_notes import district_notes
from analysis.briefings.places_scope import (
    Place,
    change,
    chart,
    counted,
    figure_of,
    headings,
    last_year,
    layout_rule,
    money,
    named_points,
    reporting,
    share_of,
    size_notes,
    unit,
)
from analysis.briefings.places_shift import shift_share
from analysis.figures import style
from analysis.indicators.clustering_degree import park_share_of_revenue
from analysis.indicators.firm_dynamics import entry_exit
from analysis.indicators.layout import layout_cells
from analysis.indicators.revenue import industry_revenue
from analysis.indicators.specialisation import location_quotient, planned_cell_share
from analysis.policy.plan import OTHER
from analysis.wording import listing, say

MET = ("achieved", "achieved_late")
# A cluster that never had this share of the district cannot be seen in the chart.
THIN = 0.015
PLANNED_COLUMNS = {
    "commitment_id": "column_commitment_id",
    "promise": "place_column_cluster",
    "value_text": "place_column_quotient",
    "target_text": "column_target_text",
    "status": "column_status",
    "note": "column_note",
}

__all__ = [
    "banner", "companies", "coverage", "gap", "growth", "notes", "opening", "parks", "planned", "shift_share",
    "structure",
]  # fmt: skip


def banner(city, lang):
    """The notice that synthetic data were used; nothing where all data are real."""
    return elements.banner(set(city.sources["kind"]), lang)


def opening(city, district, lang):
    """The message of the page in one sentence: size, growth beside the city's, and the plan for it."""
    place = Place("district", district)
    sentence = elements.message(_opening(city, place, lang))
    return elements.group(sentence, *size_notes(city, place, lang))


def structure(city, district, lang):
    """What its industry is made of, by year, and how specialised it is in each."""
    profile = _profile(city, district)
    rows = Place("district", district).rows(city.district_cluster_year)
    newest = rows[rows["year"] == last_year(city)]
    if profile is None or newest["revenue"].eq(0).all():
        return elements.note(say("place_nothing", lang))
    if pd.isna(profile["krugman"]):
        return elements.message(say("place_incomplete", lang, year=last_year(city)))
    if len(newest) < 2:
        return elements.message(_single_industry(city, newest.iloc[0], lang))
    note = say(
        "place_structure_note",
        lang,
        krugman=wording.number(profile["krugman"], 2, lang=lang),
        index=wording.number(profile["herfindahl"], 2, lang=lang),
    )
    first = _composition(city, rows, profile, lang)
    return elements.group(first, elements.note(note), _industries(city, newest, lang))


def planned(city, district, lang):
    """The industries the decree planned here with their verdicts, and what has grown without a plan."""
    status = _planned(city, district)
    if status.empty:
        name = Place("district", district).name(city, lang)
        first = elements.message(say("place_planned_none", lang, name=name))
    else:
        rule = city.policy.commitments[status["commitment_id"].iloc[0]]
        first = elements.group(
            elements.verdict_table(
                [_planned_row(city, row, lang) for _, row in status.iterrows()],
                lang,
                columns={name: say(key, lang) for name, key in PLANNED_COLUMNS.items()},
            ),
            elements.note(layout_rule("place_layout_note", rule, lang)),
        )
    return elements.group(first, elements.note(_unplanned(city, district, lang)))


def growth(city, district, lang):
    """Growth of the newest year, explained, and the year to date."""
    place = Place("district", district)
    return elements.group(
        places_growth.growth(city, place, lang), places_growth.current_year(city, place, lang)
    )


def gap(city, district, lang):
    """What the district adds to or takes from the gap of the city's clusters to their targets."""
    return places_gap.district_share(city, district, lang)


def parks(city, district, lang):
    """Its parks: size, growth and leading industry."""
    year, profile = last_year(city), _profile(city, district)
    own = Place("district", district).rows(city.park_year)
    own = own[own["year"] == year]
    if profile is None or own.empty:
        named = (city.park_year["year"] == year).any()
        return elements.message(say("place_parks_none" if named else "place_parks_unnamed", lang, year=year))
    if pd.isna(profile["park_share"]):
        sentence = say("place_incomplete", lang, year=year)
        return elements.group(elements.message(sentence), _park_table(city, district, lang))
    sentence = say(
        "place_parks",
        lang,
        year=year,
        share=wording.percent(profile["park_share"], lang=lang),
        city=wording.percent(park_share_of_revenue(city.cluster_year).get(year), lang=lang),
    )
    return elements.group(elements.message(sentence), _park_table(city, district, lang))


def companies(city, district, lang):
    """Concentration, core enterprises and the next candidates."""
    return places_companies.companies(city, Place("district", district), lang)


def coverage(city, district, lang):
    """How completely it reports: enterprises by year, periods received, rows still rejected."""
    place = Place("district", district)
    rows, periods = place.rows(city.enterprise_year), city.coverage("district")
    if rows.empty:
        return elements.message(_opening(city, place, lang))
    rejected = place.rows(city.rejected)
    rejected = rejected[rejected["resolved"].isna()][["file", "sheet", "line"]].drop_duplicates()
    notes = [elements.note(say("place_rejected", lang, rows=len(rejected)))] if len(rejected) else []
    return elements.group(
        elements.message(_coverage_sentence(city, place, periods, lang)),
        _coverage_table(place, rows, periods, lang),
        *notes,
    )


def notes(city, district, lang):
    """Commitments, formulas, tables and files behind the page."""
    return district_notes(city, district, lang)


def _profile(city, district):
    """The profile of the newest year; None where the district sent no return for it."""
    rows = Place("district", district).rows(city.district_profile)
    rows = rows[rows["year"] == last_year(city)]
    return None if rows.empty else rows.iloc[0]


def _opening(city, place, lang):
    name, year, profile = place.name(city, lang), last_year(city), _profile(city, place.key)
    if profile is None:
        return say("place_district_silent", lang, name=name, year=year, as_of=city.as_of)
    if pd.isna(profile["share_of_city"]):
        return say("place_district_unknown", lang, name=name, year=year)
    known = {
        "name": name,
        "year": year,
        "revenue": money(city, profile["revenue"], lang),
        "share": wording.percent(profile["share_of_city"], lang=lang),
        "layout": _layout_words(city, place.key, lang),
    }
    whole = industry_revenue(city.cluster_year)
    if pd.isna(profile["growth"]):
        return say("place_district_opening_first", lang, **known)
    of_city = change(whole[year] / whole[year - 1] - 1, lang)
    return say("place_district_opening", lang, growth=change(profile["growth"], lang), city=of_city, **known)


def _layout_words(city, district, lang):
    status = _planned(city, district)
    if status.empty:
        return say("place_layout_free", lang)
    if status["status"].eq("not_measured").all():
        return say("place_layout_not_measured", lang, planned=len(status))
    met = int(status["status"].isin(MET).sum())
    return say("place_layout_kept", lang, planned=len(status), met=met)


def _planned(city, district):
    """Status rows of the layout commitments of a district, in the decree's order, with their cluster."""
    commitments = city.policy.with_indicator("planned_cell_specialisation", district=district)
    status = city.status().set_index("commitment_id", drop=False).loc[[c.id for c in commitments]]
    return status.assign(cluster=[c.scope.cluster for c in commitments])


def _planned_row(city, row, lang):
    start = city.policy.decree.baseline_year
    quotient = None if pd.isna(row["value"]) else wording.number(row["value"], 2)
    return {
        "commitment_id": row["commitment_id"],
        "promise": city.policy.name_of("cluster", row["cluster"], lang, short=True),
        "value_text": quotient,
        "target_text": layout_rule(
            "place_planned_target", city.policy.commitments[row["commitment_id"]], lang
        ),
        "status": row["status"],
        "note": _cell_note(city, row, start, lang),
    }


def _cell_note(city, row, start, lang):
    """The district's part of the cluster in the year of the verdict and in the base year; empty without a verdict."""
    if pd.isna(row["year"]):
        return ""
    scope = city.policy.commitments[row["commitment_id"]].scope
    share = planned_cell_share(city.district_cluster_year, scope.district, scope.cluster)
    now, before = share.get(row["year"]), share.get(start)
    if now == 0:
        return say("place_planned_empty", lang)
    spoken = wording.percent(now, lang=lang)
    if pd.isna(before) or start >= row["year"]:
        return say("place_planned_note_now", lang, share=spoken)
    return say(
        "place_planned_note", lang, share=spoken, start=start, before=wording.percent(before, lang=lang)
    )


def _unplanned(city, district, lang):
    cells = layout_cells(city.district_cluster_year, city.policy.planned_cells, last_year(city))
    cells = Place("district", district).rows(cells)
    strong = cells[cells["verdict"] == "unplanned_strong"].sort_values("quotient", ascending=False)
    if strong.empty:
        return say("place_unplanned_none", lang)
    names = [
        say(
            "place_of",
            lang,
            name=city.policy.name_of("cluster", cell.cluster, lang, short=True),
            value=wording.number(cell.quotient, 1),
        )
        for cell in strong.itertuples()
    ]
    return say("place_unplanned", lang, names=listing(names, lang))


def _single_industry(city, cell, lang):
    name = city.policy.name_of("cluster", cell["cluster"], lang)
    value = money(city, cell["revenue"], lang)
    return say("place_structure_single", lang, year=last_year(city), cluster=name, value=value)


def _composition(city, rows, profile, lang):
    """Shares of the district's revenue by year; the clusters in the order and colours of the decree."""
    table = _layers(city, rows, lang)
    year, leading = last_year(city), profile["leading_cluster"]
    title = say("place_structure_title_none", lang, year=year)
    if pd.notna(leading):
        name = city.policy.name_of("cluster", leading, lang, short=True)
        share = wording.percent(profile["leading_share"], lang=lang)
        title = say("place_structure_title", lang, year=year, cluster=name, share=share)
    newest = table[table["year"] == year]
    shares = (newest["value"] / newest["value"].sum()).map(share_of(lang))
    return chart(figures.composition, table, title, named_points(newest["name"], shares, lang), lang)


def _layers(city, rows, lang):
    """The layers of the chart: year, name, colour, value; clusters too thin to be seen are one layer."""
    parts = rows["revenue"] / rows.groupby("year")["revenue"].transform("sum")
    largest = parts.groupby(rows["cluster"]).max()
    thin = set(largest.index[largest < THIN]) - {OTHER}
    names = {
        key: city.policy.name_of("cluster", key, lang, short=True) for key in [*city.policy.clusters, OTHER]
    }
    colours = {key: cluster.colour for key, cluster in city.policy.clusters.items()}
    colours[OTHER] = city.policy.outside.colour
    if len(thin) > 1:
        names |= dict.fromkeys(thin, say("place_structure_rest", lang))
        colours |= dict.fromkeys(thin, style.GRID)
    order = sorted(names, key=lambda key: (key in thin, key == OTHER))
    rows = rows.assign(rank=rows["cluster"].map(order.index)).sort_values(["year", "rank"])
    table = pd.DataFrame(
        {
            "year": rows["year"],
            "name": rows["cluster"].map(names),
            "colour": rows["cluster"].map(colours),
            "value": rows["revenue"],
        }
    )
    return table.groupby(["year", "name", "colour"], as_index=False, sort=False)["value"].sum(min_count=1)


def _industries(city, newest, lang):
    year = last_year(city)
    all_cells = city.district_cluster_year[city.district_cluster_year["year"] == year]
    levels = all_cells.set_index(["district", "cluster"])["revenue"]
    quotients = location_quotient(levels.unstack("cluster", fill_value=0.0)).loc[newest["district"].iloc[0]]
    ordered = newest.sort_values("revenue", ascending=False, kind="stable")
    table = ordered.assign(
        share_of_district=ordered["revenue"] / ordered["revenue"].sum(),
        quotient=ordered["cluster"].map(quotients),
        cluster=[city.policy.name_of("cluster", key, lang, short=True) for key in ordered["cluster"]],
    )
    columns = ("cluster", "enterprises", "revenue", "share_of_district", "quotient")
    formats = {
        "enterprises": lambda value: wording.number(value, 0),
        "revenue": figure_of(city, lang),
        "share_of_district": share_of(lang),
        "quotient": lambda value: wording.number(value, 2),
    }
    heads = headings(lang, *columns, unit=unit(city, lang))
    caption = say("place_structure_table", lang, year=year)
    return elements.data_table(table, lang, heads, formats=formats, caption=caption)


def _park_table(city, district, lang):
    profiles = Place("district", district).rows(city.park_profile)
    newest = profiles[profiles["year"] == last_year(city)].sort_values("revenue", ascending=False)
    table = newest.assign(
        leading=[_leading(city, row, lang) for row in newest.itertuples()],
    )
    columns = ("park", "leading", "revenue", "growth", "enterprises")
    formats = {
        "revenue": figure_of(city, lang),
        "growth": lambda rate: wording.percent(rate, lang=lang, signed=True),
        "enterprises": lambda value: wording.number(value, 0),
    }
    return elements.data_table(table, lang, headings(lang, *columns, unit=unit(city, lang)), formats=formats)


def _leading(city, park, lang):
    if pd.isna(park.leading_cluster):
        return None
    name = city.policy.name_of("cluster", park.leading_cluster, lang, short=True)
    return say("place_of", lang, name=name, value=wording.percent(park.leading_share, 0, lang=lang))


def _coverage_sentence(city, place, periods, lang):
    year = last_year(city)
    reports = len(reporting(city, place, year))
    if not reports:
        return _opening(city, place, lang)
    return say(
        "place_coverage",
        lang,
        year=year,
        enterprises=counted("enterprises", reports, lang),
        periods=counted("periods", len(periods[["year", "month"]].drop_duplicates()), lang),
        received=len(place.rows(periods)),
    )


def _coverage_table(place, rows, periods, lang):
    """Enterprises with an annual return by year, who came and went, and how many sent the year's last monthly one."""
    table = entry_exit(rows).sort_values("year", ascending=False)
    monthly = place.rows(periods).dropna(subset="month").sort_values("month")
    table["ytd"] = table["year"].map(monthly.groupby("year")["enterprises"].last())
    table["year"] = table["year"].astype("str")
    columns = ("year", "enterprises", "entered", "left", "ytd")
    formats = dict.fromkeys(columns[1:], lambda value: wording.number(value, 0))
    caption = say("place_coverage_table", lang)
    return elements.data_table(
        table[list(columns)], lang, headings(lang, *columns), formats=formats, caption=caption
    )
