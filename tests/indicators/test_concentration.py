import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.indicators.concentration import equivalent_number, herfindahl, top_share
from analysis.indicators.undefined import why_undefined

PARTS = st.lists(st.floats(0.01, 1e6), min_size=2, max_size=20)
# R package REAT, man/herf.Rd
REAT = [20, 50, 20, 10]
# The ten cluster targets of the decree (C006 to C015), in order
TARGETS = [240, 150, 110, 100, 90, 80, 50, 40, 20, 20]


def test_published_example():
    assert herfindahl(REAT) == pytest.approx(0.34)
    assert herfindahl(REAT, normalised=True) == pytest.approx(0.12)
    assert equivalent_number(REAT) == pytest.approx(2.94117647)


def test_decree_targets():
    assert herfindahl(TARGETS) == pytest.approx(0.1501234568)
    assert equivalent_number(TARGETS) == pytest.approx(6.6611842105)
    expected = [0.2666667, 0.4333333, 0.5555556, 0.6666667, 0.7666667]
    assert [top_share(TARGETS, n) for n in range(1, 6)] == pytest.approx(expected, abs=1e-7)


@given(st.integers(2, 50), st.floats(0.01, 1e6))
def test_equal_parts(n, size):
    assert herfindahl([size] * n) == pytest.approx(1 / n)
    assert herfindahl([size] * n, normalised=True) == pytest.approx(0, abs=1e-12)
    assert equivalent_number([size] * n) == pytest.approx(n)


@given(PARTS, st.floats(0.001, 1000))
@settings(max_examples=50)
def test_scale_and_order_change_nothing(parts, factor):
    other = [part * factor for part in reversed(parts)]
    assert herfindahl(other) == pytest.approx(herfindahl(parts))
    assert top_share(other, 3) == pytest.approx(top_share(parts, 3))


@given(PARTS)
@settings(max_examples=50)
def test_bounds(parts):
    n = len(parts)
    assert 1 / n - 1e-12 <= herfindahl(parts) <= 1
    assert top_share(parts, n) == pytest.approx(1)
    ladder = [top_share(parts, k) for k in range(1, n + 1)]
    assert all(low <= high + 1e-12 for low, high in itertools.pairwise(ladder))


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([], "no_parts"),
        ([0, 0], "zero_total"),
        ([1, math.nan], "missing_part"),
        ([3, -1], "negative_part"),
        ([-1, -2], "negative_part"),
        ([1, math.inf], "infinite_part"),
    ],
)
def test_undefined_says_why(parts, reason):
    for result in (herfindahl(parts), top_share(parts, 1), equivalent_number(parts)):
        assert math.isnan(result)
        assert why_undefined(result) == reason


def test_single_part():
    assert herfindahl([7]) == 1
    assert why_undefined(herfindahl([7], normalised=True)) == "single_part"
    assert top_share([7], 3) == 1
    assert why_undefined(top_share([7], 0)) == "rank_below_one"
