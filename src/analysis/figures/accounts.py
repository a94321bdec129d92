"""What became of the rows of each file: accepted, rejected, no data."""

import math

from matplotlib.patches import Rectangle

from analysis.figures import style
from analysis.figures.cells import HATCH, HATCHED
from analysis.figures.lanes import Head, Lane, axis_words, lane_axes
from analysis.figures.sheet import sheet
from analysis.wording import number, percent

PARTS = ("accepted", "rejected", "non_data")
COLOURS = {"accepted": style.SERIES[0], "rejected": style.SERIES[1], "non_data": "#9AA5B1"}
INKS = {"accepted": style.SERIES[0], "rejected": style.SERIES[1], "non_data": style.SOFT}


def row_account(table, *, lang, title, size="wide", note=None):
    """Rows of each file as shares of all its rows, with the numbers (accepted, rejected and non-data rows).

    Columns: file, accepted, rejected, non_data. A file whose numbers are missing was refused as a whole: its
    bar is hatched and its name says so.
    """
    with sheet(lang, size, title, None, note) as page:
        if table.empty:
            page.say_no_data()
        else:
            _draw(page, table)
    return page.figure


def _draw(page, table):
    heads = [Head(f"■ {page.say(f'figure_account_{part}')}", INKS[part]) for part in PARTS]
    items = list(table.itertuples(index=False))
    axes, thickness = lane_axes(page, [_lane(page, item) for item in items], heads)
    axes.set_xlim(0, 1)
    for i, item in enumerate(items):
        _bar(axes, -i, item, thickness)
    ticks = [0, 0.25, 0.5, 0.75, 1]
    axes.set_xticks(ticks, [percent(tick, 0, lang=page.lang) for tick in ticks])
    axes.tick_params(axis="x", length=0)
    axis_words(page, axes, page.say("figure_account_axis"))


def _lane(page, item):
    if _is_refused(item):
        return Lane(page.say("figure_account_refused", name=item.file), ("–",) * len(PARTS))
    return Lane(item.file, tuple(number(getattr(item, part), 0, lang=page.lang) for part in PARTS))


def _is_refused(item):
    return any(math.isnan(getattr(item, part)) for part in PARTS)


def _bar(axes, y, item, thickness):
    if _is_refused(item):
        axes.add_patch(
            Rectangle((0, y - thickness / 2), 1, thickness, fc="white", ec=HATCHED, hatch=HATCH, lw=0.6)
        )
        return
    rows = [getattr(item, part) for part in PARTS]
    begin = 0.0
    for part, count in zip(PARTS, rows, strict=True):
        if count:
            share = count / sum(rows)
            # The edge keeps one bad row among half a million in sight, and it lies on top.
            look = {
                "color": COLOURS[part],
                "ec": COLOURS[part],
                "lw": 1.4,
                "zorder": 3 if part == "rejected" else 2,
            }
            axes.barh(y, share, thickness, left=begin, clip_on=False, **look)
            begin += share
