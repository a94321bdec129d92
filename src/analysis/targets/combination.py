"""Forecasts of one quantity on the log scale, and one forecast out of several."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from analysis.errors import MonitorError
from analysis.targets.trajectory import Interval, drift_interval

# Fewer past years say less about which forecast errs least than the rule without them does.
YEARS_TO_LEARN = 4
# Two errors are two degrees of freedom, the fewest a trajectory of four values has too.
FEWEST_ERRORS = 2
# The level at which an interval is turned back into a spread; any other gives the same.
_LEVEL = 0.8


class Forecast(NamedTuple):
    """ln y is `spread` times a t with `freedom` degrees of freedom around ln `median`.

    `spread` 0 states what was observed and not certainty; NaN: how sure it is, is not known.
    """

    median: float
    spread: float
    freedom: float


class Combined(NamedTuple):
    """One forecast out of several; `weights` by name add up to 1.

    `basis`: learned (from past errors), given, equal or single.
    """

    forecast: Forecast
    weights: pd.Series
    basis: str


def interval_of(forecast, level, least=None):
    """`Interval` of a forecast at `level`, its unit; nothing below `least`, what is already there.

    The ends are NaN where the spread is not known. MonitorError for a level outside 0..1.
    """
    refuse_level(level)
    reach = _quantile((1 + level) / 2, forecast.freedom) * forecast.spread
    ends = (forecast.median * math.exp(shift) for shift in (0.0, -reach, reach))
    floor = -math.inf if least is None else least
    return Interval(*(end if math.isnan(end) else max(end, floor) for end in ends))


def refuse_level(level):
    """MonitorError for a level of an interval outside 0..1, such as 80 for 80 %."""
    if not 0 < level < 1:
        raise MonitorError(f"an interval cannot have the level {level}.", expected="a level between 0 and 1.")


def probability_at_least(forecast, target, least=None):
    """Probability, 0..1, that the quantity reaches `target`; 1 for what is already there (`least`).

    NaN where the spread is not known. A target of zero or below is 1, as the quantity is above 0.
    """
    if target <= 0 or (least is not None and target <= least):
        return 1.0
    distance = math.log(forecast.median / target)
    if forecast.spread == 0:
        return float(distance >= -1e-12)
    return float(stats.t.cdf(distance / forecast.spread, forecast.freedom))


def annual_forecast(values, horizon=1):
    """`Forecast` of the log random walk with drift, `horizon` years after the last of `values`.

    MonitorError where `drift_interval` refuses: fewer than four values, one that is not above 0, a gap.
    """
    interval = drift_interval(values, horizon, _LEVEL)
    freedom = len(values) - 2
    reach = _quantile((1 + _LEVEL) / 2, freedom)
    return Forecast(interval.median, math.log(interval.high / interval.median) / reach, freedom)


def combine(forecasts, errors=None, otherwise=None):
    """One forecast out of several of the same quantity: the weighted mean on logs.

    With at least four years of `errors` the weights are inverse mean squared errors, and the spread is that of
    the combination replayed: each past year under the weights of the other years. Else they are `otherwise`,
    or equal, and the spread is that of the combination replayed on the two or three years there are. Without
    them it is the weighted mean of the forecasts' own spreads, which holds even where they err together, with
    the least of their freedoms; NaN where one spread is.

    Parameters
    ----------
    forecasts : mapping name -> Forecast; one without a median above 0 is left out.
    errors : frame of past years x names, ln(actual / forecast); only years known for every forecast count.
    otherwise : mapping name -> relative weight.

    MonitorError where no forecast is left.
    """
    usable = pd.DataFrame(
        {name: one for name, one in forecasts.items() if one.median > 0}, Forecast._fields
    ).T
    if usable.empty:
        raise MonitorError("there is no forecast to combine.", expected="one with a median above 0 or more.")
    if len(usable) == 1:
        return Combined(Forecast(*map(float, usable.iloc[0])), pd.Series(1.0, usable.index), "single")
    past = _past(errors, usable.index)
    if len(past) >= YEARS_TO_LEARN:
        left_out = [past.loc[year] @ _inverse(past.drop(year)) for year in past.index]
        spread = float(np.sqrt(np.mean(np.square(left_out))))
        return _combined(usable, _inverse(past), spread, len(past), "learned")
    weights = pd.Series(otherwise or 1.0, usable.index, dtype=float)
    weights /= weights.sum()
    spread, freedom = _replayed(past, weights) or _bound(usable, weights)
    return _combined(usable, weights, spread, freedom, "given" if otherwise else "equal")


def _replayed(past, weights):
    """Spread and freedom of weights that were not learned, from the past errors; None from a single year."""
    if len(past) < FEWEST_ERRORS:
        return None
    return float(np.sqrt(((past @ weights) ** 2).mean())), float(len(past))


def _bound(usable, weights):
    """Spread and freedom from the forecasts' own, as large as if they erred together."""
    return float((weights * usable["spread"]).sum(skipna=False)), float(usable["freedom"].min())


def _past(errors, names):
    if errors is None or not set(names) <= set(errors.columns):
        return pd.DataFrame(columns=names, dtype=float)
    return errors[list(names)].replace([np.inf, -np.inf], np.nan).dropna()


def _inverse(errors):
    """Weights inverse to the mean squared error of each column; those that never erred share everything."""
    means = (errors**2).mean()
    weights = (means == 0).astype(float) if (means == 0).any() else 1 / means
    return weights / weights.sum()


def _combined(usable, weights, spread, freedom, basis):
    median = math.exp(float(weights @ np.log(usable["median"])))
    return Combined(Forecast(median, spread, freedom), weights, basis)


def _quantile(share, freedom):
    return float(stats.t.ppf(share, freedom)) if freedom > 0 else math.nan
