"""The trajectory briefing: its figures are those of the library, its words say what is earned, and every case has a sentence."""

import re
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import wording
from analysis.briefings import trajectory_page as page
from analysis.briefings.export import export_page
from analysis.briefings.run import run_briefing
from analysis.briefings.safety import unsafe_parts
from analysis.briefings.trajectory_growth import left_to_earn
from analysis.briefings.trajectory_tables import turned_out
from analysis.briefings.trajectory_together import most_likely
from analysis.briefings.trajectory_view import View
from analysis.briefings.trajectory_what_if import _chances
from analysis.errors import MonitorError
from analysis.indicators import clustered_regression, growth_drivers, planned_effect
from analysis.targets import backtest, nowcast, outlook, trajectory
from analysis.wording_trajectory import TRAJECTORY

from .places import known

CELLS = ("opening", "banner", "fans", "promises", "needed", "current_year", "together", "scenarios", "definitions",
         "drivers", "record", "notes")  # fmt: skip
KEYED = {
    "outcome": outlook.OUTCOMES,
    "standing": trajectory.STANDINGS,
    "basis": outlook.BASES,
    "nowcast": nowcast.OUTCOMES,
    "method": (*nowcast.METHODS, "annual_model"),
    "base": nowcast.BASES,
    "caveat": (*growth_drivers.CAVEATS, *planned_effect.CAVEATS),
    "undefined": clustered_regression.UNDEFINED,
    "effects": (*growth_drivers.OUTCOMES, *planned_effect.OUTCOMES),
    "effect": planned_effect.ROWS,
    "hits": backtest.VERDICTS,
    "weights": ("learned", "given", "equal", "single"),
}


@cache
def seen(root, as_of, cluster=None, lang="en"):
    """A view whose past editions are not replayed, which takes seconds and is proved elsewhere."""
    view = View(known(root, as_of), cluster, lang)
    vars(view)["_replayed"] = pd.DataFrame(columns=list(backtest.FORECASTS))
    return view


@pytest.fixture(scope="module")
def autumn(sample_root):
    return seen(sample_root, "2010-09-30")


@pytest.fixture(scope="module")
def spring(sample_root):
    return seen(sample_root, "2011-03-31")


def spaced(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("prefix", KEYED)
def test_every_outcome_caveat_and_verdict_has_a_sentence(prefix):
    missing = [key for key in KEYED[prefix] if f"ahead_{prefix}_{key}" not in TRAJECTORY]
    assert missing == []


def test_the_message_holds_the_chance_of_the_total_and_the_likely_number(autumn):
    chance = autumn.city.trajectory("C002").probability
    low, high = most_likely(autumn.city.targets_met())
    text = page.opening(autumn).text
    assert wording.chance(chance, "en") in text
    assert f"{low} to {high} of 10" in text


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=11))
def test_no_shorter_run_of_numbers_is_more_likely_than_not(weights):
    odds = pd.Series(weights) / sum(weights)
    low, high = most_likely(odds)
    assert odds.loc[low:high].sum() >= 0.5
    shorter = high - low
    assert all(odds.iloc[i : i + shorter].sum() < 0.5 for i in range(len(odds) - shorter + 1))


def test_every_promise_in_numbers_has_a_chance_or_the_reason_why_not(autumn):
    lines = page.promises(autumn).text.splitlines()
    table = {line.split(" | ")[0].split()[0]: line.split(" | ") for line in lines if line.startswith("C0")}
    rows = autumn.city.outlook().set_index("commitment_id")
    assert set(rows.index) <= set(table)
    for name, row in rows.iterrows():
        reason = wording.say(f"ahead_outcome_{row['outcome']}", "en")
        said = any(name in line and line.endswith(reason) for line in lines)
        assert said == pd.isna(row["probability"]), name
    assert table["C008"][4] == autumn.span("C008", rows.loc["C008"])


def test_the_result_is_set_beside_what_the_edition_two_quarters_before_said(spring, autumn):
    assert spring.said.as_of == autumn.city.as_of
    rows, came = (
        autumn.city.outlook().set_index("commitment_id"),
        spring.city.outlook().set_index("commitment_id"),
    )
    inside = [
        name for name, row in rows.iterrows() if row["low_80"] <= came.at[name, "value"] <= row["high_80"]
    ]
    counts = turned_out(spring, spring.outlook)
    assert counts["hits"] == len(inside) > 30
    assert counts["n"] == rows["low_80"].notna().sum()
    text = spaced(page.promises(spring).text)
    line = next(line for line in text.splitlines() if line.startswith("C008 "))
    assert line.endswith("13.10 bn yuan | inside | missed")


def test_a_result_above_or_below_the_range_is_said(spring):
    text = page.promises(spring).text
    assert "above it" in next(line for line in text.splitlines() if line.startswith("C031 "))
    assert "below it" in next(line for line in text.splitlines() if line.startswith("C034 "))


def test_what_is_left_and_what_is_earned_make_the_target(autumn):
    rows = left_to_earn(autumn).set_index("cluster")
    targets = {c.scope.cluster: c.target for c in autumn.city.policy.with_indicator("cluster_revenue")}
    assert (rows["so_far"] + rows["left"]).to_dict() == pytest.approx(targets)
    annual, ytd = (t.set_index(["year", "cluster"]) for t in (autumn.city.cluster_year, autumn.city.cluster_ytd.query("month == 8")))  # fmt: skip
    for cluster, row in rows.iterrows():
        year_before = annual.at[(2009, cluster), "revenue"]
        assert row["before"] == pytest.approx(year_before - ytd.at[(2009, cluster), "revenue"])


def test_nothing_is_left_to_earn_where_the_deadlines_year_is_whole_or_has_not_begun(sample_root, spring):
    assert left_to_earn(spring).empty
    assert left_to_earn(seen(sample_root, "2008-03-31")).empty


def test_growth_needed_names_a_promise_whose_growth_was_never_seen(autumn):
    rows = autumn.outlook[(autumn.outlook["standing"] == "open") & (autumn.outlook["group"] != "cells")]
    rows = rows[rows["growth_needed"].notna()]
    never = rows[rows["times_seen"] == 0]
    sentence = page.needed(autumn).text.splitlines()[0]
    assert f"For {len(never)} of {len(rows)} open promises" in sentence
    named = [name for name in never.index if autumn.name(name) in sentence]
    assert named
    assert never.loc[named[-1], "basis"] != "list"


def test_the_chances_of_the_total_with_and_without_a_cluster_average_to_its_own(sample_root, autumn):
    paths, own = autumn.city.future.paths, autumn.city.policy.commitments["C008"]
    met = np.asarray(paths.in_year(paths.level("machinery"), 2010)) >= own.target
    total = (
        np.asarray(paths.in_year(paths.total([n for n in paths.names if n != "other"]), 2010)) >= 9_000_000
    )
    text = page.together(seen(sample_root, "2010-09-30", "machinery")).text
    assert wording.chance(total[met].mean(), "en") in text
    assert wording.chance(total[~met].mean(), "en") in text
    assert total.mean() == pytest.approx(autumn.city.trajectory("C002").probability)


def test_scenarios_stand_beside_the_same_baseline_as_the_rest_of_the_page(autumn):
    chances = _chances(autumn, autumn.city.scenarios)
    rows = autumn.outlook.loc[chances.index, "probability"]
    assert chances["baseline"].tolist() == rows.tolist()
    late, on_time = chances["projects_half_a_year_late"], chances["projects_on_stream"]
    assert (on_time >= late - 0.01).all()
    assert chances.at["C016", "salt_and_metal_prices_fall"] > chances.at["C016", "baseline"]


def test_definitions_list_every_reading_with_its_own_chance(autumn):
    text = page.definitions(autumn).text
    for name in ("C004", "C005"):
        for reading in autumn.city.policy.commitments[name].readings:
            line = next(line for line in text.splitlines() if f": {reading.label['en']} |" in line)
            chance = autumn.city.trajectory(name, reading.id).probability
            assert wording.chance(chance, "en") in line


def test_nothing_is_said_in_per_cent_until_it_is_earned(autumn):
    fine = View(autumn.city, None, "en")
    vars(fine)["digits"] = 2
    assert autumn.chance(0.31) == "about three in ten"
    assert spaced(fine.chance(0.314)) == "31 %"
    assert spaced(fine.chance(0.9999)) == "above 99 %"
    assert spaced(fine.chance(0.0)) == "below 1 %"


def test_the_record_says_when_it_is_too_short_to_judge(sample_root):
    assert "no record of its own" in page.record(seen(sample_root, "2010-09-30")).text
    view = View(known(sample_root, "2010-09-30"), None, "en")
    row = dict.fromkeys(("horizon", "month", *backtest.SCORES), 0.5) | {
        "horizon": 1, "month": 0, "n": 12, "years": 1, "hits_80": 9, "share_80": 0.75, "judged": False,
        "verdict_80": "too_few_to_judge",
    }  # fmt: skip
    vars(view).update(record=pd.DataFrame([row]), digits=1)
    text = spaced(page.record(view).text)
    assert "12 forecasts" in text
    assert "too few to judge" in text
    assert "9 of 12" in text


@pytest.mark.parametrize(
    ("as_of", "cluster", "lang"),
    [
        ("2006-04-30", None, "zh"),
        ("2008-03-31", None, "en"),
        ("2008-03-31", "tobacco", "zh"),
        ("2010-09-30", "tobacco", "zh"),
        ("2011-03-31", "machinery", "en"),
    ],
)
def test_every_cell_says_something_safe_in_every_edition(sample_root, as_of, cluster, lang):
    view = seen(sample_root, as_of, cluster, lang)
    for cell in CELLS if cluster else [cell for cell in CELLS if cell != "fans"]:
        element = getattr(page, cell)(view)
        assert element.text.strip(), cell
        assert not re.search(r"\bnan\b", element.text, re.IGNORECASE), cell
        assert unsafe_parts(element.html) == [], cell


def test_the_fans_say_what_came_and_what_had_been_said(spring):
    text = spaced(page.fans(spring).text)
    assert "90.43 bn yuan came in 2010; the median as of 2010-09-30 was 91.41 bn yuan" in text
    assert "5 met it" in text
    assert "Energy per unit of GDP met (said: about five in ten)" in text


def test_before_four_years_no_chance_is_given_and_the_reason_is(sample_root):
    view = seen(sample_root, "2008-03-31")
    assert view.outlook["probability"].isna().all()
    assert wording.say("ahead_outcome_too_few_years", "en") in page.opening(view).text
    assert "in ten" not in page.opening(view).text


def test_an_unknown_cluster_is_refused(autumn):
    with pytest.raises(MonitorError):
        page.view(autumn.city, "steel", "en")
    assert page.view(autumn.city, "", "en").cluster is None


@pytest.mark.slow
@pytest.mark.parametrize(("cluster", "lang"), [("", "zh"), ("pharmaceuticals", "en")])
def test_the_notebook_runs_and_renders(sample_root, cluster, lang):
    parameters = {"root": str(sample_root), "as_of": "2010-09-30", "lang": lang, "cluster": cluster}
    executed = run_briefing(sample_root / "notebooks" / "trajectory_briefing.ipynb", parameters)
    made = export_page(
        executed, lang, name="trajectory", title="Trajectory", place="Changde", as_of="2010-09-30"
    )
    text = made.content if isinstance(made.content, str) else made.content.decode()
    said = "约为十分之六" if lang == "zh" else "less than one in ten"
    assert said in text.replace("\u00a0", " ")
