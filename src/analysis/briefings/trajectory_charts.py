"""Fans: the total or a cluster large, clusters side by side, and the shares of the plan."""

import pandas as pd

from analysis import figures
from analysis.briefings import elements
from analysis.briefings.places_scope import chart, display, money_axis, named_points
from analysis.briefings.trajectory_tables import likely
from analysis.figures import style
from analysis.indicators.growth import required_growth
from analysis.targets.progress import meets
from analysis.targets.required import required_paths
from analysis.wording import percent, say

SHARES = ("share", "concentration", "energy")
ENDS = ("median", "low_80", "high_80", "low_95", "high_95")


def large(view, name):
    """The fan of one promise with the paths required from the baseline and from today."""
    outlook, row = view.said.trajectory(name), view.outlook.loc[name]
    table = _money(view, name, _table(view, name, outlook))
    commitment = view.commitment(name)
    is_money = commitment.target_unit == view.city.policy.decree.money_unit
    target = float(display(view.city, commitment.target, view.lang)) if is_money else commitment.target
    drawn = chart(
        figures.fan,
        table,
        _title(view, name, row),
        _points(view, name, row, outlook.values),
        view.lang,
        target=(view.end_year, target),
        deadline=commitment.deadline,
        measure=view.city.policy.name_of("indicator", commitment.indicator, view.lang),
        **(money_axis(view.city, view.lang) if is_money else {"percent": True}),
    )
    return elements.group(drawn, *_required_words(view, commitment, outlook.values))


def clusters(view):
    """One small fan a cluster with a revenue target."""
    rows = view.rows("clusters")
    if rows.empty:
        return elements.group()
    parts = []
    for row in rows.to_dict("records"):
        name = row["commitment_id"]
        table = _money(view, name, _table(view, name, view.said.trajectory(name)))
        cluster = view.city.policy.clusters[view.commitment(name).scope.cluster]
        parts.append(_panel(view, table, row).assign(colour=cluster.colour))
    if view.settled:
        met = int((view.now.loc[rows.index, "standing"] == "kept").sum())
        title = say("ahead_panels_title_came", view.lang, count=len(rows), likely=likely(rows), met=met)
    elif rows["probability"].isna().all():
        title = say("ahead_panels_title_none", view.lang, count=len(rows))
    else:
        title = say("ahead_panels_title", view.lang, count=len(rows), likely=likely(rows))
    return _panels(view, parts, rows, title, **money_axis(view.city, view.lang))


def shares(view):
    """Small fans of the headline promises in per cent: share, concentration, energy."""
    promised = {asked: view.city.policy.headline.get(asked) for asked in SHARES}
    names = [c.id for c in promised.values() if c is not None and c.id in view.outlook.index]
    if not names:
        return elements.group()
    rows, parts = view.outlook.loc[names], []
    for colour, row in zip(style.SERIES, rows.to_dict("records"), strict=False):
        table = _table(view, row["commitment_id"], view.said.trajectory(row["commitment_id"]))
        parts.append(_panel(view, table, row).assign(colour=colour))
    title = say("ahead_shares_title_came" if view.settled else "ahead_shares_title", view.lang)
    return _panels(view, parts, rows, title, percent=True, across=3)


def _table(view, name, outlook):
    """Observed and projected values of a promise by year, its required paths, and what came."""
    commitment, lift = view.commitment(name), view.commitment(name).lift
    start = view.city.policy.decree.baseline_year if not commitment.lift else commitment.amount.since
    levels = outlook.values.dropna() + lift
    if lift and start not in levels.index:
        levels = pd.concat([pd.Series({start: lift}), levels])
    paths = required_paths(levels, commitment.target + lift, commitment.baseline or start, view.end_year)
    columns = ["observed", "from_baseline", "from_today"]
    paths[columns] -= lift
    ahead = outlook.table if len(outlook.table) else pd.DataFrame(columns=["year", *ENDS], dtype=float)
    table = paths.merge(ahead, "outer", "year")
    came = view.came(name) if view.settled else float("nan")
    return table.assign(came=pd.Series(came, table.index).where(table["year"] == view.end_year))


def _money(view, name, table):
    if view.commitment(name).target_unit != view.city.policy.decree.money_unit:
        return table
    values = table.columns.drop("year")
    return table.assign(
        **{column: display(view.city, table[column].astype(float), view.lang) for column in values}
    )


def _panel(view, table, row):
    words = _panel_words(view, row)
    required = table["from_today"].fillna(table["from_baseline"].where(table["year"] == view.end_year))
    return table.assign(name=view.name(row["commitment_id"]), words=words, required=required)


def _panels(view, parts, rows, title, **options):
    table = pd.concat(parts, ignore_index=True).drop(columns=["from_baseline", "from_today"])
    names = [view.name(name) for name in rows.index]
    words = [_panel_words(view, row) for row in rows.to_dict("records")]
    return chart(
        figures.fan_panels, table, title, named_points(names, words, view.lang), view.lang, **options
    )


def _panel_words(view, row):
    given = not pd.isna(row["probability"])
    words = view.chance(row["probability"]) if given else say("ahead_panel_none", view.lang)
    if view.settled:
        name = row["commitment_id"]
        standing = "unknown" if pd.isna(view.came(name)) else view.now.loc[name, "standing"]
        standing = say(f"ahead_standing_{standing}", view.lang)
        return say("ahead_panel_came", view.lang, standing=standing, words=words)
    if not given:
        return words
    return say("ahead_panel_met" if row["standing"] == "met" else "ahead_panel_words", view.lang, words=words)


def _title(view, name, row):
    spoken = {"name": view.name(name), "year": view.end_year, "goal": view.goal(name)}
    median = view.amount(name, row["median"])
    if view.settled and not pd.isna(row["median"]):
        came = view.amount(name, view.came(name))
        return say("ahead_fan_title_came", view.lang, came=came, median=median, day=view.said.as_of, **spoken)
    if pd.isna(row["probability"]):
        return say("ahead_fan_title_none", view.lang, **spoken)
    return say("ahead_fan_title", view.lang, median=median, words=view.chance(row["probability"]), **spoken)


def _points(view, name, row, values):
    points = [
        say("point", view.lang, year=year, value=view.amount(name, value))
        for year, value in values.dropna().items()
    ]
    ahead = (
        []
        if pd.isna(row["low_80"])
        else [say("point", view.lang, year=view.end_year, value=view.span(name, row))]
    )
    return [*points, *ahead]


def _required_words(view, commitment, values):
    """The growth a year that a target took from its baseline and takes from the newest year."""
    known, start = values.dropna(), commitment.baseline or view.city.policy.decree.baseline_year
    if commitment.lift or start not in known.index or known.index[-1] >= view.end_year:
        return []
    last = int(known.index[-1])
    if meets(known[last], commitment.comparator, commitment.target):
        return []
    rates = {
        "baseline": required_growth(known[start], commitment.target, view.end_year - start),
        "today": required_growth(known[last], commitment.target, view.end_year - last),
    }
    spoken = {name: percent(rate, lang=view.lang) for name, rate in rates.items()}
    return [elements.note(say("ahead_required_words", view.lang, start=start, last=last, **spoken))]
