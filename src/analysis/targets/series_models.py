"""What a yearly series says about the years to come: a t distribution of the log value, by model."""

import math
import warnings
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from analysis.errors import MonitorError

FEWEST_VALUES = 4
# With 12 years the wider intervals of the state space model score below those of the drift, with 20 hardly, and
# they hold their level on real series where those of the drift do not (benchmarks/calibration.py).
FEWEST_FOR_STATE_SPACE = 20
# What `state_space` estimates: the variances of level, growth and passing errors.
_ESTIMATED = 3
DRIFT, STATE_SPACE, NAIVE = "drift", "state_space", "naive"
# Below this, the spread of yearly log growth is the rounding of binary fractions.
_NO_SPREAD = 1e-12


class LogForecast(NamedTuple):
    """Student t distribution of the log of a value: centre, standard error, degrees of freedom, and the model.

    An error of 0 is a series without spread, which says what was observed and not how sure that is.
    """

    centre: float
    error: float
    freedom: float
    model: str

    def quantile(self, probability):
        """The value, in the unit of the series, that is not exceeded with this probability; arrays too."""
        return np.exp(self.centre + self.error * stats.t.ppf(probability, self.freedom))

    def probability(self, target, direction=1):
        """Probability that the value is at or above `target` (at or below with -1); `target` above 0."""
        distance = direction * (self.centre - math.log(target))
        if self.error == 0:
            return float(distance >= -_NO_SPREAD)
        return float(stats.t.cdf(distance / self.error, self.freedom))


def forecast(values, horizon):
    """The distribution `horizon` years ahead from the model that the number of years allows (`model_of`)."""
    return (state_space if model_of(values) == STATE_SPACE else drift)(values, horizon)


def model_of(values):
    """Name of the model: drift below 20 years, state_space from there on; None below four years."""
    if len(values) < FEWEST_VALUES:
        return None
    return STATE_SPACE if len(values) >= FEWEST_FOR_STATE_SPACE else DRIFT


def drift(values, horizon):
    """Log random walk with drift, the uncertainty of drift and spread included.

    Centre ln y_n + h*mu, error s*sqrt(h + h^2/m), m - 1 degrees of freedom; m = n - 1 log differences, s with
    ddof 1. MonitorError: fewer than four values, one missing or not positive, years with a gap, a horizon
    below one year.
    """
    refuse_unfit(values, horizon)
    steps = np.diff(np.log(np.asarray(values, dtype=float)))
    m, spread = len(steps), spread_of(steps)
    centre = math.log(np.asarray(values, dtype=float)[-1]) + horizon * float(steps.mean())
    return LogForecast(centre, spread * math.sqrt(horizon + horizon**2 / m), m - 1, DRIFT)


def state_space(values, horizon):
    """Local linear trend in logs, by statsmodels' UnobservedComponents (`lltrend`).

    Unlike `drift` it lets growth itself change over the decades, and tells lasting shocks from errors that
    vanish the next year. The log levels are put in units of their yearly spread first, without which the optimiser
    stops early. statsmodels takes the estimates for the truth; here they cost three of the m = n - 1 degrees of
    freedom: errors times sqrt(m / (m - 3)), t with m - 3. A series without spread, and one whose likelihood has
    no optimum within reach, gets `drift`. MonitorError as `drift`.
    """
    refuse_unfit(values, horizon)
    logs = np.log(np.asarray(values, dtype=float))
    unit = spread_of(np.diff(logs))
    fitted = None if unit == 0 or len(logs) - 1 <= _ESTIMATED else _fitted((logs - logs[-1]) / unit)
    if fitted is None:
        return drift(values, horizon)
    ahead = fitted.get_forecast(horizon)
    m = len(logs) - 1
    centre = float(logs[-1] + unit * ahead.predicted_mean[-1])
    error = float(unit * ahead.se_mean[-1]) * math.sqrt(m / (m - _ESTIMATED))
    return LogForecast(centre, error, m - _ESTIMATED, STATE_SPACE)


def naive(values, horizon):
    """The last value again, with the spread of past changes: what a forecast has to be better than.

    Random walk without drift, normal, s = root mean square of the log differences. MonitorError as `drift`.
    """
    refuse_unfit(values, horizon)
    logs = np.log(np.asarray(values, dtype=float))
    spread = float(np.sqrt(np.mean(np.diff(logs) ** 2)))
    return LogForecast(float(logs[-1]), spread * math.sqrt(horizon), math.inf, NAIVE)


def spread_of(steps):
    """Standard deviation (ddof 1) of log differences, exactly 0 where they differ by rounding only."""
    spread = float(np.std(steps, ddof=1))
    return 0.0 if spread < _NO_SPREAD else spread


def refuse_unfit(values, horizon):
    """MonitorError where no growth model can be fitted to a yearly series, or nothing is asked of it."""
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


def _fitted(logs):
    # Imported here because it takes as long as everything else together, and short series never need it.
    from statsmodels.tools.sm_exceptions import ConvergenceWarning
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    with warnings.catch_warnings():
        # What it warns of is asked for in the next lines, and answered with another model.
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = UnobservedComponents(logs, "lltrend").fit(disp=False)
    return fitted if fitted.mle_retvals["converged"] else None
