"""The fan of what may come, once a promise: small charts side by side."""

import pandas as pd
from matplotlib.ticker import FixedLocator, FuncFormatter

from analysis.figures import style
from analysis.figures.measure import with_key
from analysis.figures.scale import Scale
from analysis.figures.sheet import sheet
from analysis.figures.wrapping import wrap
from analysis.wording import say

PANEL_HEIGHT = 1.9
BANDS = ((95, 0.14), (80, 0.26))


def fan_panels(table, *, lang, title, unit="", percent=False, digits=1, across=5, size="wide", note=None):
    """One fan a name, each on its own scale (values in `unit`, or shares 0..1 with `percent`).

    Columns: name, colour, words (set under the name), year, observed, median, low_80, high_80, low_95, high_95,
    required, came; the last `required` value is the target. A name without any forecast keeps its panel and
    shows what was observed.
    """
    scale = Scale(lang, unit, percent, digits)
    came = "_came" if table["came"].notna().any() else ""
    key = with_key(lang, unit, say(f"figure_fan_panels_key{came}", lang))
    with sheet(lang, size, title, key, note) as page:
        if table.empty or table[["observed", "median"]].isna().all(axis=None):
            page.say_no_data()
        else:
            _draw(page, table, scale, across)
    return page.figure


def _draw(page, table, scale, across):
    groups = list(table.groupby("name", sort=False))
    across = min(2 if page.size.narrow else across, len(groups))
    down = -(-len(groups) // across)
    page.set_body(PANEL_HEIGHT * down)
    grid = page.subplots(down, across, squeeze=False)
    years = sorted({int(year) for year in table["year"]})
    for axes, (name, rows) in zip(grid.flat, groups, strict=False):
        _panel(axes, rows.sort_values("year"), years, scale)
        _name(page, axes, name, rows["words"].iloc[0], across)
    for axes in list(grid.flat)[len(groups) :]:
        axes.remove()


def _panel(axes, rows, years, scale):
    colour, ahead = rows["colour"].iloc[0], _opened(rows)
    for level, alpha in BANDS:
        ends = ahead[f"low_{level}"], ahead[f"high_{level}"]
        axes.fill_between(ahead["year"], *ends, color=colour, alpha=alpha, lw=0, zorder=1)
    axes.plot(rows["year"], rows["required"], ls=style.DASHES[1], lw=1.2, color=style.SOFT, zorder=2)
    axes.plot(ahead["year"], ahead["median"], ls=style.DASHES[2], lw=1.4, color=colour, zorder=3)
    axes.plot(rows["year"], rows["observed"], "o-", ms=3.4, lw=1.8, color=colour, zorder=4)
    target = rows[["year", "required"]].dropna().tail(1)
    axes.plot(target["year"], target["required"], "D", ms=5.5, color=style.INK, clip_on=False, zorder=5)
    axes.plot(rows["year"], rows["came"], "o", ms=5.5, color="white", mec=style.INK, mew=1.7, clip_on=False, zorder=6)  # fmt: skip
    _scales(axes, rows.drop(columns=["name", "colour", "words", "year"]), years, scale)


def _opened(rows):
    """The years ahead with the newest observed one before them, where every range is closed."""
    bounds = [f"{side}_{level}" for level, _ in BANDS for side in ("low", "high")]
    known = rows.dropna(subset="observed").tail(1)
    point = rows.assign(**dict.fromkeys(("median", *bounds), rows["observed"])).loc[known.index]
    ahead = rows[rows["median"].notna()]
    return ahead if ahead.empty else pd.concat([point, ahead])


def _scales(axes, values, years, scale):
    numbers = values.astype(float).stack().dropna()
    low, high = float(numbers.min()), float(numbers.max())
    air = (high - low or abs(high) or 1) * 0.08
    # Money has a zero to start from; a share that moves by points would lie flat.
    from_zero = low >= 0 and (not scale.is_share or low < 0.5 * high)
    axes.set_ylim(0 if from_zero else low - air, high + air)
    scale.on(axes.yaxis, 3)
    axes.grid(axis="y")
    axes.set_xlim(years[0] - 0.3, years[-1] + 0.4)
    axes.xaxis.set_major_locator(FixedLocator(sorted({years[0], years[-1]})))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))


def _name(page, axes, name, words, across):
    limit = page.width / across - 24
    small = page.font(page.size.small)
    said = wrap(words, limit, small, max_lines=2)
    name = wrap(name, limit, page.font(page.size.text, "bold"), max_lines=2)
    axes.annotate(
        said, (0, 1), (0, 5), xycoords="axes fraction", textcoords="offset points", fontproperties=small,
        color=style.SOFT, va="bottom", linespacing=1.1,
    )  # fmt: skip
    lift = 5 + (said.count("\n") + 1) * page.size.small * 1.35
    axes.annotate(
        name, (0, 1), (0, lift), xycoords="axes fraction", textcoords="offset points",
        fontproperties=page.font(page.size.text, "bold"), va="bottom", linespacing=1.05,
    )  # fmt: skip
