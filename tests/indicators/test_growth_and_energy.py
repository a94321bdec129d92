import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.indicators.energy import (
    compound_change,
    cumulative_intensity_change,
    energy_per_gdp,
    intensity_change,
    required_annual_change,
)
from analysis.indicators.growth import cagr, required_growth
from analysis.indicators.undefined import why_undefined

# NBS, NDRC and NEA bulletin of July 2010: published yearly changes of national energy per GDP, 2006 to 2009
PUBLISHED = [-0.0274, -0.0504, -0.0520, -0.0361]


def test_four_published_years_give_the_published_total():
    assert compound_change(PUBLISHED) == pytest.approx(-0.156053, abs=1e-6)
    assert round(compound_change(PUBLISHED), 4) == -0.1561


def test_five_years_of_the_national_notice():
    # NDRC and NBS notice 2011 no. 9: energy +6.6 % and GDP +11.2 % a year give the published fall of 19.1 %
    total = compound_change([intensity_change(0.066, 0.112)] * 5)
    assert total == pytest.approx(-0.190416, abs=1e-6)
    assert abs(total - -0.191) < 0.001


def test_twenty_per_cent_in_five_years():
    assert required_annual_change(-0.20, 5) == pytest.approx(-0.043648, abs=1e-6)


@given(st.floats(-0.9, 3), st.integers(1, 30))
def test_required_change_compounds_to_the_total(total, years):
    assert compound_change([required_annual_change(total, years)] * years) == pytest.approx(total, abs=1e-9)


@given(st.floats(-0.5, 1), st.floats(-0.5, 1))
def test_equal_growth_saves_nothing(growth, other):
    assert intensity_change(growth, growth) == pytest.approx(0, abs=1e-12)
    assert (intensity_change(growth, other) < 0) == (1 + growth < 1 + other)


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (compound_change([]), "no_parts"),
        (compound_change([-0.04, math.nan]), "missing_part"),
        (intensity_change(0.05, -1.0), "total_loss"),
        (intensity_change(math.nan, 0.1), "missing_value"),
        (intensity_change(0.1, math.nan), "missing_value"),
        (required_annual_change(-1.0, 5), "total_loss"),
        (required_annual_change(-0.2, 0), "no_time"),
        (required_annual_change(math.nan, 5), "missing_value"),
    ],
)
def test_undefined_energy_changes_say_why(result, reason):
    assert math.isnan(result)
    assert why_undefined(result) == reason


def by_year(values):
    return pd.Series(values, dtype=float)


def test_chain_starts_at_zero_and_compounds():
    energy, gdp = by_year({2006: 0.05, 2007: 0.06}), by_year({2004: 0.5, 2005: 0.4, 2006: 0.12, 2007: 0.146})
    chain = cumulative_intensity_change(energy, gdp, 2005)
    assert chain.to_dict() == pytest.approx(
        {2005: 0, 2006: 1.05 / 1.12 - 1, 2007: 1.05 * 1.06 / 1.12 / 1.146 - 1}
    )


def test_levels_and_rates_agree():
    rates = by_year({2006: 0.05, 2007: 0.06, 2008: -0.01})
    levels = (1 + by_year({2005: 0, **rates})).cumprod() * 850
    gdp = by_year({2006: 0.121, 2007: 0.146, 2008: 0.132})
    pd.testing.assert_series_equal(
        energy_per_gdp(levels, gdp, 2005), cumulative_intensity_change(rates, gdp, 2005)
    )


@pytest.mark.parametrize("gap", [math.nan, 0.0, -1.0, None])
def test_chain_ends_before_a_missing_year(gap):
    levels = by_year({2005: 10, 2006: 11, 2007: gap, 2008: 13})
    levels = levels.drop(2007) if gap is None else levels
    gdp = by_year(dict.fromkeys(range(2005, 2010), 0.1))
    assert energy_per_gdp(levels, gdp, 2005).index.to_list() == [2005, 2006]


def test_chain_without_its_first_year_is_empty():
    levels, gdp = by_year({2006: 11, 2007: 12}), by_year({2006: 0.1, 2007: 0.1})
    assert energy_per_gdp(levels, gdp, 2005).empty
    assert energy_per_gdp(by_year({}), gdp, 2005).empty
    assert energy_per_gdp(levels, by_year({}), 2005).empty


def test_changde_needs_a_quarter_more_each_year():
    # 510 亿元 in 2007, 27.4 % above 2006 (Hunan Daily); the decree wants 1000 in 2010
    start = 510 / 1.274
    assert start == pytest.approx(400.3139717)
    assert required_growth(start, 1000, 4) == pytest.approx(0.2571868)
    assert required_growth(510, 1000, 3) == pytest.approx(0.2516319)


@given(st.floats(0.1, 1e6), st.floats(-0.5, 2), st.integers(1, 20))
def test_cagr_recovers_constant_growth(start, growth, years):
    assert cagr(start, start * (1 + growth) ** years, years) == pytest.approx(growth, abs=1e-9)


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [(0, 5, 1), (-1, 5, 1), (5, -1, 1), (5, 6, 0), (math.nan, 6, 1), (5, math.nan, 1)],
)
def test_undefined_growth_is_missing(start, end, years):
    assert math.isnan(cagr(start, end, years))
