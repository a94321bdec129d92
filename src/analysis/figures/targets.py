"""Where each target stands: the ladder of clusters, and one promise under every definition of it."""

import math

from analysis.figures import style
from analysis.figures.rows import Row, label_axis, row_axes
from analysis.figures.scale import Scale, of_target
from analysis.figures.sheet import sheet


def ladder(table, *, lang, title, unit="", digits=1, size="wide", note=None):
    """One row a cluster, ordered by the share of its target reached (value and target in `unit`).

    Columns: name, value, target, colour, status. A missing value has no bar, stands last and says so.
    """
    with sheet(lang, size, title, None, note) as page:
        if table.empty:
            page.say_no_data()
        else:
            reached = table.assign(reached=table["value"] / table["target"])
            _draw_ladder(page, reached.sort_values("reached", ascending=False, kind="stable"), unit, digits)
    return page.figure


def definitions(table, *, lang, title, digits=1, size="wide", note=None):
    """One promise under each definition of it: value against target, both shares 0..1, a row a definition.

    Columns: label, value, target, status, is_default. The default definition is emphasised; a missing value
    has no dot and says so.
    """
    with sheet(lang, size, title, None, note) as page:
        if table.empty:
            page.say_no_data()
        else:
            _draw_definitions(page, table, Scale(lang, is_share=True, digits=digits))
    return page.figure


def _draw_ladder(page, table, unit, digits):
    scale = Scale(page.lang, unit, digits=digits)
    rows = [Row(item.name, _ladder_numbers(item, scale), item.status) for item in _items(table)]
    axes, pitch = row_axes(page, rows)
    thickness = 8 / pitch if page.size.narrow else 0.56
    longest = max(1.08, float(table["reached"].max(skipna=True) or 0) * 1.02)
    for i, item in enumerate(_items(table)):
        axes.barh(-i, longest, height=thickness, color=style.BAND, zorder=1)
        if not math.isnan(item.reached):
            axes.barh(-i, item.reached, height=thickness, color=item.colour, zorder=2)
        axes.plot([1, 1], [-i - thickness * 0.72, -i + thickness * 0.72], color=style.INK, lw=2.4, zorder=3)
    axes.set_xlim(0, longest)
    ticks = [0, 0.5, 1, *([1.5] if longest > 1.5 else []), *([2] if longest > 2 else [])]
    label_axis(page, axes, ticks, page.say("figure_share_of_target"))


def _ladder_numbers(item, scale):
    target = scale.round_figure(item.target) + (f" {scale.unit}" if scale.unit else "")
    share = "–" if math.isnan(item.reached) else of_target(item.reached, scale.lang)
    return f"{scale.bare(item.value)} / {target}", share


def _draw_definitions(page, table, scale):
    rows = [
        Row(item.label, (scale.bare(item.value),), item.status, bool(item.is_default))
        for item in _items(table)
    ]
    axes, pitch = row_axes(page, rows)
    half = 8 / pitch
    for i, item in enumerate(_items(table)):
        look = style.sign(item.status)
        axes.plot([0, 1], [-i, -i], color=style.GRID, lw=1.4, zorder=1)
        axes.plot([item.target] * 2, [-i - half, -i + half], color=style.INK, lw=2.4, zorder=3)
        if not math.isnan(item.value):
            weight = 4 if item.is_default else 2.4
            axes.plot([item.target, item.value], [-i, -i], color=look.colour, lw=weight, zorder=2)
            dot = 11 if item.is_default else 8.5
            axes.plot([item.value], [-i], "o", color=look.colour, mec="white", mew=1.2, ms=dot, zorder=4)
    axes.set_xlim(-0.02, 1.02)
    label_axis(page, axes, [0, 0.25, 0.5, 0.75, 1], _target_words(page, table, scale))


def _target_words(page, table, scale):
    targets = table["target"].dropna().unique()
    if len(targets) == 1:
        return page.say("figure_target_bar_value", value=scale.round_figure(targets[0]))
    return page.say("figure_target_bar")


def _items(table):
    return list(table.itertuples(index=False))
