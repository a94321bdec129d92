import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.indicators.target_gap import gap_by_equal_growth, gap_by_own_target, gap_of_ratio, widest

PAIRS = st.dictionaries(
    st.sampled_from("abcdefgh"), st.tuples(st.floats(0.1, 1e5), st.floats(0, 1e5)), min_size=1, max_size=8
)
# The decree's cluster targets, 亿元 (C006 to C015), and its total (C002)
TARGETS = {
    "tobacco": 240, "food": 150, "aluminium": 110, "machinery": 100, "textiles": 90, "power": 80,
    "forestry_paper": 50, "building_materials": 40, "salt_chemicals": 20, "pharmaceuticals": 20,
}  # fmt: skip


def test_own_targets_add_up_to_the_gap():
    actual = {name: target * 0.9 for name, target in TARGETS.items()} | {"food": 160}
    gap = gap_by_own_target(actual, TARGETS, total_target=900)
    assert gap["contribution"].sum() == pytest.approx(sum(actual.values()) - 900)
    assert gap.index[0] == "tobacco"
    assert gap.loc["food", "contribution"] == 10
    assert "unallocated" not in gap.index


def test_what_nobody_was_given_is_a_part():
    gap = gap_by_own_target({"a": 5, "new": 2}, {"a": 4, "gone": 3}, total_target=10)
    assert gap["contribution"].to_dict() == {"gone": -3, "unallocated": -3, "a": 1, "new": 2}
    assert gap["contribution"].sum() == 7 - 10


@given(PAIRS, st.floats(0.1, 1e6))
@settings(max_examples=40, deadline=None)
def test_equal_growth_adds_up_to_the_gap(pairs, target):
    start, actual = (pd.Series({name: pair[k] for name, pair in pairs.items()}) for k in (0, 1))
    gap = gap_by_equal_growth(start, actual, target)
    assert gap["required"].sum() == pytest.approx(target)
    tolerance = 1e-9 * (actual.sum() + target)
    assert gap["contribution"].sum() == pytest.approx(actual.sum() - target, abs=tolerance)
    shuffled = gap_by_equal_growth(start.iloc[::-1], actual.iloc[::-1], target)
    assert shuffled["contribution"].to_dict() == pytest.approx(gap["contribution"].to_dict(), abs=tolerance)


def test_all_growing_alike_leaves_nobody_behind():
    start = pd.Series({"a": 10.0, "b": 30.0})
    assert gap_by_equal_growth(start, start * 1.2, 48)["contribution"].to_list() == pytest.approx([0, 0])
    assert gap_by_equal_growth(start, start * 1.1, 48)["contribution"].to_dict() == pytest.approx(
        {"a": -1, "b": -3}
    )


def test_newcomers_close_the_gap_and_the_gone_open_it():
    gap = gap_by_equal_growth({"a": 10, "gone": 10}, {"a": 10, "new": 4}, 20)
    assert gap["contribution"].to_dict() == {"gone": -10, "a": 0, "new": 4}


@given(PAIRS, st.floats(0.01, 2))
@settings(max_examples=40, deadline=None)
def test_parts_of_a_ratio_add_up_to_its_gap(pairs, target):
    whole, part = (pd.Series({name: pair[k] for name, pair in pairs.items()}) for k in (0, 1))
    gap = gap_of_ratio(part, whole, target)
    ratio = part.sum() / whole.sum()
    assert gap["contribution"].sum() == pytest.approx(ratio - target, abs=1e-9 * (1 + ratio + target))
    assert gap["actual"].sum() == pytest.approx(ratio)


def test_less_is_better_turns_the_signs():
    # energy per output by cluster against 2 tce: the heavy cluster opens the gap
    gap = gap_of_ratio({"heavy": 30, "light": 20}, {"heavy": 10, "light": 20}, 1.5, direction=-1)
    assert gap["contribution"].to_dict() == pytest.approx({"heavy": -0.5, "light": 1 / 3})


@pytest.mark.parametrize(
    ("gap", "reason"),
    [
        (gap_by_own_target({"a": math.nan}, {"a": 4}), "contribution: missing_value"),
        (gap_by_equal_growth({"a": 0}, {"a": 4}, 10), "contribution: no_growth_base"),
        (gap_by_equal_growth({"a": math.nan}, {"a": 4}, 10), "contribution: missing_part"),
        (gap_by_equal_growth({"a": -2, "b": 9}, {"a": 4, "b": 5}, 10), "contribution: negative_part"),
        (gap_by_equal_growth({"a": 4}, {"a": math.nan}, 10), "contribution: missing_value"),
        (gap_of_ratio({"a": 4}, {"a": 0}, 0.5), "contribution: zero_total"),
        (gap_of_ratio(pd.Series({"a": 4}), pd.Series({"b": 4}), 0.5), "contribution: missing_part"),
        (gap_of_ratio({"a": math.nan}, {"a": 4}, 0.5), "contribution: missing_value"),
    ],
)
def test_undefined_says_why(gap, reason):
    assert math.isnan(gap.loc["a", "contribution"])
    assert gap.loc["a", "undefined"] == reason


def test_widest_keeps_the_sum():
    gap = gap_by_own_target({name: n for n, name in enumerate("abcdefg")}, dict.fromkeys("abcdefg", 3))
    short = widest(gap, 2)
    assert short.index.to_list() == ["a", "b", "rest", "f", "g"]
    assert short.loc["rest", "contribution"] == 0
    assert short["contribution"].sum() == gap["contribution"].sum()
    for n in (3, 4, 7, 9):
        assert widest(gap, n)["contribution"].sum() == gap["contribution"].sum()
        assert widest(gap, n).index.is_unique


def test_widest_shows_the_undefined_one_by_one():
    gap = gap_by_own_target({"a": 1, "b": math.nan, "c": 2, "d": 3}, {})
    assert widest(gap, 1).index.to_list() == ["a", "rest", "d", "b"]
