"""One forecast out of several of the same quantity, all of them t distributions of its log."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import MonitorError
from analysis.targets.series_models import LogForecast
from analysis.targets.trajectory import Interval

# Fewer past years say less about which forecast errs least than the rule without them does.
YEARS_TO_LEARN = 4
# Two errors are two degrees of freedom, the fewest a trajectory of four values has too.
FEWEST_ERRORS = 2
COMBINED = "combined"


class Combined(NamedTuple):
    """One forecast out of several; `weights` by name add up to 1.

    `basis`: learned (from past errors), given, equal or single.
    """

    forecast: LogForecast
    weights: pd.Series
    basis: str


def interval_of(forecast, level, least=-math.inf):
    """`Interval` of a LogForecast at `level`, in its unit; nothing below `least`, what is already there.

    The ends are NaN where the error is not known. MonitorError for a level outside 0..1.
    """
    refuse_level(level)
    centre, ends = np.exp(forecast.centre), forecast.quantile(np.array([1 - level, 1 + level]) / 2)
    return Interval(*(float(end if np.isnan(end) else max(end, least)) for end in (centre, *ends)))


def refuse_level(level):
    """MonitorError for a level of an interval outside 0..1, such as 80 for 80 %."""
    if not 0 < level < 1:
        raise MonitorError(f"an interval cannot have the level {level}.", expected="a level between 0 and 1.")


def combine(forecasts, errors=None, otherwise=None):
    """One forecast out of several of the same quantity: the weighted mean on logs.

    With at least four years of `errors` the weights are inverse mean squared errors, and the error is that of
    the combination replayed: each past year under the weights of the other years. Else they are `otherwise`,
    or equal, and the error is that of the combination replayed on the two or three years there are. Without
    them it is the weighted mean of the forecasts' own, which holds even where they err together, with
    the least of their freedoms; NaN where one of them is.

    Parameters
    ----------
    forecasts : mapping name -> LogForecast; one whose centre is not a number is left out.
    errors : frame of past years x names, ln(actual / forecast); only years known for every forecast count.
    otherwise : mapping name -> relative weight.

    MonitorError where no forecast is left.
    """
    usable = {name: one for name, one in forecasts.items() if math.isfinite(one.centre)}
    if not usable:
        raise MonitorError("there is no forecast to combine.", expected="one with a finite centre or more.")
    if len(usable) == 1:
        return Combined(*usable.values(), pd.Series(1.0, list(usable)), "single")
    past = _past(errors, list(usable))
    if len(past) >= YEARS_TO_LEARN:
        left_out = [past.loc[year] @ _inverse(past.drop(year)) for year in past.index]
        return _combined(usable, _inverse(past), (_root_mean_square(left_out), len(past)), "learned")
    weights = pd.Series(otherwise or 1.0, list(usable), dtype=float)
    weights /= weights.sum()
    sureness = _replayed(past, weights) or _bound(usable, weights)
    return _combined(usable, weights, sureness, "given" if otherwise else "equal")


def _combined(usable, weights, sureness, basis):
    centre = sum(weights[name] * one.centre for name, one in usable.items())
    return Combined(LogForecast(float(centre), *sureness, COMBINED), weights, basis)


def _replayed(past, weights):
    """Error and freedom of weights that were not learned, from the past errors; None from a single year."""
    return (_root_mean_square(past @ weights), len(past)) if len(past) >= FEWEST_ERRORS else None


def _bound(usable, weights):
    """Error and freedom from the forecasts' own, as large as if they erred together."""
    error = sum(weights[name] * one.error for name, one in usable.items())
    return float(error), min(one.freedom for one in usable.values())


def _past(errors, names):
    if errors is None or not set(names) <= set(errors.columns):
        return pd.DataFrame(columns=names, dtype=float)
    return errors[names].replace([np.inf, -np.inf], np.nan).dropna()


def _inverse(errors):
    """Weights inverse to the mean squared error of each column; those that never erred share everything."""
    means = (errors**2).mean()
    weights = (means == 0).astype(float) if (means == 0).any() else 1 / means
    return weights / weights.sum()


def _root_mean_square(errors):
    return float(np.sqrt(np.mean(np.square(errors))))
