"""Who closes a gap and who opens it: a dot a contributor, left or right of nothing."""

import math

from analysis.figures import style
from analysis.figures.lanes import Lane, lane_axes, value_axis
from analysis.figures.measure import measured
from analysis.figures.scale import Scale
from analysis.figures.sheet import sheet
from analysis.figures.signed import colour_of, signed
from analysis.wording import say


def contributions(table, *, lang, title, unit="", digits=1, measure=None, key=None, size="wide", note=None):
    """One row a contributor, the largest first, their sum last (value in `unit`, positive narrows the gap).

    Columns: name, value; optional colour, else a colour for each sign. A missing value has no dot and says so,
    and then the sum is not known either. `key` says what left and right mean, if not the gap to a target.
    """
    with sheet(lang, size, title, key or say("figure_gap_sides", lang), note) as page:
        if table.empty or table["value"].isna().all():
            page.say_no_data()
        else:
            ordered = table.sort_values("value", ascending=False, kind="stable")
            _draw(page, ordered, Scale(lang, unit, digits=digits), measured(lang, measure, unit))
    return page.figure


def _draw(page, table, scale, words):
    values = [*table["value"], table["value"].sum(skipna=False)]
    names = [*table["name"], page.say("figure_total")]
    last = len(names) - 1
    lanes = [
        Lane(name, (signed(scale, value),), i == last)
        for i, (name, value) in enumerate(zip(names, values, strict=True))
    ]
    colours = [*(table["colour"] if "colour" in table else [colour_of(v) for v in table["value"]]), style.INK]
    axes, _ = lane_axes(page, lanes)
    for i, (value, colour) in enumerate(zip(values, colours, strict=True)):
        if not math.isnan(value):
            axes.plot([0, value], [-i, -i], color=colour, lw=3, zorder=2)
            axes.plot([value], [-i], "D" if i == last else "o", color=colour, mec="white", ms=10, zorder=3)
    low, high = min(0, *table["value"].dropna(), values[-1]), max(0, *table["value"].dropna(), values[-1])
    air = 0.05 * (high - low or 1)
    axes.set_xlim(low - air, high + air)
    axes.axvline(0, color=style.INK, lw=1.2, zorder=1)
    value_axis(page, axes, scale, words)
