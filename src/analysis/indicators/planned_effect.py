"""Cells the decree plans beside cells it does not, before and after it: difference in differences (clause 三.2).

A cell is a district x cluster; its outcome is the logarithm of a measure. With one date for all, cells followed
in every year and effects of cell and year, the estimate is a difference between planned and other cells in the
change of each cell, so every figure here is a regression of such changes on "planned", errors alike
inside a district. What it can show: whether planned cells went another way after the date than before it, compared
with the others. What it cannot: that they would have gone the others' way without the plan.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import MonitorError
from analysis.indicators.clustered_regression import COLUMNS, FEW_GROUPS, clustered_regression
from analysis.indicators.totals import OUTSIDE

ROWS = (
    "effect",  # planned less other cells, in the change of the mean after the date from the mean before
    "trend_before",  # planned less other cells, in growth a year before the date; 0 if trends were parallel
    "effect_beyond_trend",  # the effect less what the trend before would have added by itself
)
OUTCOMES = (
    "estimated",
    "single_district",  # figures without an interval
    "no_plan",  # no planned cell has a figure above 0 in every year
    "no_comparison",  # no other cell has
    "no_years_before",
    "no_years_after",
    "too_few_cells",
)
CAVEATS = (
    "plan_not_by_lot",  # always: places were planned because of what they were
    "neighbours_affected",  # always: what planned cells draw from others counts twice
    "cells_count_alike",  # always: a small cell weighs as much as a large one
    "only_lasting_cells",  # cells without a figure above 0 in some year are left out
    "few_districts",  # intervals rest on the bootstrap over fewer than thirty districts
    "no_trend_to_check",  # one year before the date: parallel trends are an assumption
    "short_trend_to_check",  # two or three years before it: a test that sees little
    "trends_differ",  # they were not parallel, at the level of the intervals
)
WITHIN = (None, "cluster", "district")
_CELL = ["district", "cluster"]
_SHORT_TREND = 3


class PlannedEffect(NamedTuple):
    """What the comparison finds, in differences of logs: 0.05 is about 5 %.

    estimates : one row each of ROWS, with the columns of `clustered_regression` (term, estimate, se, low,
        high, p_value, n cells, groups, method, undefined).
    events : one row a year: year, years_since (the date), estimate, se, low, high: planned less other cells
        in the change since the last year before the date, where it is 0 by construction.
    means : by year, planned and other: mean log change of the cells since that year.
    cells : planned and other, used and left_out (a figure missing or not above 0 in some year).
    outcome of OUTCOMES; caveats of CAVEATS. Where nothing can be estimated the figures are NaN.
    """

    estimates: pd.DataFrame
    events: pd.DataFrame
    means: pd.DataFrame
    cells: pd.DataFrame
    outcome: str
    caveats: tuple


def planned_effect(
    district_cluster_year,
    planned_cells,
    start_year,
    measure="revenue",
    within=None,
    level=0.95,
    draws=999,
    seed=0,
):
    """`PlannedEffect` of a plan that begins in `start_year`, which is the first year after the date.

    Parameters
    ----------
    district_cluster_year : columns district, cluster, year, `measure`. Industry outside the clusters is no
        cell.
    planned_cells : (district, cluster) pairs.
    within : compare only inside a "cluster" (what its market did cancels out) or inside a "district"; None
        compares all cells.

    MonitorError where a cell has two rows in a year, for another `within`, for a level outside 0..1.
    """
    _refuse(district_cluster_year, within, level)
    logs = _logs(district_cluster_year, measure, planned_cells)
    is_planned = pd.Series(logs.index.isin(list(planned_cells)), logs.index)
    cells = _counted(logs, is_planned)
    logs = logs.dropna()
    planned = is_planned[logs.index]
    outcome = _outcome(logs, planned, start_year)
    before, after = (
        logs.loc[:, chosen] for chosen in (logs.columns < start_year, logs.columns >= start_year)
    )
    base = logs[before.columns[-1]] if before.shape[1] else logs.mean(axis=1) * np.nan
    since = logs.sub(base, axis=0)
    regress = _Comparison(planned, within, outcome, level, draws, seed).of
    changes = _changes(before, after)
    estimates = pd.concat([regress(changes[row]).assign(term=row) for row in ROWS], ignore_index=True)
    events = _events(since, start_year, regress)
    means = pd.DataFrame({"planned": since[planned].mean(), "other": since[~planned].mean()})
    caveats = _caveats(estimates, cells, before.shape[1], planned)
    return PlannedEffect(estimates, events, means.rename_axis("year"), cells, outcome, caveats)


class _Comparison:
    """The regression of a change of each cell on being planned, once its sample is settled."""

    def __init__(self, planned, within, outcome, level, draws, seed):
        self.possible = outcome in OUTCOMES[:2]
        self.planned, self.options = planned, (level, draws, seed)
        districts, clusters = (planned.index.get_level_values(name) for name in _CELL)
        self.districts = pd.Series(districts, planned.index)
        strata = {None: np.zeros(len(planned), dtype=int), "district": districts, "cluster": clusters}[within]
        self.strata = pd.get_dummies(pd.Series(strata, planned.index), dtype=float)

    def of(self, change):
        """One row, as `clustered_regression`; NaN where the change is not known."""
        terms = self.strata.assign(planned=self.planned.astype(float))
        terms.columns = terms.columns.astype(str)
        if not self.possible or change.isna().any():
            return _unknown(len(change), self.districts.nunique())
        table = clustered_regression(change, terms, self.districts, *self.options, ["planned"])
        return table[table["term"] == "planned"]


def _unknown(n, groups):
    row = ["planned", *[np.nan] * 5, n, groups, "", ""]
    return pd.DataFrame([row], columns=COLUMNS)


def _logs(table, measure, planned_cells):
    """Log of the measure, every cell with a row or a plan x years; missing where it is missing or not above 0."""
    inside = table[table["cluster"].notna() & (table["cluster"] != OUTSIDE)]
    wide = inside.set_index([*_CELL, "year"])[measure].astype(float).unstack("year").sort_index(axis=1)
    cells = (
        wide.index.union(pd.MultiIndex.from_tuples(list(planned_cells), names=_CELL))
        if planned_cells
        else wide.index
    )
    return np.log(wide.where(np.isfinite(wide) & (wide > 0))).reindex(cells)


def _counted(logs, planned):
    counts = pd.DataFrame({"planned": planned, "used": logs.notna().all(axis=1)})
    groups = counts.groupby("planned")["used"]
    table = pd.DataFrame({"used": groups.sum(), "left_out": groups.size() - groups.sum()})
    table = table.reindex([True, False], fill_value=0).set_axis(["planned", "other"])
    return table.rename_axis("cells")


def _outcome(logs, planned, start_year):
    if (logs.columns < start_year).sum() == 0:
        return "no_years_before"
    if (logs.columns >= start_year).sum() == 0:
        return "no_years_after"
    if not planned.any() or planned.all():
        return "no_comparison" if planned.any() else "no_plan"
    if len(planned) < 4:
        return "too_few_cells"
    return "estimated" if planned.index.get_level_values("district").nunique() > 1 else "single_district"


def _changes(before, after):
    """What each of ROWS compares, by cell; NaN where there are not the years for it."""
    effect = after.mean(axis=1) - before.mean(axis=1)
    years = before.columns.to_numpy(float)
    slope = effect * np.nan
    if len(years) > 1:
        distance = years - years.mean()
        slope = before @ distance / (distance @ distance)
    elapsed = after.columns.to_numpy(float).mean() - years.mean() if after.shape[1] and len(years) else np.nan
    return dict(zip(ROWS, (effect, slope, effect - slope * elapsed), strict=True))


def _events(since, start_year, regress):
    rows = [regress(since[year]).assign(year=year) for year in since]
    columns = ["year", "years_since", "estimate", "se", "low", "high"]
    if not rows:
        return pd.DataFrame(columns=columns)
    table = pd.concat(rows, ignore_index=True)
    return table.assign(years_since=table["year"] - start_year)[columns]


def _caveats(estimates, cells, years_before, planned):
    trend = estimates.set_index("term").loc["trend_before"]
    districts = planned.index.get_level_values("district").nunique()
    present = {
        "only_lasting_cells": cells["left_out"].sum() > 0,
        "few_districts": districts < FEW_GROUPS,
        "no_trend_to_check": years_before < 2,
        "short_trend_to_check": 2 <= years_before <= _SHORT_TREND,
        "trends_differ": trend["low"] > 0 or trend["high"] < 0,
    }
    return tuple(caveat for caveat in CAVEATS if present.get(caveat, True))


def _refuse(table, within, level):
    key = [*_CELL, "year"]
    repeated = table[table.duplicated(key, keep=False)]
    if not repeated.empty:
        raise MonitorError(
            f"{len(repeated)} rows give a cell two figures in one year.",
            rows=repeated[key],
            expected="one row a district, cluster and year.",
        )
    if within not in WITHIN or not 0 < level < 1:
        raise MonitorError(
            f"there is no comparison within {within!r} at the level {level}.",
            expected="within None, 'cluster' or 'district', and a level between 0 and 1.",
        )
