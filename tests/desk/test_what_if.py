"""Sliders make scenarios; what they do to probabilities is what `city.outlook` says, and goes the right way."""

import itertools
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import desk, open_city
from analysis.desk.sliders import scenario_effect, scenario_of
from analysis.desk.what_if import RANGES
from analysis.policy.scenarios import Scenario


@pytest.fixture(scope="module")
def early(sample_root):
    return open_city(sample_root, "2009-09-30")


@pytest.fixture(scope="module")
def panel(early):
    return desk.scenario_panel(early, lang="en")


def test_sliders_at_rest_change_nothing(early, panel):
    assert scenario_of(early) == Scenario(id="own", name=scenario_of(early).name)
    effect = scenario_effect(early, scenario_of(early))
    assert (effect["change"] == 0).all()
    assert "Nothing is changed" in panel.view.sentence


def test_the_effect_is_the_difference_of_two_outlooks(early):
    scenario = scenario_of(early, growth=5, on="machinery", energy=6)
    effect = scenario_effect(early, scenario).set_index("commitment_id")
    for name, outlook in (("probability", early.outlook()), ("probability_under", early.outlook(scenario))):
        expected = outlook.set_index("commitment_id")["probability"].loc[effect.index]
        pd.testing.assert_series_equal(effect[name], expected, check_names=False)


def test_a_ready_made_scenario_is_its_file(early, panel):
    panel.controls["scenario"].value = "projects_on_stream"
    expected = scenario_effect(early, early.scenarios["projects_on_stream"], lang="en")
    assert list(panel.view.table["probability_under"]) == list(expected["probability_under"])
    panel.controls["scenario"].value = ""


@given(
    growth=st.integers(*RANGES["growth"][:2]),
    prices=st.integers(*RANGES["prices"][:2]),
    energy=st.integers(*RANGES["energy"][:2]),
    projects=st.integers(*RANGES["projects"][:2]),
    delay=st.integers(*RANGES["delay"][:2]),
    on=st.sampled_from([None, "food", "power"]),
)
@settings(max_examples=8, deadline=None)
def test_every_position_gives_probabilities(early, growth, prices, energy, projects, delay, on):
    made = scenario_of(
        early, growth=growth, prices=prices, energy=energy, projects=projects, delay=delay, on=on
    )
    effect = scenario_effect(early, made)
    assert effect["probability_under"].between(0, 1).all()


@pytest.mark.parametrize("name", ["growth", "prices", "projects"])
def test_more_of_it_never_makes_a_revenue_target_less_likely(early, name):
    low, high, _ = RANGES[name]
    steps = [
        scenario_effect(early, scenario_of(early, **{name: value})) for value in (low, 0, high / 2, high)
    ]
    revenue = [
        step[step["commitment_id"].between("C006", "C015")]["probability_under"].to_numpy() for step in steps
    ]
    assert all((b >= a).all() for a, b in itertools.pairwise(revenue))
    assert (revenue[-1] > revenue[0]).any()


def test_projects_that_come_later_help_less(early):
    now, late = (scenario_effect(early, scenario_of(early, projects=80, delay=delay)) for delay in (0, 24))
    assert (late["probability_under"] <= now["probability_under"]).all()
    assert late["change"].sum() < now["change"].sum()


def test_saved_energy_moves_the_energy_target_and_no_other(early):
    effect = scenario_effect(early, scenario_of(early, energy=6)).set_index("commitment_id")["change"]
    assert effect["C016"] > 0
    assert (effect.drop("C016") == 0).all()


def test_growth_of_one_cluster_leaves_the_targets_of_others(early):
    effect = scenario_effect(early, scenario_of(early, growth=10, on="machinery")).set_index("commitment_id")[
        "change"
    ]
    assert effect["C008"] > 0
    assert all(effect[name] == 0 for name in ("C006", "C007", "C009", "C010") if name in effect)


def test_the_sentence_counts_what_the_table_shows(panel):
    panel.controls["growth"].value = 10
    change = panel.view.table["change"]
    assert f"of {(change > 0.0005).sum()} targets rises" in panel.view.sentence
    assert f"of {(change.abs() <= 0.0005).sum()} it stays" in panel.view.sentence
    panel.controls["growth"].value = 0


def test_the_field_beside_a_slider_moves_it_and_follows_it(panel):
    row = next(each for each in panel.children[0].children if hasattr(each, "children"))
    number, slider = row.children
    number.value = 7
    assert (slider.value, panel.values["growth"]) == (7, 7)
    slider.value = 0
    assert number.value == 0
    assert number.description.startswith("Growth")


def test_after_the_deadline_the_panel_names_a_day_within_the_plan(panel):
    panel.controls["as_of"].value = "2011-03-31"
    assert "2010-09-30" in panel.view.sentence
    assert panel.view.figure is None
    panel.controls["as_of"].value = "2006-02-28"
    assert "too few annual returns" in panel.view.sentence
    panel.controls["as_of"].value = "2009-09-30"
    assert panel.view.figure is not None


def test_no_probability_is_shown_where_none_is_earned(early):
    effect = scenario_effect(early, scenario_of(early, growth=5))
    assert not effect["probability"].map(math.isnan).any()
    assert set(effect["commitment_id"]) <= set(early.outlook().dropna(subset="probability")["commitment_id"])
