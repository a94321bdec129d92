from pathlib import Path

import pytest

from analysis.errors import PolicyError
from analysis.policy import load_policy
from analysis.policy.scenarios import load_scenarios

POLICY = Path(__file__).parents[2] / "data" / "policy"
CLUSTERS = ["food", "machinery", "other"]
NAME = "name: {zh: 名, en: name}\n"


def load(tmp_path, text):
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "one.yaml").write_text(text, encoding="utf-8")
    return load_scenarios(tmp_path, CLUSTERS)["one"]


def test_the_examples_are_scenarios_of_this_city():
    clusters = [*load_policy(POLICY).clusters, "other"]
    found = load_scenarios(POLICY, clusters)
    assert list(found) == sorted(path.stem for path in (POLICY / "scenarios").glob("*.yaml"))
    assert len(found) >= 3
    asked = {
        part
        for one in found.values()
        for part in ("growth", "pipeline", "prices", "energy_saved")
        if getattr(one, part)
    }
    assert asked == {"growth", "pipeline", "prices", "energy_saved"}
    assert all(one.name["zh"] and one.name["en"] for one in found.values())


def test_ratios_are_fractions_whatever_they_are_printed_in(tmp_path):
    text = 'prices: [{since: 2009, change: {value: -15, unit: "%"}}]\n'
    more = 'growth: [{since: 2009, rate: {value: 0.2, unit: "1"}}]\n'
    scenario = load(tmp_path, NAME + text + more)
    assert scenario.prices[0].change.fraction == pytest.approx(-0.15)
    assert scenario.growth[0].rate.fraction == pytest.approx(0.2)
    assert scenario.clusters_named == set()


def test_no_folder_is_no_scenario(tmp_path):
    assert load_scenarios(tmp_path, CLUSTERS) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("growth: []", "`name`, found nothing"),
        (NAME + "groth: []", "closest is growth"),
        (NAME + "id: two", "not known"),
        (
            NAME + 'growth: [{clusters: [machinry], since: 2008, extra: {value: 5, unit: "%"}}]',
            "closest is machinery",
        ),
        (NAME + 'growth: [{clusters: [], since: 2008, extra: {value: 5, unit: "%"}}]', "clusters"),
        (NAME + "growth: [{since: 2008}]", "one of `rate` and `extra`"),
        (NAME + "growth: [{since: 2008, extra: {value: 5, unit: 亿元}}]", "a share or change in %"),
        (NAME + 'growth: [{since: 2008, extra: {value: -100, unit: "%"}}]', "above -100 %"),
        (
            NAME + 'growth: [{since: 2008, until: 2007, extra: {value: 5, unit: "%"}}]',
            "until not before since",
        ),
        (NAME + 'growth: [{since: "2008", extra: {value: 5, unit: "%"}}]', "whole number"),
        (NAME + "pipeline: {ramp: []}", "ramp"),
        (NAME + "pipeline: {ramp: [0.5, 1.2]}", "ramp"),
        (NAME + 'pipeline: {ramp: [1.0], realised: {value: 120, unit: "%"}}', "between 0 and 100 %"),
        (NAME + "pipeline: {ramp: [1.0], delay_months: -3}", "delay_months"),
        (NAME + 'energy_saved: [{since: 2009, share: {value: 100, unit: "%"}}]', "below 100 %"),
        (NAME + 'prices: [{since: 2009, change: {value: -100, unit: "%"}}]', "above -100 %"),
        (NAME + NAME, "twice"),
    ],
)
def test_refusals_name_the_file_and_the_way_out(tmp_path, text, message):
    with pytest.raises(PolicyError, match=message) as refusal:
        load(tmp_path, text)
    assert "one.yaml" in str(refusal.value)
