"""The chart of the scenario panel: the probability of each target as things are, and under a scenario."""

from analysis.figures import style
from analysis.figures.rows import Row, label_axis, row_axes
from analysis.figures.sheet import sheet
from analysis.wording import percent, say

TICKS = (0, 0.25, 0.5, 0.75, 1)


def chances(table, *, lang, title, size="wide", note=None):
    """A row a target: an open circle for the probability as things are, a dot for the one under the scenario.

    Columns: name, status, before, after (0..1). A missing probability has no mark; an empty table says so.
    """
    with sheet(lang, size, title, say("desk_scenario_key", lang), note) as page:
        if table.empty:
            page.say_no_data()
        else:
            _draw(page, list(table.itertuples(index=False)))
    return page.figure


def _draw(page, items):
    rows = [
        Row(item.name, tuple(percent(p, 0, lang=page.lang) for p in (item.before, item.after)), item.status)
        for item in items
    ]
    axes, _ = row_axes(page, rows)
    for i, item in enumerate(items):
        colour = style.ACCENT if item.after >= item.before else style.SERIES[1]
        axes.plot(TICKS[:: len(TICKS) - 1], [-i, -i], color=style.GRID, lw=1.4, zorder=1)
        axes.plot([item.before, item.after], [-i, -i], color=colour, lw=3, zorder=2)
        axes.plot([item.before], [-i], "o", ms=8, mfc="white", mec=style.SOFT, mew=1.5, zorder=3)
        axes.plot([item.after], [-i], "o", ms=8, color=colour, zorder=4)
    axes.set_xlim(-0.03, 1.03)
    label_axis(page, axes, list(TICKS), page.say("desk_scenario_axis"))
