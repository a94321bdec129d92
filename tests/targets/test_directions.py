"""A direction without a number: the change decides, the trend stands beside it."""

import math
from math import factorial

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.targets.directions import trend

SERIES = st.lists(st.floats(-1e3, 1e3), min_size=4, max_size=8)


def by_year(values, first=2006):
    return pd.Series(values, index=range(first, first + len(values)), dtype=float)


def test_one_outlier_does_not_bend_the_slope():
    # Helsel and Hirsch, Statistical Methods in Water Resources, chapter 10: median slope 1. Of the 7! orders
    # 7 have at most one inversion.
    found = trend(by_year([1, 2, 3, 4, 5, 16, 7]), 2006)
    assert found.slope == 1
    assert found.tau == pytest.approx(19 / 21)
    assert found.p_value == pytest.approx(2 * 7 / factorial(7))


@pytest.mark.parametrize("years", [4, 5, 6])
def test_a_series_that_always_rises_has_the_smallest_probability(years):
    found = trend(by_year(range(years)), 2006)
    assert (found.tau, found.slope, found.years) == pytest.approx((1, 1, years))
    assert found.p_value == pytest.approx(2 / factorial(years))


def test_below_four_years_there_is_a_change_and_no_trend():
    found = trend(by_year([5, 4, 7]), 2006)
    assert found.change == 2
    assert math.isnan(found.slope)
    assert math.isnan(found.p_value)


def test_years_before_the_base_and_missing_years_do_not_count():
    found = trend(pd.Series({2004: 99.0, 2006: 1.0, 2007: None, 2008: 4.0}), 2006)
    assert (found.change, found.years) == (3, 2)
    assert math.isnan(trend(pd.Series({2007: 1.0, 2008: 4.0}), 2006).change)


def test_a_series_that_stands_still_has_no_trend():
    assert trend(by_year([3] * 5), 2006) == (0, 0, 0, 1, 5)


@given(SERIES)
@settings(max_examples=50, deadline=None)
def test_the_opposite_series_moves_the_opposite_way(values):
    up, down = trend(by_year(values), 2006), trend(by_year([-v for v in values]), 2006)
    assert (up.change, up.slope) == pytest.approx((-down.change, -down.slope))
    assert up.tau == pytest.approx(-down.tau)
    assert up.p_value == pytest.approx(down.p_value)
