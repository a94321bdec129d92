"""Promises that fall due every year of a span: each finished year is kept or failed for good."""

import math
from datetime import date

import pandas as pd

from analysis.targets.progress import band, meets

KEPT, FAILED, RUNNING, UNKNOWN = "kept", "failed", "running", "unknown"
# Half a year asks for half of a number; a share is asked for in full from the first case on.
_WHOLE_AT_ANY_TIME = ("coverage",)


def years_kept(values, commitment):
    """Whether each year of the span kept the promise, by year: True, False, or None where unknown.

    `values` is the indicator by finished year. A rising promise compares each year with the year before.
    """
    span = range(commitment.recurring.first, commitment.recurring.last + 1)
    high = commitment.target_high
    if commitment.comparator in ("rising", "falling"):
        targets = {year: values.get(year - 1) for year in span}
    else:
        targets = dict.fromkeys(span, commitment.target)
    return {
        year: meets(values[year], commitment.comparator, targets[year], high)
        for year in span
        if year in values.index
    }


def judge_recurring(commitment, values, *, so_far=math.nan, newest=None, bands):
    """Figures of a yearly promise: value (years kept), target (years due), status and the rest.

    A failed year cannot be made up for: missed. All years of the span kept: achieved. Else the running year
    decides, if it is one of the span and has records: `so_far` is its value up to `newest`, the day of the
    newest record. Without such records on_track where a finished year was kept, not_due where none is due. At
    the end of the span a year nobody can know leaves the promise not_measured.
    """
    kept = years_kept(values, commitment)
    known = {year: one for year, one in kept.items() if one is not None}
    running = _is_running(commitment, kept, newest)
    ratio = _ratio(commitment, so_far, newest) if running else math.nan
    count, due = sum(known.values()), len(known)
    return {
        "value": float(count) if due else math.nan,
        "target": float(due) if due else math.nan,
        "unit": "count",
        "gap": float(count - due) if due else math.nan,
        "progress_ratio": ratio,
        "status": _status(commitment, kept, known, ratio, so_far if running else math.nan, bands),
        "year": max(known, default=newest.year if running else None),
    }


def year_by_year(commitment, values, *, so_far=math.nan, newest=None):
    """One row a year of the span: year, value, target (money unit, share or count), verdict.

    verdict: kept, failed, unknown, running (the year of `so_far`), or empty where nothing is reported yet.
    """
    kept, words = years_kept(values, commitment), {True: KEPT, False: FAILED, None: UNKNOWN}
    rows = []
    for year in range(commitment.recurring.first, commitment.recurring.last + 1):
        running = year not in kept and newest is not None and newest.year == year
        verdict = words[kept[year]] if year in kept else RUNNING if running else ""
        value = so_far if running else values.get(year, math.nan)
        rows.append((year, value, _target(commitment, values, year), verdict))
    return pd.DataFrame(rows, columns=["year", "value", "target", "verdict"])


def _target(commitment, values, year):
    if commitment.comparator in ("rising", "falling"):
        return values.get(year - 1, math.nan)
    return commitment.target


def _is_running(commitment, kept, newest):
    span = commitment.recurring
    return newest is not None and span.first <= newest.year <= span.last and newest.year not in kept


def _status(commitment, kept, known, ratio, so_far, bands):
    if not all(known.values()) or _cannot_be_kept(commitment, so_far):
        return "missed"
    if max(kept, default=0) == commitment.recurring.last:
        complete = len(known) == commitment.recurring.last - commitment.recurring.first + 1
        return "achieved" if complete else "not_measured"
    if math.isnan(ratio):
        return "on_track" if known else "not_due"
    return band(ratio, bands)


def _cannot_be_kept(commitment, so_far):
    """Whether the running year has already passed the most that was promised; counts only rise."""
    if commitment.indicator in _WHOLE_AT_ANY_TIME or math.isnan(so_far):
        return False
    most = {"between": commitment.target_high, "at_most": commitment.target, "exactly": commitment.target}
    return commitment.comparator in most and so_far > most[commitment.comparator]


def _ratio(commitment, so_far, newest):
    """The running year against what its elapsed part asks for; NaN where it asks for nothing yet."""
    target = commitment.target
    if target is None or math.isnan(so_far):
        return math.nan
    if meets(so_far, commitment.comparator, target, commitment.target_high):
        return 1.0
    if commitment.indicator in _WHOLE_AT_ANY_TIME:
        return so_far / target if target > 0 else math.nan
    expected = target * (newest - date(newest.year - 1, 12, 31)).days / 365
    return math.nan if expected < 1 and not so_far else so_far / expected
