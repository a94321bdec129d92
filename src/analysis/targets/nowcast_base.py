"""The figures a nowcast compares: cumulative figures of each year beside those of the year before.

A base is a frame by (year, month) with the columns `before` and `now`: the cumulative figure of the year
before and of the year itself, to the same month, for the same reporters. Month 12 is the whole year.
"""

import numpy as np
import pandas as pd

from analysis.errors import MonitorError

WHOLE_YEAR = 12
COLUMNS = ["before", "now"]


def cumulative_years(history):
    """Cumulative figures as a frame of years (rows) x months (columns), both whole numbers and ascending.

    `history` is such a frame, a mapping year -> mapping month -> figure, or a Series by (year, month).
    Missing figures stay missing. MonitorError for a month that is none, a year or month given twice, or an
    infinite figure.
    """
    if isinstance(history, pd.Series):
        history = history.unstack() if history.index.nlevels == 2 else pd.DataFrame(index=[])
    elif not isinstance(history, pd.DataFrame):
        history = pd.DataFrame.from_dict({year: dict(points) for year, points in history.items()}, "index")
    wide = history.astype(float)
    wide.index, wide.columns = wide.index.astype(int), wide.columns.astype(int)
    wrong = [month for month in wide.columns if not 1 <= month <= WHOLE_YEAR]
    if wrong or wide.index.has_duplicates or wide.columns.has_duplicates or np.isinf(wide).any(axis=None):
        raise MonitorError(
            "cumulative figures repeat a year or month, name no month, or are infinite.",
            rows=wide.rename_axis("year").reset_index(),
            expected="one figure a year and month from 1 to 12, the whole year at 12.",
        )
    return wide.sort_index().sort_index(axis=1).rename_axis(index="year", columns="month")


def cumulative_from_months(monthly):
    """Figures of single months, a Series by (year, month), as cumulative figures by year and month.

    A first figure that stands for January and February together is given at month 2. From a missing month on,
    nothing cumulative is known in that year; a year that begins later than month 2 is missing altogether.
    """
    wide = cumulative_years(monthly).reindex(columns=range(1, WHOLE_YEAR + 1))
    merged = wide[1].isna() & wide[2].notna()
    wide.loc[merged, 1] = 0.0
    so_far = wide.cumsum(axis=1, skipna=False)
    so_far.loc[merged, 1] = np.nan
    return so_far.rename_axis(columns="month").dropna(axis=1, how="all")


def published_base(years):
    """Base of the totals as published, from `cumulative_years`; both columns hold whoever reported then."""
    after = years.set_axis(years.index + 1)
    every = years.index.union(after.index)
    every = every[every <= years.index.max()]
    points = pd.MultiIndex.from_product([every, years.columns], names=["year", "month"])
    pairs = {
        name: part.reindex(every).to_numpy().ravel()
        for name, part in zip(COLUMNS, (after, years), strict=True)
    }
    return pd.DataFrame(pairs, index=points).dropna(how="all")


def like_for_like_base(enterprise_ytd, enterprise_year, measure="revenue"):
    """Base of the same enterprises in both years, anew for each pair of neighbouring years.

    In it are the enterprises with a figure at every month that anyone reported in either year, and in the
    annual return of each of the two years that has one. So neither those that entered or left, nor those that
    missed one return, move the comparison. Columns of both tables: enterprise_id, year, `measure`; month too
    in the first. Adds the column `enterprises`. MonitorError where an enterprise repeats within a month.
    """
    points = _points(enterprise_ytd, enterprise_year, measure)
    years = points.columns.get_level_values("year").unique()
    parts = [_pair(points, year) for year in years if year - 1 in years]
    return pd.concat(parts) if parts else _no_pair()


def _points(enterprise_ytd, enterprise_year, measure):
    """Enterprises x (year, month), as far as anyone reported; month 12 is the annual return."""
    key = ["enterprise_id", "year", "month"]
    inside = enterprise_ytd[enterprise_ytd["month"] < WHOLE_YEAR]
    rows = pd.concat([part[[*key, measure]] for part in (inside, enterprise_year.assign(month=WHOLE_YEAR))])
    repeated = rows[rows.duplicated(key, keep=False)]
    if not repeated.empty:
        raise MonitorError(
            f"{repeated['enterprise_id'].nunique()} enterprises have more than one figure for one month.",
            rows=repeated.sort_values(key),
            expected="one row an enterprise, year and month.",
            way_out="Keep the newest delivery of each.",
        )
    wide = rows.astype({measure: float}).set_index(key)[measure].unstack(["year", "month"])
    return wide.sort_index(axis=1)


def _pair(points, year):
    both = points[[year - 1, year]].dropna()
    now, before = both[year].sum(), both[year - 1].sum()
    pair = pd.DataFrame({"before": before, "now": now}).sort_index().assign(enterprises=len(both))
    if both.empty:
        pair[COLUMNS] = np.nan
    return pd.concat({year: pair}, names=["year", "month"])


def _no_pair():
    empty = pd.MultiIndex.from_arrays([[], []], names=["year", "month"])
    return pd.DataFrame({name: [] for name in [*COLUMNS, "enterprises"]}, index=empty, dtype=float)
