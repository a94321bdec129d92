"""What the briefing of one cluster shows, one function a cell."""

import pandas as pd

from analysis import figures, wording
from analysis.briefings import elements, places_companies, places_growth
from analysis.briefings.places_gap import cluster_gap, district_gap, required_of, target_of
from analysis.briefings.places_notes import cluster_notes
from analysis.briefings.places_scope import (
    Place,
    chart,
    display,
    figure_of,
    headings,
    last_year,
    layout_rule,
    money,
    money_axis,
    named_points,
    round_money,
    share_of,
    size_notes,
    unit,
)
from analysis.indicators.growth import cagr
from analysis.indicators.layout import layout_cells
from analysis.indicators.totals import ratio, yearly_total
from analysis.wording import say

MET = ("achieved", "achieved_late")


def banner(city, lang):
    """The notice that synthetic data were used; nothing where all data are real."""
    return elements.banner(set(city.sources["kind"]), lang)


def opening(city, cluster, lang):
    """The message of the page in one sentence: revenue, target, verdict, and the district that matters most."""
    place = Place("cluster", cluster)
    sentence = elements.message(_opening(city, place, lang))
    return elements.group(sentence, *size_notes(city, place, lang))


def verdict(city, cluster, lang):
    """The verdict card of the cluster's revenue target."""
    row = _row(city, cluster)
    if row is None:
        return elements.note(_opening(city, Place("cluster", cluster), lang))
    commitment = city.policy.commitments[row["commitment_id"]]
    card = {
        "question": say("place_revenue_question", lang, year=commitment.deadline.year),
        "status": row["status"],
        "value_text": money(city, row["value"], lang),
        "target_text": say(commitment.comparator, lang, target=round_money(city, row["target"], lang)),
        "sentence": _story(city, row, lang),
        "commitment_id": row["commitment_id"],
    }
    return elements.verdict_cards([card], lang)


def path(city, cluster, lang):
    """Revenue by year against the path its target requires."""
    commitment = target_of(city, cluster)
    if commitment is None:
        return elements.message(_opening(city, Place("cluster", cluster), lang))
    table = city.path(commitment.id)
    spoken = table.dropna(subset="actual")
    points = [say("point", lang, year=r.year, value=money(city, r.actual, lang)) for r in spoken.itertuples()]
    title = _path_title(city, cluster, table, lang)
    for column in ("actual", "required"):
        table[column] = display(city, table[column], lang)
    options = money_axis(city, lang) | {"measure": say("measure_revenue", lang)}
    return chart(figures.path, table, title, points, lang, deadline=commitment.deadline, **options)


def gap(city, cluster, lang):
    """Which districts and enterprises close or open the gap."""
    return cluster_gap(city, cluster, lang)


def growth(city, cluster, lang):
    """Growth of the newest year, explained, and the year to date."""
    place = Place("cluster", cluster)
    return elements.group(
        places_growth.growth(city, place, lang), places_growth.current_year(city, place, lang)
    )


def where(city, cluster, lang):
    """The cluster on the tile map, and each of its cells with plan, quotient and verdict."""
    year = last_year(city)
    cells = layout_cells(city.district_cluster_year, city.policy.planned_cells, year)
    cells = Place("cluster", cluster).rows(cells)
    if cells["revenue"].isna().any():
        return elements.message(say("place_incomplete", lang, year=year))
    if not (cells["revenue"] > 0).any():
        return elements.message(say("place_where_none", lang, year=year))
    rules = city.policy.with_indicator("planned_cell_specialisation", cluster=cluster)
    notes = [elements.note(layout_rule("place_layout_note", rule, lang)) for rule in rules[:1]]
    return elements.group(_map(city, cells, lang), _cells(city, cells, lang), *notes)


def companies(city, cluster, lang):
    """Concentration, core enterprises and the next candidates."""
    return places_companies.companies(city, Place("cluster", cluster), lang)


def movement(city, cluster, lang):
    """How its enterprises move between size classes."""
    return places_companies.movement(city, Place("cluster", cluster), lang)


def energy(city, cluster, lang):
    """The cluster's part of industry's energy beside its part of value added, and the ratio of the two, by year."""
    measures = {"energy": "energy_tce", "value": "value_added"}
    shares = pd.DataFrame({name: _share(city, cluster, column) for name, column in measures.items()})
    shares = shares[shares["value"] > 0].dropna()
    if shares.empty:
        return elements.message(say("place_energy_none", lang))
    table = shares.assign(intensity=shares["energy"] / shares["value"]).rename_axis("year").reset_index()
    table["year"] = table["year"].astype("str")
    newest = table.iloc[-1]
    spoken = {name: _rough(newest[name], lang) for name in measures}
    ratio_words = _times(newest["intensity"], lang)
    sentence = say("place_energy_title", lang, year=newest["year"], ratio=ratio_words, **spoken)
    formats = dict.fromkeys(measures, lambda value: _rough(value, lang))
    formats["intensity"] = lambda value: wording.number(value, 2)
    return elements.group(
        elements.message(sentence),
        elements.data_table(
            table,
            lang,
            headings(lang, "year", *formats),
            formats=formats,
            caption=say("place_energy_table", lang),
        ),
        elements.note(say("place_energy_note", lang)),
    )


def notes(city, cluster, lang):
    """Commitments, formulas, tables and files behind the page."""
    return cluster_notes(city, cluster, lang)


def _row(city, cluster):
    commitment = target_of(city, cluster)
    return (
        None
        if commitment is None
        else city.status().set_index("commitment_id", drop=False).loc[commitment.id]
    )


def _opening(city, place, lang):
    row, name = _row(city, place.key), place.name(city, lang)
    if row is None:
        total = yearly_total(place.rows(city.cluster_year), "revenue").get(last_year(city))
        return say(
            "place_cluster_no_target", lang, name=name, year=last_year(city), value=money(city, total, lang)
        )
    if row["status"] == "not_measured":
        return say("place_cluster_not_measured", lang, name=name, as_of=city.as_of)
    due = city.policy.commitments[row["commitment_id"]].deadline.year
    if row["gap"] >= 0:
        key = "place_cluster_met"
    else:
        key = "place_cluster_missed" if row["year"] >= due else "place_cluster_running"
    return say(
        key,
        lang,
        name=name,
        year=int(row["year"]),
        due=due,
        value=money(city, row["value"], lang),
        target=round_money(city, row["target"], lang),
        gap=money(city, abs(row["gap"]), lang),
        status=wording.status_within(row["status"], lang),
        tail=_tail(city, place.key, lang),
    )


def _tail(city, cluster, lang):
    """The district that weighs most in the gap to the required path, where there are several to choose from."""
    found = district_gap(city, cluster)
    if found is None or len(found[0]) < 2 or found[0]["contribution"].isna().any():
        return ""
    contributions = found[0]["contribution"]
    above = contributions.sum() >= 0
    district = contributions.idxmax() if above else contributions.idxmin()
    key = "place_tail_above" if above else "place_tail_short"
    return say(key, lang, district=city.policy.name_of("district", district, lang))


def _story(city, row, lang):
    if row["status"] == "not_measured":
        return say("card_missing", lang, needs=row["missing"][lang])
    series = city.measure(row["commitment_id"]).dropna()
    start, year = int(series.index[0]), int(row["year"])
    value = money(city, row["value"], lang)
    if start == year:
        return say("card_single", lang, year=year, value=value)
    chance = row["probability"]
    likely = "" if pd.isna(chance) else say("card_probability", lang, words=wording.chance(chance, lang))
    known = {"start_year": start, "start": money(city, series.iloc[0], lang), "year": year, "value": value}
    return say("card_baseline", lang, probability=likely, **known)


def _path_title(city, cluster, table, lang):
    found = required_of(city, cluster)
    if found is None:
        return say("place_path_title_short", lang)
    start, year, _ = found
    table = table.set_index("year")
    required = table["required"].dropna()
    observed = cagr(table.at[start, "actual"], table.at[year, "actual"], year - start)
    needed = cagr(required.iloc[0], required.iloc[-1], required.index[-1] - start)
    spoken = {
        "observed": wording.percent(observed, lang=lang),
        "required": wording.percent(needed, lang=lang),
    }
    return say("place_path_title", lang, start=start, **spoken)


def _map(city, cells, lang):
    table = _tiles(city, cells, lang)
    present = table[table["value"] > 0].sort_values("value", ascending=False, kind="stable")
    shares = present["value"].map(share_of(lang))
    planned = _planned(city, cells["cluster"].iloc[0])
    met = int(planned["status"].isin(MET).sum())
    key = "place_where_title" if len(planned) else "place_where_title_unplanned"
    spoken = {
        "district": present["name"].iloc[0],
        "share": shares.iloc[0],
        "planned": len(planned),
        "met": met,
    }
    points = named_points(present["name"], shares, lang)
    options = {"percent": True, "measure": say("place_where_measure", lang)}
    return chart(figures.tile_map, table, say(key, lang, **spoken), points, lang, **options)


def _tiles(city, cells, lang):
    """A tile a district; a district that sent no return at all has no value, one without the cluster has 0."""
    cells = cells.set_index("district")
    rows = city.district_cluster_year
    heard = set(rows.loc[rows["year"] == last_year(city), "district"])
    return pd.DataFrame(
        [
            {
                "name": district.short[lang],
                "column": district.tile[0],
                "row": district.tile[1],
                "value": cells["share_of_cluster"].get(key, 0.0) if key in heard else float("nan"),
                "planned": bool(cells["planned"].get(key, False)),
            }
            for key, district in city.policy.districts.items()
        ]
    )


def _planned(city, cluster):
    """Status rows of the layout commitments of a cluster, by district."""
    commitments = city.policy.with_indicator("planned_cell_specialisation", cluster=cluster)
    status = city.status().set_index("commitment_id", drop=False).loc[[c.id for c in commitments]]
    return status.assign(district=[c.scope.district for c in commitments]).set_index("district")


def _cells(city, cells, lang):
    planned = _planned(city, cells["cluster"].iloc[0])
    ordered = cells.sort_values("revenue", ascending=False, kind="stable")
    table = ordered.assign(
        district=[city.policy.name_of("district", key, lang, short=True) for key in ordered["district"]],
        verdict=[_cell_verdict(planned, cell, lang) for cell in ordered.itertuples()],
    )
    columns = ("district", "verdict", "share_of_cluster", "quotient", "revenue")
    formats = {
        "revenue": figure_of(city, lang),
        "share_of_cluster": share_of(lang),
        "quotient": lambda value: wording.number(value, 2),
    }
    return elements.data_table(table, lang, headings(lang, *columns, unit=unit(city, lang)), formats=formats)


def _cell_verdict(planned, cell, lang):
    if cell.district not in planned.index:
        strong = cell.verdict == "unplanned_strong"
        return say("place_verdict_strong" if strong else "place_verdict_unplanned", lang)
    row = planned.loc[cell.district]
    status = wording.STATUS[row["status"]][lang]
    return say("place_verdict_planned", lang, status=status, id=row["commitment_id"])


def _share(city, cluster, measure):
    """The cluster's part of the city's total of a measure, by year."""
    own = yearly_total(Place("cluster", cluster).rows(city.cluster_year), measure)
    return ratio(own, yearly_total(city.cluster_year, measure))


def _rough(share, lang):
    """A share with a decimal only where it is small."""
    return wording.percent(share, 1 if share < 0.1 else 0, lang=lang)


def _times(quotient, lang):
    """A quotient as a sentence says it: 36 % of, 7.3 times."""
    if quotient < 1:
        return say("place_energy_part", lang, ratio=_rough(quotient, lang))
    return say("place_energy_times", lang, ratio=wording.number(quotient, 1))
