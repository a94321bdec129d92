"""Growth of a place: its totals beside the enterprises of both years, the gap explained; and the current year."""

import pandas as pd

from analysis import figures, wording
from analysis.briefings import elements
from analysis.briefings.places_scope import (
    FULL_STOP,
    change,
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
from analysis.indicators.matched_growth import PARTS, growth_bridge, under_last_id
from analysis.wording import say

# Two levels and a single part between them need no chart.
FEWEST_STEPS = 3


def growth(city, place, lang):
    """Revenue from the year before to the newest one: what reporting enterprises added, who came and who left."""
    year = last_year(city)
    bridge = city.growth(**place.scope).get(year)
    if bridge is None:
        return elements.message(say("place_growth_none", lang))
    if pd.isna(bridge.total_before) or pd.isna(bridge.total_after):
        return elements.message(say("place_growth_unknown", lang, year=year))
    if reporting(city, place, year).empty:
        return elements.message(say("place_where_none", lang, year=year))
    title = _title(bridge, year, lang)
    steps = _steps(city, bridge, year, lang)
    if len(steps) <= FEWEST_STEPS:
        return elements.message(f"{title}{FULL_STOP[lang]}")
    points = named_points(steps["name"], steps["spoken"], lang)
    steps["value"] = display(city, steps["value"], lang)
    note = say("place_growth_note", lang) if _has_crossed(bridge) else None
    options = money_axis(city, lang) | {"measure": say("measure_revenue", lang), "note": note}
    return chart(figures.waterfall, steps, title, points, lang, **options)


def current_year(city, place, lang):
    """The newest year-to-date return beside the same months of the year before, in one sentence."""
    last = last_year(city)
    rows = place.rows(city.enterprise_ytd)
    newer = rows[rows["year"] > last]
    if newer.empty:
        return elements.message(say("place_ytd_none", lang, year=last))
    year = int(newer["year"].max())
    month = int(newer.loc[newer["year"] == year, "month"].max())
    before, after = (_so_far(city, rows, y, month) for y in (year - 1, year))
    known = {
        "year": year,
        "month": wording.month(month, lang),
        "value": money(city, after.sum(skipna=False), lang),
    }
    bridge = growth_bridge(before, after)
    if pd.isna(bridge.total_growth) or pd.isna(bridge.matched_growth):
        return elements.message(say("place_ytd_first", lang, **known))
    enterprises = counted("enterprises", bridge.parts.at["matched", "enterprises"], lang)
    rates = {"total": change(bridge.total_growth, lang), "matched": change(bridge.matched_growth, lang)}
    return elements.message(say("place_ytd", lang, enterprises=enterprises, **known, **rates))


def _so_far(city, rows, year, month):
    of_period = rows[(rows["year"] == year) & (rows["month"] == month)]
    ids = under_last_id(of_period["enterprise_id"], city.links)
    return of_period["revenue"].groupby(ids).sum(min_count=1)


def _steps(city, bridge, year, lang):
    """The bars: revenue of the year before, the parts that happened, revenue of the year; in the city's unit."""
    rows = [(say("place_growth_level", lang, year=year - 1), bridge.total_before, True)]
    for part in PARTS:
        found = bridge.parts.loc[part]
        count = found["enterprises"]
        if pd.isna(found["change"]) or (found["change"] == 0 and not (pd.notna(count) and count > 0)):
            continue
        name = say(f"place_part_{part}", lang)
        if pd.notna(count):
            name = say("place_part_count", lang, part=name, count=wording.number(count, 0))
        rows.append((name, found["change"], False))
    rows.append((say("place_growth_level", lang, year=year), bridge.total_after, True))
    steps = pd.DataFrame(rows, columns=["name", "value", "is_total"])
    spoken = [
        money(city, v, lang) if total else signed_money(city, v, lang)
        for v, total in zip(steps["value"], steps["is_total"], strict=True)
    ]
    return steps.assign(spoken=spoken)


def _title(bridge, year, lang):
    enterprises = counted("enterprises", bridge.parts.at["matched", "enterprises"], lang)
    total, matched = change(bridge.total_growth, lang), change(bridge.matched_growth, lang)
    if pd.isna(bridge.matched_growth):
        return say("place_growth_total_only", lang, year=year, total=total)
    if pd.isna(bridge.total_growth):
        return say("place_growth_matched_only", lang, year=year, enterprises=enterprises, matched=matched)
    return say("place_growth_title", lang, year=year, total=total, enterprises=enterprises, matched=matched)


def _has_crossed(bridge):
    crossed = bridge.parts.loc[["threshold_up", "threshold_down"], "enterprises"]
    return bool(crossed.fillna(0).gt(0).any())
