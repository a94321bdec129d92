"""Who reported when: districts or clusters by period, the holes hatched and named."""

import pandas as pd

from analysis.figures.below import room_below, wrapped_below, write_below
from analysis.figures.cells import (
    fill_cell,
    lines_of,
    name_columns,
    name_rows,
    shade,
    wrapped_names,
    write_in_cell,
)
from analysis.figures.sheet import sheet
from analysis.figures.wrapping import text_width
from analysis.wording import listing, number, say

TALL = 21
WIDEST = 58
NAMED = 4
# How deep a full cell is; the deepest shades are kept for charts where more is the message.
FULL = 0.5


def coverage(table, *, lang, title, size="wide", note=None):
    """Number of enterprises that reported, rows by periods; periods that do not fit stand in a further block.

    Columns: name, period, enterprises; names and periods keep the order they come in, and a line break in a
    period is kept in its head. A missing number, or a pair that is not listed, was not received: hatched, and
    named below. The shade is the share of the highest number in the row.
    """
    with sheet(lang, size, title, say("figure_coverage_key", lang), note) as page:
        if table.empty or table["enterprises"].isna().all():
            page.say_no_data()
        else:
            _draw(page, counts_of(table))
    return page.figure


def counts_of(table):
    """The table as names by periods, both in the order they come in; NaN where nothing was received."""
    names, periods = (list(dict.fromkeys(table[column])) for column in ("name", "period"))
    return table.set_index(["name", "period"])["enterprises"].unstack().reindex(index=names, columns=periods)


def _draw(page, counts):
    names, width = wrapped_names(page, counts.index, 0.3)
    left = width + 16
    blocks, cell = _blocks(page, counts, page.width - width - 10)
    below = wrapped_below(page, [_gaps(page, counts)])
    heads = page.size.small * 1.25 * lines_of(counts.columns) + 10
    tall = max(TALL, page.size.text * 1.3 * lines_of(names) + 4)
    block_height = heads + tall * len(counts)
    foot = room_below(page, below)
    page.set_body((block_height * len(blocks) + foot) / 72)
    highest = counts.max(axis=1)
    for i, block in enumerate(blocks):
        right = page.size.width * 72 - left - cell * block.shape[1]
        under = foot + block_height * (len(blocks) - 1 - i)
        axes = page.axes(left, right, bottom=under, top=heads + block_height * i)
        _draw_block(page, axes, block, names, highest)
    write_below(page, axes, below)


def _blocks(page, counts, room):
    """The periods in blocks of equal length that fit side by side, and the width of a cell in points."""
    font = page.font(page.size.small)
    words = [line for period in counts.columns for line in str(period).split("\n")]
    words += [_written(page, count) for count in counts.max(axis=1).dropna()]
    need = max(text_width(word, font) for word in words) + 7
    most = max(int(room // need), 1)
    blocks = -(-counts.shape[1] // most)
    across = -(-counts.shape[1] // blocks)
    parts = [counts.iloc[:, i : i + across] for i in range(0, counts.shape[1], across)]
    return parts, min(room / across, WIDEST)


def _draw_block(page, axes, block, names, highest):
    axes.set(xlim=(0, block.shape[1]), ylim=(len(block), 0))
    for y, (name, row) in enumerate(block.iterrows()):
        for x, count in enumerate(row):
            fill = None if pd.isna(count) else shade(_fullness(count, highest[name]))
            fill_cell(axes, x, y, fill)
            if fill:
                words = _written(page, count)
                write_in_cell(axes, x + 0.5, y + 0.5, words, fill, fontsize=page.size.small)
    name_rows(page, axes, names)
    name_columns(page, axes, list(block.columns))


def _fullness(count, highest):
    # From half of the row's best period on: a fall of a tenth is then a step of colour a reader can see.
    return (count / highest - 0.5) * 2 * FULL if highest else 0.0


def _written(page, count):
    return number(count, 0, lang=page.lang)


def _gaps(page, counts):
    gaps = {name: list(row.index[row.isna()]) for name, row in counts.iterrows() if row.isna().any()}
    if not gaps:
        return page.say("figure_coverage_whole")
    shown = [
        page.say(
            "figure_coverage_gap",
            name=name,
            periods=_first(page, [_flat(page, period) for period in missing]),
        )
        for name, missing in gaps.items()
    ]
    return page.say("figure_coverage_missing", gaps=_first(page, shown))


def _first(page, words):
    """The first few words listed, the rest counted."""
    rest = len(words) - NAMED
    more = [page.say("figure_coverage_more", count=rest)] if rest > 0 else []
    return listing([*words[:NAMED], *more], page.lang)


def _flat(page, period):
    return str(period).replace("\n", "" if page.lang == "zh" else " ")
