import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators.agglomeration import ellison_glaeser
from analysis.indicators.undefined import why_undefined

# Farhauer and Kröll 2014, in R package REAT, man/ellison.a.Rd: ten plants in three Austrian regions
SIZES = [200, 650, 12000, 100, 50, 16000, 13000, 1500, 1500, 25000]
REGIONS = ["Wien"] * 5 + ["Linz"] * 4 + ["Graz"]
TOTALS = {"Wien": 500000, "Linz": 400000, "Graz": 100000}


def test_published_example():
    result = ellison_glaeser(SIZES, REGIONS, TOTALS)
    assert result.gamma == pytest.approx(0.05990628, abs=5e-9)
    assert result.g == pytest.approx(0.1681632653)
    assert result.h == pytest.approx(0.2446887755)
    assert result.z == pytest.approx(0.195900197)


@given(st.permutations(range(10)), st.floats(0.001, 1000))
@settings(max_examples=30, deadline=None)
def test_scale_and_order_change_nothing(order, factor):
    totals = {region: total * factor for region, total in reversed(TOTALS.items())}
    other = ellison_glaeser([SIZES[i] * factor for i in order], [REGIONS[i] for i in order], totals)
    assert other == pytest.approx(ellison_glaeser(SIZES, REGIONS, TOTALS))


def test_darts_score_nothing_on_average():
    rng = np.random.default_rng(4)
    odds = pd.Series({"a": 0.5, "b": 0.3, "c": 0.2})
    throws = [ellison_glaeser(SIZES, rng.choice(odds.index, 10, p=odds), odds) for _ in range(400)]
    assert np.mean([throw.gamma for throw in throws]) == pytest.approx(0, abs=0.03)
    assert np.mean([throw.z for throw in throws]) == pytest.approx(0, abs=0.15)
    assert np.std([throw.z for throw in throws]) == pytest.approx(1, abs=0.15)


def test_regions_without_a_plant_count():
    few = ellison_glaeser([1, 1], ["a", "a"], {"a": 1, "b": 1})
    many = ellison_glaeser([1, 1], ["a", "a"], {"a": 1, "b": 1, "c": 2})
    assert many.g == pytest.approx(0.75**2 + 0.25**2 + 0.5**2)
    assert many.gamma != few.gamma


@pytest.mark.parametrize(
    ("size", "region", "totals", "reason"),
    [
        ([], [], {"a": 1, "b": 1}, "no_parts"),
        ([1, math.nan], ["a", "b"], {"a": 1, "b": 1}, "missing_part"),
        ([1, -1], ["a", "b"], {"a": 1, "b": 1}, "negative_part"),
        ([0, 0], ["a", "b"], {"a": 1, "b": 1}, "zero_total"),
        ([1, 2], ["a", "b"], {"a": 0, "b": 0}, "zero_total"),
        ([1, 2], ["a", "b"], {"a": 1, "b": math.nan}, "missing_part"),
        ([1, 2], ["a", "a"], {"a": 1, "b": 0}, "single_region"),
    ],
)
def test_undefined_says_why(size, region, totals, reason):
    assert [why_undefined(figure) for figure in ellison_glaeser(size, region, totals)] == [reason] * 4


def test_a_cluster_with_one_enterprise_has_no_gamma():
    result = ellison_glaeser([7], ["a"], {"a": 1, "b": 3})
    assert (why_undefined(result.gamma), why_undefined(result.z)) == ("single_part", "single_part")
    assert result.g == pytest.approx(2 * 0.75**2)
    assert result.h == 1


def test_plants_need_a_region_that_has_a_total():
    with pytest.raises(MonitorError, match=r"(?s)1 plants lie in a region without a total.*Salzburg"):
        ellison_glaeser([1, 2], ["Wien", "Salzburg"], TOTALS)
    with pytest.raises(MonitorError, match="2 plants have 1 regions"):
        ellison_glaeser([1, 2], ["Wien"], TOTALS)
