"""A city as tiles: each district where it roughly lies, its value in words and in colour; no boundaries needed."""

import math

from analysis.errors import MonitorError
from analysis.figures.cells import ABOVE, BELOW, fill_cell, frame_cell, shade, write_in_cell
from analysis.figures.measure import measured, with_key
from analysis.figures.scale import Scale
from analysis.figures.sheet import sheet
from analysis.figures.wrapping import wrap
from analysis.wording import say

TALL = {"wide": 66, "narrow": 72}
WIDEST = 150


def tile_map(table, *, lang, title, unit="", percent=False, digits=1, measure=None, size="wide", note=None):
    """One value a district on tiles (in `unit`, or shares 0..1 with `percent`); blue and orange where signs differ.

    Columns: name, column, row (the tile's place, counted from the upper left), value; optional planned, whose
    tiles get a thick frame. A missing value is a hatched tile that says so. Two districts on one tile are
    refused (MonitorError).
    """
    _refuse_shared_tiles(table)
    scale = Scale(lang, unit, percent, digits)
    with sheet(lang, size, title, _key(table, scale, measure), note) as page:
        if table.empty or table["value"].isna().all():
            page.say_no_data()
        else:
            _draw(page, table, scale)
    return page.figure


def _refuse_shared_tiles(table):
    shared = table[table.duplicated(["column", "row"], keep=False)]
    if len(shared):
        raise MonitorError(
            f"{len(shared)} districts share a tile of the map.",
            rows=shared[["name", "column", "row"]],
            expected="one tile for each district.",
            way_out="Change `tile` in data/policy/districts.yaml.",
        )


def _key(table, scale, measure):
    has_both = len(table) and table["value"].min() < 0
    key = say("figure_tiles_key_signed" if has_both else "figure_tiles_key", scale.lang)
    if "planned" in table and table["planned"].any():
        key = {"zh": "；", "en": "; "}[scale.lang].join((key, say("figure_tiles_planned", scale.lang)))
    return with_key(scale.lang, measured(scale.lang, measure, scale.unit), key)


def _draw(page, table, scale):
    across, down = (int(table[c].max() - table[c].min()) + 1 for c in ("column", "row"))
    wide, tall = min(page.width / across, WIDEST), TALL[page.size.name]
    page.set_body((tall * down + 6) / 72)
    side = (page.size.width * 72 - wide * across) / 2
    axes = page.axes(side, side, bottom=3, top=3)
    axes.set(xlim=(0, across), ylim=(down, 0), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    largest = table["value"].abs().max()
    for item in table.itertuples(index=False):
        x, y = item.column - table["column"].min(), item.row - table["row"].min()
        fill = _fill(item.value, largest)
        fill_cell(axes, x, y, fill)
        if getattr(item, "planned", False):
            frame_cell(axes, x, y, (3 / wide, 3 / tall))
        name = wrap(item.name, wide - 10, _bold(page), max_lines=2)
        _write(
            page, axes, (x + 0.5, y + 0.5), name, scale.bare(item.value), fill, page.size.text * 1.35 / tall
        )


def _fill(value, largest):
    if math.isnan(value):
        return None
    share = abs(value) / largest if largest else 0.0
    return shade(share, BELOW if value < 0 else ABOVE)


def _write(page, axes, middle, name, value, fill, line):
    """The name and, below it, the value, together in the middle of the tile; `line` is a line's height in tiles."""
    x, y = middle
    lines = name.count("\n") + 1
    write_in_cell(axes, x, y - line / 2, name, fill, fontproperties=_bold(page), linespacing=1.1)
    write_in_cell(axes, x, y + line * lines / 2, value, fill, fontproperties=page.font())


def _bold(page):
    return page.font(page.size.small if page.size.narrow else page.size.text, "bold")
