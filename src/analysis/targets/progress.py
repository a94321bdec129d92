"""From a measured indicator to a verdict: how fast it moves against how fast it has to."""

import math

import pandas as pd

from analysis.indicators.growth import cagr, required_growth

_MEETS = {
    "at_least": lambda value, target: value >= target,
    "more_than": lambda value, target: value > target,
    "rising": lambda value, target: value > target,
    "at_most": lambda value, target: value <= target,
    "reduced_by": lambda value, target: value <= target,
    "falling": lambda value, target: value < target,
    "exactly": lambda value, target: False,
    "specialised": lambda value, target: value >= target,
}
_MET_BY_EQUALITY = {"at_least", "at_most", "reduced_by", "exactly", "specialised"}


def progress_ratio(start, now, target, years_elapsed, years_total, direction):
    """Observed against required average growth, 1 = exactly as fast as needed; below 0 = moving away.

    R = d * CAGR_observed / |CAGR_required|, from levels in any one unit; the Eurostat rule for quantified
    targets. `direction` is +1 where more is better, -1 where less is. NaN: a start that is zero or of the
    other sign, nothing elapsed, no time planned, or a target equal to the start, which requires no growth at
    all.
    """
    observed = cagr(start, now, years_elapsed)
    required = required_growth(start, target, years_total)
    return direction * observed / abs(required) if required != 0 else math.nan


def progress_ratio_of_change(now, target, years_elapsed, years_total, direction):
    """`progress_ratio` of a cumulative change, 0 in the base year: works on the levels 1 + change.

    `now` and `target` are signed, -0.20 = 20 % less than in the base year.
    """
    return progress_ratio(1.0, 1 + now, 1 + target, years_elapsed, years_total, direction)


def meets(value, comparator, target, high=None):
    """Whether one value keeps the promise; None where the value or the target is missing.

    `target` is the start value for `rising` and `falling`, the signed change for `reduced_by`, the low end
    for `between` with `high` as the other. A value that differs from the target by rounding of binary
    fractions only counts as equal to it. KeyError for an unknown comparator.
    """
    if comparator == "between":
        ends = (meets(value, "at_least", target), meets(value, "at_most", high))
        return None if None in ends else all(ends)
    keeps = _MEETS[comparator]
    if _missing(value) or _missing(target):
        return None
    if math.isclose(value, target, rel_tol=1e-9):
        return comparator in _MET_BY_EQUALITY
    return bool(keeps(value, target))


def status_of(values, comparator, target, *, ratio, deadline, bands, high=None):
    """Status word of one commitment from its indicator by year.

    `values` is a Series by year as known on the edition's date. The other arguments are those of `meets` and
    `status_from`.
    """
    met = {int(year): meets(value, comparator, target, high) for year, value in values.items()}
    return status_from(met, ratio=ratio, deadline=deadline, bands=bands)


def status_from(met, *, ratio, deadline, bands):
    """Status word from `met`, a mapping year -> True, False or None (unknown).

    Before the year of the deadline is known, the latest year counts: achieved if it keeps the promise, else
    the word for `ratio` (not_due where the ratio is undefined). Once a year at or past the deadline is known,
    the last known year within it decides: achieved, or missed, or achieved_late where the latest later year
    keeps the promise. A deadline whose year has no data yet makes nothing missed. None known: not_measured.
    """
    known = {year: kept for year, kept in sorted(met.items()) if kept is not None}
    if not known:
        return "not_measured"
    latest, last_year = max(known), last_year_within(deadline)
    if latest < last_year:
        return "achieved" if known[latest] else band(ratio, bands)
    within = [kept for year, kept in known.items() if year <= last_year]
    if within and within[-1]:
        return "achieved"
    return "achieved_late" if known[latest] and latest > last_year else "missed"


def last_year_within(deadline):
    """The last calendar year that ends by the deadline; yearly values are complete only then."""
    if deadline is None:
        return math.inf
    return deadline.year if (deadline.month, deadline.day) == (12, 31) else deadline.year - 1


def band(ratio, bands):
    """The word for a ratio of what is against what should be by now; not_due where it is undefined."""
    if _missing(ratio):
        return "not_due"
    if ratio < 0:
        return "moving_away"
    if ratio >= bands.on_track:
        return "on_track"
    return "acceleration_needed" if ratio >= bands.acceleration_needed else "off_track"


def _missing(number):
    return bool(pd.isna(number))
