"""An event study: what sets one group apart from another, year by year, around the year something began."""

from analysis.figures import style
from analysis.figures.labels import halo
from analysis.figures.lines import year_axis
from analysis.figures.scale import Scale
from analysis.figures.sheet import sheet


def events(table, *, lang, title, begins, measure=None, size="wide", note=None):
    """Estimates by year with their intervals around zero (fractions, 0.05 = 5 %), the first year of a plan marked.

    Columns: year, estimate, low, high. `begins` is the first year of the plan. A year without an interval (the
    one everything is compared with) is a hollow point; a table without an estimate gives a sheet that says so.
    """
    scale = Scale(lang, is_share=True, digits=0)
    with sheet(lang, size, title, measure, note) as page:
        if table.empty or table["estimate"].isna().all():
            page.say_no_data()
        else:
            _draw(page, table.sort_values("year"), begins, scale)
    return page.figure


def _draw(page, table, begins, scale):
    axes = page.subplots()
    axes.axhline(0, color=style.INK, lw=1.0, zorder=2)
    _mark_beginning(page, axes, table, begins)
    known = table.dropna(subset=["estimate"])
    is_base = (known["low"].isna() | (known["low"] == known["high"])).to_numpy()
    measured, base = known[~is_base], known[is_base]
    reach = [measured["estimate"] - measured["low"], measured["high"] - measured["estimate"]]
    axes.errorbar(
        measured["year"], measured["estimate"], yerr=reach, fmt="o", color=style.ACCENT, ms=7, capsize=5,
        elinewidth=2, zorder=4,
    )  # fmt: skip
    axes.plot(base["year"], base["estimate"], "o", color="white", mec=style.ACCENT, mew=2, ms=7, zorder=5)
    year_axis(page, axes, table["year"])
    _limits(axes, known)
    scale.on(axes.yaxis, 5)
    axes.grid(axis="y")
    for row in measured.itertuples():
        axes.annotate(
            scale.bare(row.estimate), (row.year, row.estimate), (9, 0), textcoords="offset points", va="center",
            color=style.ACCENT, fontsize=page.size.small, path_effects=halo(), zorder=6,
        )  # fmt: skip


def _mark_beginning(page, axes, table, begins):
    if not table["year"].min() < begins <= table["year"].max():
        return
    axes.axvline(begins - 0.5, color=style.SOFT, lw=1.2, ls=style.DASHES[1], zorder=1)
    axes.annotate(
        page.say("figure_events_begin", year=begins), (begins - 0.5, 1), (4, 3), va="bottom", ha="left",
        xycoords=("data", "axes fraction"), textcoords="offset points", fontsize=page.size.small, color=style.SOFT,
    )  # fmt: skip


def _limits(axes, known):
    ends = known[["estimate", "low", "high"]].stack().dropna()
    low, high = min(0.0, float(ends.min())), max(0.0, float(ends.max()))
    air = (high - low or 0.1) * 0.12
    axes.set_ylim(low - air, high + air)
