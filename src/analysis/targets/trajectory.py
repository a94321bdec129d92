"""Where an indicator has to be, and where it is likely to go: log random walk with drift."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from analysis.errors import MonitorError
from analysis.indicators.growth import required_growth

FEWEST_VALUES = 4
# Below this, the spread of yearly log growth is the rounding of binary fractions.
_NO_SPREAD = 1e-12


class Interval(NamedTuple):
    """Median and the two ends of a prediction interval, in the unit of the series."""

    median: float
    low: float
    high: float


def required_path(start, target, start_year, end_year):
    """Values by year that lead from `start` to `target` at one constant growth rate, in their unit.

    NaN in every year where such a path does not exist: a start or target of zero or below, or a missing one.
    MonitorError where `end_year` is not after `start_year`.
    """
    if end_year <= start_year:
        raise MonitorError(
            f"a path cannot lead from {start_year} to {end_year}.",
            expected="an end year after the start year.",
        )
    years = pd.RangeIndex(start_year, end_year + 1, name="year")
    growth = required_growth(start, target, end_year - start_year) if target > 0 else math.nan
    path = pd.Series(start * (1 + growth) ** (years - start_year), index=years, name="required_path")
    # The first year would survive an impossible path, since NaN to the power of 0 is 1.
    return path * math.nan if math.isnan(growth) else path


def drift_interval(values, horizon, level):
    """Prediction interval at `level` (0.8 = 80 %) of a yearly series `horizon` years ahead, in its unit.

    Median ln y_n + h*mu; ends +- t(m-1) * s * sqrt(h + h^2/m), m = n - 1 log differences, s with ddof 1.
    A series that always grew at one rate has no spread: both ends equal the median, which states what was
    observed and not certainty. MonitorError: fewer than four values, one missing or not positive, years with
    a gap, a horizon below one year, a level outside 0..1.
    """
    if not 0 < level < 1:
        raise MonitorError(f"an interval cannot have the level {level}.", expected="a level between 0 and 1.")
    centre, spread, freedom = _forecast(values, horizon)
    reach = stats.t.ppf((1 + level) / 2, freedom) * spread
    return Interval(*(math.exp(centre + shift) for shift in (0.0, -reach, reach)))


def probability_of_reaching(values, horizon, target, direction=1):
    """Probability, 0..1, that a yearly series is at or beyond `target` `horizon` years ahead.

    From the same t distribution as `drift_interval`; `direction` -1 asks for at or below. A series without
    spread gives 1 where its continued growth reaches the target and 0 where not. MonitorError as
    `drift_interval`, and for a target of zero or below.
    """
    if not target > 0:
        raise MonitorError(f"no growth path leads to {target}.", expected="a target above 0.")
    centre, spread, freedom = _forecast(values, horizon)
    distance = direction * (centre - math.log(target))
    if spread == 0:
        return float(distance >= -_NO_SPREAD)
    return float(stats.t.cdf(distance / spread, freedom))


def _forecast(values, horizon):
    """Mean and standard error of the log value `horizon` years ahead, and the degrees of freedom."""
    _refuse(values, horizon)
    steps = np.diff(np.log(np.asarray(values, dtype=float)))
    m, spread = len(steps), float(np.std(steps, ddof=1))
    centre = math.log(np.asarray(values, dtype=float)[-1]) + horizon * float(steps.mean())
    error = 0.0 if spread < _NO_SPREAD else spread * math.sqrt(horizon + horizon**2 / m)
    return centre, error, m - 1


def _refuse(values, horizon):
    numbers = np.asarray(values, dtype=float)
    if len(numbers) < FEWEST_VALUES:
        raise MonitorError(
            f"{len(numbers)} yearly values are too few for an interval.",
            expected=f"at least {FEWEST_VALUES}.",
            way_out="Show the required path without a forecast until more years are in.",
        )
    if not (np.isfinite(numbers) & (numbers > 0)).all():
        raise MonitorError(
            "a growth path needs values above 0 in every year.",
            rows=pd.DataFrame({"position": range(1, len(numbers) + 1), "value": numbers})[~(numbers > 0)],
        )
    if isinstance(values, pd.Series) and values.index.name == "year" and (np.diff(values.index) != 1).any():
        raise MonitorError(
            "the years of the series do not follow each other.", expected="one value a year, oldest first."
        )
    if not horizon >= 1:
        raise MonitorError(
            f"a forecast of {horizon} years is none.", expected="a horizon of one year or more."
        )
