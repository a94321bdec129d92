"""Cumulative figures of one year against each other and against the year's own."""

import itertools
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.sources.findings import Finding, figure
from analysis.sources.plausibility.neighbours import rows_at, values_at

CUMULATIVE = {"revenue": "revenue_month", "gross_output": "gross_output_month"}
# Money is printed to a whole unit or finer; sums of such figures may differ by rounding.
RELATIVE, ROUNDING = 1e-6, 1.0
FALLS, RESTATED = "year_to_date_falls", "year_to_date_restated_above_later_month"


class _Point(NamedTuple):
    """One version of one cumulative figure; `value` is NaN where it is missing."""

    position: int
    month: int
    day: object
    value: float
    withdrawn: bool


def year_to_date_falls(frame, neighbours, rejected, is_confirmed):
    """Rejections (rule, position, column, other figure, this one): figures cumulative from January that fall.

    Compared is with what was known on the day received and is not rejected itself: the highest figure of an earlier
    month (year_to_date_falls), and, for a month reported again, the lowest of a later one
    (year_to_date_restated_above_later_month). So the figures left never fall. `rejected` has (position, column) of
    figures that fail otherwise; `is_confirmed(rule, position, column)` tells whether a record says that one is right.
    """
    rejections = []
    for column in CUMULATIVE:
        failed = {at for at, of_column in rejected if of_column == column}
        for points in _doubtful(frame, neighbours, column, failed):
            rejections += [
                (rule, point.position, column, other, point.value)
                for rule, point, other in _falls(
                    points, failed, lambda *about, column=column: is_confirmed(*about, column)
                )
            ]
    return rejections


def _doubtful(frame, neighbours, column, failed):
    """The points of every enterprise and year in which a figure falls, is reported again, fails or is withdrawn."""
    order, month = neighbours.order, frame["month"].to_numpy()
    group = neighbours.of_year[order]
    day, withdrawn = frame["obtained"].to_numpy(), frame["withdrawn"].to_numpy(dtype=bool)
    value = frame[column].to_numpy(dtype=float)
    highest = pd.Series(np.where(np.isnan(value), -np.inf, value)[order]).groupby(group).cummax().to_numpy()
    same = group[1:] == group[:-1]
    unlike = value[order][1:] < highest[:-1] * (1 - RELATIVE)
    unlike |= (month[order][1:] == month[order][:-1]) | (day[order][1:] < day[order][:-1])
    known = withdrawn | np.isin(np.arange(len(frame)), list(failed))
    doubtful = np.union1d(group[1:][same & unlike], group[known[order]])
    chosen = order[np.isin(group, doubtful)]
    rows = zip(chosen, month[chosen], day[chosen], value[chosen], withdrawn[chosen], strict=True)
    points = [_Point(int(at), int(of_month), *rest) for at, of_month, *rest in rows]
    of_year = dict(zip(chosen, neighbours.of_year[chosen], strict=True))
    for _, found in itertools.groupby(points, lambda point: of_year[point.position]):
        yield list(found)


def _falls(points, failed, is_confirmed):
    """(rule, point, other figure) of one enterprise's year, day by day as the figures came in."""
    standing, by_day = {}, sorted(points, key=lambda point: point.day)
    for _, received in itertools.groupby(by_day, lambda point: point.day):
        standing, faults = _received(list(received), standing, failed, is_confirmed)
        yield from faults


def _received(points, standing, failed, is_confirmed):
    """({month: figure} after the points of one day, their faults): together they replace what stood before.

    Where one is rejected the earlier figure of its month stands on, and the others are looked at again beside it.
    """
    out, faults = set(failed), {}
    while True:
        arrived = [point for point in points if point.position not in out]
        now = {month: value for month, value in standing.items() if month not in {p.month for p in arrived}}
        before = len(out)
        for point in arrived:
            if point.withdrawn:
                now.pop(point.month, None)
                continue
            found = _fault(point, now)
            if found is not None:
                faults[point.position] = (found[0], point, found[1])
            if found is not None and not is_confirmed(found[0], point.position):
                out.add(point.position)
            else:
                _settle(point, now)
        if len(out) == before:
            return now, faults.values()


def _fault(point, standing):
    earlier = [value for month, value in standing.items() if month < point.month]
    later = [value for month, value in standing.items() if month > point.month]
    if earlier and point.value < max(earlier) * (1 - RELATIVE):
        return FALLS, max(earlier)
    if later and point.value * (1 - RELATIVE) > min(later):
        return RESTATED, min(later)
    return None


def _settle(point, standing):
    """Lets the figure stand. Where it is a confirmed fall, what it falls from binds no later month."""
    if np.isnan(point.value):
        return
    for month, value in standing.items():
        standing[month] = min(value, point.value) if month < point.month else max(value, point.value)
    standing[point.month] = point.value


def months_do_not_fit(frame, neighbours):
    """Findings: the year-to-date of the month before and the month itself do not add up to the year-to-date."""
    before = neighbours.month_before
    month = frame["month"].to_numpy(dtype=float)
    follows = values_at(frame, "month", before) == month - 1
    # In the first return of a year the "month" is the whole period since January.
    opens = (before < 0) & (month <= 2)
    findings = []
    for column, monthly in CUMULATIVE.items():
        of_month = frame[monthly].to_numpy(dtype=float)
        old = np.where(opens, 0.0, np.where(follows, values_at(frame, column, before), np.nan))
        new = frame[column].to_numpy(dtype=float)
        gap = np.abs(old + of_month - new)
        wrong = np.flatnonzero(gap > ROUNDING + RELATIVE * np.abs(new))
        findings += map(
            _does_not_fit,
            rows_at(frame, wrong),
            [column] * len(wrong),
            old[wrong],
            of_month[wrong],
            new[wrong],
        )
    return findings


def _does_not_fit(row, column, previous, month, now):
    facts = {
        "name": row["name"], "previous": figure(previous), "month": figure(month), "now": figure(now),
    }  # fmt: skip
    return Finding(
        "month_does_not_fit_year_to_date", "enterprise", row["enterprise_id"], facts,
        line=row["line"], column=column, before=float(previous), now=float(now),
    ).at(row)  # fmt: skip


def annual_figures_below_year_to_date(annual, cumulative):
    """Findings: the year's revenue is less than what the last cumulative return of that year had already counted."""
    key = ["enterprise_id", "year"]
    last = cumulative.sort_values(["month", "obtained"]).drop_duplicates(key, keep="last")
    pairs = annual.merge(last[[*key, "month", "revenue"]], on=key, suffixes=("", "_before"))
    below = pairs[pairs["revenue"] < pairs["revenue_before"] * (1 - RELATIVE)]
    return [
        Finding(
            "annual_figure_below_year_to_date", "enterprise", row["enterprise_id"],
            {"name": row["name"], "now": figure(row["revenue"]), "before": figure(row["revenue_before"]),
             "month": row["month"]},
            line=row["line"], column="revenue", before=row["revenue_before"], now=row["revenue"],
        ).at(row)
        for row in below.to_dict("records")
    ]  # fmt: skip
