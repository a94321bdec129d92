"""From one level to another: the start, the signed parts in between, the end."""

import itertools
import math
from dataclasses import dataclass

from analysis.errors import MonitorError
from analysis.figures import style
from analysis.figures.lanes import Lane, lane_axes, value_axis
from analysis.figures.measure import measured
from analysis.figures.scale import Scale
from analysis.figures.sheet import sheet
from analysis.figures.signed import colour_of, signed
from analysis.wording import say

TOLERANCE = 1e-6
# Levels that differ by less than this part of the highest are drawn on a cut axis, or no part is visible.
CUT_BELOW = 0.25


@dataclass(frozen=True)
class Step:
    """One bar, from `begin` to `end`; NaN where its value is missing."""

    name: str
    value: float
    is_total: bool
    begin: float
    end: float


def waterfall(table, *, lang, title, unit="", percent=False, digits=1, measure=None, size="wide", note=None):
    """Levels and the signed parts between them, in the order given (in `unit`, or shares 0..1 with `percent`).

    Columns: name, value, is_total (True for a level, False for a part). Without a first level the parts begin
    at 0. A missing part has no bar and says so, and the next level is then taken as given; otherwise parts
    that do not lead to it are refused (MonitorError).
    """
    scale = Scale(lang, unit, percent, digits)
    steps = steps_of(table)
    with sheet(lang, size, title, _key(steps, scale), note) as page:
        if all(math.isnan(step.value) for step in steps):
            page.say_no_data()
        else:
            _draw(page, steps, scale, measure)
    return page.figure


def steps_of(table):
    """The bars of a table of levels and parts; MonitorError where the parts do not add up to a level."""
    steps, level, is_whole = [], 0.0, True
    largest = table["value"].abs().max() if len(table) else 0.0
    for i, item in enumerate(table.itertuples(index=False)):
        is_missing = math.isnan(item.value)
        if item.is_total and i and is_whole and abs(item.value - level) > TOLERANCE * largest:
            raise _not_adding_up(table, item, level)
        begin = 0.0 if item.is_total else level
        end = begin + item.value
        steps.append(Step(item.name, item.value, bool(item.is_total), begin, end))
        level = level if is_missing else end
        is_whole = not is_missing and (bool(item.is_total) or is_whole)
    return steps


def _not_adding_up(table, item, level):
    return MonitorError(
        f"the parts of the waterfall lead to {level:g}, not to {item.name!r} ({item.value:g}).",
        rows=table,
        expected="parts that add up to the next level.",
        way_out="Add the remainder as a part of its own.",
    )


def _draw(page, steps, scale, measure):
    lanes = [Lane(step.name, (_number(step, scale),), step.is_total) for step in steps]
    floor, low, high, is_cut = _view(steps)
    axes, thickness = lane_axes(page, lanes)
    axes.set_xlim(low, high)
    for i, step in enumerate(steps):
        if not math.isnan(step.value):
            _bar(axes, -i, step, thickness, floor, is_cut)
    for i, (step, following) in enumerate(itertools.pairwise(steps)):
        if not math.isnan(step.end) and not math.isnan(following.value):
            ends = [-i - thickness / 2, -i - 1 + thickness / 2]
            axes.plot([step.end] * 2, ends, color="#9AA5B1", lw=0.9, zorder=1)
    value_axis(page, axes, scale, measured(page.lang, measure, scale.unit))


def _bar(axes, y, step, thickness, floor, is_cut):
    begin = floor if step.is_total else step.begin
    colour = style.SOFT if step.is_total else colour_of(step.value)
    axes.barh(y, step.end - begin, thickness, left=begin, color=colour, zorder=2)
    if step.is_total and is_cut:
        _tear(axes, y, thickness)


def _tear(axes, y, thickness):
    # A white slash through the foot of the bar: it does not begin at 0.
    low, high = axes.get_xlim()
    x, lean = low + (high - low) * 0.05, (high - low) * 0.012
    half = thickness * 0.62
    axes.plot(
        [x - lean, x + lean], [y - half, y + half], color="white", lw=4, zorder=3, solid_capstyle="butt"
    )


def _number(step, scale):
    if step.is_total:
        return scale.full(step.value)
    # Parts of a growth rate are percentage points: the per cent sign would read as a part of the part.
    return signed(scale, step.value).rstrip("%\u00a0") if scale.is_share else signed(scale, step.value)


def _view(steps):
    """Where level bars begin, the axis from and to, and whether it is cut above 0."""
    ends = [step.end for step in steps if not math.isnan(step.end)]
    ends += [step.begin for step in steps if not step.is_total]
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    spread = high - low
    if low > 0 and 0 < spread < CUT_BELOW * high:
        step = 10 ** math.floor(math.log10(spread))
        floor = max(math.floor((low - 0.35 * spread) / step) * step, 0.0)
        return floor, floor, high + 0.04 * spread, True
    low, high = min(low, 0.0), max(high, 0.0)
    air = 0.03 * (high - low or 1)
    return 0.0, low - (air if low < 0 else 0), high + air, False


def _key(steps, scale):
    floor, *_, is_cut = _view(steps)
    words = [say("figure_parts_in_points", scale.lang)] if scale.is_share else []
    if is_cut:
        words.append(say("figure_axis_cut", scale.lang, value=scale.round_figure(floor)))
    return {"zh": "；", "en": "; "}[scale.lang].join(words)
