"""Districts by clusters: what the plan assigns, and what is really there."""

import math

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from analysis.figures import style
from analysis.figures.sheet import PAD, sheet
from analysis.figures.wrapping import text_width, wrap
from analysis.wording import number

# Lower bound of a class -> its fill; one hue, so that it survives a black-and-white printer.
CLASSES = ((0.0, "#D6E4F0"), (1.0, "#7FB0D6"), (2.0, "#1F5F99"))
EMPTY = "#FFFFFF"
SLANT = 32
LONGEST_HEAD = 150
PLAN = "#111827"
UNPLANNED = "#C2410C"


def layout_grid(table, *, lang, title, strong=1.0, size="wide", note=None):
    """Location quotient (1 = the city's average) of each cluster in each district, planned cells outlined.

    Columns: district_name, cluster_name, planned, revenue, quotient; names keep the order they come in.
    A cell without revenue is empty; an unplanned cell with a quotient of `strong` or more is marked.
    """
    with sheet(lang, size, title, None, note) as page:
        if table.empty:
            page.say_no_data()
        else:
            _draw(page, table, strong)
    return page.figure


def _draw(page, table, strong):
    districts, clusters = (list(dict.fromkeys(table[c])) for c in ("district_name", "cluster_name"))
    names = [wrap(name, page.width * 0.25, page.font(), max_lines=2) for name in districts]
    left = max(text_width(line, page.font()) for name in names for line in name.split("\n")) + 14
    cell = (page.width - left) / len(clusters)
    heads, angle = _heads(page, clusters, cell)
    top = _head_height(page, heads, angle)
    tall = max(24.0, *(page.size.text * 1.3 * (name.count("\n") + 1) + 4 for name in names))
    key = _key(page, strong)
    key_height = page.size.small * 1.6 * (-(-len(key["handles"]) // key["ncols"]) + 1) + 18
    slant = _overhang(page, heads[-1], cell) if angle == SLANT else 0
    page.set_body((tall * len(districts) + top + key_height) / 72)
    axes = page.axes(left, 6 + slant, bottom=key_height, top=top)
    axes.set(xlim=(0, len(clusters)), ylim=(len(districts), 0))
    _ticks(page, axes, names, heads, angle)
    for item in table.itertuples(index=False):
        spot = (clusters.index(item.cluster_name), districts.index(item.district_name))
        _fill(page, axes, spot, item, strong)
    page.figure.legend(**key, bbox_to_anchor=(PAD / page.size.width, (page.bottom + PAD) / page.height))


def _fill(page, axes, spot, item, strong):
    x, y = spot
    has_revenue = pd.notna(item.revenue) and item.revenue > 0 and pd.notna(item.quotient)
    colour = _fill_of(item.quotient) if has_revenue else EMPTY
    axes.add_patch(
        Rectangle((x, y), 1, 1, fc=colour, ec="white" if has_revenue else style.GRID, lw=1, zorder=1)
    )
    if has_revenue:
        marked = not item.planned and item.quotient >= strong
        axes.text(
            x + 0.5,
            y + 0.53,
            _written(item.quotient, page.lang),
            ha="center",
            va="center",
            fontsize=page.size.small,
            color=style.text_on(colour),
        )
        if marked:
            axes.fill(
                [x + 0.68, x + 0.97, x + 0.97],
                [y + 0.05, y + 0.05, y + 0.44],
                color=UNPLANNED,
                lw=0,
                zorder=3,
            )
    if item.planned:
        inset = 0.035
        axes.add_patch(
            Rectangle(
                (x + inset, y + inset), 1 - 2 * inset, 1 - 2 * inset, fill=False, ec=PLAN, lw=2.1, zorder=4
            )
        )


def _fill_of(quotient):
    return next(colour for low, colour in reversed(CLASSES) if quotient >= low)


def _written(quotient, lang):
    """One decimal; two where one would lift the number into the next class."""
    if quotient >= 9.95:
        return number(quotient, 0, lang=lang)
    if _fill_of(round(quotient, 1)) == _fill_of(quotient):
        return number(quotient, 1, lang=lang)
    return number(math.floor(quotient * 100) / 100, 2, lang=lang)


def _heads(page, clusters, cell):
    """Column heads and their angle: level where they fit, Chinese stacked, Latin slanted or upright."""
    font = page.font()
    if all(text_width(name, font) <= cell - 4 for name in clusters):
        return clusters, 0
    if page.lang == "zh":
        return ["\n".join(name.replace("（", "︵").replace("）", "︶")) for name in clusters], 0
    return [
        wrap(name, LONGEST_HEAD, font, max_lines=1) for name in clusters
    ], 90 if page.size.narrow else SLANT


def _overhang(page, last_head, cell):
    return max(0.0, text_width(last_head, page.font()) * math.cos(math.radians(SLANT)) - cell * 0.55)


def _head_height(page, heads, angle):
    longest = max(text_width(line, page.font()) for head in heads for line in head.split("\n"))
    if angle == 0:
        return page.size.text * 1.25 * max(head.count("\n") + 1 for head in heads) + 8
    return longest * math.sin(math.radians(angle)) + 18


def _ticks(page, axes, names, heads, angle):
    axes.set_yticks([i + 0.5 for i in range(len(names))], names, fontsize=page.size.text, color=style.INK)
    align = "left" if angle not in (0, 90) else "center"
    axes.set_xticks(
        [i + (0.3 if align == "left" else 0.5) for i in range(len(heads))], heads, fontsize=page.size.text,
        color=style.INK, rotation=angle, rotation_mode="anchor" if align == "left" else "default",
        ha=align, va="bottom", linespacing=1.05,
    )  # fmt: skip
    axes.tick_params(length=0, pad=4, labeltop=True, labelbottom=False, top=True, bottom=False)
    for side in axes.spines.values():
        side.set_visible(False)


def _key(page, strong):
    classes = [Patch(fc=EMPTY, ec="#B8C2CC", label=page.say("figure_grid_empty"))]
    labels = ("figure_grid_low", "figure_grid_middle", "figure_grid_high")
    classes += [Patch(fc=c, ec="none", label=page.say(k)) for (_, c), k in zip(CLASSES, labels, strict=True)]
    plan = Patch(fill=False, ec=PLAN, lw=2.1, label=page.say("figure_grid_planned"))
    mark = page.say("figure_grid_unplanned", quotient=f"{strong:g}")
    corner = Line2D([], [], ls="", marker=[(-1, 1), (1, 1), (1, -1)], ms=8, color=UNPLANNED, label=mark)
    handles = [*classes, plan, corner]
    columns = 2 if page.size.narrow else 3
    return {
        "handles": handles, "ncols": columns, "loc": "lower left", "frameon": False,
        "fontsize": page.size.small,         "handlelength": 1.5, "handleheight": 1.0, "borderpad": 0,
        "columnspacing": 1.4, "borderaxespad": 0, "labelspacing": 0.45,
        "title": page.say("figure_grid_key"), "title_fontsize": page.size.small, "alignment": "left",
    }  # fmt: skip
