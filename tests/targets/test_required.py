import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.targets.required import (
    Seen,
    growth_seen,
    progress_at,
    required_level,
    required_paths,
    required_so_far,
    year_position,
)

# Above-scale sales of Changde, 亿元: 510 in 2007, 27.4 % more than in 2006 (Hunan Daily); 1000 by 2010 (decree)
START = 510 / 1.274


def _series(text, first=2005):
    values = [float(word) for word in text.split()]
    return pd.Series(values, index=pd.RangeIndex(first, first + len(values), name="year"))


def test_position_of_a_day():
    assert year_position(date(2009, 12, 31)) == 2009.0
    assert year_position(date(2009, 8, 31)) == pytest.approx(2008 + 243 / 365)
    assert year_position(date(2008, 6, 30)) == pytest.approx(2007 + 182 / 366)
    assert year_position(date(2010, 1, 1)) > year_position(date(2009, 12, 31))


def test_required_level_of_the_decree():
    assert required_level(START, 1000, 2006, 2010, 2006) == pytest.approx(START)
    assert required_level(START, 1000, 2006, 2010, 2008) == pytest.approx(math.sqrt(START * 1000))
    assert required_level(START, 1000, 2006, 2010, 2010) == pytest.approx(1000)
    assert required_level(START, 1000, 2006, 2010, 2011.5) == pytest.approx(1000)
    assert math.isnan(required_level(START, 1000, 2006, 2010, 2005.9))


@pytest.mark.parametrize(
    ("start", "target"), [(0, 5), (-1, 5), (5, 0), (5, -2), (math.nan, 5), (5, math.nan)]
)
def test_impossible_path_is_missing(start, target):
    assert math.isnan(required_level(start, target, 2006, 2010, 2008))
    found = progress_at(start, 6, target, start_year=2006, end_year=2010, position=2008, direction=1)
    assert all(math.isnan(figure) for figure in (found.ratio, found.required, found.gap))


@given(st.floats(2006.1, 2010), st.floats(0.02, 0.6), st.sampled_from([1, -1]))
def test_on_the_path_the_ratio_is_one_on_every_day(position, growth, direction):
    target = START * (1 + growth) ** (4 * direction)
    now = required_level(START, target, 2006, 2010, position)
    found = progress_at(
        START, now, target, start_year=2006, end_year=2010, position=position, direction=direction
    )
    assert found.ratio == pytest.approx(1)
    assert found.gap == pytest.approx(0)
    if position < 2009.9:
        assert found.growth_needed == pytest.approx((1 + growth) ** direction - 1)


def test_a_day_moves_the_ratio_by_a_day():
    days = pd.date_range("2008-06-01", "2010-12-31")
    levels = {day: START * 1.20 ** (year_position(day) - 2006) for day in days}
    ratios = [
        progress_at(
            START, now, 1000, start_year=2006, end_year=2010, position=year_position(day), direction=1
        ).ratio
        for day, now in levels.items()
    ]
    assert ratios == pytest.approx([0.20 / 0.2571868] * len(days), abs=1e-5)


def test_figures_older_than_today_are_compared_with_their_own_day():
    at_their_end = progress_at(START, 640, 1000, start_year=2006, end_year=2010, position=2008, direction=1)
    assert at_their_end.ratio == pytest.approx(((640 / START) ** 0.5 - 1) / 0.2571868, abs=1e-6)
    assert at_their_end.required == pytest.approx(632.70, abs=0.01)
    assert at_their_end.growth_needed == pytest.approx(0.25)


def test_past_the_deadline_no_growth_is_needed():
    found = progress_at(START, 900, 1000, start_year=2006, end_year=2010, position=2010, direction=1)
    assert found.gap == pytest.approx(-100)
    assert math.isnan(found.growth_needed)


def test_cumulative_figures_are_asked_for_their_share_of_the_year():
    whole = required_level(START, 1000, 2006, 2010, 2009)
    assert required_so_far(START, 1000, 2006, 2010, 2009, 0.62) == pytest.approx(0.62 * whole)
    for share in (0, 1.2, math.nan):
        with pytest.raises(MonitorError, match="share of a year"):
            required_so_far(START, 1000, 2006, 2010, 2009, share)


def test_both_paths_meet_at_the_target():
    table = required_paths(_series("100 110 130 150"), 200, 2006, 2010).set_index("year")
    assert table.loc[2010, ["from_baseline", "from_today"]].tolist() == pytest.approx([200, 200])
    assert table["from_baseline"].first_valid_index() == 2006
    assert table.loc[2008, ["observed", "from_today"]].tolist() == [150, 150]
    assert table.loc[2009, "from_today"] == pytest.approx(math.sqrt(150 * 200))
    assert math.isnan(table.loc[2009, "observed"])
    assert math.isnan(table.loc[2007, "from_today"])


@pytest.mark.parametrize(
    ("text", "baseline", "why"),
    [
        ("nan 110 130 150", 2005, "no baseline"),
        ("100 110 -1", 2007, "a loss in the baseline year"),
        ("1 2 3 4 5 6", 2010, "baseline in the deadline's year"),
        ("nan nan", 2005, "nothing observed"),
    ],
)
def test_without_a_path_the_target_still_stands(text, baseline, why):
    table = required_paths(_series(text), 200, baseline, 2010).set_index("year")
    assert table["from_baseline"].dropna().to_dict() == {2010: 200.0}, why


def test_growth_ever_seen():
    # 10, 20, 11, 30 % a year
    values = _series("100 110 132 146.52 190.476")
    assert growth_seen(values, 0.20, 1) == Seen(2, 4, pytest.approx(0.30), 2009)
    assert growth_seen(values, 0.25, 2) == Seen(0, 3, pytest.approx(math.sqrt(1.11 * 1.3) - 1), 2009)
    assert growth_seen(values, 0.15, 1, direction=-1) == Seen(2, 4, pytest.approx(0.10), 2006)


def test_gaps_and_losses_are_no_span():
    assert growth_seen(_series("100 nan 121 -5 130 143"), 0.1, 1) == Seen(1, 1, pytest.approx(0.1), 2010)
    assert growth_seen(_series("100 nan 121"), 0.1, 2).times == 1
    nothing = growth_seen(_series("100"), 0.1, 1)
    assert (nothing.times, nothing.spans, nothing.best_year) == (0, 0, None)
    assert math.isnan(nothing.best)
    with pytest.raises(MonitorError, match="span"):
        growth_seen(_series("100 110"), 0.1, 0)
