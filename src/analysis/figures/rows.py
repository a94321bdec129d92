"""One row an item: its name, a bar or dots, numbers and the status in words; two lines a row on a phone."""

from dataclasses import dataclass

from analysis.figures import style
from analysis.figures.wrapping import text_width, wrap
from analysis.wording import STATUS, percent

SPACE = 12


@dataclass(frozen=True)
class Row:
    """What is written about one item; `numbers` are columns set flush right."""

    name: str
    numbers: tuple
    status: str
    is_emphasised: bool = False


def row_axes(page, rows, axis_room=38):
    """Axes with row i at height -i, all words of the rows written; what lies between them is the caller's."""
    layout = _stacked if page.size.narrow else _side_by_side
    axes, pitch = layout(page, rows, axis_room)
    top, bottom = (0.78, 0.42) if page.size.narrow else (0.5, 0.5)
    axes.set_ylim(-len(rows) + 1 - bottom, top)
    axes.set_yticks([])
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="x", length=0)
    for i, row in enumerate(rows):
        if row.is_emphasised:
            _band(page, axes, -i, bottom, top)
    return axes, pitch


def label_axis(page, axes, ticks, words):
    """Per cent along the bottom and, from the left edge, the words that say what is measured."""
    axes.set_xticks(ticks, [percent(tick, 0, lang=page.lang) for tick in ticks])
    if page.size.narrow:
        axes.get_xticklabels()[0].set_ha("left")
    font = page.font(page.size.small)
    left = 6 if page.size.narrow else axes.get_position().x0 * page.size.width * 72
    axes.annotate(
        wrap(words, page.width - left, font), (left / (page.size.width * 72), 0), (0, -22),
        xycoords=("figure fraction", "axes fraction"), textcoords="offset points", va="top",
        fontproperties=font, color=style.SOFT,
    )  # fmt: skip


def _side_by_side(page, rows, axis_room):
    names = [wrap(row.name, page.width * 0.29, _font(page, row), max_lines=2) for row in rows]
    left = max(_width(page, name, "bold") for name in names) + SPACE
    columns = [[row.numbers[c] for row in rows] for c in range(len(rows[0].numbers))]
    widths = [max(_width(page, text, "bold") for text in column) for column in columns]
    words = [_status_words(page, row.status, None) for row in rows]
    status_width = max(_width(page, text) for text in words) + 2
    right = sum(widths) + SPACE * (len(widths) + 1) + status_width
    lines = max(name.count("\n") + 1 for name in names)
    pitch = page.size.text * 1.35 * lines + 11
    page.set_body((pitch * len(rows) + axis_room) / 72)
    axes = page.axes(left + 6, right + 6, bottom=axis_room)
    for i, row in enumerate(rows):
        _write(page, axes, 6, -i, names[i], row, ha="left")
        x = page.size.width * 72 - right - 6
        for column, width in zip(columns, widths, strict=True):
            x += width + SPACE
            _write(page, axes, x, -i, column[i], row, ha="right")
        _write(page, axes, x + SPACE, -i, words[i], row, ha="left", colour=style.sign(row.status).colour)
    return axes, pitch


def _stacked(page, rows, axis_room):
    numbers = ["  ".join(row.numbers) for row in rows]
    words = [_status_words(page, row.status, 78) for row in rows]
    status_width = max(_width(page, text) for text in words) + SPACE
    names = [
        wrap(row.name, page.width - _width(page, number, "bold") - SPACE, _font(page, row), max_lines=2)
        for row, number in zip(rows, numbers, strict=True)
    ]
    lines = max(name.count("\n") + 1 for name in names)
    pitch = page.size.text * 1.3 * lines + page.size.small * 2.6 + 7
    page.set_body((pitch * len(rows) + axis_room) / 72)
    axes = page.axes(6, status_width + 6, bottom=axis_room)
    above = page.size.small * 1.3 / pitch + 0.02
    for i, row in enumerate(rows):
        _write(page, axes, 6, -i + above, names[i], row, ha="left", va="bottom")
        _write(page, axes, page.size.width * 72 - 6, -i + above, numbers[i], row, ha="right", va="bottom")
        x = page.size.width * 72 - 6 - status_width + SPACE
        _write(page, axes, x, -i, words[i], row, ha="left", colour=style.sign(row.status).colour)
    return axes, pitch


def _write(page, axes, x, y, text, row, *, ha, va="center", colour=style.INK):
    # x counts points from the figure's left edge, y is the row: text columns line up whatever the data.
    share = x / (page.size.width * 72)
    axes.annotate(
        text, (share, y), xycoords=("figure fraction", "data"), ha=ha, va=va, color=colour,
        fontproperties=_font(page, row), linespacing=1.1, annotation_clip=False,
    )  # fmt: skip


def _band(page, axes, y, bottom, top):
    box = axes.get_position()
    reach = (-box.x0 / box.width, (1 - box.x0) / box.width)
    axes.axhspan(y - bottom, y + top, *reach, color=style.BAND, zorder=0, clip_on=False, lw=0)


def _status_words(page, status, width):
    mark, word = style.sign(status).symbol, STATUS.get(status, STATUS["not_measured"])[page.lang]
    text = f"{mark} {word}"
    return wrap(text, width, page.font(page.size.small)) if width else text


def _font(page, row):
    return page.font(page.size.text, "bold" if row.is_emphasised else "regular")


def _width(page, text, weight="regular"):
    return max(text_width(line, page.font(page.size.text, weight)) for line in text.split("\n"))
