"""The same small chart once a cluster."""

import pandas as pd
from matplotlib.ticker import FixedLocator, FuncFormatter

from analysis.figures import style
from analysis.figures.scale import Scale
from analysis.figures.sheet import sheet
from analysis.figures.wrapping import wrap
from analysis.wording import say

PANEL_HEIGHT = 1.78


def small_multiples(table, *, lang, title, unit="", digits=1, size="wide", note=None):
    """Actual against required path by year, one panel a cluster, each from 0 (actual and required in `unit`).

    Columns: name, colour, year, actual, required, status. The last `required` value is the target. A missing
    year is a gap; a cluster with no value keeps its panel and says so.
    """
    scale = Scale(lang, unit, digits=digits)
    with sheet(lang, size, title, say("figure_panels_key", lang, unit=unit), note) as page:
        if table.empty:
            page.say_no_data()
        else:
            _draw_panels(page, table, scale)
    return page.figure


def _draw_panels(page, table, scale):
    groups = list(table.groupby("name", sort=False))
    across = min(2 if page.size.narrow else 5, len(groups))
    down = -(-len(groups) // across)
    page.set_body(PANEL_HEIGHT * down)
    grid = page.subplots(down, across, squeeze=False)
    years = sorted({int(year) for year in table["year"]})
    for axes, (name, rows) in zip(grid.flat, groups, strict=False):
        _panel(page, axes, name, rows.sort_values("year"), years, scale)
    for axes in list(grid.flat)[len(groups) :]:
        axes.remove()


def _panel(page, axes, name, rows, years, scale):
    look, colour = style.sign(rows["status"].iloc[-1]), rows["colour"].iloc[0]
    axes.plot(rows["year"], rows["required"], ls=style.DASHES[1], lw=1.3, color=style.SOFT)
    axes.plot(rows["year"], rows["actual"], "o-", ms=3.6, lw=1.9, color=colour, clip_on=False, zorder=3)
    target = rows[["year", "required"]].dropna().tail(1)
    axes.plot(target["year"], target["required"], "D", ms=5.5, color=style.INK, clip_on=False, zorder=4)
    _panel_axes(axes, years, rows, scale)
    limit = page.width / (2 if page.size.narrow else 5) - 24
    words = wrap(name, limit - page.size.text * 1.4, page.font(page.size.text, "bold"), max_lines=2)
    axes.annotate(
        words, (0, 1), (page.size.text * 1.35, 18), xycoords="axes fraction", textcoords="offset points",
        fontproperties=page.font(page.size.text, "bold"), va="bottom", linespacing=1.05,
    )  # fmt: skip
    axes.annotate(
        look.symbol,
        (0, 1),
        (0, 18),
        xycoords="axes fraction",
        textcoords="offset points",
        color=look.colour,
        va="bottom",
    )
    axes.annotate(
        _latest(page, rows, target, scale), (0, 1), (0, 5), xycoords="axes fraction",
        textcoords="offset points", fontsize=page.size.small, color=style.SOFT, va="bottom",
    )  # fmt: skip


def _latest(page, rows, target, scale):
    known = rows["actual"].dropna()
    value = scale.bare(known.iloc[-1]) if len(known) else page.say("figure_no_value")
    return f"{value} / {scale.round_figure(target['required'].iloc[0])}" if len(target) else value


def _panel_axes(axes, years, rows, scale):
    top = pd.concat([rows["actual"], rows["required"]]).max()
    top = float(top) if pd.notna(top) and top > 0 else 1.0
    axes.set_ylim(0, top * 1.06)
    scale.on(axes.yaxis, 3)
    axes.grid(axis="y")
    axes.set_xlim(years[0] - 0.3, years[-1] + 0.3)
    axes.xaxis.set_major_locator(FixedLocator(sorted({years[0], years[-1]})))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
