"""Two years side by side: a line a cluster or district, each named where it ends."""

from dataclasses import dataclass

import pandas as pd

from analysis.figures import style
from analysis.figures.below import room_below, wrapped_below, write_below
from analysis.figures.labels import LINE, spread
from analysis.figures.measure import measured
from analysis.figures.scale import Scale
from analysis.figures.sheet import sheet
from analysis.figures.signed import colour_of
from analysis.figures.wrapping import text_width, wrap
from analysis.wording import listing

LEADER = 22
WIDEST = 400
HEAD = 24


@dataclass(frozen=True)
class Side:
    """One of the two years: where its points stand, and on which side of them the words are."""

    x: int
    column: str
    year: int
    align: str


def slopes(
    table, *, lang, title, years, unit="", percent=False, digits=1, measure=None, size="wide", note=None
):
    """Values of many things in two years (in `unit`, or shares 0..1 with `percent`); `years` is (start, end).

    Columns: name, start, end; optional colour, else a colour for each direction. A thing without one of its
    values keeps the point it has, has no line, and is named below; one without both is only named.
    """
    scale = Scale(lang, unit, percent, digits)
    with sheet(lang, size, title, measured(lang, measure, unit), note) as page:
        if table.empty or table[["start", "end"]].isna().all(axis=None):
            page.say_no_data()
        else:
            sides = (Side(0, "start", years[0], "right"), Side(1, "end", years[1], "left"))
            _draw(page, table.reset_index(drop=True), scale, sides)
    return page.figure


def _draw(page, table, scale, sides):
    words = [_words(page, table, scale, side) for side in sides]
    gaps = _gaps(page, table, sides)
    foot = room_below(page, gaps)
    tall = max(sum(_heights(page, texts)) for texts in words)
    page.set_body((max(tall * 1.3, page.size.body * 72 * 0.8) + HEAD + foot) / 72)
    axes = page.axes(*_margins(page, words), bottom=foot, top=HEAD)
    _frame(page, axes, table, sides)
    colours = table["colour"] if "colour" in table else (table["end"] - table["start"]).map(colour_of)
    for item, colour in zip(table.itertuples(index=False), colours, strict=True):
        ends = [item.start, item.end]
        axes.plot([0, 1], ends, "o-", color=colour, ms=7, mec="white", zorder=3, clip_on=False)
    for side, texts in zip(sides, words, strict=True):
        _label(page, axes, table[side.column], side, texts, colours)
    write_below(page, axes, gaps)


def _words(page, table, scale, side):
    """The label of each known point by its row; on a phone only the end has room for names."""
    texts = {}
    for i, item in table.dropna(subset=side.column).iterrows():
        value, name = scale.bare(item[side.column]), _name(page, item["name"])
        if page.size.narrow and side.align == "right" and pd.notna(item["end"]):
            name = ""
        texts[i] = (f"{name}  {value}" if side.align == "right" else f"{value}  {name}").strip()
    return texts


def _name(page, name):
    limit = page.width * (0.3 if page.size.narrow else 0.26)
    return wrap(name, limit, page.font(page.size.small), max_lines=2)


def _heights(page, texts):
    return [page.size.small * LINE * (text.count("\n") + 1) + 2 for text in texts.values()]


def _margins(page, words):
    """Room for the widest words of each side; what is then too wide for slopes is left on both sides."""
    font = page.font(page.size.small)
    lines = [[line for text in texts.values() for line in text.split("\n")] for texts in words]
    need = [max((text_width(line, font) for line in side), default=0) + LEADER + 10 for side in lines]
    spare = max(page.size.width * 72 - sum(need) - WIDEST, 0) / 2
    return [side + spare for side in need]


def _frame(page, axes, table, sides):
    values = table[["start", "end"]].stack()
    air = (values.max() - values.min() or abs(values.max()) or 1) * 0.04
    axes.set(xlim=(0, 1), ylim=(values.min() - air, values.max() + air), yticks=[], xticks=[])
    axes.spines[["left", "bottom"]].set_visible(False)
    for side in sides:
        axes.axvline(side.x, color=style.SOFT, lw=0.9, zorder=1, clip_on=False)
        axes.annotate(
            str(side.year), (side.x, 1), (0, 7), xycoords="axes fraction", textcoords="offset points",
            ha="center", va="bottom", fontproperties=page.font(weight="bold"),
        )  # fmt: skip


def _label(page, axes, values, side, texts, colours):
    """Write the words beside their points, moved apart, each led to its point in the colour of its line."""
    order = sorted(texts, key=lambda i: values[i])
    texts = {i: texts[i] for i in order}
    height = axes.get_position().height * page.height * 72
    low, high = axes.get_ylim()
    wanted = [(values[i] - low) / (high - low) * height for i in order]
    centres = spread(wanted, _heights(page, texts), 0, height)
    reach = LEADER if side.align == "left" else -LEADER
    for i, want, centre in zip(order, wanted, centres, strict=True):
        axes.annotate(
            texts[i], (side.x, values[i]), (reach, centre - want), textcoords="offset points",
            ha=side.align, va="center", fontsize=page.size.small, linespacing=1.1, annotation_clip=False,
            arrowprops={
                "arrowstyle": "-", "color": colours[i], "lw": 1, "shrinkA": 1, "shrinkB": 4,
                # The edge of the words that faces the point.
                "relpos": (1 - side.x, 0.5),
            },
        )  # fmt: skip


def _gaps(page, table, sides):
    missing = [(side.year, table.loc[table[side.column].isna(), "name"]) for side in sides]
    return wrapped_below(
        page,
        [
            page.say("figure_side_missing", year=year, names=listing(names, page.lang))
            for year, names in missing
            if len(names)
        ],
    )
