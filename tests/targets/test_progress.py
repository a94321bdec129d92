import math
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.policy.models import ProgressBands
from analysis.targets.progress import (
    meets,
    progress_ratio,
    progress_ratio_of_change,
    status_from,
    status_of,
)

BANDS = ProgressBands(on_track=0.95, acceleration_needed=0.60)
CASES = Path(__file__).parents[1] / "cases" / "targets" / "01_statuses_by_situation.csv"
SITUATIONS = pd.read_csv(CASES, dtype=str, keep_default_na=False).to_dict("records")


def test_worked_examples():
    # Eurostat rule: 100 to 120 in three of five years towards 150; 1.2 to 1.05 towards 0.96
    assert progress_ratio(100, 120, 150, 3, 5, 1) == pytest.approx(0.741769, abs=1e-6)
    assert progress_ratio(1.2, 1.05, 0.96, 3, 5, -1) == pytest.approx(0.997409, abs=1e-6)


def test_changde_2007():
    # 510 亿元 in 2007, +27.4 % (Hunan Daily), towards 1000 in 2010
    assert progress_ratio(510 / 1.274, 510, 1000, 1, 4, 1) == pytest.approx(1.0653735, abs=1e-6)


def test_national_energy_after_four_years():
    # Published -15.61 % after four of five years towards -20 %: a little behind the required path
    ratio = progress_ratio_of_change(-0.1561, -0.20, 4, 5, -1)
    assert ratio == pytest.approx((1 - 0.8439**0.25) / (1 - 0.8**0.2))
    assert progress_ratio_of_change(-0.20, -0.20, 5, 5, -1) == pytest.approx(1)
    assert progress_ratio_of_change(0.01, -0.20, 1, 5, -1) < 0


@given(st.floats(0.1, 1e4), st.floats(0.02, 1.0), st.integers(1, 9), st.sampled_from([1, -1]))
def test_on_the_required_path_the_ratio_is_one(start, growth, elapsed, direction):
    factor = (1 + growth) ** direction
    now, target = start * factor**elapsed, start * factor**10
    assert progress_ratio(start, now, target, elapsed, 10, direction) == pytest.approx(1)


@given(st.floats(0.1, 1e4), st.floats(0.1, 1e4), st.floats(0.001, 1000))
def test_unit_cancels_out(start, now, factor):
    target = start * 2
    scaled = progress_ratio(start * factor, now * factor, target * factor, 2, 4, 1)
    assert scaled == pytest.approx(progress_ratio(start, now, target, 2, 4, 1), abs=1e-9)


@pytest.mark.parametrize(
    "arguments",
    [
        (0, 5, 10, 1, 4),
        (-3, 5, 10, 1, 4),
        (5, -1, 10, 1, 4),
        (5, 6, -10, 1, 4),
        (5, 6, 10, 0, 4),
        (5, 6, 10, 1, 0),
        (5, 6, 5, 1, 4),
        (5, math.nan, 10, 1, 4),
        (math.nan, 5, 10, 1, 4),
    ],
)
def test_undefined_ratio_is_missing(arguments):
    assert math.isnan(progress_ratio(*arguments, 1))


def test_target_met_at_the_start_and_lost_is_moving_away():
    assert progress_ratio(150, 90, 100, 2, 4, 1) < 0


@pytest.mark.parametrize(
    ("comparator", "below", "equal", "above"),
    [
        ("at_least", False, True, True),
        ("more_than", False, False, True),
        ("exactly", False, True, False),
        ("at_most", True, True, False),
        ("reduced_by", True, True, False),
        ("rising", False, False, True),
        ("falling", True, False, False),
        ("specialised", False, True, True),
    ],
)
def test_comparators(comparator, below, equal, above):
    assert [meets(value, comparator, 1.0) for value in (0.9, 1.0, 1.1)] == [below, equal, above]


def test_between_includes_its_ends():
    assert [meets(value, "between", 2, high=3) for value in (1.9, 2, 2.5, 3, 3.1)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_rounding_of_binary_fractions_does_not_miss_a_target():
    assert sum([0.1] * 9) != 0.9
    assert meets(sum([0.1] * 9), "at_least", 0.9)
    assert not meets(sum([0.1] * 9), "more_than", 0.9)
    assert not meets(0.8999, "at_least", 0.9)


def test_missing_is_neither_met_nor_unmet():
    assert meets(math.nan, "at_least", 1) is None
    assert meets(pd.NA, "between", 1, high=2) is None
    assert meets(1.0, "rising", None) is None
    assert meets(1.0, "between", 0.5) is None


def test_unknown_comparator():
    with pytest.raises(KeyError):
        meets(1, "about", 1)


@pytest.mark.parametrize("row", SITUATIONS, ids=[row["situation"] for row in SITUATIONS])
def test_status(row):
    met = {int(y): bool(int(kept)) for y, kept in (pair.split(":") for pair in row["met"].split())}
    ratio = float(row["ratio"] or "nan")
    deadline = date.fromisoformat(row["deadline"]) if row["deadline"] else None
    assert status_from(met, ratio=ratio, deadline=deadline, bands=BANDS) == row["expected"]


def test_status_of_values_by_year():
    revenue = pd.Series({2006: 400.3, 2007: 510.0, 2008: None})
    arguments = {"deadline": date(2010, 12, 31), "bands": BANDS}
    assert status_of(revenue, "at_least", 1000, ratio=1.065, **arguments) == "on_track"
    assert status_of(revenue, "at_least", 500, ratio=1.065, **arguments) == "achieved"
    assert status_of(revenue.head(0), "at_least", 500, ratio=math.nan, **arguments) == "not_measured"
    energy = pd.Series({2009: -0.19, 2010: -0.2003})
    assert status_of(energy, "reduced_by", -0.20, ratio=1.0, **arguments) == "achieved"
