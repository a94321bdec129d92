"""How likely each of a few numbers is, as bars."""

from matplotlib.ticker import FixedLocator, FuncFormatter

from analysis.figures import style
from analysis.figures.scale import Scale
from analysis.figures.sheet import sheet


def bars(table, *, lang, title, measure=None, marked=(), size="wide", note=None):
    """How likely each number is, one bar a number (chance 0..1), the `marked` numbers darker.

    Columns: number, chance. A table without a chance gives a sheet that says so.
    """
    scale = Scale(lang, is_share=True, digits=0)
    with sheet(lang, size, title, measure, note) as page:
        if table.empty or table["chance"].isna().all():
            page.say_no_data()
        else:
            _draw_bars(page, table, set(marked), scale)
    return page.figure


def _draw_bars(page, table, marked, scale):
    page.set_body(page.size.body * 0.62)
    axes = page.subplots()
    chosen = table["number"].isin(marked)
    for rows, alpha in ((table[chosen], 1.0), (table[~chosen], 0.4)):
        axes.bar(rows["number"], rows["chance"], color=style.ACCENT, alpha=alpha, width=0.72, zorder=2)
    axes.xaxis.set_major_locator(FixedLocator(table["number"].tolist()))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda number, _: f"{number:.0f}"))
    axes.set_xlabel(page.say("figure_bars_number"))
    axes.set_ylim(0, max(0.1, float(table["chance"].max()) * 1.12))
    scale.on(axes.yaxis, 4)
    axes.grid(axis="y")
