"""Outlooks of promises in numbers: one set of paths, agreeing with each other and with the closed form."""

import importlib.util
import math
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.targets.outlook import COLUMNS, OUTCOMES, basis_of, on_paths, outlook_of, targets_met
from analysis.targets.paths import share_of_paths
from analysis.targets.simulation import least_of_firms, simulate_paths
from analysis.targets.trajectory import STANDINGS, annual_trajectory

_spec = importlib.util.spec_from_file_location("futures", Path(__file__).parent / "futures.py")
futures = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(futures)

LEVELS = futures.growing()
FUTURE = futures.known(LEVELS)
CLUSTER_TARGETS = futures.POLICY.with_indicator("cluster_revenue")


def outlook(commitment_id, levels=LEVELS, future=None, **changes):
    return outlook_of(
        futures.case(commitment_id, levels, **changes),
        future or (FUTURE if levels is LEVELS else futures.known(levels)),
    )


def at(target, **changes):
    """A revenue target of that much."""
    amount = futures.POLICY.commitments["C006"].amount
    return {"at_least": amount.model_copy(update={"value": target, "unit": "万元"}), **changes}


@pytest.mark.parametrize("commitment", CLUSTER_TARGETS, ids=lambda c: c.scope.cluster)
def test_a_cluster_on_the_paths_has_the_probability_of_the_closed_form(commitment):
    values = LEVELS[commitment.scope.cluster]
    target = float(values.iloc[-1]) * 1.2
    found = outlook(commitment.id, **at(target))
    own = annual_trajectory(values, 2010, target)
    assert found.basis == "paths"
    assert found.probability == pytest.approx(own.probability, abs=0.015)
    assert found.table["median"].iloc[0] == pytest.approx(own.table["median"].iloc[0], rel=0.01)


def test_clusters_add_up_to_the_total_on_every_path_and_the_share_is_theirs():
    by_id = futures.POLICY.commitments
    parts = sum(on_paths(c, FUTURE.paths) for c in CLUSTER_TARGETS)
    np.testing.assert_allclose(parts, on_paths(by_id["C002"], FUTURE.paths))
    np.testing.assert_allclose(
        on_paths(by_id["C002"], FUTURE.paths) / on_paths(by_id["C003"], FUTURE.paths),
        on_paths(by_id["C004"], FUTURE.paths),
    )


def test_the_number_of_targets_met_agrees_with_the_chance_of_each():
    targets = [
        c.model_copy(update=at(float(LEVELS[c.scope.cluster].iloc[-1]) * 1.22)) for c in CLUSTER_TARGETS
    ]
    numbers = targets_met(targets, FUTURE, 2010)
    chances = [
        outlook(c.id, **at(float(LEVELS[c.scope.cluster].iloc[-1]) * 1.22)).probability
        for c in CLUSTER_TARGETS
    ]
    assert numbers.sum() == pytest.approx(1)
    assert float(numbers @ numbers.index) == pytest.approx(sum(chances))
    # Shared shocks: all ten together are far likelier than a product of margins says.
    assert numbers[10] > 3 * math.prod(chances)


def test_a_share_of_a_whole_keeps_inside_it_and_is_two_columns_simulated_together():
    parks = pd.Series([0.3, 0.5, 0.72, 0.9, 0.96], LEVELS.index)
    levels = pd.DataFrame({"parks": parks, "rest": 1 - parks})
    own = annual_trajectory(parks / (1 - parks), 2010)
    paths = simulate_paths(levels, 1)
    both = paths.table(paths.share(["parks"]))
    odds = own.table[["median", "low_80", "high_80"]]
    np.testing.assert_allclose(
        (odds / (1 + odds)).to_numpy(), both[["median", "low_80", "high_80"]].to_numpy(), atol=0.01
    )
    assert (both["high_95"] < 1).all()


def test_the_park_share_is_judged_by_its_odds():
    found = outlook("C005")
    assert found.basis == "odds"
    # 40 % of every cluster in every year: continued, and nothing known about how it varies.
    assert found.outcome == "no_spread"
    assert found.table["median"].tolist() == pytest.approx([0.4])
    assert math.isnan(found.probability)


def test_a_year_partly_returned_is_surer_and_never_below_what_is_earned():
    whole = futures.growing(range(2005, 2011))
    before, ytd = whole.loc[:2009], futures.so_far(whole, 2010, (2, 5, 8))
    alone, partly = futures.known(before), futures.known(before, ytd)
    one = {
        name: outlook("C006", before, future).table.iloc[0] for name, future in (("a", alone), ("p", partly))
    }
    assert set(partly.nowcasts) == set(futures.NAMES)
    width = {name: row["high_80"] - row["low_80"] for name, row in one.items()}
    assert width["p"] < width["a"] / 2
    assert one["p"]["median"] == pytest.approx(whole.loc[2010, "tobacco"], rel=0.05)
    earned = ytd[(ytd["year"] == 2010) & (ytd["month"] == 8)].set_index("cluster")["revenue"]
    least = partly.paths.levels[:, 0, :].min(axis=0)
    assert (least >= earned[list(partly.paths.names)].to_numpy()).all()


def test_months_of_another_scope_are_no_nowcast():
    whole = futures.growing(range(2005, 2011))
    scopes = dict.fromkeys(range(2005, 2010), "five million") | {2010: "twenty million"}
    found = futures.known(whole.loc[:2009], futures.so_far(whole, 2010, (2, 5, 8)), scopes=scopes)
    assert found.nowcasts == {}


def test_a_change_of_scope_is_bridged_by_the_same_enterprises():
    scopes = dict.fromkeys(range(2005, 2008), "five million") | dict.fromkeys(
        range(2008, 2011), "twenty million"
    )
    future = futures.known(LEVELS, scopes=scopes)
    # The same firms report throughout, so nothing breaks, and nothing changes.
    assert outlook("C006", LEVELS, future).probability == pytest.approx(outlook("C006").probability, abs=1e-9)
    assert outlook("C003", LEVELS, future).outcome == "forecast"


def test_fewer_than_four_years_say_so_and_take_the_total_with_them():
    short = LEVELS.loc[2007:]
    assert outlook("C006", short).outcome == "too_few_years"
    assert outlook("C002", short).outcome == "not_simulated"
    young = LEVELS.copy()
    young.loc[:2006, "food"] = math.nan
    found = outlook("C007", young)
    assert (found.outcome, found.standing) == ("too_few_years", "open")
    assert outlook("C003", young).outcome == "not_simulated"
    # Clusters that do not need it keep their chance.
    assert outlook("C006", young).outcome == "forecast"


@pytest.mark.parametrize(
    ("situation", "year", "value", "outcome"),
    [
        ("a year of nothing", 2007, 0.0, "not_positive"),
        ("a negative year", 2007, -5.0, "not_positive"),
        ("a missing year", 2007, math.nan, "missing_year"),
    ],
    ids=["zero", "negative", "missing"],
)
def test_a_series_that_cannot_grow_has_its_reason(situation, year, value, outcome):
    levels = LEVELS.copy()
    levels.loc[year, "tobacco"] = value
    paths = futures.known(levels).paths
    assert paths.outcomes["tobacco"] == outcome
    assert math.isnan(share_of_paths(paths.total()[:, 0]))


def test_a_constant_series_gives_no_chance():
    flat = LEVELS.assign(tobacco=2_000_000.0)
    found = outlook("C006", flat)
    assert found.outcome == "no_spread"
    assert found.table["median"].tolist() == pytest.approx([2_000_000])
    assert found.table["low_80"].isna().all()
    assert math.isnan(found.probability)


def test_a_known_deadline_is_a_result_and_no_forecast():
    levels = futures.growing(range(2005, 2011))
    met = outlook("C006", levels, **at(1.0))
    missed = outlook("C006", levels, **at(1e9))
    assert (met.outcome, met.standing) == ("deadline_past", "kept")
    assert (missed.outcome, missed.standing) == ("deadline_past", "missed")
    assert met.table.empty
    assert math.isnan(met.probability)


def test_a_target_met_early_asks_whether_it_still_holds():
    found = outlook("C006", **at(float(LEVELS["tobacco"].iloc[-1])))
    assert found.standing == "met"
    assert 0.5 < found.probability < 1
    assert found.growth_needed == pytest.approx(0)


def test_a_deadline_beyond_the_years_simulated():
    found = outlook("C006", deadline=date(2015, 12, 31))
    assert found.outcome == "horizon_beyond_data"
    assert math.isnan(found.probability)


def test_how_often_the_growth_needed_was_seen():
    levels = LEVELS.assign(tobacco=[100.0, 150, 165, 200, 220])
    found = outlook("C006", levels, futures.known(levels), **at(330.0))
    assert found.growth_needed == pytest.approx(0.5)
    assert (found.seen.times, found.seen.spans, found.seen.best_year) == (1, 4, 2006)


def test_deeds_have_no_outlook():
    found = outlook("C022")
    assert basis_of(futures.case("C022", LEVELS)) is None
    assert found.outcome == "deeds"


def test_exactly_so_many_is_no_matter_of_growth():
    levels = LEVELS.copy()
    levels.loc[:2006, ["food", "power"]] = 0.0
    found = outlook("C001", levels)
    assert found.outcome in ("exact_number", "no_spread")
    assert math.isnan(found.probability)


def events(ids):
    return pd.DataFrame(
        {
            "event_id": [f"e{n}" for n in range(len(ids))],
            "commitment_id": "C018",
            "file": "list.csv",
            "date": pd.Timestamp("2008-01-10"),
            "obtained": pd.Timestamp("2008-02-01"),
            "enterprise_id": ids,
        }
    )


def test_every_enterprise_of_a_list_is_harder_than_any_one_of_them():
    ids = ["tobacco-a", "food-a", "power-b"]
    found = outlook("C017", events=events(ids))
    deviations = FUTURE.deviations
    rows = FUTURE.firms[FUTURE.firms["enterprise_id"].isin(ids)]
    least = least_of_firms(FUTURE.paths, rows, deviations)[:, 0]
    singles = [
        least_of_firms(FUTURE.paths, rows[rows["enterprise_id"] == one], deviations)[:, 0] for one in ids
    ]
    assert found.basis == "list"
    for quantile in (0.1, 0.5, 0.9):
        assert np.quantile(least, quantile) <= min(np.quantile(one, quantile) for one in singles) * 1.01
    assert found.table["median"].iloc[0] == pytest.approx(np.median(least))


def test_an_enterprise_of_the_list_without_a_return_leaves_it_open():
    assert outlook("C017", events=events(["tobacco-a", "gone"])).outcome == "list_incomplete"


def test_the_smaller_part_of_a_planned_cell_promise_is_enough():
    # All industry in one district: its quotient is 1 in all clusters and years, its share is all there is.
    found = outlook("C031")
    assert found.basis == "cell"
    assert found.outcome == "no_spread"
    assert found.standing == "met"


@settings(max_examples=25, deadline=None)
@given(st.floats(0.2, 5), st.integers(0, 50))
def test_the_unit_of_money_changes_no_probability(scale, seed):
    levels = futures.growing(seed=seed)
    target = float(levels["food"].iloc[-1]) * 1.25
    own = simulate_paths(levels, 1, draws=400)
    scaled = simulate_paths(levels * scale, 1, draws=400)
    one = share_of_paths(own.level("food")[:, 0] >= target)
    other = share_of_paths(scaled.level("food")[:, 0] >= target * scale)
    assert abs(one - other) <= 1 / 400


def test_a_row_has_the_agreed_columns_and_known_words():
    for name in ("C002", "C004", "C005", "C006", "C017", "C031"):
        one = futures.case(name, LEVELS)
        row = outlook_of(one, FUTURE).row(one.commitment)
        assert set(row) == set(COLUMNS)
        assert row["outcome"] in OUTCOMES
        assert row["standing"] in STANDINGS
