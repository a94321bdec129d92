import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.targets.combination import Forecast, annual_forecast, combine, interval_of, probability_at_least
from analysis.targets.trajectory import drift_interval, probability_of_reaching

SERIES = [100, 110, 118, 131, 140, 155]
MEDIANS = st.floats(1, 1e6)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95])
def test_annual_forecast_is_the_drift_interval(level):
    forecast = annual_forecast(SERIES, 2)
    assert interval_of(forecast, level) == pytest.approx(drift_interval(SERIES, 2, level))
    assert probability_at_least(forecast, 190) == pytest.approx(probability_of_reaching(SERIES, 2, 190))
    assert probability_at_least(forecast, 190) == pytest.approx(0.2004, abs=5e-5)  # the worked example


def test_what_is_there_already_is_certain():
    forecast = Forecast(100.0, 0.1, 5)
    assert interval_of(forecast, 0.8, least=99).low == 99
    assert interval_of(forecast, 0.8, least=99).high == interval_of(forecast, 0.8).high
    assert probability_at_least(forecast, 98, least=99) == 1
    assert probability_at_least(forecast, 100, least=99) == pytest.approx(0.5)
    assert probability_at_least(forecast, 0) == 1


def test_a_forecast_of_unknown_sureness_has_no_interval():
    forecast = Forecast(100.0, math.nan, 1)
    assert interval_of(forecast, 0.8).median == 100
    assert math.isnan(interval_of(forecast, 0.8).high)
    assert math.isnan(probability_at_least(forecast, 90))


def test_a_forecast_without_spread_reaches_what_it_says():
    assert probability_at_least(Forecast(100.0, 0.0, 2), 100) == 1
    assert probability_at_least(Forecast(100.0, 0.0, 2), 100.01) == 0


@given(MEDIANS, MEDIANS)
def test_equal_weights_are_the_geometric_mean(one, other):
    both = combine({"a": Forecast(one, 0.02, 3), "b": Forecast(other, 0.04, 7)})
    assert both.forecast.median == pytest.approx(math.sqrt(one * other))
    assert both.forecast.spread == pytest.approx(0.03)
    assert both.forecast.freedom == 3
    assert both.basis == "equal"


def test_four_years_teach_inverse_squares():
    errors = pd.DataFrame(
        {"a": [0.1, -0.1, 0.1, -0.1], "b": [0.2, 0.2, -0.2, -0.2]}, [2006, 2007, 2008, 2009]
    )
    forecasts = {"a": Forecast(100.0, 0.1, 3), "b": Forecast(200.0, 0.1, 3)}
    learned = combine(forecasts, errors)
    assert learned.basis == "learned"
    assert learned.weights.to_dict() == pytest.approx({"a": 0.8, "b": 0.2})
    assert learned.forecast.median == pytest.approx(100**0.8 * 200**0.2)
    # Errors of 0.8 a + 0.2 b: 0.12, -0.04, 0.04, -0.12; each year's weights from the others are the same here
    assert learned.forecast.spread == pytest.approx(math.sqrt((2 * 0.12**2 + 2 * 0.04**2) / 4))
    assert combine(forecasts, errors[:3]).weights.to_list() == [0.5, 0.5]
    assert combine(forecasts, errors.assign(b=[math.nan, 0.2, -0.2, -0.2])).basis == "equal"


def test_two_years_measure_weights_that_nobody_learned():
    errors = pd.DataFrame({"a": [0.1, 0.3], "b": [-0.1, 0.1]}, [2008, 2009])
    forecasts = {"a": Forecast(100.0, math.nan, 1), "b": Forecast(100.0, 0.5, 9)}
    both = combine(forecasts, errors)
    assert both.forecast[1:] == (pytest.approx(math.sqrt(0.2**2 / 2)), 2)
    assert math.isnan(combine(forecasts, errors[:1]).forecast.spread)


def test_given_weights_and_what_cannot_be_combined():
    forecasts = {"a": Forecast(100.0, 0.1, 3), "b": Forecast(400.0, 0.1, 3), "c": Forecast(math.nan, 0.1, 3)}
    given_weights = combine(forecasts, otherwise={"a": 3.0, "b": 1.0})
    assert given_weights.weights.to_dict() == {"a": 0.75, "b": 0.25}
    assert given_weights.forecast.median == pytest.approx(100 * math.sqrt(2))
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
        forecasts = {name: Forecast(math.exp(-error), 0.1, 5) for name, error in errors.loc[6].items()}
        interval = interval_of(combine(forecasts, errors[:6]).forecast, 0.8)
        hits.append(interval.low <= 1 <= interval.high)
    # Truth is 1; three standard errors of 200 trials
    assert abs(np.mean(hits) - 0.8) < 0.085
