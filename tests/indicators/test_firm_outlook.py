import numpy as np
import pandas as pd
import pytest

from analysis.errors import MonitorError
from analysis.indicators.firm_dynamics import ABSENT, Transitions, probabilities_of
from analysis.indicators.firm_outlook import expected_above
from analysis.indicators.undefined import why_undefined

STATES = [ABSENT, "up_to_100", "above_100"]
NOW = {"up_to_100": 50, "above_100": 10}


def moves(counts, pairs=2):
    table = pd.DataFrame(counts, index=STATES, columns=STATES)
    return Transitions(table, probabilities_of(table), pairs, 0)


OBSERVED = moves([[0, 6, 2], [10, 80, 10], [0, 4, 16]])


def test_mean_follows_the_matrix_and_the_newcomers():
    # 50 x 0.1 + 10 x 0.8 + one newcomer a year; then 50 x 0.8 + 10 x 0.2 + 3 = 45 below
    assert expected_above(OBSERVED, NOW).mean == pytest.approx(14)
    assert expected_above(OBSERVED, NOW, years_ahead=2).mean == pytest.approx(45 * 0.1 + 14 * 0.8 + 1)


def test_interval_holds_the_mean_and_widens():
    near, far = expected_above(OBSERVED, NOW), expected_above(OBSERVED, NOW, years_ahead=3)
    wide = expected_above(OBSERVED, NOW, level=0.95)
    for result in (near, far, wide):
        assert result.low < result.mean < result.high
    assert far.high - far.low > near.high - near.low
    assert wide.low <= near.low <= near.high <= wide.high


def test_one_seed_gives_one_interval():
    np.random.seed(1)
    first = expected_above(OBSERVED, NOW, seed=5)
    np.random.seed(2)
    assert expected_above(OBSERVED, NOW, seed=5) == first


def test_interval_holds_the_outcome_about_as_often_as_it_says():
    rng = np.random.default_rng(7)
    hits = 0
    for trial in range(150):
        low_moves = rng.multinomial(100, [0.1, 0.8, 0.1])
        high_moves = rng.multinomial(20, [0.0, 0.2, 0.8])
        entrants = rng.poisson([6, 2])
        seen = moves([[0, *entrants], list(low_moves), list(high_moves)])
        outcome = rng.binomial(50, 0.1) + rng.binomial(10, 0.8) + rng.poisson(1)
        interval = expected_above(seen, NOW, level=0.8, seed=trial, draws=300)
        hits += interval.low <= outcome <= interval.high
    assert 0.75 < hits / 150 < 0.97


def test_what_never_moved_stays():
    still = moves([[0, 0, 0], [0, 30, 0], [0, 0, 10]])
    assert expected_above(still, NOW, years_ahead=5) == (10, 10, 10)


def test_a_class_nobody_was_followed_from_is_undefined():
    unseen = moves([[0, 5, 0], [5, 90, 5], [0, 0, 0]])
    assert why_undefined(expected_above(unseen, NOW).low) == "unobserved_class"
    assert expected_above(unseen, {"up_to_100": 50}).mean == pytest.approx(2.5)
    assert why_undefined(expected_above(unseen, {"up_to_100": 50}, years_ahead=2).mean) == "unobserved_class"
    assert why_undefined(expected_above(moves(np.zeros((3, 3), int), pairs=0), NOW).mean) == "no_year_before"


def test_impossible_questions_are_refused():
    with pytest.raises(MonitorError, match="no moves of the class up_to_7"):
        expected_above(OBSERVED, {"up_to_7": 1})
    with pytest.raises(MonitorError, match="no interval at level 80"):
        expected_above(OBSERVED, NOW, level=80)
    with pytest.raises(MonitorError, match="over 0 years"):
        expected_above(OBSERVED, NOW, years_ahead=0)
