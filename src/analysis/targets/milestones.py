"""Milestones: n of m things done by a day."""

import math

from analysis.targets.progress import band


def judge_milestone(days, needed, *, start, due, reported_to, bands):
    """Figures of a milestone: value (things done), gap, progress_ratio, status, year.

    `days` are the days of the things done, `needed` how many were promised. Done by `due`: achieved; later:
    achieved_late; not done although the register was delivered after `due`: overdue. Before that the straight
    line from `start` to `due` says how many things should be done by now: not_due while it asks for less than
    one and none is done, else the band of things done over things asked for.
    """
    done = len(days)
    ratio = _ratio(done, needed, start, due, reported_to)
    return {
        "value": float(done),
        "target": float(needed),
        "unit": "count",
        "gap": float(done - needed),
        "progress_ratio": ratio,
        "status": _status(completion_day(days, needed), ratio, due, reported_to, bands),
        "year": reported_to.year,
    }


def completion_day(days, needed):
    """The day the last of `needed` things was done; None while some are not."""
    return sorted(days)[needed - 1].date() if len(days) >= needed > 0 else None


def _status(completed, ratio, due, reported_to, bands):
    if completed is not None:
        return "achieved" if completed <= due else "achieved_late"
    return "overdue" if reported_to > due else band(ratio, bands)


def _ratio(done, needed, start, due, reported_to):
    total, elapsed = (due - start).days, (min(reported_to, due) - start).days
    expected = needed * elapsed / total if total > 0 and elapsed > 0 else 0.0
    return math.nan if expected <= 0 or (expected < 1 and not done) else done / expected
