import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.targets.nowcast import METHODS, OUTCOMES, annual_from_cumulative, nowcasts, past_errors
from analysis.targets.nowcast_base import (
    cumulative_from_months,
    cumulative_years,
    like_for_like_base,
    published_base,
)

MONTHS = [2, 5, 8, 11, 12]
# DESIGN section 6, worked example of the project's reference
WORKED = {
    2005: {2: 38, 5: 112, 8: 190, 11: 272, 12: 297.3},
    2006: {2: 44, 5: 128, 8: 218, 11: 311, 12: 340.1},
    2007: {2: 52, 5: 150, 8: 255, 11: 365, 12: 400.0},
}
SO_FAR = {2: 66, 5: 192, 8: 326}
PERIODS = st.lists(st.floats(1, 100), min_size=5, max_size=5)


def seasonal(totals, shares=(0.1, 0.35, 0.6, 0.9, 1.0)):
    return pd.DataFrame(np.outer(list(totals.values()), shares), list(totals), MONTHS)


def reported(rows):
    return pd.DataFrame(rows, columns=["enterprise_id", "year", "month", "revenue"])


@pytest.mark.parametrize(("month", "expected"), [(2, 507.6923), (5, 512.0), (8, 511.3725)])
def test_worked_example(month, expected):
    so_far = {m: figure for m, figure in SO_FAR.items() if m <= month}
    estimates = annual_from_cumulative(WORKED, so_far)
    assert estimates.index.to_list() == list(METHODS)
    assert estimates["growth_carry"] == pytest.approx(expected, abs=5e-5)
    shares = [WORKED[year][month] / WORKED[year][12] for year in WORKED]
    assert estimates["historical_share"] == pytest.approx(so_far[month] / math.prod(shares) ** (1 / 3))


def test_every_form_of_the_same_figures_gives_the_same():
    frame = cumulative_years(WORKED)
    text = {
        str(year): {str(month): figure for month, figure in points.items()} for year, points in WORKED.items()
    }
    found = annual_from_cumulative(frame, pd.Series(SO_FAR))
    for history in (text, frame.stack(), frame.iloc[::-1, ::-1]):
        assert annual_from_cumulative(history, SO_FAR).equals(found)


@given(st.floats(0.5, 2), st.floats(0.5, 2), st.sampled_from([2, 5, 8, 11]), PERIODS)
@settings(max_examples=8, deadline=None)
def test_a_year_like_every_other_is_hit_by_all_methods(growth, again, month, periods):
    shares = np.cumsum(periods) / sum(periods)
    history = seasonal({2005: 100, 2006: 100 * growth, 2007: 100 * growth * again}, shares)
    whole = 700.0
    so_far = {m: whole * share for m, share in zip(MONTHS, shares, strict=True) if m <= month}
    table = nowcasts(history, so_far)
    assert table["estimate"].to_numpy() == pytest.approx([whole] * 3)
    assert (table["outcome"] == "no_spread").all()
    assert table[["low", "high"]].to_numpy() == pytest.approx(whole)


@given(st.lists(PERIODS, min_size=4, max_size=4), st.sampled_from([2, 5, 8]), st.sampled_from([0.5, 1e4]))
@settings(max_examples=8, deadline=None)
def test_unit_cancels_out_and_nothing_earned_is_lost(years, month, factor):
    wide = pd.DataFrame(np.cumsum(years, axis=1), range(2005, 2009), MONTHS)
    so_far = wide.loc[2008, :month]
    table, scaled = nowcasts(wide.loc[:2007], so_far), nowcasts(wide.loc[:2007] * factor, so_far * factor)
    figures = ["estimate", "low", "high"]
    assert scaled[figures].to_numpy() == pytest.approx(table[figures].to_numpy() * factor)
    assert (table["low"] >= so_far[month]).all()
    assert (table["low"] <= table["estimate"]).all()
    assert (table["estimate"] <= table["high"]).all()


def test_interval_is_the_t_of_the_past_errors():
    table = nowcasts(WORKED, SO_FAR, level=0.8).set_index("method")
    errors = past_errors(WORKED, 8)["growth_carry"].dropna()
    # 2006 from 2005 and 2007 from 2006: carry errs by the change of the share
    expected = [math.log(340.1 / (297.3 * 218 / 190)), math.log(400 / (340.1 * 255 / 218))]
    assert errors.to_list() == pytest.approx(expected)
    spread = math.sqrt((expected[0] ** 2 + expected[1] ** 2) / 2)
    # 90 % point of t with 2 degrees of freedom, 1.885618 (any printed t table)
    row = table.loc["growth_carry"]
    assert math.log(row["high"] / row["estimate"]) == pytest.approx(1.885618 * spread, rel=1e-6)
    assert math.log(row["estimate"] / row["low"]) == pytest.approx(1.885618 * spread, rel=1e-6)
    assert row["freedom"] == 2


def test_past_errors_use_nothing_that_came_later():
    changed = pd.DataFrame(WORKED).T
    changed.loc[2007] *= [1, 5, 2, 7, 3]
    before, after = past_errors(WORKED, 8), past_errors(changed, 8)
    assert after.loc[:2006].equals(before.loc[:2006])
    later = pd.DataFrame(WORKED).T
    later.loc[2007, 11] = 399
    assert past_errors(later, 8).loc[2007].equals(before.loc[2007])


def test_the_remainder_follows_the_newest_period_and_not_the_average_so_far():
    history = seasonal({2005: 100, 2006: 100, 2007: 100})
    collapsed = {2: 15.0, 5: 52.5, 8: 65.0}
    estimates = annual_from_cumulative(history, collapsed)
    assert estimates["growth_carry"] == pytest.approx(65 / 0.6)
    # June to August earned half of a year ago, so does what is to come: 65 + 40 / 2; the paths spread
    assert estimates["simulated_remainder"] == pytest.approx(85, rel=0.01)


def test_simulated_paths_spread_as_the_steps_of_growth_did():
    rng = np.random.default_rng(3)
    history = pd.DataFrame(np.cumsum(rng.lognormal(3, 0.1, (30, 5)), axis=1), range(1980, 2010), MONTHS)
    table = nowcasts(history, {2: 20, 5: 40, 8: 60, 11: 80}, level=0.5).set_index("method")
    row = table.loc["simulated_remainder"]
    growth = np.log(np.diff(history, axis=1, prepend=0)[1:] / np.diff(history, axis=1, prepend=0)[:-1])
    now = np.log(20 / np.diff(history.loc[2009], prepend=0)[:4])
    steps = np.concatenate([np.diff(growth, axis=1).ravel(), np.diff(now)])
    assert row["freedom"] == len(steps)
    step = math.sqrt((steps**2).mean())
    median = history.loc[2009, 12] - history.loc[2009, 11]
    median *= math.exp(now[-1])
    assert row["estimate"] == pytest.approx(80 + median, rel=1e-6)
    # Quartile of the normal, 0.67449; 4000 paths
    assert row["high"] == pytest.approx(80 + median * math.exp(0.67449 * step), rel=0.01)


def test_intervals_hold_their_level():
    rng = np.random.default_rng(5)
    hits, usual = [], np.array([0.12, 0.26, 0.25, 0.26, 0.11])
    for _ in range(40):
        parts = usual * rng.lognormal(0, 0.04, (6, 5)) * rng.lognormal(5, 0.3, (6, 1))
        wide = pd.DataFrame(np.cumsum(parts, axis=1), range(2005, 2011), MONTHS)
        table = nowcasts(wide.loc[:2009], wide.loc[2010, :5])
        hits.append(((table["low"] <= wide.loc[2010, 12]) & (wide.loc[2010, 12] <= table["high"])).to_numpy())
    carry, share, remainder = np.mean(hits, axis=0)
    # 80 % and three standard errors of 40 trials; a walk is too careful about growth that only jitters
    assert abs(carry - 0.8) < 0.19
    assert abs(share - 0.8) < 0.19
    assert remainder > 0.61


@pytest.mark.parametrize(
    ("history", "so_far", "outcomes"),
    [
        ({}, SO_FAR, ["month_not_in_history"] * 3),
        (WORKED, {}, ["nothing_reported"] * 3),
        (WORKED, {2: math.nan}, ["nothing_reported"] * 3),
        (WORKED, {3: 80}, ["month_not_in_history"] * 3),
        (WORKED, {2: 0}, ["not_positive"] * 3),
        (WORKED, {2: -3}, ["not_positive"] * 3),
        ({2007: {2: 0, 12: 50}}, {2: 5}, ["not_positive"] * 3),
        ({2007: {2: 5, 12: -50}}, {2: 5}, ["not_positive"] * 3),
        ({2007: {2: 5, 12: 50}}, {2: 6}, ["no_interval"] * 3),
        ({2007: {2: 5, 5: 12}}, {2: 6}, ["month_not_in_history"] * 3),
        (WORKED, SO_FAR | {11: 450, 12: 500}, ["complete"] * 3),
        # A fall of the cumulative figure: the remainder has a period that earned less than nothing
        (WORKED, {2: 66, 5: 192, 8: 180}, ["estimated", "estimated", "not_positive"]),
    ],
)
def test_outcomes(history, so_far, outcomes):
    table = nowcasts(history, so_far)
    assert table["outcome"].to_list() == outcomes
    assert set(outcomes) <= set(OUTCOMES)
    said = table["outcome"].isin(["estimated", "no_interval", "complete"])
    assert table["estimate"].notna().equals(said)
    assert table["low"].notna().equals(table["outcome"].isin(["estimated", "complete"]))


def test_a_gap_before_leaves_only_the_usual_share():
    history = {year: WORKED[year] for year in (2005, 2006)}
    table = nowcasts(history, SO_FAR, year=2008).set_index("method")
    assert table["outcome"].to_dict() == {
        "growth_carry": "no_year_before",
        "historical_share": "no_interval",
        "simulated_remainder": "no_year_before",
    }
    shares = math.sqrt(190 / 297.3 * 218 / 340.1)
    assert table.loc["historical_share", "estimate"] == pytest.approx(326 / shares)


def test_a_month_nobody_ever_reported_falls_back_on_the_month_before():
    table = nowcasts(WORKED, SO_FAR | {9: 360})
    assert (table["month"] == 8).all()
    assert table["estimate"].equals(nowcasts(WORKED, SO_FAR)["estimate"])


def test_monthly_series():
    single = pd.DataFrame(np.full((3, 11), 10.0), [2006, 2007, 2008], range(2, 13))
    single[2] = 20.0
    wide = cumulative_from_months(single.stack())
    assert wide.columns.to_list() == list(range(2, 13))
    assert wide.loc[2008].to_list() == [20 + 10 * later for later in range(11)]
    assert annual_from_cumulative(wide.loc[:2007], wide.loc[2008, :7] * 2).to_list() == pytest.approx(
        [240] * 3
    )
    single.loc[2007, 6] = math.nan
    gap = cumulative_from_months(single.stack())
    assert gap.loc[2007].notna().sum() == 4
    assert gap.loc[[2006, 2008]].notna().all(axis=None)


def same_and_new():
    """A and B report throughout, C begins in June 2007, D is gone in 2008."""
    shares = dict(zip(MONTHS, (0.1, 0.35, 0.6, 0.9, 1.0), strict=True))
    rows = [
        ("A", 2007, 100),
        ("B", 2007, 300),
        ("D", 2007, 50),
        ("A", 2008, 130),
        ("B", 2008, 330),
        ("C", 2008, 200),
    ]
    points = [
        (name, year, month, whole * share) for name, year, whole in rows for month, share in shares.items()
    ]
    points += [("C", 2007, 8, 40), ("C", 2007, 11, 80), ("C", 2007, 12, 100)]
    table = reported(points)
    table = table[(table["year"] < 2008) | (table["month"] <= 8)]
    return table[table["month"] < 12], table[table["month"] == 12].drop(columns="month")


def test_like_for_like_leaves_out_who_comes_and_goes():
    ytd, annual = same_and_new()
    base = like_for_like_base(ytd, annual)
    assert base["before"].to_list() == pytest.approx([40, 140, 240, 360, 400])
    assert base["now"].dropna().to_list() == pytest.approx([46, 161, 276])
    assert set(base["enterprises"]) == {2}
    wide = pd.concat([ytd, annual.assign(month=12)]).groupby(["year", "month"])["revenue"].sum().unstack()
    table = nowcasts(wide.loc[[2007]], wide.loc[2008].dropna(), like_for_like=base)
    table = table.set_index(["base", "method"])
    # Both bases start from everyone's 396 so far; C's late start must not count as a season
    assert table.loc[("like_for_like", "growth_carry"), "estimate"] == pytest.approx(396 / 0.6)
    assert table.loc[("published", "growth_carry"), "estimate"] == pytest.approx(396 * 550 / 310)
    assert table.loc[("like_for_like", "growth_carry"), "growth_so_far"] == pytest.approx(0.15)
    assert table.loc[("published", "growth_carry"), "growth_so_far"] == pytest.approx(396 / 310 - 1)


@given(st.permutations(range(22)))
@settings(max_examples=5, deadline=None)
def test_order_of_rows_changes_no_base(order):
    ytd, annual = same_and_new()
    shuffled = ytd.iloc[[place for place in order if place < len(ytd)]]
    assert like_for_like_base(shuffled, annual[::-1]).equals(like_for_like_base(ytd, annual))


def test_nobody_in_both_years():
    ytd = reported([("A", 2007, 2, 5), ("B", 2008, 2, 6)])
    annual = reported([("A", 2007, 12, 50)]).drop(columns="month")
    base = like_for_like_base(ytd, annual)
    table = nowcasts({2007: {2: 5, 12: 50}}, {2: 6}, like_for_like=base)
    assert table["outcome"].to_list() == ["no_interval"] * 3 + ["no_same_enterprises"] * 3
    assert like_for_like_base(ytd[:1], annual).empty


def test_refusals():
    with pytest.raises(MonitorError, match="no month"):
        annual_from_cumulative({2007: {13: 5}}, SO_FAR)
    with pytest.raises(MonitorError, match="infinite"):
        annual_from_cumulative({2007: {2: math.inf}}, SO_FAR)
    with pytest.raises(MonitorError, match="repeat"):
        annual_from_cumulative(pd.DataFrame([[1, 2], [3, 4]], [2007, 2007], [2, 12]), SO_FAR)
    with pytest.raises(MonitorError, match="level"):
        nowcasts({}, SO_FAR, level=80)
    twice = reported([("A", 2007, 2, 5), ("A", 2007, 2, 6)])
    with pytest.raises(MonitorError, match="more than one figure"):
        like_for_like_base(twice, twice[:0].drop(columns="month"))


def test_published_base_puts_each_year_beside_the_one_before():
    base = published_base(cumulative_years(WORKED))
    assert base.loc[(2006, 8)].to_list() == [190, 218]
    assert base.loc[(2005, 8), "now"] == 190
    assert math.isnan(base.loc[(2005, 8), "before"])
