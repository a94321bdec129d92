"""Why a district grew: with the city, because of its industries, or by its own enterprises (shift-share)."""

from itertools import pairwise

import pandas as pd

from analysis import figures
from analysis.briefings import elements
from analysis.briefings.places_scope import (
    SMALL,
    Place,
    chart,
    counted,
    display,
    last_year,
    money,
    money_axis,
    named_points,
    reporting,
    signed_money,
)
from analysis.indicators.shift_share import dynamic_shift_share, shift_share_by_industry
from analysis.wording import say

PARTS = ("national", "mix", "regional")


def shift_share(city, district, lang):
    """The change since the base year as a waterfall with a plain sentence; the sentence alone where firms are few."""
    start, end = city.policy.decree.baseline_year, last_year(city)
    own, whole = _levels(city, district, start), _levels(city, None, start)
    if own is None or whole is None or len(own.columns) < 2:
        return elements.message(say("place_shift_none", lang, start=start))
    parts = dynamic_shift_share(own, whole)
    if any(pd.isna(part) for part in parts):
        return elements.message(say("place_shift_none", lang, start=start))
    sentence = _sentence(city, parts, *_leading_cluster(own, whole, parts.regional), lang)
    few = min(len(reporting(city, Place("district", district), year)) for year in (start, end))
    if few < SMALL:
        small = say("place_shift_small", lang, enterprises=counted("enterprises", few, lang))
        return elements.message(f"{small}{sentence}")
    levels = (own[start].sum(), own[end].sum())
    return elements.group(_waterfall(city, levels, parts, (start, end), lang), elements.message(sentence))


def _levels(city, district, start):
    """Revenue by cluster (rows) and year (columns) since `start`, 0 where a cluster has nobody; None with a year missing."""
    rows = city.district_cluster_year
    rows = rows if district is None else Place("district", district).rows(rows)
    rows = rows[rows["year"] >= start]
    clusters = sorted(city.district_cluster_year["cluster"].unique())
    cells = rows.groupby(["cluster", "year"])["revenue"].sum(min_count=1)
    table = cells.unstack("year", fill_value=0.0).reindex(clusters, fill_value=0.0)
    years = [year for year in city.years if year >= start]
    if not years or years[0] != start or list(table.columns) != years:
        return None
    return table


def _leading_cluster(own, whole, regional):
    """The cluster that did most for the regional effect, in its direction, and what it did."""
    steps = [
        shift_share_by_industry(own[a], own[b], whole[a], whole[b])["regional"]
        for a, b in pairwise(own.columns)
    ]
    effects = pd.concat(steps, axis=1).sum(axis=1)
    leading = effects.idxmax() if regional >= 0 else effects.idxmin()
    return leading, effects[leading]


def _sentence(city, parts, leading, largest, lang):
    return say(
        "place_shift_sentence",
        lang,
        national=money(city, parts.national, lang),
        mix=_effect(city, parts.mix, lang),
        regional=_effect(city, parts.regional, lang),
        cluster=city.policy.name_of("cluster", leading, lang, short=True),
        largest=signed_money(city, largest, lang),
    )


def _effect(city, value, lang):
    key = "place_shift_mix_up" if value >= 0 else "place_shift_mix_down"
    return say(key, lang, value=money(city, abs(value), lang))


def _waterfall(city, levels, parts, years, lang):
    (begin, finish), (start, end) = levels, years
    names = [
        say("place_growth_level", lang, year=start),
        *(say(f"place_shift_{part}", lang) for part in PARTS),
        say("place_growth_level", lang, year=end),
    ]
    values = [begin, *(getattr(parts, part) for part in PARTS), finish]
    table = pd.DataFrame({"name": names, "value": values, "is_total": [True, False, False, False, True]})
    spoken = [
        money(city, value, lang) if total else signed_money(city, value, lang)
        for value, total in zip(values, table["is_total"], strict=True)
    ]
    table["value"] = display(city, table["value"], lang)
    title = _title(city, parts, years, lang)
    options = money_axis(city, lang) | {"measure": say("measure_revenue", lang)}
    points = named_points(names, spoken, lang)
    return chart(figures.waterfall, table, title, points, lang, note=say("place_shift_note", lang), **options)


def _title(city, parts, years, lang):
    shift = parts.mix + parts.regional
    key = "place_shift_title_above" if shift >= 0 else "place_shift_title_below"
    if parts.growth < 0:
        key = "place_shift_title_fall"
    amounts = {"growth": abs(parts.growth), "shift": abs(shift)}
    spoken = {name: money(city, value, lang) for name, value in amounts.items()}
    return say(key, lang, start=years[0], end=years[1], **spoken)
