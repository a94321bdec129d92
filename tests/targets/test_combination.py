import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.targets.combination import combine, interval_of
from analysis.targets.series_models import LogForecast, drift
from analysis.targets.trajectory import drift_interval

SERIES = [100, 110, 118, 131, 140, 155]
MEDIANS = st.floats(1, 1e6)


def by_median(median, error, freedom):
    return LogForecast(math.log(median), error, freedom, "made")


def test_interval_of_a_drift():
    # The worked example of the trajectory
    assert interval_of(drift(SERIES, 2), 0.8) == pytest.approx(drift_interval(SERIES, 2, 0.8))
    with pytest.raises(MonitorError, match="level 80"):
        interval_of(drift(SERIES, 2), 80)


def test_nothing_lies_below_what_is_there_already():
    forecast = by_median(100, 0.1, 5)
    assert interval_of(forecast, 0.8, least=99).low == 99
    assert interval_of(forecast, 0.8, least=101).median == 101
    assert interval_of(forecast, 0.8, least=99).high == interval_of(forecast, 0.8).high


def test_a_forecast_of_unknown_sureness_has_no_ends():
    interval = interval_of(by_median(100, math.nan, 1), 0.8, least=90)
    assert interval.median == pytest.approx(100)
    assert math.isnan(interval.low)
    assert math.isnan(interval.high)


@given(MEDIANS, MEDIANS)
def test_equal_weights_are_the_geometric_mean(one, other):
    both = combine({"a": by_median(one, 0.02, 3), "b": by_median(other, 0.04, 7)})
    assert math.exp(both.forecast.centre) == pytest.approx(math.sqrt(one * other))
    assert both.forecast.error == pytest.approx(0.03)
    assert both.forecast.freedom == 3
    assert both.basis == "equal"


def test_four_years_teach_inverse_squares():
    errors = pd.DataFrame(
        {"a": [0.1, -0.1, 0.1, -0.1], "b": [0.2, 0.2, -0.2, -0.2]}, [2006, 2007, 2008, 2009]
    )
    forecasts = {"a": by_median(100.0, 0.1, 3), "b": by_median(200.0, 0.1, 3)}
    learned = combine(forecasts, errors)
    assert learned.basis == "learned"
    assert learned.weights.to_dict() == pytest.approx({"a": 0.8, "b": 0.2})
    assert math.exp(learned.forecast.centre) == pytest.approx(100**0.8 * 200**0.2)
    # Errors of 0.8 a + 0.2 b: 0.12, -0.04, 0.04, -0.12; each year's weights from the others are the same here
    assert learned.forecast.error == pytest.approx(math.sqrt((2 * 0.12**2 + 2 * 0.04**2) / 4))
    assert combine(forecasts, errors[:3]).weights.to_list() == [0.5, 0.5]
    assert combine(forecasts, errors.assign(b=[math.nan, 0.2, -0.2, -0.2])).basis == "equal"


def test_two_years_measure_weights_that_nobody_learned():
    errors = pd.DataFrame({"a": [0.1, 0.3], "b": [-0.1, 0.1]}, [2008, 2009])
    forecasts = {"a": by_median(100.0, math.nan, 1), "b": by_median(100.0, 0.5, 9)}
    both = combine(forecasts, errors)
    assert both.forecast[1:3] == (pytest.approx(math.sqrt(0.2**2 / 2)), 2)
    assert math.isnan(combine(forecasts, errors[:1]).forecast.error)


def test_given_weights_and_what_cannot_be_combined():
    forecasts = {
        "a": by_median(100.0, 0.1, 3),
        "b": by_median(400.0, 0.1, 3),
        "c": LogForecast(math.nan, 0.1, 3, "made"),
    }
    given_weights = combine(forecasts, otherwise={"a": 3.0, "b": 1.0})
    assert given_weights.weights.to_dict() == {"a": 0.75, "b": 0.25}
    assert math.exp(given_weights.forecast.centre) == pytest.approx(100 * math.sqrt(2))
    assert given_weights.basis == "given"
    single = combine({"a": forecasts["a"], "c": forecasts["c"]})
    assert (single.forecast, single.basis) == (forecasts["a"], "single")
    assert single.weights.to_dict() == {"a": 1}
    with pytest.raises(MonitorError, match="no forecast"):
        combine({"c": forecasts["c"]})


def test_learned_intervals_hold_their_level():
    rng = np.random.default_rng(11)
    scale = np.array([0.05, 0.02, 0.1])
    hits = []
    for _ in range(200):
        shared = rng.normal(0, 0.02, (7, 1))
        errors = pd.DataFrame(rng.normal(0, scale, (7, 3)) + shared, columns=list("abc"))
        forecasts = {name: by_median(math.exp(-error), 0.1, 5) for name, error in errors.loc[6].items()}
        interval = interval_of(combine(forecasts, errors[:6]).forecast, 0.8)
        hits.append(interval.low <= 1 <= interval.high)
    # Truth is 1; three standard errors of 200 trials
    assert abs(np.mean(hits) - 0.8) < 0.085
