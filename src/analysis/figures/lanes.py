"""Lanes: a name, a drawing and numbers side by side; on a phone the words stand above the drawing."""

from dataclasses import dataclass

from analysis.figures import style
from analysis.figures.wrapping import text_width, wrap

SPACE = 12
EDGE = 6
PHONE_EDGE = 16
AXIS_ROOM = 42
# From the foot of a lane to the middle of its bar, and from there up to the words, in points.
FOOT, RISE = 10, 8


@dataclass(frozen=True)
class Lane:
    """What is written about one thing; `numbers` are columns set flush right."""

    name: str
    numbers: tuple
    is_emphasised: bool = False


@dataclass(frozen=True)
class Head:
    """The words above a column of numbers, in the colour of those numbers."""

    text: str
    colour: str = style.INK


@dataclass(frozen=True)
class Layout:
    """Where the words of the lanes stand; heights in points, from the middle of a lane's bar upwards."""

    names: list
    widths: list
    margins: tuple
    pitch: float
    foot: float
    bar: float
    name_rise: float = 0.0
    number_rise: float = 0.0
    va: str = "center"


def lane_axes(page, lanes, heads=(), axis_room=AXIS_ROOM):
    """Axes with lane i at height -i, its words written; and the thickness of a bar in data units."""
    layout = (_above if page.size.narrow else _beside)(page, lanes, _column_widths(page, lanes, heads), heads)
    top = page.size.small * 1.3 + 6 if heads else 0
    page.set_body((layout.pitch * len(lanes) + axis_room + top) / 72)
    axes = page.axes(*layout.margins, bottom=axis_room, top=top)
    low = layout.foot / layout.pitch
    axes.set(ylim=(-len(lanes) + 1 - low, 1 - low), yticks=[])
    axes.spines[["left", "bottom"]].set_visible(False)
    for i, lane in enumerate(lanes):
        _write_lane(page, axes, i, lane, layout, heads)
        if lane.is_emphasised:
            _band(axes, -i - low, -i + 1 - low)
    _write_heads(page, axes, heads, layout.widths)
    return axes, layout.bar / layout.pitch


def _beside(page, lanes, widths, _heads):
    """Names left of the bars, numbers right of them."""
    names, words = _names(page, lanes, page.width * 0.3)
    pitch = words + 11
    left = max(_width(page, name) for name in names) + SPACE + EDGE
    right = sum(widths) + SPACE * len(widths) + EDGE
    return Layout(names, widths, (left, right), pitch, pitch / 2, page.size.text * 1.3)


def _above(page, lanes, widths, heads):
    """All words above the bars; numbers under heads have a line of their own, for there are several."""
    line = page.size.text * 1.3 if heads else 0
    names, words = _names(page, lanes, page.width - (0 if heads else sum(widths) + SPACE))
    margins = (PHONE_EDGE, PHONE_EDGE)
    return Layout(
        names, widths, margins, words + line + FOOT + RISE + 4, FOOT, 9, RISE + line, RISE, va="bottom"
    )


def _names(page, lanes, limit):
    """The names wrapped, and the height of the tallest in points."""
    names = [wrap(lane.name, limit, _font(page, lane), max_lines=2) for lane in lanes]
    return names, page.size.text * 1.3 * max(name.count("\n") + 1 for name in names)


def value_axis(page, axes, scale, words):
    """Round values along the bottom, grid lines, and what is measured in which unit."""
    scale.on(axes.xaxis, 4 if page.size.narrow else 6)
    axes.tick_params(axis="x", length=0)
    axes.grid(axis="x")
    axis_words(page, axes, words)


def axis_words(page, axes, words):
    """What is measured, below the axis and flush with its left end."""
    font = page.font(page.size.small)
    width = axes.get_position().width * page.size.width * 72
    axes.annotate(
        wrap(words, width, font), (0, 0), (0, -19), xycoords="axes fraction",
        textcoords="offset points", va="top", fontproperties=font, color=style.SOFT, linespacing=1.1,
    )  # fmt: skip


def _column_widths(page, lanes, heads):
    columns = [list(column) for column in zip(*(lane.numbers for lane in lanes), strict=True)]
    for column, head in zip(columns, heads, strict=bool(heads)):
        column.append(head.text)
    return [max(_width(page, text) for text in column) for column in columns]


def _write_lane(page, axes, i, lane, layout, heads):
    look = {"font": _font(page, lane), "va": layout.va}
    if page.size.narrow:
        # On a phone grid lines and connectors pass behind the words. A rim would draw every glyph twice.
        ground = style.BAND if lane.is_emphasised else "white"
        look["bbox"] = {"facecolor": ground, "edgecolor": "none", "pad": 0.6}
    y = -i + layout.name_rise / layout.pitch
    _write(page, axes, EDGE, y, layout.names[i], ha="left", **look)
    y = -i + layout.number_rise / layout.pitch
    colours = [head.colour for head in heads] or [style.INK] * len(layout.widths)
    for x, number, colour in zip(_flush_right(page, layout.widths), lane.numbers, colours, strict=True):
        _write(page, axes, x, y, number, ha="right", color=colour, **look)


def _write_heads(page, axes, heads, widths):
    top = axes.get_ylim()[1]
    font = page.font(page.size.small, "bold")
    for x, head in zip(_flush_right(page, widths), heads, strict=bool(heads)):
        _write(page, axes, x, top, head.text, font=font, ha="right", va="bottom", color=head.colour)


def _flush_right(page, widths):
    """The right edge of each column, in points from the figure's left edge."""
    edge = page.size.width * 72 - EDGE
    return [edge - sum(widths[i + 1 :]) - SPACE * (len(widths) - 1 - i) for i in range(len(widths))]


def _write(page, axes, x, y, text, *, font, **look):
    axes.annotate(
        text, (x / (page.size.width * 72), y), xycoords=("figure fraction", "data"), fontproperties=font,
        linespacing=1.1, annotation_clip=False, **look,
    )  # fmt: skip


def _band(axes, low, high):
    box = axes.get_position()
    reach = (-box.x0 / box.width, (1 - box.x0) / box.width)
    axes.axhspan(low, high, *reach, color=style.BAND, zorder=0, clip_on=False, lw=0)


def _font(page, lane):
    return page.font(weight="bold" if lane.is_emphasised else "regular")


def _width(page, text):
    return max(text_width(line, page.font(weight="bold")) for line in text.split("\n"))
