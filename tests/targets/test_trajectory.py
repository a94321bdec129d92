import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.targets.trajectory import (
    OUTCOMES,
    STANDINGS,
    annual_trajectory,
    comparable_window,
    drift_interval,
    probability_of_reaching,
    required_path,
)

WORKED = [100, 110, 118, 131, 140, 155]
SERIES = st.lists(st.floats(1, 1e4), min_size=4, max_size=12)


def test_worked_example():
    interval = drift_interval(WORKED, 2, 0.8)
    assert interval.median == pytest.approx(184.69893, abs=1e-4)
    assert probability_of_reaching(WORKED, 2, 190) == pytest.approx(0.2004, abs=5e-5)
    # sd_h 0.03012863 and the 90 % point of t with 4 degrees of freedom, 1.533206 (any printed t table)
    assert math.log(interval.high / interval.median) == pytest.approx(1.533206 * 0.03012863, abs=1e-6)
    assert math.log(interval.low / interval.median) == pytest.approx(-1.533206 * 0.03012863, abs=1e-6)


@given(SERIES, st.integers(1, 6), st.floats(0.05, 0.95))
@settings(max_examples=50)
def test_interval_holds_its_level(values, horizon, level):
    if np.ptp(np.diff(np.log(values))) < 1e-6:
        return
    interval = drift_interval(values, horizon, level)
    if not 0 < interval.low < interval.high < math.inf:
        return
    inside = probability_of_reaching(values, horizon, interval.low) - probability_of_reaching(
        values, horizon, interval.high
    )
    assert inside == pytest.approx(level, abs=1e-6)
    assert probability_of_reaching(values, horizon, interval.median) == pytest.approx(0.5, abs=1e-6)


@given(SERIES, st.floats(0.01, 1e5))
@settings(max_examples=50)
def test_directions_are_complements_and_higher_targets_less_likely(values, target):
    up = probability_of_reaching(values, 2, target)
    down = probability_of_reaching(values, 2, target, direction=-1)
    if np.ptp(np.diff(np.log(values))) > 1e-6:
        assert up + down == pytest.approx(1)
    assert probability_of_reaching(values, 2, target * 2) <= up


def test_unit_cancels_out():
    scaled = [value * 10000 for value in WORKED]
    assert drift_interval(scaled, 2, 0.8) == pytest.approx(
        [x * 10000 for x in drift_interval(WORKED, 2, 0.8)]
    )
    assert probability_of_reaching(scaled, 2, 1.9e6) == pytest.approx(probability_of_reaching(WORKED, 2, 190))


@pytest.mark.parametrize("growth", [0.0, 0.1, -0.3])
def test_series_without_spread(growth):
    values = [50 * (1 + growth) ** year for year in range(5)]
    end = values[-1] * (1 + growth) ** 2
    assert drift_interval(values, 2, 0.9) == pytest.approx([end] * 3)
    assert probability_of_reaching(values, 2, end) == 1
    assert probability_of_reaching(values, 2, end * 1.01) == 0
    assert probability_of_reaching(values, 2, end * 1.01, direction=-1) == 1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1, 2, 3], "too few"),
        ([], "too few"),
        ([1, 2, 0, 3], "above 0"),
        ([1, 2, -5, 3], "above 0"),
        ([1, 2, math.nan, 3], "above 0"),
        (pd.Series([1, 2, 3, 4], index=pd.Index([2005, 2006, 2008, 2009], name="year")), "follow each other"),
    ],
)
def test_refusals(values, message):
    with pytest.raises(MonitorError, match=message):
        drift_interval(values, 1, 0.8)
    with pytest.raises(MonitorError, match=message):
        probability_of_reaching(values, 1, 5)


def test_senseless_questions_are_refused():
    with pytest.raises(MonitorError, match="horizon"):
        drift_interval(WORKED, 0, 0.8)
    with pytest.raises(MonitorError, match="level"):
        drift_interval(WORKED, 1, 80)
    with pytest.raises(MonitorError, match="target"):
        probability_of_reaching(WORKED, 1, 0)
    with pytest.raises(MonitorError, match="end year"):
        required_path(1, 2, 2010, 2010)


def test_required_path_of_the_decree():
    path = required_path(510 / 1.274, 1000, 2006, 2010)
    assert path.index.to_list() == [2006, 2007, 2008, 2009, 2010]
    assert path[2010] == pytest.approx(1000)
    assert (path.pct_change().dropna()).to_list() == pytest.approx([0.2571868] * 4)
    assert (path.name, path.index.name) == ("required_path", "year")


@pytest.mark.parametrize(
    ("start", "target"), [(0, 5), (-1, 5), (5, 0), (5, -2), (math.nan, 5), (5, math.nan)]
)
def test_impossible_path_is_missing(start, target):
    assert required_path(start, target, 2006, 2010).isna().all()


def _series(text, first=2005):
    values = [float(word) for word in text.split()]
    return pd.Series(values, index=pd.RangeIndex(first, first + len(values), name="year"))


FOOD = "20.4 27.5 38.6 51.0 66.0"


def test_trajectory_of_a_cluster():
    found = annual_trajectory(_series(FOOD), 2010, 90)
    assert (found.outcome, found.standing, found.model) == ("forecast", "open", "drift")
    row, interval = found.table.iloc[0], drift_interval(_series(FOOD), 1, 0.8)
    assert row["year"] == 2010
    assert row[["median", "low_80", "high_80"]].tolist() == pytest.approx(list(interval))
    assert found.probability == pytest.approx(probability_of_reaching(_series(FOOD), 1, 90))
    assert list(found.table.columns) == ["year", "median", "low_80", "high_80", "low_95", "high_95"]


@pytest.mark.parametrize(
    ("text", "end_year", "outcome", "rows"),
    [
        (FOOD, 2013, "forecast", 4),
        (FOOD, 2014, "horizon_beyond_data", 4),
        (FOOD, 2009, "deadline_past", 0),
        (FOOD, 2007, "deadline_past", 0),
        ("20 30 40", 2010, "too_few_years", 0),
        ("", 2010, "no_values", 0),
        ("nan nan nan nan nan", 2010, "no_values", 0),
        ("20 nan 40 50 60", 2010, "missing_year", 0),
        ("nan 27 38 51 66", 2010, "forecast", 1),
        ("20 27 38 51 nan", 2010, "forecast", 2),
        ("0 27 38 51 66", 2010, "not_positive", 0),
        ("20 27 -38 51 66", 2010, "not_positive", 0),
        ("0 0 0 0 0", 2010, "not_positive", 0),
        ("50 50 50 50 50", 2011, "no_spread", 2),
        ("20 27 inf 51 66", 2010, "missing_year", 0),
    ],
)
def test_every_situation_has_a_stated_outcome(text, end_year, outcome, rows):
    found = annual_trajectory(_series(text), end_year, 70)
    assert found.outcome == outcome
    assert {found.outcome, found.standing} <= {*OUTCOMES, *STANDINGS}
    assert len(found.table) == rows
    assert math.isnan(found.probability) == (outcome != "forecast")


def test_years_with_a_gap_between_them():
    values = _series(FOOD).drop(2007)
    assert annual_trajectory(values, 2010, 90).outcome == "gap_in_years"


@pytest.mark.parametrize(
    ("target", "direction", "end_year", "standing"),
    [
        (90, 1, 2010, "open"),
        (60, 1, 2010, "met"),
        (66, 1, 2010, "met"),
        (60, -1, 2010, "open"),
        (50, 1, 2009, "kept"),
        (70, 1, 2009, "missed"),
        (50, 1, 2008, "kept"),
        (50, 1, 2003, "unknown"),
        (0, 1, 2010, "no_growth_path"),
        (-5, -1, 2010, "no_growth_path"),
        (None, 1, 2010, "no_target"),
        (math.nan, 1, 2010, "no_target"),
    ],
)
def test_how_the_newest_value_stands(target, direction, end_year, standing):
    found = annual_trajectory(_series(FOOD), end_year, target, direction)
    assert found.standing == standing
    assert math.isnan(found.probability) == (standing not in ("open", "met"))


def test_a_target_met_early_can_be_lost_again():
    found = annual_trajectory(_series("60 80 61 90 70"), 2011, 68)
    assert found.standing == "met"
    assert 0.4 < found.probability < 0.8


def test_a_constant_series_continues_without_an_interval():
    table = annual_trajectory(_series("50 50 50 50 50"), 2011, 55).table
    assert table["median"].tolist() == pytest.approx([50, 50])
    assert table[["low_80", "high_80", "low_95", "high_95"]].isna().all(axis=None)


def test_change_since_a_base_year():
    # Energy per unit of GDP of China, published yearly changes -2.74 -5.04 -5.20 -3.61 %, chained from 2005
    change = _series("0 -0.0274 -0.076419 -0.124445 -0.156053")
    found = annual_trajectory(change, 2010, -0.20, -1, lift=1.0)
    interval = drift_interval(change + 1, 1, 0.95)
    assert found.table.loc[0, ["low_95", "high_95"]].tolist() == pytest.approx(
        [interval.low - 1, interval.high - 1]
    )
    assert found.probability == pytest.approx(probability_of_reaching(change + 1, 1, 0.80, -1))
    # The official result was -19.1 %: inside, and the target was missed.
    assert found.table.loc[0, "low_80"] < -0.191 < found.table.loc[0, "high_80"]
    assert found.probability < 0.35


def test_a_longer_series_uses_the_state_space_model():
    rng = np.random.default_rng(3)
    values = pd.Series(
        np.exp(rng.normal(0.1, 0.04, 24).cumsum()), index=pd.RangeIndex(1987, 2011, name="year")
    )
    assert annual_trajectory(values, 2012).model == "state_space"
    assert annual_trajectory(values.tail(19), 2012).model == "drift"


SCOPES = {2005: "5 million", 2006: "5 million", 2007: "5 million", 2008: "5 million", 2009: "20 million"}


def test_a_new_scope_starts_the_series_anew():
    found = annual_trajectory(_series(FOOD), 2010, 90, scopes=SCOPES)
    assert (found.outcome, found.model, found.window.cut) == ("scope_break", None, 2009)
    earlier = comparable_window(_series(FOOD), {2005: "5 million", 2006: "20 million"})
    assert earlier.cut == 2006
    assert earlier.values.index.tolist() == [2006, 2007, 2008, 2009]


def test_matched_growth_bridges_a_new_scope():
    values = _series(FOOD)
    growth = values.pct_change()
    broken = values.where(values.index >= 2009, values * 1.7)
    window = comparable_window(broken, SCOPES, growth)
    assert window.values.to_numpy() == pytest.approx(values.to_numpy())
    assert (window.bridged, window.cut) == ((2009,), None)
    assert annual_trajectory(
        broken, 2010, 90, scopes=SCOPES, matched_growth=growth
    ).probability == pytest.approx(annual_trajectory(values, 2010, 90).probability)


def test_two_new_scopes_are_bridged_one_after_the_other():
    values = _series("10 12 14 17 21 24 30")
    scopes = {2005: "a", 2007: "b", 2010: "c"}
    broken = values.copy()
    broken[2005:2006] *= 3
    broken[2007:2009] *= 2
    window = comparable_window(broken, scopes, values.pct_change())
    assert window.bridged == (2007, 2010)
    assert window.values.to_numpy() == pytest.approx(values.to_numpy())
    half = comparable_window(broken, scopes, values.pct_change().drop(2007))
    assert (half.bridged, half.cut) == ((2010,), 2007)
    assert half.values.to_numpy() == pytest.approx(values.loc[2007:].to_numpy())


@given(SERIES, st.integers(1, 3), st.floats(0.5, 5))
@settings(max_examples=40)
def test_probability_is_the_share_of_the_interval_that_reaches(values, horizon, factor):
    series = pd.Series(values, index=pd.RangeIndex(2000, 2000 + len(values), name="year"))
    found = annual_trajectory(series, int(series.index[-1]) + horizon, float(series.iloc[-1]) * factor)
    if found.outcome != "forecast":
        assert math.isnan(found.probability)
        return
    row = found.table.iloc[-1]
    assert row["low_95"] <= row["low_80"] <= row["median"] <= row["high_80"] <= row["high_95"]
    if found.probability < 0.10 - 1e-9:
        assert row["high_80"] < series.iloc[-1] * factor * (1 + 1e-9)
