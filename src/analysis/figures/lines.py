"""Lines over years: the path to a target, and series compared."""

from matplotlib.ticker import FixedLocator, FuncFormatter

from analysis.figures import style
from analysis.figures.labels import EndLabel, draw_end_labels, halo
from analysis.figures.scale import Scale
from analysis.figures.sheet import sheet
from analysis.figures.wrapping import wrap
from analysis.wording import say


def path(
    table,
    *,
    lang,
    title,
    unit="",
    percent=False,
    digits=1,
    deadline=None,
    measure=None,
    size="wide",
    note=None,
):
    """One indicator by year against the path it needs (indicator in `unit`, or a share 0..1 with `percent`).

    Columns: year, actual, required; optional projection, low, high. The last `required` value is the target
    and its year the deadline; `deadline` is the date as readers should see it, `measure` what the axis shows.
    A missing value is a gap in the line; a table without any value gives a sheet that says so.
    """
    scale = Scale(lang, unit, percent, digits)
    with sheet(lang, size, title, _axis_words(lang, measure, unit), note) as page:
        if _nothing(table, "actual", "required"):
            page.say_no_data()
        else:
            _draw_path(page, table.sort_values("year"), scale, deadline)
    return page.figure


def compare(
    table,
    *,
    lang,
    title,
    unit="",
    percent=False,
    digits=1,
    measure=None,
    size="wide",
    note=None,
    colours=None,
):
    """A few series by year, each named at its end (value in `unit`, or a share 0..1 with `percent`).

    Columns: year, series, value; series keep the order they come in. `colours` maps a series to a colour.
    A missing value is a gap; an empty table gives a sheet that says so.
    """
    scale = Scale(lang, unit, percent, digits)
    with sheet(lang, size, title, _axis_words(lang, measure, unit), note) as page:
        if _nothing(table, "value"):
            page.say_no_data()
        else:
            _draw_comparison(page, table, scale, colours or {})
    return page.figure


def year_axis(page, axes, years, most=None):
    """Whole years along the bottom, every one of them where there is room."""
    years = sorted({int(year) for year in years})
    most = most or (6 if page.size.narrow else 12)
    step = -(-len(years) // most)
    axes.xaxis.set_major_locator(FixedLocator(years[::-1][::step][::-1]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    margin = 0.6 if len(years) == 1 else 0.25
    axes.set_xlim(years[0] - margin, years[-1] + margin)
    axes.set_xlabel(page.say("figure_year"))


def _draw_path(page, table, scale, deadline):
    axes = page.subplots()
    actual, required = (table[["year", name]].dropna() for name in ("actual", "required"))
    projection = table[["year", "projection"]].dropna() if "projection" in table else actual.iloc[:0]
    if {"low", "high"} <= set(table):
        axes.fill_between(table["year"], table["low"], table["high"], color=style.ACCENT, alpha=0.13, lw=0)
    axes.plot(table["year"], table["required"], ls=style.DASHES[1], color=style.SOFT, lw=1.6, zorder=2)
    axes.plot(table["year"], table["actual"], "o-", color=style.ACCENT, ms=6.5, zorder=4)
    if len(projection):
        joined = [*actual.tail(1).to_numpy().tolist(), *projection.to_numpy().tolist()]
        axes.plot(
            *zip(*joined, strict=True), ls=style.DASHES[2], color=style.ACCENT, marker="o", mfc="white", ms=5
        )
    year_axis(page, axes, table["year"])
    _room(axes, table)
    scale.on(axes.yaxis, 5)
    axes.grid(axis="y")
    ends = []
    last_year = int(table["year"].max())
    if len(required):
        ends.append(_mark_target(page, axes, required, scale, deadline))
        _name_required_path(page, axes, required, actual)
    _label_series(page, axes, actual, projection, scale, last_year, ends)
    draw_end_labels(page, axes, ends)


def _label_series(page, axes, actual, projection, scale, last_year, ends):
    for points, key in ((actual, "figure_actual"), (projection, "figure_projection")):
        if not len(points):
            continue
        year, value = points.iloc[-1]
        if int(year) == last_year:
            ends.append(EndLabel(value, f"{page.say(key)}\n{scale.full(value)}", style.ACCENT, "bold"))
        else:
            _aside(axes, points, -1, f"{page.say(key)} {scale.full(value)}")
    if len(actual) > 1:
        _aside(axes, actual, 0, scale.bare(actual.iloc[0, 1]))


def _aside(axes, points, i, words):
    # To the right of the point, below a rising line and above a falling one: clear of the line itself.
    falls = points.iloc[-1, 1] < points.iloc[0, 1]
    _beside(axes, points.iloc[i], words, style.ACCENT, (6, 5 if falls else -5), "left")


def _mark_target(page, axes, required, scale, deadline):
    year, target = required.iloc[-1]
    axes.plot([year], [target], "D", color=style.INK, ms=7.5, zorder=5, clip_on=False)
    axes.axvline(year, color=style.SOFT, lw=0.9, ls=(0, (1, 2)), zorder=1)
    words = page.say("figure_deadline", date=deadline or int(year))
    axes.annotate(
        words, (year, 1), (0, 3), xycoords=("data", "axes fraction"), textcoords="offset points",
        ha="right", va="bottom", fontsize=page.size.small, color=style.SOFT,
    )  # fmt: skip
    return EndLabel(
        target, f"{page.say('figure_target')}\n{scale.round_figure(target)}{_unit(scale)}", style.INK
    )


def _unit(scale):
    return f" {scale.unit}" if scale.unit and not scale.is_share else ""


def _name_required_path(page, axes, required, actual):
    if len(required) < 3:
        return
    year, value = required.iloc[(len(required) - 1) // 2]
    at_year = actual.loc[actual["year"] == year, "actual"]
    rising = required.iloc[-1, 1] >= required.iloc[0, 1]
    below = bool(len(at_year)) and at_year.iloc[0] > value
    aside = "left" if below == rising else "right"
    _beside(axes, (year, value), page.say("figure_required"), style.SOFT, (0, -9 if below else 9), aside)


def _beside(axes, point, words, colour, offset, align):
    axes.annotate(
        words, tuple(point), offset, textcoords="offset points", ha=align,
        va="bottom" if offset[1] > 0 else "top", color=colour, path_effects=halo(), zorder=6,
    )  # fmt: skip


def _room(axes, table):
    """Some air above and below; from 0 where the values leave most of that range used anyway."""
    values = table.drop(columns="year").select_dtypes("number")
    low, high = float(values.min().min()), float(values.max().max())
    air = (high - low or abs(high) or 1) * 0.14
    axes.set_ylim(0 if 0 <= low < 0.4 * high else low - air, high + air if high > 0 or low < 0 else air)


def _draw_comparison(page, table, scale, colours):
    axes = page.subplots()
    ends = []
    for i, (name, series) in enumerate(table.groupby("series", sort=False)):
        series = series.sort_values("year")
        look = i % len(style.SERIES)
        colour = colours.get(name, style.SERIES[look])
        axes.plot(
            series["year"],
            series["value"],
            marker=style.MARKERS[look],
            ls=style.DASHES[look],
            color=colour,
            ms=6,
        )
        known = series.dropna(subset="value")
        if len(known):
            value = known["value"].iloc[-1]
            limit = page.width * (0.27 if page.size.narrow else 0.22)
            label = wrap(name, limit, page.font(page.size.small, "bold"), max_lines=3)
            ends.append(EndLabel(value, f"{label}\n{scale.full(value)}", colour, "bold"))
    year_axis(page, axes, table["year"])
    _room(axes, table[["year", "value"]])
    scale.on(axes.yaxis, 5)
    axes.grid(axis="y")
    draw_end_labels(page, axes, ends)


def _axis_words(lang, measure, unit):
    if measure and unit:
        return say("figure_measure", lang, measure=measure, unit=unit)
    return measure or unit or None


def _nothing(table, *columns):
    return table.empty or table[[c for c in columns if c in table]].isna().all(axis=None)
