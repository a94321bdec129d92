"""What a total is made of, year by year, or in one year."""

from analysis.figures import style
from analysis.figures.labels import EndLabel, draw_end_labels
from analysis.figures.lines import year_axis
from analysis.figures.scale import Scale
from analysis.figures.sheet import sheet
from analysis.figures.wrapping import text_width, wrap
from analysis.wording import percent

SHOWN_SHARE = 0.045


def composition(table, *, lang, title, unit="", digits=1, size="wide", note=None):
    """Shares of a total by year, stacked; one single year gives a bar a part (value in `unit`).

    Columns: year, name, colour, value; parts keep the order they come in, the first at the bottom. A missing
    value takes no room and is not part of the total.
    """
    with sheet(lang, size, title, None, note) as page:
        known = table.dropna(subset="value") if len(table) else table
        if known.empty:
            page.say_no_data()
        elif known["year"].nunique() == 1:
            _draw_parts(page, known, Scale(lang, unit, digits=digits))
        else:
            _draw_stack(page, known)
    return page.figure


def _draw_stack(page, table):
    axes = page.subplots()
    shares = table.assign(share=table["value"] / table.groupby("year")["value"].transform("sum"))
    last_year, ends = shares["year"].max(), []
    floor = dict.fromkeys(shares["year"], 0.0)
    for name, part in shares.groupby("name", sort=False):
        colour = part["colour"].iloc[0]
        for item in part.itertuples(index=False):
            axes.bar(item.year, item.share, 0.78, bottom=floor[item.year], color=colour, ec="white", lw=1)
            middle = floor[item.year] + item.share / 2
            if item.share >= SHOWN_SHARE:
                _inside(page, axes, item.year, middle, item.share, colour)
            if item.year == last_year:
                ends.append(EndLabel(middle, _end(page, name, item.share), style.INK))
            floor[item.year] += item.share
    year_axis(page, axes, shares["year"], most=4 if page.size.narrow else 12)
    axes.set_xlim(shares["year"].min() - 0.5, last_year + 0.45)
    axes.set_ylim(0, 1)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], [percent(t, 0, lang=page.lang) for t in (0, 0.25, 0.5, 0.75, 1)])
    axes.spines["left"].set_visible(False)
    draw_end_labels(page, axes, ends)


def _inside(page, axes, year, height, share, colour):
    axes.text(
        year, height, f"{share * 100:.0f}", ha="center", va="center_baseline", fontsize=page.size.small,
        color=style.text_on(colour),
    )  # fmt: skip


def _end(page, name, share):
    limit = page.width * (0.33 if page.size.narrow else 0.2)
    short = wrap(name, limit, page.font(page.size.small), max_lines=1)
    return f"{short} {percent(share, lang=page.lang)}"


def _part(page, scale, value, total):
    return page.say("figure_part", value=scale.full(value), share=percent(value / total, lang=page.lang))


def _draw_parts(page, table, scale):
    table = table.sort_values("value", ascending=False, kind="stable")
    total = table["value"].sum()
    names = [wrap(name, page.width * 0.3, page.font(), max_lines=2) for name in table["name"]]
    labels = [_part(page, scale, value, total) for value in table["value"]]
    tall = max(26, *(page.size.text * 1.3 * (name.count("\n") + 1) + 8 for name in names))
    page.set_body(tall * len(names) / 72)
    left = max(text_width(line, page.font()) for name in names for line in name.split("\n")) + 14
    right = max(text_width(label, page.font()) for label in labels) + 16
    axes = page.axes(left, right)
    axes.barh(range(len(names)), table["value"], 0.62, color=list(table["colour"]))
    axes.set_yticks(range(len(names)), names, fontsize=page.size.text, color=style.INK)
    axes.set(ylim=(len(names) - 0.5, -0.5), xticks=[])
    axes.spines["bottom"].set_visible(False)
    for i, (value, label) in enumerate(zip(table["value"], labels, strict=True)):
        axes.annotate(label, (max(value, 0), i), (5, 0), textcoords="offset points", va="center")
