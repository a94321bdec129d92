"""One official series out of many releases, without mixing vintages, price bases or statistical scopes."""

import itertools

import pandas as pd

from analysis.errors import MonitorError

RATES_OF_CHANGE = ("_growth", "_change")
# All figures that do not say what they cover are taken to cover one and the same thing.
UNSTATED = "unstated"
_FIGURE = ["entity", "indicator", "year_from", "year", "month", "price_base", "scope"]


def releases(official, entity, indicator, *, price_base=None, scope=None):
    """Every yearly release of one official series, oldest year and vintage first, as in `official_series`.

    Spans of several years and cumulated months are left out: they are other quantities. A missing `scope`
    reads 'unstated', and so does a table without that column.
    """
    wanted = (official["entity"] == entity) & (official["indicator"] == indicator) & official["month"].isna()
    wanted &= official["year_from"] == official["year"]
    rows = _with_scope(official[wanted])
    for column, named in {"price_base": price_base, "scope": scope}.items():
        rows = rows if named is None else rows[rows[column] == named]
    return rows.sort_values(["year", "vintage"], kind="stable")


def newest_releases(official, entity, indicator, *, price_base=None, scope=None):
    """The newest release of each year, one row a year, to be listed side by side and not to be combined.

    MonitorError where one vintage gives a year two different values, at one price base and scope or at
    several of them that the caller did not choose between.
    """
    rows = releases(official, entity, indicator, price_base=price_base, scope=scope)
    _refuse_contradictions(rows, entity, indicator)
    newest = rows[rows["vintage"] == rows.groupby("year")["vintage"].transform("max")]
    _refuse_alternatives(newest, entity, indicator)
    return newest.drop_duplicates("year", keep="last").set_index("year")


def latest_vintage(official, entity, indicator, *, price_base=None, scope=None):
    """One official series by year, from the newest release of each year, in its canonical unit.

    Rates of change (`*_growth`, `*_change`) may come from several vintages and scopes, because each is
    computed inside one. Levels may not: MonitorError where years would come from different vintages, price
    bases or scopes. Unknown entity or indicator: an empty Series.
    """
    newest = newest_releases(official, entity, indicator, price_base=price_base, scope=scope)
    mixed = (newest[["vintage", "price_base", "scope"]].nunique() > 1).any()
    if mixed and not indicator.endswith(RATES_OF_CHANGE):
        raise MonitorError(
            f"the levels of {indicator} of {entity} come from different vintages, price bases or scopes.",
            rows=_shown(newest.reset_index()),
            expected="every year from one release at one price base and scope, so that years can be compared.",
            way_out="Rebase: take one level and chain the published yearly changes from it with "
            "rebase(level, changes), or name one price base or scope, or use growth_within_vintage.",
        )
    return newest["value"].astype(float).rename(indicator)


def growth_within_vintage(official, entity, indicator, *, price_base=None, scope=None):
    """Yearly growth of an official level, each year from the newest release that also holds the year before.

    Both years come from one vintage, price base and scope. Series by year, 0.12 = 12 %. A year whose
    predecessor was never released together with it is absent, as is one whose predecessor is zero or
    negative. Such rates may be chained; the levels behind them may not. MonitorError where the newest release
    gives a year different growth at several price bases or scopes that the caller did not choose between.
    """
    rows = releases(official, entity, indicator, price_base=price_base, scope=scope)
    _refuse_contradictions(rows, entity, indicator)
    key = ["vintage", "price_base", "scope"]
    rows = rows.drop_duplicates(["year", *key]).astype({"value": float})
    before = rows.assign(year=rows["year"] + 1)[["year", *key, "value"]]
    pairs = rows.merge(before, on=["year", *key], suffixes=("", "_before"))
    pairs = pairs[pairs["value_before"] > 0]
    pairs = pairs.assign(value=pairs["value"] / pairs["value_before"] - 1).dropna(subset="value")
    newest = pairs[pairs["vintage"] == pairs.groupby("year")["vintage"].transform("max")]
    _refuse_alternatives(newest, entity, f"{indicator}_growth")
    return (
        newest.drop_duplicates("year").set_index("year")["value"].sort_index().rename(f"{indicator}_growth")
    )


def rebase(level, changes):
    """One series by year from one level and the published yearly changes around it, in the level's unit.

    v(t) = v(t - 1) (1 + c(t)) after the year of `level`, v(t - 1) = v(t) / (1 + c(t)) before it. This is how
    levels of different vintage, price base or scope are joined: a change computed inside each of them holds
    for all. `level` is a Series of one year. In either direction the series ends before the first change that
    is missing or a fall of 100 % or more. MonitorError unless there is exactly one level.
    """
    if len(level) != 1 or level.isna().any():
        raise MonitorError(
            f"{int(level.notna().sum())} levels to chain changes from.",
            rows=level.rename("level").rename_axis("year").reset_index(),
            expected="the level of exactly one year; every other level would contradict or repeat it.",
            way_out="Choose one year of one release, for example levels.loc[[2005]].",
        )
    base, steps = int(level.index[0]), 1 + changes[changes > -1].astype(float)
    chain = {base: float(level.iloc[0])}
    for year in itertools.takewhile(steps.index.__contains__, itertools.count(base + 1)):
        chain[year] = chain[year - 1] * steps[year]
    for year in itertools.takewhile(steps.index.__contains__, itertools.count(base, -1)):
        chain[year - 1] = chain[year] / steps[year]
    return pd.Series(chain, dtype=float).sort_index().rename_axis("year").rename(level.name)


def restatements(official):
    """Published figures whose value a later vintage changed: one row a figure and pair of successive vintages.

    Columns: entity, indicator, year_from, year, month, price_base, scope, unit, vintage_before,
    vintage_after, before, after. A figure released again unchanged makes no row. Of equal rows of one vintage
    one counts; MonitorError where one vintage gives a figure two values.
    """
    rows = _with_scope(official)
    for (entity, indicator), figures in rows.groupby(["entity", "indicator"]):
        _refuse_contradictions(figures, entity, indicator)
    key = [*_FIGURE, "unit"]
    rows = rows.drop_duplicates([*key, "vintage"]).sort_values([*key, "vintage"], kind="stable")
    earlier = rows.groupby(key, dropna=False)[["vintage", "value"]].shift()
    found = rows.assign(vintage_before=earlier["vintage"], before=earlier["value"])
    found = found.rename(columns={"vintage": "vintage_after", "value": "after"})
    changed = found["before"].notna() & (found["before"] != found["after"])
    columns = [*key, "vintage_before", "vintage_after", "before", "after"]
    return found.loc[changed, columns].reset_index(drop=True)


def _with_scope(official):
    stated = official["scope"] if "scope" in official else pd.Series(pd.NA, official.index, dtype="str")
    return official.assign(scope=stated.astype("str").fillna(UNSTATED))


def _refuse_contradictions(rows, entity, indicator):
    same = rows.groupby([*_FIGURE, "vintage"], dropna=False)["value"]
    double = rows[same.transform("nunique") > 1]
    if not double.empty:
        raise MonitorError(
            f"{indicator} of {entity} has two values for one year in one vintage.",
            rows=_shown(double, "source"),
            expected="one value for a year, vintage, price base and scope.",
            way_out="Delete the wrong row, or give the later release its own vintage.",
        )


def _refuse_alternatives(newest, entity, indicator):
    """Refuses rows of one year and vintage whose values differ by price base or scope alone."""
    open_choice = newest[newest.groupby("year")["value"].transform("nunique") > 1]
    if not open_choice.empty:
        raise MonitorError(
            f"{indicator} of {entity} has two readings in one vintage, at different price bases or scopes.",
            rows=_shown(open_choice),
            expected="a choice between them: they measure different things.",
            way_out="Name one price_base or one scope.",
        )


def _shown(rows, *more):
    """The columns an error shows; the scope only where one is stated."""
    scope = ["scope"] if (rows["scope"] != UNSTATED).any() else []
    return rows[["year", "value", "unit", "price_base", *scope, "vintage", *more]]
