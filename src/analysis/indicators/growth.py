"""Average yearly growth."""

import math


def cagr(start, end, years):
    """Compound annual growth rate from `start` to `end` over `years`, 0.12 = 12 % a year.

    NaN: a start that is zero or negative, a negative end, no elapsed time, or anything missing.
    """
    defined = start > 0 and end >= 0 and years > 0
    return (end / start) ** (1 / years) - 1 if defined else math.nan


def required_growth(now, target, years):
    """Growth a year that leads from `now` to `target` in `years`, 0.12 = 12 %. NaN where `cagr` is."""
    return cagr(now, target, years)
