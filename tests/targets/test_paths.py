import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators.concentration import herfindahl
from analysis.targets.paths import Paths, all_of, count_of, reaches, share_of_paths, simulation_band
from analysis.targets.series_models import LogForecast
from analysis.targets.simulation import simulate_paths

NAMES = ("food", "textiles", "other")
HISTORY = pd.DataFrame(
    {"food": [20, 27, 38, 51, 66.0], "textiles": [24, 30, 41, 50, 60.0], "other": [54, 64, 75, 85, 93.0]},
    index=pd.RangeIndex(2005, 2010, name="year"),
)


@pytest.fixture(scope="module")
def paths():
    return simulate_paths(HISTORY, 2, draws=4000, seed=3)


def _made(levels):
    """Paths of given levels, draws x years x series."""
    levels = np.asarray(levels, dtype=float)
    names = NAMES[: levels.shape[2]]
    years = tuple(range(2010, 2010 + levels.shape[1]))
    return Paths(years, names, levels, dict.fromkeys(names, "forecast"), HISTORY)


def test_parts_add_up_on_every_path(paths):
    parts = sum(paths.level(name) for name in NAMES)
    assert paths.total() == pytest.approx(parts)
    assert sum(paths.share([name]) for name in NAMES) == pytest.approx(np.ones_like(parts))
    assert paths.share(["food"], of=["food", "textiles"]) == pytest.approx(
        paths.level("food") / (paths.level("food") + paths.level("textiles"))
    )


def test_concentration_is_that_of_each_path(paths):
    found = paths.concentration()
    assert found[:5, 1] == pytest.approx([herfindahl(levels) for levels in paths.levels[:5, 1]])
    assert ((found >= 1 / 3) & (found <= 1)).all()


def test_table_counts_paths():
    table = _made([[[x]] for x in range(1001)]).table(_made([[[x]] for x in range(1001)]).total())
    assert table.to_numpy().tolist() == [[2010, 500, 100, 900, 25, 975]]
    assert list(table.columns) == ["year", "median", "low_80", "high_80", "low_95", "high_95"]


def test_probabilities_are_shares_of_paths():
    made = _made([[[1, 10]], [[2, 20]], [[3, 30]], [[4, 5]]])
    first, second = (
        reaches(made.level(name)[:, 0], least) for name, least in (("food", 2), ("textiles", 20))
    )
    assert (share_of_paths(first), share_of_paths(second)) == (0.75, 0.5)
    # Never the product of margins, which would be 0.375.
    assert share_of_paths(all_of(first, second)) == 0.5
    assert count_of(first, second).tolist() == [0, 2, 2, 1]
    assert share_of_paths(reaches(made.total()[:, 0], 11, direction=-1)) == 0.5


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20), st.integers(0, 9), st.integers(0, 9))
def test_together_is_never_likelier_than_alone(values, one, other):
    events = [reaches(np.array(values, dtype=float), one), reaches(np.array(values, dtype=float), other, -1)]
    both = share_of_paths(all_of(*events))
    alone = [share_of_paths(event) for event in events]
    assert max(0, sum(alone) - 1) - 1e-12 <= both <= min(alone) + 1e-12


def test_rounding_does_not_miss_a_target():
    assert share_of_paths(reaches(np.array([sum([0.1] * 9)]), 0.9)) == 1
    assert share_of_paths(reaches(np.array([0.8999]), 0.9)) == 0


def test_a_total_without_one_of_its_parts_is_unknown():
    broken = simulate_paths(HISTORY.assign(textiles=[24, 30, 0, 50, 60.0]), 1, draws=100)
    assert broken.outcomes == {"food": "forecast", "textiles": "not_positive", "other": "forecast"}
    event = reaches(broken.in_year(broken.total(), 2010), 1.0)
    assert math.isnan(share_of_paths(event))
    assert math.isnan(share_of_paths(all_of(event, np.ones(100))))
    assert all(math.isnan(end) for end in simulation_band(event))
    assert share_of_paths(reaches(broken.total(["food", "other"])[:, 0], 1.0)) == 1


def test_a_nowcast_replaces_one_margin_and_keeps_what_moves_together(paths):
    nowcast = LogForecast(math.log(80), 0.02, 5, "nowcast")
    changed = paths.with_year(2010, {"food": nowcast.quantile})
    table = changed.table(changed.level("food"))
    expected = nowcast.quantile([0.5, 0.1, 0.9, 0.025, 0.975])
    assert table.iloc[0, 1:].to_numpy(dtype=float) == pytest.approx(expected, rel=1e-3)
    before, after = paths.level("food"), changed.level("food")
    assert (np.argsort(before[:, 0]) == np.argsort(after[:, 0])).all()
    assert after[:, 1] / after[:, 0] == pytest.approx(before[:, 1] / before[:, 0])
    assert (changed.level("other") == paths.level("other")).all()
    assert changed.total() == pytest.approx(after + changed.level("textiles") + changed.level("other"))


def test_simulation_band_narrows_with_draws():
    few, many = (simulation_band(np.tile([1.0, 0.0], n)) for n in (50, 5000))
    assert few[0] < many[0] < 0.5 < many[1] < few[1]
    # 50 of 100, Clopper and Pearson 1934 in any printed table: 0.398 to 0.602
    assert few == pytest.approx((0.398, 0.602), abs=5e-4)


def test_unknown_series_and_years_are_refused(paths):
    with pytest.raises(MonitorError, match=r"steel(.|\n)*food, textiles, other"):
        paths.share(["steel"])
    with pytest.raises(MonitorError, match=r"2012(.|\n)*2010, 2011"):
        paths.in_year(paths.total(), 2012)
