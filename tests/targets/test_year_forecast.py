import math

import pandas as pd
import pytest

from analysis.targets.combination import interval_of
from analysis.targets.nowcast import METHODS, nowcasts
from analysis.targets.series_models import drift
from analysis.targets.year_forecast import year_forecast

HISTORY = {
    2005: {2: 38, 5: 112, 8: 190, 11: 272, 12: 297.3},
    2006: {2: 44, 5: 128, 8: 218, 11: 311, 12: 340.1},
    2007: {2: 52, 5: 150, 8: 255, 11: 365, 12: 400.0},
}
SO_FAR = {2: 66, 5: 192, 8: 326}
ANNUAL = pd.Series({2003: 220.0, 2004: 250.0, 2005: 297.3, 2006: 340.1, 2007: 400.0})


def test_methods_alike_where_years_are_few():
    found = year_forecast(HISTORY, SO_FAR)
    estimates = nowcasts(HISTORY, SO_FAR)["estimate"]
    assert found.basis == "equal"
    assert math.exp(found.forecast.centre) == pytest.approx(math.prod(estimates) ** (1 / 3))
    assert found.weights.to_dict() == pytest.approx(dict.fromkeys(METHODS, 1 / 3))


def test_the_annual_model_fades_as_the_year_is_earned():
    shares = []
    for month in (2, 5, 8):
        so_far = {m: figure for m, figure in SO_FAR.items() if m <= month}
        alone, both = year_forecast(HISTORY, so_far), year_forecast(HISTORY, so_far, ANNUAL)
        shares.append(both.weights["annual_model"])
        unknown = (1 - so_far[month] / math.exp(alone.forecast.centre)) ** 2
        assert shares[-1] == pytest.approx(unknown / (1 + unknown))
        assert both.weights.sum() == pytest.approx(1)
        ends = sorted([alone.forecast.centre, drift(ANNUAL, 1).centre])
        assert ends[0] < both.forecast.centre < ends[1]
    assert shares == sorted(shares, reverse=True)


def test_long_histories_teach_the_weights():
    years = {
        year: {2: 10 + year % 3, 8: 60 + year % 2, 12: 100 + 7 * (year - 1995)} for year in range(1995, 2010)
    }
    annual = pd.Series({year: points[12] for year, points in years.items()}, dtype=float)
    found = year_forecast(years, {2: 11, 8: 61}, annual)
    assert found.basis == "learned"
    assert set(found.weights.index) == {*METHODS, "annual_model"}
    # A straight line of totals is easier to go on with than points that jump beside them
    assert found.weights["annual_model"] > 0.5


def test_before_the_first_return_only_the_annual_model_speaks():
    found = year_forecast(HISTORY, {}, ANNUAL)
    assert found.weights.to_dict() == {"annual_model": 1}
    assert found.forecast == drift(ANNUAL, 1)


def test_a_complete_year_is_certain():
    found = year_forecast(HISTORY, SO_FAR | {12: 512}, ANNUAL)
    assert interval_of(found.forecast, 0.95) == pytest.approx((512, 512, 512))
    assert found.weights.to_dict() == {"complete": 1}


@pytest.mark.parametrize(
    "annual",
    [None, ANNUAL[:3], ANNUAL.drop(2005), ANNUAL - 250, ANNUAL.replace(250.0, math.nan)],
    ids=["none", "three", "gap", "negative", "missing"],
)
def test_nothing_to_say(annual):
    assert year_forecast({}, SO_FAR, annual, year=2008) is None
    assert year_forecast(HISTORY, SO_FAR, annual).forecast == year_forecast(HISTORY, SO_FAR).forecast


def test_newest_annual_value_missing_is_a_longer_horizon():
    found = year_forecast({}, SO_FAR, ANNUAL[:4], year=2008)
    assert found.forecast == drift(ANNUAL[:4], 2)
    # The year itself or a later one is no value from before it
    assert year_forecast({}, SO_FAR, ANNUAL, year=2007) is None
