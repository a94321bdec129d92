import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import MonitorError
from analysis.targets.series_models import (
    FEWEST_FOR_STATE_SPACE,
    drift,
    forecast,
    model_of,
    naive,
    spread_of,
    state_space,
)

# Real growth of gross domestic product of Changde 2004 to 2012 (China City Statistical Yearbook), 2003 = 100
GROWTH = (0.125, 0.118, 0.121, 0.146, 0.132, 0.121, 0.152, 0.141, 0.1213)
CHANGDE = 100 * np.cumprod([1.0, *(1 + rate for rate in GROWTH)])


def _long(years=30, noise=0.05, seed=7):
    """A level that grows 10 % a year with lasting shocks of 3 % and errors that vanish the next year."""
    rng = np.random.default_rng(seed)
    level = np.cumsum(rng.normal(0.10, 0.03, years))
    return np.exp(level + rng.normal(0, noise, years)), level


def test_drift_of_real_growth():
    one = drift(CHANGDE, 1)
    logs = np.log1p(GROWTH)
    assert one.centre == pytest.approx(math.log(CHANGDE[-1]) + logs.mean())
    assert one.error == pytest.approx(logs.std(ddof=1) * math.sqrt(1 + 1 / 9))
    assert (one.freedom, one.model) == (8, "drift")


@given(st.lists(st.floats(1, 1e4), min_size=4, max_size=12), st.integers(1, 6), st.floats(0.01, 0.99))
@settings(max_examples=50)
def test_quantile_and_probability_are_inverse(values, horizon, chance):
    one = drift(values, horizon)
    value = float(one.quantile(chance))
    if one.error < 1e-6 or not 1e-300 < value < 1e300:
        return
    assert one.probability(value, -1) == pytest.approx(chance, abs=1e-6)
    assert one.probability(value) + one.probability(value, -1) == pytest.approx(1)


def test_the_drift_test_statistic_is_that_of_a_new_observation():
    # A step ahead under normal steps is t-distributed: the textbook prediction interval for one more draw.
    steps = np.log1p(GROWTH)
    low, high = stats.t.interval(0.8, 8, steps.mean(), steps.std(ddof=1) * math.sqrt(1 + 1 / 9))
    ends = np.log(drift(CHANGDE, 1).quantile([0.1, 0.9]) / CHANGDE[-1])
    assert ends == pytest.approx([low, high])


def test_number_of_years_chooses_the_model():
    assert [model_of(range(n)) for n in (0, 3, 4, 19, 20)] == [None, None, "drift", "drift", "state_space"]
    values, _ = _long()
    assert forecast(values[:FEWEST_FOR_STATE_SPACE], 2).model == "state_space"
    assert forecast(values[: FEWEST_FOR_STATE_SPACE - 1], 2) == drift(values[: FEWEST_FOR_STATE_SPACE - 1], 2)


def test_state_space_sees_through_an_odd_last_year():
    values, level = _long()
    odd = values.copy()
    odd[-1] *= 1.25
    moved = {model: model(odd, 1).centre - model(values, 1).centre for model in (state_space, drift)}
    assert moved[drift] > math.log(1.25)
    assert 0 < moved[state_space] < 0.8 * moved[drift]
    assert state_space(values, 1).centre == pytest.approx(level[-1] + 0.10, abs=0.12)


def test_state_space_does_not_depend_on_the_unit():
    values, _ = _long()
    one, scaled = state_space(values, 2), state_space(values * 1e4, 2)
    assert scaled.centre - one.centre == pytest.approx(math.log(1e4), abs=1e-4)
    assert scaled.error == pytest.approx(one.error, rel=1e-3)


def test_state_space_of_a_series_without_spread_is_the_drift():
    values = [50 * 1.1**year for year in range(25)]
    assert state_space(values, 3) == drift(values, 3)
    assert state_space(values, 3).error == 0


def test_naive_repeats_the_last_value():
    one = naive(CHANGDE, 4)
    assert one.quantile(0.5) == pytest.approx(CHANGDE[-1])
    assert one.error == pytest.approx(2 * math.sqrt(np.mean(np.log1p(GROWTH) ** 2)))


def test_rounding_is_no_spread():
    assert spread_of(np.diff(np.log([50 * 1.1**year for year in range(9)]))) == 0
    assert spread_of([0.1, 0.1000001]) > 0


@pytest.mark.parametrize("model", [drift, naive, state_space])
@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1, 2, 3], "too few"),
        ([1, 2, 0, 3], "above 0"),
        ([1, 2, -5, 3], "above 0"),
        ([1, 2, math.nan, 3], "above 0"),
        ([1, 2, math.inf, 3], "above 0"),
        (pd.Series([1, 2, 3, 4], index=pd.Index([2005, 2006, 2008, 2009], name="year")), "follow each other"),
    ],
)
def test_refusals(model, values, message):
    with pytest.raises(MonitorError, match=message):
        model(values, 1)
