import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators.shift_share import dynamic_shift_share, shift_share, shift_share_by_industry
from analysis.indicators.undefined import why_undefined

# Farhauer and Kröll 2013, in R package REAT, man/shift.Rd: four industries, nation and its regions A, B, C
NATION = [400, 150, 150, 400], [440, 210, 135, 480]
REGIONS = {
    "A": ([90, 20, 10, 60], [100, 40, 10, 55], (25, 27, 1, -3)),
    "B": ([60, 30, 30, 40], [85, 55, 40, 35], (55, 24, -1, 32)),
    "C": ([250, 100, 110, 300], [255, 115, 85, 390], (85, 114, 0, -29)),
}
# The same nation and region A one year on: REAT, man/shiftd.Rd
NATION_YEARS = [*NATION, [460, 230, 155, 500]]
A_YEARS = [[90, 20, 10, 60], [100, 40, 10, 55], [105, 45, 15, 60]]
LEVEL = st.one_of(st.just(0.0), st.floats(0.1, 1e5))
LEVELS = st.lists(st.tuples(*[LEVEL] * 2, *[st.floats(0.1, 1e5)] * 2), min_size=1, max_size=8)


@pytest.mark.parametrize("region", REGIONS)
def test_published_regions(region):
    start, end, expected = REGIONS[region]
    assert shift_share(start, end, *NATION) == pytest.approx(expected, abs=1e-9)


def test_regional_parts_of_a_nation_cancel_out():
    assert sum(
        shift_share(start, end, *NATION).regional for start, end, _ in REGIONS.values()
    ) == pytest.approx(0)
    assert shift_share(*NATION, *NATION) == pytest.approx((165, 165, 0, 0), abs=1e-9)


@given(LEVELS)
@settings(max_examples=40, deadline=None)
def test_parts_add_up_to_the_change(levels):
    result = shift_share(*zip(*levels, strict=True))
    tolerance = 1e-9 * (1 + sum(abs(part) for part in result))
    assert result.national + result.mix + result.regional == pytest.approx(result.growth, abs=tolerance)


@given(LEVELS, st.floats(0.01, 100))
@settings(max_examples=30, deadline=None)
def test_scaling_the_region_scales_the_parts(levels, factor):
    start, end, before, after = zip(*levels, strict=True)
    scaled = shift_share([v * factor for v in start], [v * factor for v in end], before, after)
    expected = [part * factor for part in shift_share(start, end, before, after)]
    assert scaled == pytest.approx(expected, rel=1e-6, abs=1e-6 * (1 + sum(map(abs, expected))))


def test_industries_are_matched_by_name():
    named = [pd.Series(v, index=list("abcd")) for v in (*REGIONS["A"][:2], *NATION)]
    shuffled = [named[0], named[1][list("dcba")], named[2][list("badc")], named[3]]
    assert shift_share(*shuffled) == pytest.approx(REGIONS["A"][2], abs=1e-9)
    assert shift_share(*(levels.to_dict() for levels in shuffled)) == shift_share(*shuffled)
    table = shift_share_by_industry(*shuffled)
    assert table.loc["b"].to_list() == pytest.approx([20, 20 * 0.15, 20 * (0.4 - 0.15), 40 - 20 * 1.4])
    assert table.sum().to_list() == pytest.approx(REGIONS["A"][2], abs=1e-9)


def test_one_step_is_the_static_analysis():
    assert dynamic_shift_share(A_YEARS[:2], NATION_YEARS[:2]) == pytest.approx(REGIONS["A"][2], abs=1e-9)


def test_yearly_steps_of_region_a():
    # Worked by hand from the formula: the second step has r = 80/1265 over a region of 205
    result = dynamic_shift_share(A_YEARS, NATION_YEARS)
    second_national = 205 * 80 / 1265
    expected = 100 * 460 / 440 + 40 * 230 / 210 + 10 * 155 / 135 + 55 * 500 / 480
    second = (20, second_national, expected - 205 - second_national, 225 - expected)
    assert result == pytest.approx([a + b for a, b in zip((25, 27, 1, -3), second, strict=True)])
    assert result.growth == 45


def test_years_may_stand_in_rows_or_columns():
    by_column = pd.DataFrame(dict(zip((2000, 2001, 2002), A_YEARS, strict=True)))
    nation = pd.DataFrame(dict(zip((2000, 2001, 2002), NATION_YEARS, strict=True)))
    expected = dynamic_shift_share(A_YEARS, NATION_YEARS)
    assert dynamic_shift_share(by_column, nation) == pytest.approx(expected)
    assert dynamic_shift_share(by_column.T, nation.T) == pytest.approx(expected)
    assert dynamic_shift_share(by_column.T.rename_axis("year"), nation) == pytest.approx(expected)


def test_an_industry_that_arrives_counts_as_regional():
    result = shift_share([10, 0], [10, 5], [100, 0], [100, 20])
    assert result == pytest.approx((5, 2, -2, 5))


@pytest.mark.parametrize(
    ("levels", "reasons"),
    [
        (([], [], [], []), ["no_parts"] * 4),
        (([1], [math.nan], [1], [1]), ["missing_part"] * 4),
        (([1], [-1], [1], [1]), ["negative_part"] * 4),
        (([1], [2], [0], [0]), [None, *["no_growth_base"] * 3]),
        (([1, 1], [2, 2], [5, 0], [6, 1]), [None, None, *["reference_without_industry"] * 2]),
    ],
)
def test_undefined_says_why(levels, reasons):
    assert [why_undefined(part) for part in shift_share(*levels)] == reasons


def test_an_undefined_step_leaves_the_sum_undefined():
    result = dynamic_shift_share([[1], [2], [3]], [[0], [5], [6]])
    assert result.growth == 2
    assert why_undefined(result.mix) == "no_growth_base"


def test_inputs_that_do_not_match_are_refused():
    with pytest.raises(MonitorError, match="differ in length"):
        shift_share([1, 2], [1], [1, 2], [1, 2])
    with pytest.raises(MonitorError, match="cannot be split into yearly steps"):
        dynamic_shift_share([[1]], [[1]])
    with pytest.raises(MonitorError, match="cannot be split into yearly steps"):
        dynamic_shift_share(pd.DataFrame({2005: [1], 2006: [2]}), pd.DataFrame({2005: [1], 2007: [2]}))
