import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators import energy
from analysis.indicators.lmdi import lmdi, lmdi_by_row, logarithmic_mean, why_no_decomposition

# R package LMDIR, tests/testthat/test_lmdi.R: two sub-categories x three factors in four years
YEARS = [
    [[1, 10, 2], [4, 5, 3]],
    [[4, 5, 3], [5, 6, 4]],
    [[8, 2, 4], [5, 7, 5]],
    [[10, 1, 5], [6, 8, 6]],
]
ADDITIVE = [
    [69.79006598, -9.455125793, 39.66505981],
    [42.96021467, -34.31902656, 50.3588119],
    [54.01064234, -9.021284671, 54.01064234],
]
MULTIPLICATIVE = [
    [1.761117821, 0.926191306, 1.379410116],
    [1.229284572, 0.847970248, 1.273773912],
    [1.208140223, 0.968911503, 1.208140223],
]
FACTOR = st.one_of(st.just(0.0), st.floats(0.01, 1e3))
ROWS = st.lists(st.tuples(*[FACTOR] * 6), min_size=1, max_size=6)


def frame(rows):
    return pd.DataFrame(rows, columns=["activity", "structure", "intensity"], dtype=float)


@pytest.mark.parametrize("step", range(3))
def test_published_effects(step):
    start, end = frame(YEARS[step]), frame(YEARS[step + 1])
    assert lmdi(start, end).to_list() == pytest.approx(ADDITIVE[step], abs=1e-7)
    assert lmdi(start, end, "multiplicative").to_list() == pytest.approx(MULTIPLICATIVE[step], abs=1e-8)


def test_published_effects_by_row():
    # the same file, Z_byname: years 1 to 2 and 3 to 4
    first = [[50.47438029, -25.23719014, 14.76280986], [19.31568569, 15.78206435, 24.90224996]]
    third = [[12.6549815, -39.30996299, 12.6549815], [41.35566084, 30.28867832, 41.35566084]]
    assert lmdi_by_row(frame(YEARS[0]), frame(YEARS[1])).to_numpy() == pytest.approx(np.array(first))
    assert lmdi_by_row(frame(YEARS[2]), frame(YEARS[3])).to_numpy() == pytest.approx(np.array(third))


def test_published_rows_with_a_zero():
    # the same file: one factor of the first row is 0 at the start, one of the second at the end
    start, end = frame(YEARS[0]), frame(YEARS[1])
    start.iloc[0, 0] = 0
    end.iloc[1, 2] = 0
    assert lmdi_by_row(start, end).to_numpy() == pytest.approx(np.array([[60, 0, 0], [0, 0, -60]]))


@pytest.mark.parametrize(
    ("start", "end", "effects"),
    [
        ((0, 7), (6, 7), (42, 0)),  # case 1 for the first factor, 3 for the second
        ((6, 7), (0, 7), (-42, 0)),  # 2 and 4
        ((9999, 0), (6, 7), (0, 42)),  # 3 with the factor itself changing, and 1
        ((9999, 7), (6, 0), (0, -9999 * 7)),  # 4 and 2
        ((9999, 0), (5, 0), (0, 0)),  # 5 and 6
        ((0, 5), (0, 5), (0, 0)),  # 6 and 5
        ((9999, 0), (0, 0), (0, 0)),  # 7
        ((0, 0), (9999, 0), (0, 0)),  # 8
    ],
)
def test_eight_zero_cases_of_ang_zhang_and_choi(start, end, effects):
    # Ang, Zhang and Choi 1998, table 2, as in LMDIR
    tables = [pd.DataFrame([row], columns=["x", "y"]) for row in (start, end)]
    assert tuple(lmdi(*tables)) == effects


def test_several_zeros_share_the_change():
    start, end = frame([[0, 0, 5]]), frame([[2, 3, 5]])
    assert lmdi(start, end).to_list() == [15, 15, 0]
    tiny = frame([[1e-120, 1e-120, 5]])
    assert lmdi(tiny, end).to_list() == pytest.approx([15, 15, 0], rel=0.01)


@given(ROWS)
@settings(max_examples=40, deadline=None)
def test_additive_effects_leave_no_residual(rows):
    start, end = frame([row[:3] for row in rows]), frame([row[3:] for row in rows])
    before, after = start.prod(axis=1).sum(), end.prod(axis=1).sum()
    assert lmdi(start, end).sum() == pytest.approx(after - before, abs=1e-9 * (1 + before + after))


@given(ROWS)
@settings(max_examples=40, deadline=None)
def test_multiplicative_effects_multiply_to_the_ratio(rows):
    start, end = frame([row[:3] for row in rows]), frame([row[3:] for row in rows])
    before, after = start.prod(axis=1).sum(), end.prod(axis=1).sum()
    effects = lmdi(start, end, "multiplicative")
    if before == 0 or after == 0:
        assert effects.isna().all()
        assert why_no_decomposition(start, end, "multiplicative") == "zero_total"
    else:
        assert math.log(effects.prod()) == pytest.approx(math.log(after / before), abs=1e-9)


@given(ROWS)
@settings(max_examples=40, deadline=None)
def test_time_reversal_changes_the_sign(rows):
    start, end = frame([row[:3] for row in rows]), frame([row[3:] for row in rows])
    assert lmdi(end, start).to_numpy() == pytest.approx(-lmdi(start, end).to_numpy())


def test_published_logarithmic_means():
    # NREL EnergyIntensityIndicators, tests/lmdi_utils_test.py, to three digits
    assert round(logarithmic_mean(0.5913, 0.565), 3) == 0.578
    assert logarithmic_mean(100, 100) == 100
    assert logarithmic_mean(0, 5) == logarithmic_mean(5, 0) == logarithmic_mean(0, 0) == 0


@given(st.floats(1e-6, 1e6), st.floats(0, 1e-9))
@settings(deadline=None)
def test_logarithmic_mean_of_near_equals_lies_between_them(a, apart):
    b = a * (1 + apart)
    assert a * (1 - 1e-12) <= logarithmic_mean(a, b) <= b * (1 + 1e-12)


@pytest.mark.parametrize(("a", "b"), [(math.nan, 1), (1, math.nan), (-1, 2), (2, -1), (5, math.inf)])
def test_logarithmic_mean_of_no_level_is_missing(a, b):
    assert math.isnan(logarithmic_mean(a, b))


def test_rows_and_factors_are_matched_by_name():
    start, end = frame(YEARS[0]), frame(YEARS[1])
    turned = end.iloc[::-1, ::-1]
    pd.testing.assert_series_equal(lmdi(start, turned), lmdi(start, end))


@pytest.mark.parametrize(
    ("cell", "reason"), [(math.nan, "missing_part"), (-1.0, "negative_part"), (math.inf, "infinite_part")]
)
def test_undefined_says_why(cell, reason):
    start, end = frame(YEARS[0]), frame(YEARS[1])
    end.iloc[0, 1] = cell
    assert lmdi(start, end).isna().all()
    assert why_no_decomposition(start, end) == reason
    assert why_no_decomposition(start.head(0), end.head(0)) == "no_parts"
    assert why_no_decomposition(start, start) is None


def test_a_row_at_one_end_only_is_missing_and_not_zero():
    start, end = frame(YEARS[0]), frame(YEARS[1]).head(1)
    assert why_no_decomposition(start, end) == "missing_part"
    assert lmdi_by_row(start, end).isna().all(axis=1).to_list() == [False, True]


def test_unknown_forms_and_factors_are_refused():
    start = frame(YEARS[0])
    with pytest.raises(MonitorError, match=r"(?s)no 'geometric' decomposition.*additive or multiplicative"):
        lmdi(start, start, "geometric")
    with pytest.raises(MonitorError, match="different factors"):
        lmdi(start, start.rename(columns={"intensity": "price"}))
    with pytest.raises(MonitorError, match="more than one row"):
        lmdi(pd.concat([start, start]), start)


def test_the_fixed_name_lives_with_energy():
    assert energy.lmdi is lmdi
