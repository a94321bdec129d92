"""Cells of a heat map: shades of one hue with the number in them, hatched where nothing is known."""

from matplotlib.patches import Rectangle

from analysis.figures import style
from analysis.figures.labels import halo
from analysis.figures.wrapping import text_width, wrap

# Pale, middle, deep; the vivid middle keeps ink readable on most of the way.
ABOVE = ("#E6EFF8", "#8CBBE3", "#174A7C")
BELOW = ("#FCE9DE", "#F0A37A", "#A63A0B")
HATCH = "////"
HATCHED = "#B8C2CC"
FRAME = "#111827"


def shade(share, hue=ABOVE):
    """The fill of a value at `share` (0..1) of the way from pale to deep, as a hex string."""
    pale, middle, deep = hue
    way = 2 * min(max(share, 0.0), 1.0)
    part, pair = (way, (pale, middle)) if way < 1 else (way - 1, (middle, deep))
    ends = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in pair]
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in zip(*ends, strict=True))


def fill_cell(axes, x, y, fill):
    """A cell with its upper left corner at (x, y), one unit wide and high; None is hatched: nothing known."""
    look = {"fc": fill, "ec": "white"} if fill else {"fc": "white", "ec": HATCHED, "hatch": HATCH}
    axes.add_patch(Rectangle((x, y), 1, 1, lw=1.4 if fill else 0.6, zorder=1, **look))


def frame_cell(axes, x, y, inset):
    """A thick outline inside the cell, `inset` units from its (left, upper) edges."""
    dx, dy = inset
    axes.add_patch(Rectangle((x + dx, y + dy), 1 - 2 * dx, 1 - 2 * dy, fill=False, ec=FRAME, lw=2, zorder=4))


def write_in_cell(axes, x, y, words, fill, **look):
    """Words centred on (x, y), in the ink that reads on the fill; with a white rim on a hatched cell."""
    axes.text(
        x, y, words, ha="center", va="center_baseline", color=style.text_on(fill or "#FFFFFF"),
        path_effects=None if fill else halo(4), zorder=5, **look,
    )  # fmt: skip


def name_rows(page, axes, names):
    """Names at the left of the rows, row i between i and i + 1."""
    axes.set_yticks([i + 0.5 for i in range(len(names))], names, fontsize=page.size.text, color=style.INK)
    axes.tick_params(axis="y", length=0, pad=4)


def name_columns(page, axes, heads):
    """Heads above the columns, column i between i and i + 1; nothing below."""
    axes.set_xticks(
        [i + 0.5 for i in range(len(heads))], heads, fontsize=page.size.small, color=style.INK,
        va="bottom", linespacing=1.05,
    )  # fmt: skip
    axes.tick_params(axis="x", length=0, pad=3, top=True, labeltop=True, bottom=False, labelbottom=False)
    axes.spines[:].set_visible(False)


def wrapped_names(page, names, part):
    """Names wrapped to a part of the sheet's width, their own line breaks kept; and the widest line in points."""
    font = page.font()
    wrapped = [
        "\n".join(wrap(line, page.width * part, font, max_lines=2) for line in name.split("\n"))
        for name in names
    ]
    return wrapped, max(text_width(line, font) for name in wrapped for line in name.split("\n"))


def lines_of(texts):
    """How many lines the tallest of the texts has."""
    return max((text.count("\n") + 1 for text in texts), default=0)
