import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators.inequality import gini, mean_log_deviation, theil
from analysis.indicators.undefined import why_undefined

PARTS = st.lists(st.floats(0.01, 1e6), min_size=2, max_size=20)
GROUPED = st.lists(
    st.tuples(st.sampled_from("abc"), st.one_of(st.just(0.0), st.floats(0.01, 1e6))), min_size=2, max_size=20
)
# Stoermann 2009, in R package REAT, man/theil.Rd
STOERMANN = [10, 10, 10, 20, 50]


def test_published_gini():
    # R package REAT, man/gini.Rd
    assert gini([20, 50, 20, 10]) == pytest.approx(0.3)
    assert gini([20, 50, 20, 10], normalised=True) == pytest.approx(0.4)


def test_published_mexican_states(case):
    # PySAL inequality, test_gini.py and test_theil.py: incomes of 32 states, 1940, regions of Hanson
    states, expected = case("04_mexican_states_1940")
    answers = expected.set_index("measure")["value"]
    assert gini(states["pcgdp1940"]) == pytest.approx(answers["gini"], abs=1e-12)
    result = theil(states["pcgdp1940"], states["hanson98"])
    assert result.total == pytest.approx(answers["theil"], abs=5e-9)
    assert result.between == pytest.approx(answers["between"], abs=5e-8)
    assert result.within == pytest.approx(answers["theil"] - answers["between"], abs=1e-7)


def test_published_two_regions():
    # PySAL inequality: half the places have nothing, and they are one region
    result = theil([0, 0, 0, 10, 10, 10], [0, 0, 0, 1, 1, 1])
    assert result == pytest.approx((0.6931471805599453, 0.6931471805599453, 0), abs=1e-12)


def test_reat_prints_the_other_theil_measure():
    assert mean_log_deviation(STOERMANN) == pytest.approx(0.2326302, abs=5e-8)
    assert theil(STOERMANN).total == pytest.approx(0.2502012118)


def test_gini_of_the_decree_targets():
    assert gini([240, 150, 110, 100, 90, 80, 50, 40, 20, 20]) == pytest.approx(0.3777777778)


@given(st.integers(2, 50), st.floats(0.01, 1e6))
@settings(max_examples=30, deadline=None)
def test_equal_parts_are_not_unequal(n, size):
    assert gini([size] * n) == pytest.approx(0, abs=1e-12)
    assert theil([size] * n).total == pytest.approx(0, abs=1e-12)
    assert gini([0] * (n - 1) + [size]) == pytest.approx(1 - 1 / n)
    assert gini([0] * (n - 1) + [size], normalised=True) == pytest.approx(1)
    assert theil([0] * (n - 1) + [size]).total == pytest.approx(math.log(n))


@given(PARTS, st.floats(0.001, 1000))
@settings(max_examples=40, deadline=None)
def test_scale_and_order_change_nothing(parts, factor):
    other = [part * factor for part in reversed(parts)]
    assert gini(other) == pytest.approx(gini(parts), abs=1e-12)
    assert theil(other).total == pytest.approx(theil(parts).total, abs=1e-12)
    assert mean_log_deviation(other) == pytest.approx(mean_log_deviation(parts), abs=1e-12)


@given(GROUPED)
@settings(max_examples=40, deadline=None)
def test_between_and_within_add_up(grouped):
    groups, values = zip(*grouped, strict=True)
    result = theil(values, groups)
    if why_undefined(result.total):
        assert sum(values) == 0
        return
    assert result.between + result.within == pytest.approx(result.total, abs=1e-9)
    assert min(result) >= -1e-9


def test_one_group_has_nothing_between_and_own_groups_nothing_within():
    assert theil(STOERMANN, ["a"] * 5).between == pytest.approx(0, abs=1e-12)
    assert theil(STOERMANN, "abcde").within == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([], "no_parts"),
        ([0, 0], "zero_total"),
        ([1, math.nan], "missing_part"),
        ([3, -1], "negative_part"),
        ([1, math.inf], "infinite_part"),
    ],
)
def test_undefined_says_why(parts, reason):
    for result in (gini(parts), mean_log_deviation(parts), *theil(parts, ["a"] * len(parts))):
        assert math.isnan(result)
        assert why_undefined(result) == reason


def test_undefined_for_one_part_or_without_groups():
    assert gini([7]) == 0
    assert why_undefined(gini([7], normalised=True)) == "single_part"
    assert why_undefined(mean_log_deviation([0, 1])) == "zero_part"
    assert why_undefined(theil([1, 2]).within) == "no_groups"
    assert why_undefined(theil([1, 2], ["a", None]).between) == "missing_group"
    assert theil([1, 2], ["a", None]).total > 0


def test_groups_must_match_the_values():
    with pytest.raises(MonitorError, match="2 values have 1 groups"):
        theil([1, 2], ["a"])
