"""Growth of the totals beside growth of the enterprises that report in both years, and what the gap is made of."""

import math

from analysis import wording
from analysis.briefings import elements
from analysis.briefings.data_quality_words import counted, in_a_row
from analysis.wording import percent, say

# Parts of the gap below this many percentage points are not worth a word.
LEAST_POINTS = 0.05


def growth(city, lang):
    """The newest year in one sentence; then year by year both growth rates, their gap and its parts."""
    bridges = city.growth()
    if not bridges:
        return elements.message(say("quality_growth_none", lang))
    rows = [_row(year, bridge, lang) for year, bridge in sorted(bridges.items())]
    headings = {name: say(f"quality_column_{name}", lang) for name in rows[0]}
    formats = dict.fromkeys(("total_growth", "matched_growth"), lambda share: _rate(share, lang))
    formats["gap_points"] = lambda points: _points(points)
    newest = max(bridges)
    return elements.group(
        elements.message(_lead(newest, bridges[newest], lang)),
        elements.data_table(rows, lang, headings, formats=formats),
        elements.note(say("quality_growth_note", lang)),
    )


def _lead(year, bridge, lang):
    key = "quality_growth_not_comparable" if math.isnan(bridge.total_growth) else "quality_growth"
    same = counted("enterprises", bridge.parts.loc["matched", "enterprises"], lang)
    return say(
        key,
        lang,
        year=year,
        same=same,
        total=_rate(bridge.total_growth, lang),
        matched=_rate(bridge.matched_growth, lang),
    )


def _row(year, bridge, lang):
    return {
        "years": say("quality_between", lang, before=year - 1, year=year),
        "total_growth": bridge.total_growth,
        "matched_growth": bridge.matched_growth,
        "gap_points": (bridge.total_growth - bridge.matched_growth) * 100,
        "made_of": _made_of(bridge, lang),
    }


def _made_of(bridge, lang):
    """The parts of the gap in percentage points, the largest first; or why the totals do not compare."""
    if "total_growth: scope_break" in bridge.undefined:
        return say("quality_other_scope", lang)
    missing = bridge.missing_before + bridge.missing_after
    if math.isnan(bridge.total_growth):
        return say("quality_growth_missing", lang, enterprises=counted("enterprises", missing, lang))
    points = bridge.parts["gap"].dropna() * 100
    worth = points[points.abs() >= LEAST_POINTS]
    ordered = worth.reindex(worth.abs().sort_values(ascending=False, kind="stable").index)
    words = [
        say("quality_part", lang, part=say(f"quality_part_{part}", lang), points=_points(value))
        for part, value in ordered.items()
    ]
    return in_a_row(words, lang) or say("quality_nothing", lang)


def _rate(share, lang):
    return percent(share, lang=lang, signed=True)


def _points(value):
    return f"{value:+.1f}".replace("-", wording.MINUS)
