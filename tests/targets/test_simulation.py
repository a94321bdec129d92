import math
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.targets.paths import reaches, share_of_paths
from analysis.targets.series_models import drift
from analysis.targets.simulation import (
    firm_deviations,
    firms_above,
    shrunk_correlation,
    simulate_paths,
)

YEARS = pd.RangeIndex(2005, 2010, name="year")


def _history(columns=4, years=5, correlation=0.5, seed=2):
    rng = np.random.default_rng(seed)
    common = rng.normal(0, 1, (years - 1, 1))
    own = rng.normal(0, 1, (years - 1, columns))
    steps = 0.15 + 0.06 * (math.sqrt(correlation) * common + math.sqrt(1 - correlation) * own)
    levels = 100 * np.exp(np.vstack([np.zeros(columns), steps.cumsum(axis=0)]))
    names = [f"c{number}" for number in range(columns)]
    return pd.DataFrame(levels, index=pd.RangeIndex(2005, 2005 + years, name="year"), columns=names)


@pytest.mark.parametrize("years", [4, 6])
def test_every_margin_is_the_closed_form_in_every_year(years):
    history = _history(years=years)
    draws = 40_000
    paths = simulate_paths(history, 3, draws=draws, seed=1)
    for name in history.columns:
        for ahead in (1, 3):
            simulated = paths.level(name)[:, ahead - 1]
            for chance in (0.025, 0.1, 0.5, 0.9, 0.975):
                below = np.mean(simulated <= drift(history[name], ahead).quantile(chance))
                assert below == pytest.approx(chance, abs=4.5 * math.sqrt(chance * (1 - chance) / draws))


def test_probability_on_the_paths_is_that_of_the_formula():
    history = _history()
    paths = simulate_paths(history, 2, draws=40_000)
    target = float(history["c1"].iloc[-1]) * 1.4
    share = share_of_paths(reaches(paths.level("c1")[:, 1], target))
    assert share == pytest.approx(drift(history["c1"], 2).probability(target), abs=0.012)


def test_same_seed_same_paths():
    one, again, other = (simulate_paths(_history(), 2, draws=50, seed=seed) for seed in (4, 4, 5))
    assert (one.levels == again.levels).all()
    assert not (one.levels == other.levels).any()


def test_unit_scales_the_paths():
    one, scaled = (simulate_paths(_history() * factor, 2, draws=50) for factor in (1, 1e4))
    assert scaled.levels == pytest.approx(one.levels * 1e4)


def test_what_moved_together_does_on_the_paths():
    together, apart = (
        _history(columns=2, years=12, correlation=0.99),
        _history(columns=2, years=12, correlation=0),
    )
    found = []
    for history in (together, apart):
        ahead = np.log(simulate_paths(history, 1, draws=20_000).levels[:, 0, :])
        found.append(np.corrcoef(np.argsort(np.argsort(ahead, axis=0), axis=0).T)[0, 1])
    assert found[0] > 0.9 > 0.5 > found[1]


def test_shared_shocks_widen_the_total():
    history = _history(columns=8, years=6, correlation=0.9)
    paths = simulate_paths(history, 1, draws=20_000)
    alone = [
        simulate_paths(history[[name]], 1, draws=20_000, seed=number).total()
        for number, name in enumerate(history)
    ]
    widths = [np.ptp(np.quantile(total, [0.1, 0.9])) for total in (paths.total(), sum(alone))]
    assert widths[0] > 1.5 * widths[1]


def test_eleven_clusters_five_years_are_fast():
    history = _history(columns=11)
    simulate_paths(history, 5, draws=100)
    started = time.process_time()
    paths = simulate_paths(history, 5)
    assert paths.levels.shape == (10_000, 5, 11)
    assert time.process_time() - started < 0.3


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ([1, 2, 3, 4, 5.0], "forecast"),
        ([2, 2, 2, 2, 2.0], "no_spread"),
        ([1, 2, 0, 4, 5.0], "not_positive"),
        ([1, 2, -3, 4, 5.0], "not_positive"),
        ([1, math.nan, 3, 4, 5.0], "missing_year"),
        ([1, 2, 3, 4, math.nan], "missing_year"),
        ([math.nan, math.nan, 3, 4, 5.0], "too_few_years"),
        ([math.nan] * 5, "no_values"),
    ],
)
def test_a_series_that_cannot_be_simulated_says_why(values, outcome):
    history = pd.DataFrame({"odd": values, "good": [1, 2, 3.5, 4, 5.0]}, index=YEARS)
    paths = simulate_paths(history, 1, draws=20)
    assert paths.outcomes == {"odd": outcome, "good": "forecast"}
    assert np.isnan(paths.level("odd")).all() == (outcome not in ("forecast", "no_spread"))
    assert np.isfinite(paths.level("good")).all()


def test_nothing_can_be_simulated():
    empty = simulate_paths(pd.DataFrame({"a": [1.0], "b": [2.0]}, index=[2009]), 1, draws=5)
    assert set(empty.outcomes.values()) == {"too_few_years"}
    assert np.isnan(empty.total()).all()
    beyond = simulate_paths(_history(), 5, draws=5)
    assert set(beyond.outcomes.values()) == {"horizon_beyond_data"}


def test_a_series_that_starts_late_shortens_the_common_years():
    history = _history(columns=2, years=8)
    history.iloc[:2, 0] = math.nan
    paths = simulate_paths(history, 1, draws=40_000)
    shorter = drift(history["c1"].iloc[2:], 1).quantile(0.9)
    assert np.mean(paths.level("c1")[:, 0] <= shorter) == pytest.approx(0.9, abs=0.007)


def test_a_new_scope_is_bridged_in_every_series():
    history = _history(columns=2, years=6)
    broken = history.copy()
    broken.loc[:2006] *= 2.0
    scopes = dict.fromkeys((2005, 2006), "5 million") | dict.fromkeys(range(2007, 2011), "20 million")
    whole = simulate_paths(history, 1, draws=50)
    bridged = simulate_paths(broken, 1, draws=50, scopes=scopes, matched_growth=history.pct_change())
    assert bridged.levels == pytest.approx(whole.levels)
    cut = simulate_paths(broken, 1, draws=50, scopes=scopes | {2007: "5 million"})
    assert set(cut.outcomes.values()) == {"scope_break"}


@given(st.integers(3, 8), st.integers(2, 12), st.integers(0, 1000))
@settings(max_examples=40)
def test_correlation_is_one_a_simulation_can_use(steps, series, seed):
    found = shrunk_correlation(np.random.default_rng(seed).normal(size=(steps, series)))
    assert np.diag(found.matrix) == pytest.approx(np.ones(series))
    assert np.linalg.eigvalsh(found.matrix).min() > -1e-9
    assert 0 <= found.weight <= 1
    pairs = found.matrix[~np.eye(series, dtype=bool)]
    assert pairs.mean() == pytest.approx(found.common)


def test_more_years_are_shrunk_less():
    rng = np.random.default_rng(0)
    mixing = np.linalg.cholesky([[1, 0.9, 0], [0.9, 1, 0], [0, 0, 1]])
    few, many = (shrunk_correlation(rng.normal(size=(n, 3)) @ mixing.T) for n in (4, 400))
    assert many.weight < 0.05 < few.weight
    assert many.matrix == pytest.approx(mixing @ mixing.T, abs=0.12)


def test_a_constant_series_has_no_correlation():
    steps = np.column_stack([[0.1, 0.2, 0.05], [0.1, 0.1, 0.1], [0.2, 0.3, 0.1]])
    found = shrunk_correlation(steps)
    assert found.matrix[1].tolist() == [0, 1, 0]
    assert found.matrix[0, 2] > 0.9


def _panel(text):
    rows = [row.split() for row in text.split(";")]
    table = pd.DataFrame(rows, columns=["enterprise_id", "year", "cluster", "revenue"])
    return table.astype({"year": int, "revenue": float})


def test_deviations_are_from_the_growth_of_the_same_enterprises():
    panel = _panel(
        "a 2008 food 10;a 2009 food 20;b 2008 food 30;b 2009 food 40;c 2009 food 500;d 2008 food 7"
    )
    # 40 became 60: a doubled against 1.5, b grew by a third
    assert firm_deviations(panel) == pytest.approx(np.log([2 / 1.5, (4 / 3) / 1.5]))
    assert firm_deviations(panel, least=20) == pytest.approx(np.log([(4 / 3) / 1.5]))


def test_enterprises_without_deviation_grow_with_their_cluster():
    history = _history(columns=2)
    paths = simulate_paths(history, 2, draws=500)
    firms = pd.DataFrame({"cluster": ["c0", "c0", "c1", "c1"], "revenue": [9.0, 12.0, 0.5, 11.0]})
    numbers = firms_above(paths, firms, [0.0], floor=10.0)
    growth = {name: paths.level(name) / float(history[name].iloc[-1]) for name in history}
    expected = sum((row.revenue * growth[row.cluster] >= 10).astype(int) for row in firms.itertuples())
    assert numbers.tolist() == expected.tolist()
    assert firms_above(paths, firms, [0.0], floor=0.01).tolist() == np.full((500, 2), 4).tolist()


def test_deviations_spread_the_number_and_the_seed_fixes_it():
    paths = simulate_paths(_history(columns=1), 1, draws=2000)
    firms = pd.DataFrame({"cluster": "c0", "revenue": np.linspace(1, 20, 450)})
    calm, wild = (firms_above(paths, firms, each, 10.0) for each in ([0.0], [-0.8, 0.0, 0.8]))
    assert np.std(wild - calm) > 1
    assert (wild == firms_above(paths, firms, [-0.8, 0.0, 0.8], 10.0)).all()
    # A firm below the floor reaches it only through its own luck: a third of the time at most.
    small = pd.DataFrame({"cluster": ["c0"], "revenue": [5.0]})
    lucky = firms_above(paths, small, [-0.8, 0.0, 0.8], 10.0)
    assert 0.25 < lucky.mean() < 0.4


def test_enterprises_of_a_cluster_without_paths_leave_the_number_unknown():
    paths = simulate_paths(_history(columns=2).assign(c1=-1.0), 1, draws=10)
    firms = pd.DataFrame({"cluster": ["c0", "c1"], "revenue": [50.0, 50.0]})
    assert np.isnan(firms_above(paths, firms, [0.0], 10.0)).all()
    assert np.isnan(firms_above(paths, firms.head(1), [], 10.0)).all()
    assert (firms_above(paths, firms.head(1), [0.0], 10.0) == 1).all()
