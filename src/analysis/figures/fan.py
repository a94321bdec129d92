"""What was observed, and the fan of what may come: the median with its 80 % and 95 % ranges."""

import pandas as pd

from analysis.figures import style
from analysis.figures.labels import EndLabel, draw_end_labels, halo
from analysis.figures.lines import year_axis
from analysis.figures.measure import measured, with_key
from analysis.figures.scale import Scale
from analysis.figures.sheet import sheet
from analysis.wording import percent as in_per_cent
from analysis.wording import say

BANDS = ((95, 0.12), (80, 0.22))
PATHS = {"from_baseline": style.DASHES[1], "from_today": style.DASHES[2]}


def fan(
    table,
    *,
    lang,
    title,
    unit="",
    percent=False,
    digits=1,
    target=None,
    deadline=None,
    measure=None,
    size="wide",
    note=None,
):
    """One indicator by year, observed and projected (in `unit`, or shares 0..1 with `percent`).

    Columns: year, observed, median, low_80, high_80, low_95, high_95; optional from_baseline and from_today, the
    levels a target asks for by year, and came, what the projected years turned out to be. `target` is (year,
    value), `deadline` its date as readers should see it. A missing observed year is a gap; without ranges the
    chart says that too few years were observed.
    """
    scale = Scale(lang, unit, percent, digits)
    with sheet(lang, size, title, _subtitle(lang, table, measured(lang, measure, unit)), note) as page:
        if table.empty or table[["observed", "median"]].isna().all(axis=None):
            page.say_no_data()
        else:
            _draw(page, table.sort_values("year"), scale, target, deadline)
    return page.figure


def _subtitle(lang, table, axis):
    """What the axis shows, and how to read the required paths where there are any."""
    has_paths = any(name in table and table[name].notna().sum() > 1 for name in PATHS)
    return with_key(lang, axis, say("figure_fan_paths", lang)) if has_paths else axis


def _draw(page, table, scale, target, deadline):
    axes = page.subplots()
    opening = _from_last_observed(table)
    for name, dashes in PATHS.items():
        if name in table:
            axes.plot(table["year"], table[name], ls=dashes, color=style.SOFT, lw=1.5, zorder=2)
    ends = [_band(page, axes, opening, level, alpha, scale) for level, alpha in BANDS]
    axes.plot(table["year"], table["observed"], "o-", color=style.ACCENT, ms=6.5, zorder=4)
    axes.plot(opening["year"], opening["median"], ls=style.DASHES[1], color=style.ACCENT, zorder=3)
    years = [*table["year"], *([target[0]] if target else [])]
    year_axis(page, axes, years)
    _limits(axes, table, target)
    scale.on(axes.yaxis, 5)
    axes.grid(axis="y")
    _name_last_observed(page, axes, table, scale)
    if not any(ends[: len(BANDS)]):
        _say_no_interval(page, axes)
    ends += [_median(page, opening, scale), _target(page, axes, target, deadline, scale)]
    ends.append(_came(page, axes, table, scale))
    draw_end_labels(page, axes, [end for end in ends if end])


def _from_last_observed(table):
    """The projected years, opened by the last observed one with all ranges closed on it."""
    known = table.dropna(subset="observed").tail(1)
    ahead = table.dropna(subset="median")
    bounds = [f"{side}_{level}" for level, _ in BANDS for side in ("low", "high")]
    point = known.assign(**dict.fromkeys(("median", *bounds), known["observed"]))
    return pd.concat([point, ahead[ahead["year"] > known["year"].max()]]) if len(known) else ahead


def _band(page, axes, opening, level, alpha, scale):
    """The range drawn; its words for the end of the chart, None where it is not known there."""
    low, high = opening[f"low_{level}"], opening[f"high_{level}"]
    last = opening.iloc[-1]
    if len(opening) < 2 or pd.isna(last[f"low_{level}"]):
        return None
    axes.fill_between(opening["year"], low, high, color=style.ACCENT, alpha=alpha, lw=0, zorder=1)
    name = page.say("figure_fan_band", level=in_per_cent(level / 100, 0, lang=page.lang))
    reach = page.say("figure_fan_range", low=scale.bare(low.iloc[-1]), high=scale.bare(high.iloc[-1]))
    return EndLabel(high.iloc[-1], f"{name}\n{reach}", style.SOFT)


def _median(page, opening, scale):
    if len(opening) < 2:
        return None
    value = opening["median"].iloc[-1]
    return EndLabel(value, f"{page.say('figure_fan_median')}\n{scale.full(value)}", style.ACCENT, "bold")


def _came(page, axes, table, scale):
    """What the projected years turned out to be, drawn; its words for the end of the chart."""
    known = table.dropna(subset="came") if "came" in table else table.iloc[:0]
    if known.empty:
        return None
    axes.plot(known["year"], known["came"], "o", color="white", mec=style.INK, mew=2.2, ms=8, zorder=6)
    value = known["came"].iloc[-1]
    return EndLabel(value, f"{page.say('figure_fan_came')}\n{scale.full(value)}", style.INK, "bold")


def _target(page, axes, target, deadline, scale):
    if not target:
        return None
    year, value = target
    axes.axvline(year, color=style.SOFT, lw=0.9, ls=(0, (1, 2)), zorder=1)
    axes.plot([year], [value], "D", color=style.INK, ms=7.5, zorder=5, clip_on=False)
    axes.annotate(
        page.say("figure_deadline", date=deadline or int(year)), (year, 1), (0, 3), va="bottom", ha="right",
        xycoords=("data", "axes fraction"), textcoords="offset points", fontsize=page.size.small, color=style.SOFT,
    )  # fmt: skip
    unit = f" {scale.unit}" if scale.unit and not scale.is_share else ""
    return EndLabel(value, f"{page.say('figure_target')}\n{scale.round_figure(value)}{unit}", style.INK)


def _name_last_observed(page, axes, table, scale):
    known = table.dropna(subset="observed")
    if known.empty:
        return
    year, value = known.iloc[-1][["year", "observed"]]
    # Left of the point, away from the fan, unless the axis is there.
    reach, align = (4, "left") if year == table["year"].min() else (-4, "right")
    axes.annotate(
        f"{page.say('figure_actual')} {scale.bare(value)}", (year, value), (reach, 8), ha=align,
        textcoords="offset points", va="bottom", color=style.ACCENT, path_effects=halo(), zorder=6,
    )  # fmt: skip


def _say_no_interval(page, axes):
    axes.annotate(
        page.say("figure_fan_no_interval"), (0, 1), (6, -6), xycoords="axes fraction", textcoords="offset points",
        va="top", fontsize=page.size.small, color=style.SOFT, path_effects=halo(), zorder=6,
    )  # fmt: skip


def _limits(axes, table, target):
    values = [*table.drop(columns="year").stack().dropna(), *([target[1]] if target else [])]
    low, high = float(min(values)), float(max(values))
    air = (high - low or abs(high) or 1) * 0.1
    axes.set_ylim(0 if 0 <= low < 0.4 * high else low - air, high + air)
