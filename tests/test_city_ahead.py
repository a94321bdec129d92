"""What the sample is likely to do, as known on two dates: half a year before the deadline and after it."""

import math

import pytest

from analysis import open_city
from analysis.errors import MonitorError
from analysis.policy.scenarios import Scenario
from analysis.targets.case import shape_of
from analysis.targets.outlook import OUTCOMES


@pytest.fixture(scope="module")
def city(sample_root):
    return open_city(sample_root, "2010-09-30")


@pytest.fixture(scope="module")
def before(city):
    return city.outlook().set_index("commitment_id")


@pytest.fixture(scope="module")
def after(sample_root):
    return open_city(sample_root, "2011-03-31")


def test_every_promise_in_numbers_has_a_distribution_or_a_reason(city, before):
    numeric = [
        c.id for c in city.policy.commitments.values() if shape_of(c) == "indicator" and c.target is not None
    ]
    assert list(before.index) == numeric
    said = before["outcome"] == "forecast"
    ends = before[["low_95", "low_80", "median", "high_80", "high_95"]]
    assert before["outcome"].isin(OUTCOMES).all()
    assert ends[said].notna().all(axis=None)
    assert (ends[said].diff(axis=1).iloc[:, 1:] > 0).all(axis=None)
    assert before.loc[said, "probability"].between(0, 1).all()
    assert before.loc[~said, "probability"].isna().all()
    assert said.sum() >= 40


def test_verdicts_carry_the_probability_of_the_outlook(city, before):
    status = city.status().set_index("commitment_id")["probability"]
    assert status[before.index].equals(before["probability"])
    assert status.drop(before.index).isna().all()


def test_the_year_as_it_came_lies_in_most_ranges(after, before):
    known = {name: after.measure(name).get(2010, math.nan) for name in before.index}
    said = before[before["outcome"] == "forecast"]
    inside = [row.low_95 <= known[row.Index] <= row.high_95 for row in said.itertuples()]
    assert sum(inside) >= 0.8 * len(inside)


def test_after_the_deadline_the_outlook_is_the_verdict(after):
    outlook = after.outlook().set_index("commitment_id")
    verdict = after.status().set_index("commitment_id")["status"]
    assert set(outlook["outcome"]) == {"deadline_past"}
    kept = outlook.index[outlook["standing"] == "kept"]
    assert set(verdict[kept]) == {"achieved"}
    assert set(verdict[outlook.index[outlook["standing"] == "missed"]]) == {"missed"}
    assert outlook["probability"].isna().all()
    assert after.targets_met().isna().all()


def test_targets_met_is_a_distribution(city):
    numbers = city.targets_met()
    assert list(numbers.index) == list(range(11))
    assert numbers.sum() == pytest.approx(1)


def test_a_scenario_that_changes_nothing_changes_nothing(city, before):
    nothing = Scenario(id="nothing", name={"zh": "不变", "en": "Nothing"})
    assert city.outlook(nothing).set_index("commitment_id").equals(before)


def test_energy_saved_makes_the_energy_promise_likelier_and_leaves_revenue(city, before):
    saved = Scenario(
        id="saved",
        name={"zh": "节能", "en": "Saved"},
        energy_saved=[{"since": 2010, "share": {"value": 3, "unit": "%"}}],
    )
    found = city.outlook(saved).set_index("commitment_id")
    assert found["probability"]["C016"] > before["probability"]["C016"] + 0.05
    assert found.drop("C016").equals(before.drop("C016"))
    # Industry uses a part of what the city does, so saving 3 % there is less than 3 % of the whole.
    level = (1 + found["median"]["C016"]) / (1 + before["median"]["C016"])
    assert 0.97 < level < 1


def test_faster_growth_of_one_cluster_lifts_it_and_the_total(city, before):
    found = city.outlook("machinery_grows_faster").set_index("commitment_id")["probability"]
    assert found["C008"] > before["probability"]["C008"]
    assert found["C002"] > before["probability"]["C002"]
    assert found["C007"] == before["probability"]["C007"]


def test_an_unknown_scenario_names_those_there_are(city):
    with pytest.raises(MonitorError, match="machinery_grows_faster"):
        city.outlook("gold_rush")


def test_a_nowcast_says_both_bases_by_every_method(city):
    found = city.nowcast("food")
    assert set(zip(found["method"], found["base"], strict=True)) == {
        (method, base)
        for method in ("growth_carry", "historical_share", "simulated_remainder")
        for base in ("published", "like_for_like")
    }
    assert (found["month"] == 8).all()


def test_a_year_without_returns_has_no_nowcast(after):
    assert after.nowcast("food").empty


def test_growth_goes_with_something_and_the_plan_is_compared(city):
    drivers = city.growth_drivers()
    effect = city.planned_effect()
    assert {"log_size", "log_age"} <= set(drivers.terms["term"])
    assert effect.outcome == "estimated"
