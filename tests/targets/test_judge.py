"""One commitment and its indicator by year: the row a reader gets."""

import math
from pathlib import Path

import pandas as pd
import pytest

from analysis.policy import load_policy
from analysis.targets.judge import COLUMNS, judge, not_measured

POLICY = load_policy(Path(__file__).parents[2] / "data" / "policy")
BANDS = POLICY.decree.progress_bands


def verdict(commitment_id, by_year, share=None):
    commitment = POLICY.commitments[commitment_id]
    values = pd.Series(by_year, dtype=float).rename_axis("year")
    baseline = (
        commitment.reduced_by.since if commitment.comparator == "reduced_by" else POLICY.decree.baseline_year
    )
    return judge(
        commitment, values, baseline_year=baseline, deadline=commitment.deadline, bands=BANDS, share=share
    )


def test_revenue_of_changde_2007_is_ahead_of_its_path():
    # Published: 510 in 2007, up 27.4 %; required 25.72 % a year from 2006, ratio 1.065.
    row = verdict("C003", {2006: 5_100_000 / 1.274, 2007: 5_100_000})
    assert row["progress_ratio"] == pytest.approx(1.0653735, abs=1e-7)
    assert row["status"] == "on_track"
    assert row["gap"] == pytest.approx(-4_900_000)


def test_a_target_missed_by_a_hair_is_missed():
    assert verdict("C013", {2006: 300_000, 2010: 1_099_999})["status"] == "missed"
    assert verdict("C013", {2006: 300_000, 2010: 1_100_000})["status"] == "achieved"


def test_a_fall_counts_as_progress_and_a_rise_as_moving_away():
    falling = verdict("C016", {2005: 0.0, 2006: -0.04365})
    rising = verdict("C016", {2005: 0.0, 2006: 0.02})
    assert falling["status"] == "on_track"
    assert falling["gap"] == pytest.approx(-0.15635)
    assert rising["status"] == "moving_away"


def test_a_planned_cell_counts_by_quotient_or_by_a_rising_share():
    low = {2006: 0.5, 2010: 0.6}
    assert verdict("C031", {2006: 0.5, 2010: 1.2})["status"] == "achieved"
    assert verdict("C031", low, share=pd.Series({2006: 0.1, 2010: 0.2}))["status"] == "achieved"
    assert verdict("C031", low, share=pd.Series({2006: 0.1, 2010: 0.1}))["status"] == "missed"


def test_without_data_there_is_no_value_and_the_gap_is_named():
    row = not_measured(POLICY.commitments["C022"])
    assert set(row) == set(COLUMNS)
    assert math.isnan(row["value"])
    assert row["status"] == "not_measured"
    assert row["missing"].zh
    assert row["missing"].en
