"""The GDP deflator: price times quantity is value, and the chain ends where a link is missing."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.indicators.constant_prices import energy_and_activity, implicit_deflator

RATE = st.floats(-0.3, 0.6)


@given(st.lists(st.tuples(RATE, RATE), min_size=1, max_size=8))
def test_prices_times_real_gdp_is_gdp_at_current_prices(rates):
    levels, real = [100.0], [100.0]
    for nominal, growth in rates:
        levels.append(levels[-1] * (1 + nominal))
        real.append(real[-1] * (1 + growth))
    years = range(2005, 2005 + len(levels))
    growth = pd.Series([0.1, *(g for _, g in rates)], years)
    prices = implicit_deflator(pd.Series(levels, years), growth, 2005)
    assert list(prices.index) == list(years)
    assert (prices * pd.Series(real, years)).to_list() == pytest.approx(levels)


def test_changde_prices_rose_by_a_quarter_in_five_years():
    levels = pd.Series([634.17, 723.84, 864.08, 1049.70, 1239.23, 1491.57], range(2005, 2011))
    growth = pd.Series([0.118, 0.121, 0.146, 0.132, 0.121, 0.152], range(2005, 2011))
    assert implicit_deflator(levels, growth, 2005)[2010] == pytest.approx(1.2524, abs=5e-5)


def test_any_unit_of_gdp_gives_the_same_prices():
    levels, growth = pd.Series([10.0, 12.0], [2005, 2006]), pd.Series([0.1], [2006])
    one, other = (implicit_deflator(levels * k, growth, 2005) for k in (1, 1e4))
    pd.testing.assert_series_equal(one, other)


@pytest.mark.parametrize(
    ("levels", "growth", "years"),
    [
        ({2005: 1.0, 2006: 1.1, 2008: 1.3}, {2006: 0.1, 2007: 0.1, 2008: 0.1}, [2005, 2006]),
        ({2005: 1.0, 2006: 1.1, 2007: 1.2}, {2007: 0.1}, [2005]),
        ({2005: 1.0, 2006: 0.0}, {2006: 0.1}, [2005]),
        ({2005: 1.0, 2006: 1.1}, {2006: -1.0}, [2005]),
        ({2006: 1.0, 2007: 1.1}, {2007: 0.1}, []),
        ({}, {}, []),
    ],
)
def test_the_chain_ends_before_a_missing_link(levels, growth, years):
    series = (pd.Series(part, dtype=float) for part in (levels, growth))
    assert list(implicit_deflator(*series, 2005).index) == years


def test_activity_is_value_added_at_the_prices_of_the_base_year():
    rows = pd.DataFrame(
        {
            "year": [2010, 2010, 2009],
            "cluster": ["food", "other", "food"],
            "value_added": [120, None, 1],
            "energy_tce": [6, 7, 8],
        }
    )
    frame = energy_and_activity(rows, 2010, 1.2)
    assert frame.loc["food"].to_list() == [pytest.approx(100), 6]
    assert pd.isna(frame.loc["other", "activity"])
    assert energy_and_activity(rows, 2011).empty
