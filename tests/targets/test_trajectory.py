import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.targets.trajectory import drift_interval, probability_of_reaching, required_path

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
