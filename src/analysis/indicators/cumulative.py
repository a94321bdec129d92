"""Figures cumulative from January, and the periods between them.

Returns exist for months 2, 5, 8 and 11; January exists only inside January-February. What a period earned is
the difference of two cumulative figures, and nothing finer is known.
"""

import numpy as np
import pandas as pd

from analysis.errors import MonitorError

GROUP = ("enterprise_id", "year")
# Each of three printed numbers is off by at most half a unit of its last digit.
ROUNDED_NUMBERS = 3


def increments(cumulative, measure="revenue", group=GROUP):
    """What each period earned: the figure so far less the one of the last known month before it, or itself.

    `cumulative` is a Series by month of one year; the result is a Series by (month_from, month), both months
    included. Or a frame with the columns of `group`, month and `measure`; the result has its rows, index and
    order and the columns of `group`, month_from, month and `measure`. The first period runs from January to
    its month as one. A month without a figure has no value and widens the next period, so that the periods
    always add up to the last figure. MonitorError where a month repeats or is none.
    """
    if isinstance(cumulative, pd.Series):
        rows = cumulative.rename_axis("month").rename("so_far").reset_index()
        periods = increments(rows, "so_far", [])
        return periods.set_index(["month_from", "month"])["so_far"].rename(cumulative.name)
    points = _points(cumulative, measure, group)
    months = points["month"].where(points["value"].notna())
    before, previous = (_last_known(part, points["group"]) for part in (points["value"], months))
    periods = cumulative[[*group, "month"]].assign(**{measure: _in_order(points["value"] - before.fillna(0))})
    periods.insert(len(group), "month_from", _in_order(previous.fillna(0) + 1).astype("int64"))
    return periods


def month_value(cumulative, month):
    """What one month alone earned, from a Series by month of one year; NaN where a figure is missing.

    January is its own figure so far. Any other month needs the figure of the month before. MonitorError where
    a month it needs was never reported: February cannot be taken out of January-February.
    """
    points = _points(cumulative.rename_axis("month").rename("so_far").reset_index(), "so_far", [])
    so_far = points.set_index("month")["value"]
    needed = [month - 1, month] if month > 1 else [month]
    absent = [m for m in needed if m not in so_far.index]
    if absent:
        inside = "January exists only inside January-February, so " if month <= 2 else ""
        raise MonitorError(
            f"{inside}month {month} alone is not known: nothing was reported to month {absent[0]}.",
            rows=so_far.rename("cumulative").reset_index(),
            expected="cumulative figures to the month and to the month before it.",
            way_out="Use the periods that were reported, increments(cumulative).",
        )
    return float(so_far[month] - (so_far[month - 1] if month > 1 else 0))


def falls(rows, measure="revenue", group=GROUP, rounding=0.0):
    """The rows whose cumulative figure is lower than one of an earlier month of the same year (year_to_date_falls).

    Only for a `measure` that cannot be negative. The comparison is with the highest figure so far, so that
    the rows left never fall; either of the two may be the wrong one. Adds previous_month and previous, where
    that highest figure stands. A fall of up to `rounding` (unit of `measure`) is none. A missing figure is
    not judged. MonitorError where a month repeats or is none.
    """
    points = _points(rows, measure, group)
    of_group = points["value"].groupby(points["group"])
    highest = of_group.cummax()
    reached = points["month"].where(points["value"].notna() & (points["value"] >= highest))
    previous, previous_month = (_last_known(part, points["group"]) for part in (highest, reached))
    fallen = _in_order(points["value"] < previous - rounding)
    found = rows.assign(previous_month=_in_order(previous_month), previous=_in_order(previous))[fallen]
    return found.astype({"previous_month": "int64"})


def month_does_not_fit(rows, measure="revenue", month_alone="revenue_month", group=GROUP, rounding=1.0):
    """The rows where the month and the previous year-to-date do not add up to the year-to-date.

    Adds the three numbers: previous_ytd, month_alone and ytd. Judged where all three are known: the year-to-date
    of the very month before (nothing before January), the figure of the month alone and the year-to-date.
    `rounding` is the unit of the last printed digit, in the unit of `measure`; what three rounded numbers can
    differ by fits. MonitorError where a month repeats or is none.
    """
    points = _points(rows, measure, group)
    follows = _shifted(points["month"], points["group"]) == points["month"] - 1
    before = _shifted(points["value"], points["group"]).where(follows)
    before = _in_order(before.mask(points["month"] == 1, 0.0))
    alone, ytd = rows[month_alone].astype(float), rows[measure].astype(float)
    # Decimals in binary differ in the last digits even where the printed numbers agree.
    allowed = ROUNDED_NUMBERS * rounding / 2 + 1e-9 * ytd.abs()
    found = rows.assign(previous_ytd=before, month_alone=alone, ytd=ytd)
    return found[(before + alone - ytd).abs() > allowed]


def _points(rows, measure, group):
    """Group (a number), month and value of each row, by group and month; the index is the place in `rows`."""
    months = rows["month"].reset_index(drop=True)
    number = rows.groupby(list(group), sort=False, dropna=False).ngroup().to_numpy() if len(group) else 0
    points = pd.DataFrame({"group": number, "month": months, "value": rows[measure].to_numpy(dtype=float)})
    wrong = points.duplicated(["group", "month"], keep=False) | ~months.isin(range(1, 13))
    if wrong.any():
        raise MonitorError(
            f"{int(wrong.sum())} cumulative figures repeat a month or name none.",
            rows=rows.loc[wrong.to_numpy(), [*group, "month", measure]],
            expected="one figure a month from 1 to 12.",
            way_out="Keep the newest delivery of each month.",
        )
    points = points.astype({"month": "int64"})
    return points.iloc[np.lexsort((points["month"], points["group"]))]


def _in_order(values):
    """`values` of points as an array in the order of the rows they came from."""
    return values.sort_index().to_numpy()


def _shifted(values, group):
    """The value of the row before in the same group; NaN in its first row."""
    return values.shift().where(group == group.shift())


def _last_known(values, group):
    """The last known value of an earlier row of the same group; NaN where there is none."""
    return _shifted(values.groupby(group).ffill(), group)
