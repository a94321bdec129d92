import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.policy.scenarios import Scenario
from analysis.targets.scenario import (
    PARTS,
    apply_scenario,
    projects_without_day_or_capacity,
    scenario_paths,
    scenario_totals,
    share_in_use,
)
from analysis.targets.simulation import simulate_paths

YEARS = range(2007, 2012)
CLUSTERS = ["food", "machinery", "other"]
CHANGES = st.floats(-0.5, 1.0)
SPANS = st.fixed_dictionaries(
    {"since": st.integers(2006, 2012), "clusters": st.sampled_from([None, ("food",), ("machinery", "other")])}
)


def scenario(**parts):
    return Scenario(id="made", name={"zh": "名", "en": "name"}, **parts)


def percent(value):
    return {"value": float(value), "unit": "%"}


def baseline(**columns):
    rows = [
        (year, cluster, 100.0 * (place + 1) * 1.1 ** (year - 2007), 50.0)
        for year in YEARS
        for place, cluster in enumerate(CLUSTERS)
    ]
    return pd.DataFrame(rows, columns=["year", "cluster", "revenue", "energy_tce"]).assign(**columns)


def projects(*rows):
    table = pd.DataFrame(rows, columns=["cluster", "completed", "capacity_revenue"])
    return table.assign(completed=pd.to_datetime(table["completed"]), district="wuling")


def by_cell(result, figure):
    return result.pivot(index="cluster", columns="year", values=figure)


REGISTER = projects(
    ("food", "2009-01-01", 100.0),
    ("food", "2008-07-01", 50.0),
    ("machinery", "2010-04-01", 80.0),
    (None, "2010-01-01", 10.0),
    ("machinery", None, 7.0),
    ("machinery", "2009-05-01", math.nan),
    ("machinery", "2009-05-01", -1.0),
)
PIPELINE = {"ramp": [0.5, 1.0]}


def test_no_change_is_the_baseline():
    for nothing in (
        scenario(),
        scenario(
            growth=[{"since": 2008, "extra": percent(0)}],
            pipeline=PIPELINE | {"realised": percent(0)},
            prices=[{"since": 2008, "change": percent(0)}],
            energy_saved=[{"since": 2008, "share": percent(0)}],
        ),
        scenario(pipeline=PIPELINE | {"already_in_trend": percent(100)}),
    ):
        result = apply_scenario(baseline(), nothing, REGISTER)
        assert result["revenue_scenario"].equals(result["revenue"])
        assert result["energy_tce_scenario"].equals(result["energy_tce"])
        assert (result[[*PARTS, "energy_saved_tce"]] == 0).all(axis=None)


@given(SPANS, CHANGES, SPANS, CHANGES, st.integers(2006, 2010))
@settings(max_examples=20, deadline=None)
def test_parts_add_up_and_the_past_stays(growing, growth, pricing, change, known):
    asked = scenario(
        growth=[growing | {"extra": percent(100 * growth)}],
        prices=[pricing | {"change": percent(100 * change)}],
        pipeline=PIPELINE,
        energy_saved=[growing | {"share": percent(10)}],
    )
    result = apply_scenario(baseline(), asked, REGISTER, known_until=known)
    difference = result["revenue_scenario"] - result["revenue"]
    assert result[list(PARTS)].sum(axis=1).to_numpy() == pytest.approx(difference.to_numpy())
    past = result[result["year"] <= known]
    assert past["revenue_scenario"].equals(past["revenue"])
    assert past["energy_tce_scenario"].equals(past["energy_tce"])
    order = np.random.default_rng(0).permutation(len(result))
    shuffled = apply_scenario(baseline().iloc[order], asked, REGISTER, known_until=known)
    pd.testing.assert_frame_equal(shuffled.sort_index(), result)


@given(CHANGES, CHANGES)
@settings(max_examples=10, deadline=None)
def test_growth_compounds_and_other_clusters_stay(one, other):
    parts = [{"since": 2008, "clusters": ["food"], "extra": percent(100 * rate)} for rate in (one, other)]
    result = by_cell(apply_scenario(baseline(), scenario(growth=parts)), "revenue_scenario")
    start = by_cell(baseline(), "revenue")
    factor = (1 + one) * (1 + other)
    assert (result / start).loc["food"].to_list() == pytest.approx([factor**n for n in range(5)])
    assert result.drop("food").equals(start.drop("food"))


def test_growth_at_a_rate_replaces_the_trend_and_gives_it_back():
    part = {"since": 2008, "until": 2009, "clusters": ["food"], "rate": percent(25)}
    result = by_cell(apply_scenario(baseline(), scenario(growth=[part])), "revenue_scenario").loc["food"]
    assert result.to_list() == pytest.approx([100, 125, 156.25, 156.25 * 1.1, 156.25 * 1.21])
    trend = scenario(growth=[{"since": 2008, "rate": percent(10)}])
    same = apply_scenario(baseline(), trend)
    assert same["revenue_scenario"].to_numpy() == pytest.approx(same["revenue"].to_numpy())
    with pytest.raises(MonitorError, match="no level to start from"):
        apply_scenario(baseline(), scenario(growth=[part | {"since": 2007}]))


def test_a_part_that_begins_in_the_past_begins_now():
    growing = scenario(
        growth=[{"since": 2000, "rate": percent(20)}], prices=[{"since": 2000, "change": percent(-10)}]
    )
    food = by_cell(apply_scenario(baseline(), growing, known_until=2009), "revenue_scenario").loc["food"]
    assert food[:3].to_list() == pytest.approx([100, 110, 121])
    assert food[2010] == pytest.approx(121 * 1.2 * 0.9)
    over = scenario(growth=[{"since": 2000, "until": 2009, "rate": percent(20)}])
    ended = apply_scenario(baseline(), over, known_until=2009)
    assert ended["revenue_scenario"].equals(ended["revenue"])


def test_a_pipeline_ramps_up_from_its_day_on():
    day = pd.Series(pd.to_datetime(["2009-01-01", "2008-07-01", None]))
    assert share_in_use(day, 2008, [0.5, 1.0])[:2].to_list() == pytest.approx([0, 0.5 * 184 / 366])
    assert share_in_use(day, 2009, [0.5, 1.0])[:2].to_list() == pytest.approx([0.5, 1])
    assert share_in_use(day, 2030, [0.5, 1.0])[:2].to_list() == [1, 1]
    assert math.isnan(share_in_use(day, 2009, [0.5, 1.0])[2])
    late = share_in_use(day, 2009, [0.5, 1.0], delay_months=6)
    assert late[:2].to_list() == pytest.approx([0.5 * 184 / 365, 0.5])


def test_a_pipeline_adds_what_is_new_since_the_last_known_year():
    result = apply_scenario(baseline(), scenario(pipeline=PIPELINE), REGISTER, known_until=2008)
    added = by_cell(result, "from_pipeline")
    used_in_2008 = 0.5 * 184 / 366
    assert added.loc["food"].to_list() == pytest.approx(
        [0, 0, 50 + 50 * (1 - used_in_2008), *[100 + 50 * (1 - used_in_2008)] * 2]
    )
    assert added.loc["machinery"].to_list() == pytest.approx([0, 0, 0, 80 * 0.5 * 275 / 365, 80])
    assert added.loc["other"].to_list() == pytest.approx([0, 0, 0, 5, 10])
    assert projects_without_day_or_capacity(REGISTER).index.to_list() == [4, 5, 6]


@given(st.sets(st.integers(0, 3)), st.integers(2006, 2010), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=15, deadline=None)
def test_projects_add_up(chosen, known, realised, in_trend):
    asked = scenario(
        pipeline=PIPELINE | {"realised": percent(100 * realised), "already_in_trend": percent(100 * in_trend)}
    )
    one = REGISTER.iloc[sorted(chosen)]
    parts = [one, REGISTER.drop(one.index), REGISTER]
    first, second, both = (apply_scenario(baseline(), asked, part, known)["from_pipeline"] for part in parts)
    assert (first + second).to_numpy() == pytest.approx(both.to_numpy())
    full = apply_scenario(baseline(), scenario(pipeline=PIPELINE), REGISTER, known)["from_pipeline"]
    assert both.to_numpy() == pytest.approx((full * realised * (1 - in_trend)).to_numpy())


def test_a_pipeline_of_one_cluster_and_of_districts():
    only = scenario(pipeline=PIPELINE | {"clusters": ["machinery"]})
    added = by_cell(apply_scenario(baseline(), only, REGISTER), "from_pipeline")
    assert (added.loc[["food", "other"]] == 0).all(axis=None)
    assert added.loc["machinery", 2011] == 80
    places = pd.concat([baseline(district="wuling"), baseline(district="lixian")])
    result = apply_scenario(places, scenario(pipeline=PIPELINE), REGISTER)
    assert (result.loc[result["district"] == "lixian", "from_pipeline"] == 0).all()
    whole = apply_scenario(baseline(), scenario(pipeline=PIPELINE), REGISTER)["from_pipeline"]
    assert result.loc[result["district"] == "wuling", "from_pipeline"].to_list() == whole.to_list()
    with pytest.raises(MonitorError, match="no projects to count"):
        apply_scenario(baseline(), only)


def test_prices_change_what_is_earned_and_not_the_energy():
    asked = scenario(prices=[{"since": 2009, "until": 2010, "clusters": ["food"], "change": percent(-15)}])
    result = apply_scenario(baseline(), asked)
    ratio = by_cell(result.assign(ratio=result["revenue_scenario"] / result["revenue"]), "ratio")
    assert ratio.loc["food"].to_list() == pytest.approx([1, 1, 0.85, 0.85, 1])
    assert (ratio.drop("food") == 1).all(axis=None)
    assert result["energy_tce_scenario"].equals(result["energy_tce"])


def test_energy_follows_the_volume_and_the_saving_is_reached_evenly():
    asked = scenario(
        growth=[{"since": 2008, "extra": percent(10)}],
        energy_saved=[{"since": 2009, "until": 2011, "clusters": ["food"], "share": percent(6)}],
    )
    result = apply_scenario(baseline(), asked)
    used, saved = by_cell(result, "energy_tce_scenario"), by_cell(result, "energy_saved_tce")
    assert used.loc["other"].to_list() == pytest.approx([50 * 1.1**n for n in range(5)])
    expected = [50 * 1.1**n * (1 - share) for n, share in enumerate([0, 0, 0.02, 0.04, 0.06])]
    assert used.loc["food"].to_list() == pytest.approx(expected)
    assert (used + saved).loc["food"].to_list() == pytest.approx(used.loc["other"].to_list())
    at_once = scenario(energy_saved=[{"since": 2010, "share": percent(6)}])
    assert by_cell(apply_scenario(baseline(), at_once), "energy_tce_scenario").loc["food"].to_list() == [
        50,
        50,
        50,
        47,
        47,
    ]


def test_missing_stays_missing_and_nothing_has_no_intensity():
    rows = baseline()
    rows.loc[(rows["cluster"] == "food") & (rows["year"] == 2009), "revenue"] = math.nan
    rows.loc[rows["cluster"] == "machinery", "revenue"] = 0.0
    result = apply_scenario(rows, scenario(pipeline=PIPELINE), REGISTER)
    assert by_cell(result, "revenue_scenario").isna().sum().sum() == 1
    energy = by_cell(result, "energy_tce_scenario")
    assert energy.loc["machinery"].isna().to_list() == [False, False, False, True, True]
    totals = scenario_totals(result).set_index("year")
    assert math.isnan(totals.loc[2009, "revenue_scenario"])
    assert totals.loc[2008, "revenue_scenario"] == pytest.approx(
        totals.loc[2008, "revenue"] + totals.loc[2008, "from_pipeline"]
    )


def test_other_columns_are_carried_and_a_missing_cluster_is_outside():
    rows = baseline(enterprises=range(15)).replace({"cluster": {"other": None}})
    asked = scenario(growth=[{"since": 2008, "clusters": ["other"], "rate": percent(30)}])
    result = apply_scenario(rows, asked)
    assert result[rows.columns.to_list()].equals(rows)
    outside = result[result["cluster"].isna()]
    assert outside["revenue_scenario"].to_list() == pytest.approx([300 * 1.3**n for n in range(5)])
    with pytest.raises(MonitorError, match="one row each"):
        apply_scenario(pd.concat([rows, rows[:1]]), asked)


def test_paths_are_changed_one_by_one():
    history = by_cell(baseline(), "revenue").T * np.random.default_rng(1).lognormal(0, 0.1, (5, 3))
    paths = simulate_paths(history, 3, draws=200)
    asked = scenario(
        growth=[
            {"since": 2012, "clusters": ["food"], "rate": percent(20)},
            {"since": 2013, "extra": percent(5)},
        ],
        prices=[{"since": 2014, "change": percent(-10)}],
        pipeline=PIPELINE,
    )
    late = REGISTER.assign(completed=REGISTER["completed"] + pd.DateOffset(years=4))
    changed = scenario_paths(paths, asked, late)
    rows = pd.concat(
        pd.DataFrame(
            {
                "year": year,
                "cluster": name,
                "path": range(200),
                "revenue": paths.in_year(paths.level(name), year),
            }
        )
        for year in paths.years
        for name in paths.names
    )
    now = pd.DataFrame(
        {"year": 2011, "cluster": name, "path": range(200), "revenue": history.loc[2011, name]}
        for name in paths.names
    )
    now = now.explode("path").astype({"path": int})
    frame = apply_scenario(pd.concat([now, rows], ignore_index=True), asked, late, known_until=2011)
    for year in paths.years:
        for name in paths.names:
            expected = frame[(frame["year"] == year) & (frame["cluster"] == name)].sort_values("path")[
                "revenue_scenario"
            ]
            assert changed.in_year(changed.level(name), year) == pytest.approx(expected.to_numpy())
    assert np.array_equal(scenario_paths(paths, scenario()).levels, paths.levels)
