"""Where enterprises of each size class went: from the class of one year to the class of another."""

import math

import pandas as pd

from analysis.figures.below import room_below, wrapped_below, write_below
from analysis.figures.cells import (
    fill_cell,
    frame_cell,
    lines_of,
    name_columns,
    name_rows,
    shade,
    wrapped_names,
    write_in_cell,
)
from analysis.figures.sheet import sheet
from analysis.figures.wrapping import wrap
from analysis.wording import listing, number, say

TALL = 30
WIDEST = 104
COUNT_ROOM = 66


def transitions(table, *, lang, title, years, size="wide", note=None):
    """Share (0..1) of each class's enterprises by the class they were in later; `years` is (start, end).

    Columns: start_class, end_class, share; optional enterprises, the number behind each share. Classes keep
    the order they come in as start_class, `absent` being one of them; the diagonal is framed. A move that is not
    listed is 0, one with a missing share a dash; a class without any share is hatched and named below.
    """
    key = say("figure_transition_key", lang, start=years[0], end=years[1])
    with sheet(lang, size, title, key, note) as page:
        if table.empty or table["share"].isna().all():
            page.say_no_data()
        else:
            _draw(page, table)
    return page.figure


def _draw(page, table):
    classes = list(dict.fromkeys([*table["start_class"], *table["end_class"]]))
    shares = shares_of(table, classes)
    unknown = list(shares.index[shares.isna().all(axis=1)])
    names = listing(unknown, page.lang)
    below = wrapped_below(page, [page.say("figure_transition_none", names=names) if unknown else ""])
    axes = _frame(page, classes, _counts(page, table, classes), room_below(page, below))
    for y, start in enumerate(classes):
        for x, share in enumerate(shares.loc[start]):
            _cell(page, axes, x, y, share, start in unknown)
        frame_cell(axes, y, y, (0.03, 0.05))
    write_below(page, axes, below)


def shares_of(table, classes):
    """Shares by class (rows: start, columns: end).

    A move that is not listed was made by nobody (0); a listed one without a share is unknown (NaN), and so is
    everything from a class that has no share at all.
    """
    pairs = pd.MultiIndex.from_product([classes, classes])
    listed = table.set_index(["start_class", "end_class"])["share"].astype(float)
    shares = listed.reindex(pairs).unstack().reindex(index=classes, columns=classes)
    unlisted = pd.Series(~pairs.isin(listed.index), index=pairs).unstack().reindex_like(shares)
    return shares.mask(unlisted.mul(shares.notna().any(axis=1), axis=0), 0.0)


def _frame(page, classes, counts, foot):
    """Empty axes with a unit a cell; classes named on both sides, and how many enterprises began in each."""
    beside = any(counts) and not page.size.narrow
    names, width = wrapped_names(page, classes if beside else _with_counts(classes, counts), 0.24)
    room = COUNT_ROOM if beside else 6
    cell = min((page.width - width - 10 - room) / len(classes), WIDEST)
    heads = [wrap(name, cell - 3, page.font(page.size.small), max_lines=3) for name in classes]
    top = page.size.small * 1.25 * lines_of(heads) + 8
    tall = max(TALL, page.size.text * 1.3 * lines_of(names) + 6)
    page.set_body((tall * len(classes) + top + foot) / 72)
    right = page.size.width * 72 - width - 16 - cell * len(classes)
    axes = page.axes(width + 16, right, bottom=foot, top=top)
    axes.set(xlim=(0, len(classes)), ylim=(len(classes), 0))
    name_rows(page, axes, names)
    name_columns(page, axes, heads)
    if beside:
        _write_counts(page, axes, counts)
    return axes


def _with_counts(classes, counts):
    return [f"{name}\nn = {count}" if count else name for name, count in zip(classes, counts, strict=True)]


def _write_counts(page, axes, counts):
    words = [(0, page.say("figure_transition_count"), "bottom", 3)]
    words += [(y + 0.5, count, "center_baseline", 0) for y, count in enumerate(counts)]
    for y, text, va, lift in words:
        axes.annotate(
            text, (1, y), (COUNT_ROOM - 2, lift), xycoords=("axes fraction", "data"), va=va, ha="right",
            textcoords="offset points", fontsize=page.size.small, annotation_clip=False,
        )  # fmt: skip


def _cell(page, axes, x, y, share, nobody):
    if math.isnan(share):
        fill_cell(axes, x, y, None if nobody else "#FFFFFF")
        if not nobody:
            write_in_cell(axes, x + 0.5, y + 0.5, "–", "#FFFFFF", fontsize=page.size.text)
        return
    fill_cell(axes, x, y, shade(share))
    write_in_cell(axes, x + 0.5, y + 0.5, whole_per_cent(share), shade(share), fontsize=page.size.text)


def whole_per_cent(share):
    """A share in whole per cent without the sign; neither nobody nor everybody where that is not so."""
    if 0 < share < 0.005:
        return "<1"
    if 0.995 <= share < 1:
        return ">99"
    return f"{share * 100:.0f}"


def _counts(page, table, classes):
    if "enterprises" not in table:
        return [""] * len(classes)
    sums = table.groupby("start_class")["enterprises"].sum(min_count=1).reindex(classes)
    return [number(count, 0, lang=page.lang) if pd.notna(count) else "" for count in sums]
