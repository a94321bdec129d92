import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.targets.calibration import (
    brier,
    interval_hits,
    interval_score,
    reliability,
    replay,
    scores,
    simulated_hits,
    skill,
)
from analysis.targets.series_models import drift, naive
from analysis.targets.trajectory import drift_interval

# Gross domestic product of Zhanjiang, 万元 (its statistical yearbook 2013)
ZHANJIANG = [120905, 133105, 151994, 180079, 212520, 229192, 263326, 320641, 392862, 534426, 728667, 840464,
             966346, 1133420, 1320334, 1644725, 2217856, 2618453, 2891561, 3127872, 3298629, 3451172, 3738104,
             4006426, 4256642]  # fmt: skip
GDP = pd.Series([float(value) for value in ZHANJIANG], index=pd.RangeIndex(1978, 2003, name="year"))


@pytest.mark.parametrize("years", [4, 5, 6, 8, 12])
def test_drift_holds_its_level_at_every_length(years):
    hits = simulated_hits(drift, years, 2, series=2000, seed=1)
    assert hits[0.80].share == pytest.approx(0.80, abs=0.02)
    assert hits[0.95].share == pytest.approx(0.95, abs=0.02)
    assert hits[0.80].n == 2000


def test_ignoring_growth_is_found_out():
    hits = simulated_hits(naive, 6, 2, series=300)
    assert {found.verdict for found in hits.values()} == {"too_narrow"}


def test_bands_of_the_binomial_distribution():
    # 20 trials at 0.8: at most 11 hits happen with probability 0.0100, at most 12 with 0.0321 (printed tables)
    assert interval_hits([True] * 16 + [False] * 4, 0.80) == (16, 20, 0.8, 0.6, 0.95, "calibrated")
    assert interval_hits([True] * 11 + [False] * 9, 0.80).verdict == "too_narrow"
    assert interval_hits([True] * 20, 0.80).verdict == "too_wide"


def test_few_forecasts_are_not_judged():
    assert interval_hits([False] * 19, 0.80).verdict == "too_few_to_judge"
    nothing = interval_hits([], 0.80)
    assert (nothing.n, nothing.verdict) == (0, "too_few_to_judge")
    assert math.isnan(nothing.share)


def test_brier_score_of_brier():
    # Brier 1950, table 1: ten forecasts of rain; his score counts rain and no rain and is twice this one: 0.19
    said = [0.7, 0.9, 0.8, 0.4, 0.2, 0.0, 0.0, 0.0, 0.0, 0.1]
    rain = [0, 1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert brier(said, rain) == pytest.approx(np.mean([0.49, 0.01, 0.04, 0.36, 0.04, 0, 0, 0, 0, 0.01]))
    assert 2 * brier(said, rain) == pytest.approx(0.19)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_brier_is_between_perfect_and_always_wrong(pairs):
    said, happened = zip(*pairs, strict=True)
    assert 0 <= brier(said, happened) <= 1
    assert brier(np.array(happened, dtype=float), happened) == 0
    assert brier([0.5] * len(happened), happened) == 0.25


def test_forecasts_that_cannot_be_scored():
    assert math.isnan(brier([], []))
    for said, happened in (([math.nan], [1]), ([0.5], [math.nan]), ([1.2], [1])):
        with pytest.raises(MonitorError, match="to be scored"):
            brier(said, happened)
    with pytest.raises(MonitorError, match="2 probabilities for 1"):
        brier([0.1, 0.2], [1])


def test_skill_is_measured_from_the_reference():
    assert [skill(0.1, 0.2), skill(0.2, 0.2), skill(0.3, 0.2)] == pytest.approx([0.5, 0, -0.5])
    assert math.isnan(skill(0.1, 0.0))


def test_reliability_puts_what_happened_beside_what_was_said():
    table = reliability([0.1, 0.15, 0.2, 0.9, 1.0], [0, 0, 1, 1, 1])
    assert table["n"].tolist() == [3, 0, 0, 0, 2]
    assert table.loc[0, ["said", "happened"]].tolist() == pytest.approx([0.15, 1 / 3])
    assert table.loc[4, ["said", "happened"]].tolist() == pytest.approx([0.95, 1.0])
    assert table.loc[1:3, "said"].isna().all()


def test_interval_score_pays_for_width_and_for_misses():
    assert interval_score(1.0, 3.0, 2.0, 0.8) == pytest.approx(2)
    assert interval_score(1.0, 3.0, 3.5, 0.8) == pytest.approx(2 + 10 * 0.5)
    assert interval_score(1.0, 3.0, 0.9, 0.95) == pytest.approx(2 + 40 * 0.1)


def test_replay_uses_only_what_was_known():
    table = replay(GDP, drift, 6, 2).set_index("origin")
    one = table.loc[1994]
    known = GDP.loc[1989:1994]
    ends = drift_interval(known, 2, 0.8)
    assert (one["year"], one["actual"], one["median"]) == (1996, 2891561, pytest.approx(ends.median))
    assert one["inside_80"] == (ends.low <= 2891561 <= ends.high)
    target = 2217856 * (2217856 / 840464) ** (1.5 * 2 / 5)
    assert one["chance_1.5"] == pytest.approx(drift(known, 2).probability(target))
    assert one["happened_1.5"] == (target <= 2891561)
    later = GDP.copy()
    later.loc[1997:] *= 3
    pd.testing.assert_frame_equal(
        replay(later, drift, 6, 2).set_index("origin").loc[[1994, 1992]], table.loc[[1994, 1992]]
    )


def test_replayed_forecasts_share_no_year():
    table = replay(GDP, drift, 6, 2)
    assert table["origin"].tolist() == [2000, 1998, 1996, 1994, 1992, 1990, 1988, 1986, 1984]
    assert table["year"].max() == 2002


def test_drift_beats_the_last_value_on_a_growing_city():
    found = scores(replay(GDP, drift, 6, 2), replay(GDP, naive, 6, 2))
    assert found["n"] == 9
    assert found["brier_skill"] > 0.2
    assert found["hits"][0.80].verdict == "too_few_to_judge"
    same = scores(replay(GDP, naive, 6, 2), replay(GDP, naive, 6, 2))
    assert (same["brier_skill"], same["interval_skill"]) == (0, 0)


def test_nothing_to_replay():
    short = replay(GDP.head(6), drift, 6, 2)
    assert short.empty
    found = scores(short, short)
    assert found["n"] == 0
    assert math.isnan(found["brier"])
    assert replay(GDP * 0 + 5, drift, 6, 2).empty
    with pytest.raises(MonitorError, match="too short"):
        replay(GDP, drift, 3, 1)
