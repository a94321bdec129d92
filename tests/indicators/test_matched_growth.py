import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators.matched_growth import (
    PARTS,
    chained_matched_index,
    founded_by,
    growth_bridge,
    scope_break,
    under_last_id,
)

IDS = st.sampled_from(list("ABCDEFGHIJ"))
# Whole units, so that sums are exact in binary and "adds up" can mean equality
RETURNS = st.dictionaries(IDS, st.integers(0, 10**9), min_size=1)
STANDING = st.none() | st.sets(IDS) | st.dictionaries(IDS, st.sampled_from([True, False, pd.NA]))


def by_id(figures):
    return pd.Series(figures, dtype=float)


def register(standing):
    return pd.Series(standing, dtype="boolean") if isinstance(standing, dict) else standing


def by_year(rows):
    return pd.DataFrame(rows, columns=["enterprise_id", "year", "revenue"])


def test_every_kind_of_change_in_one_panel(case):
    rows, expected = case("41_list_of_reporters_changes")
    rows = rows.set_index("enterprise_id")
    bridge = growth_bridge(
        rows["before"].dropna(),
        rows["after"].dropna(),
        register_before=rows["existed_before"].astype("boolean"),
        register_after=rows["exists_after"].astype("boolean"),
        delivered_after=310,
    )
    found = bridge.parts.reset_index()
    pd.testing.assert_frame_equal(
        found, expected.astype({"enterprises": "Int64"}), check_dtype=False, rtol=1e-9
    )
    assert bridge[:2] == (188, 310)
    assert bridge[3:5] == (150, 170)
    assert bridge.total_growth == pytest.approx(122 / 188)
    assert bridge.matched_growth == pytest.approx(20 / 150)
    assert bridge.undefined == ""


@given(RETURNS, RETURNS, STANDING, STANDING, st.integers(0, 10**9), st.integers(0, 10**9))
@settings(max_examples=40, deadline=None)
def test_parts_add_up_to_the_change(before, after, existed, exists, delivered_before, delivered_after):
    bridge = growth_bridge(
        by_id(before),
        by_id(after),
        register_before=register(existed),
        register_after=register(exists),
        delivered_before=delivered_before,
        delivered_after=delivered_after,
    )
    assert bridge.parts["change"].sum() == bridge.total_after - bridge.total_before
    assert bridge.parts["enterprises"].sum() == len(before.keys() | after.keys())
    if not math.isnan(bridge.total_growth):
        parts = bridge.parts["contribution"]
        assert parts.sum() == pytest.approx(bridge.total_growth, abs=1e-12 * parts.abs().max())
    if bridge.undefined == "":
        parts, gap = bridge.parts["gap"], bridge.total_growth - bridge.matched_growth
        assert parts.sum() == pytest.approx(gap, abs=1e-12 * parts.abs().max())


@given(RETURNS, RETURNS, st.sampled_from([0.5, 2.0, 1024.0]), st.randoms())
@settings(max_examples=15, deadline=None)
def test_scale_and_order_change_no_rate(before, after, factor, random):
    order = random.sample(sorted(after), len(after))
    known = {"register_before": set("ABCDE"), "register_after": set("DEFGH")}
    one = growth_bridge(by_id(before), by_id(after), **known)
    other = growth_bridge(by_id(before)[::-1] * factor, by_id(after)[order] * factor, **known)
    assert other.matched_growth == pytest.approx(one.matched_growth, nan_ok=True)
    assert other.total_growth == pytest.approx(one.total_growth, nan_ok=True)
    assert (other.parts["change"] == one.parts["change"] * factor).all()
    assert other.parts["enterprises"].equals(one.parts["enterprises"])


@given(st.dictionaries(IDS, st.tuples(st.integers(1, 10**9), st.integers(0, 10**9)), min_size=1))
@settings(max_examples=20, deadline=None)
def test_an_unchanged_list_grows_as_its_total(figures):
    bridge = growth_bridge(
        by_id({k: v[0] for k, v in figures.items()}), by_id({k: v[1] for k, v in figures.items()})
    )
    assert bridge.matched_growth == bridge.total_growth
    assert bridge.parts["gap"].dropna().abs().max() < 1e-9 * (1 + abs(bridge.total_growth))


def test_a_new_giant_is_no_growth_of_the_others():
    bridge = growth_bridge(by_id({"A": 100, "B": 100}), by_id({"A": 100, "B": 100, "C": 800}))
    assert bridge.total_growth == 4
    assert bridge.matched_growth == 0


def test_without_a_register_nothing_is_guessed():
    parts = growth_bridge(by_id({"A": 10, "B": 5}), by_id({"A": 11, "C": 7})).parts
    assert parts["change"].dropna().to_dict() == {
        "matched": 1, "entry_or_threshold": 7, "exit_or_threshold": -5, "correction": 0
    }  # fmt: skip
    told_apart = ["entry", "threshold_up", "exit", "threshold_down"]
    assert parts.loc[told_apart, ["enterprises", "change"]].isna().all(axis=None)


def test_founding_days_tell_entry_from_threshold():
    enterprise = pd.DataFrame(
        {"enterprise_id": list("ABCD"), "founded": ["1998-05-01", "2007-12-31", "2008-01-01", None]}
    )
    existed = founded_by(enterprise, "2007-12-31")
    assert existed.dropna().to_dict() == {"A": True, "B": True, "C": False}
    after = by_id({"A": 1, "B": 2, "C": 4, "D": 8, "E": 16})
    parts = growth_bridge(by_id({"Z": 1}), after, register_before=existed).parts
    assert parts.loc[list(PARTS[1:4]), "change"].to_list() == [4, 3, 24]


def test_a_missing_figure_leaves_the_total_unknown_and_the_panel_known():
    bridge = growth_bridge(by_id({"A": 100, "B": math.nan}), by_id({"A": 120, "B": 50, "C": 9}))
    assert (bridge.missing_before, bridge.missing_after) == (1, 0)
    assert math.isnan(bridge.total_before)
    assert bridge.undefined == "total_growth: missing_part"
    assert bridge.matched_growth == pytest.approx(0.2)
    assert math.isnan(bridge.parts.loc["matched", "change"])
    assert bridge.parts.loc["entry_or_threshold", "change"] == 9
    assert bridge.parts["contribution"].isna().all()


@pytest.mark.parametrize(
    ("before", "after", "undefined"),
    [
        ({}, {"A": 5}, "total_growth: no_growth_base; matched_growth: no_parts"),
        ({"A": 0}, {"A": 5}, "total_growth: no_growth_base; matched_growth: no_growth_base"),
        ({"A": -4}, {"A": 5}, "total_growth: no_growth_base; matched_growth: no_growth_base"),
        ({"A": 4}, {"B": 5}, "matched_growth: no_parts"),
        ({"A": 4}, {"A": math.inf}, "total_growth: infinite_part; matched_growth: infinite_part"),
    ],
)
def test_growth_without_a_base_is_missing_with_its_reason(before, after, undefined):
    bridge = growth_bridge(by_id(before), by_id(after))
    assert bridge.undefined == undefined
    assert math.isnan(bridge.total_growth) == ("total_growth" in undefined)
    assert math.isnan(bridge.matched_growth) == ("matched_growth" in undefined)


def test_totals_of_two_scopes_do_not_compare_but_the_panel_does():
    before, after = by_id({"A": 2000, "B": 600}), by_id({"A": 2400})
    broken = growth_bridge(before, after, scope_before="above_500", scope_after="above_2000")
    assert broken.undefined == "total_growth: scope_break"
    assert broken.parts[["contribution"]].isna().all(axis=None)
    assert broken.matched_growth == pytest.approx(0.2)
    assert growth_bridge(before, after).total_growth == pytest.approx(2400 / 2600 - 1)


def test_a_scope_that_is_not_stated_is_one_scope():
    assert not scope_break(None, math.nan)
    assert not scope_break("above_500", "above_500")
    assert scope_break(None, "above_500")


def test_an_enterprise_reported_twice_is_refused():
    twice = pd.Series([1.0, 2.0], index=["A", "A"])
    with pytest.raises(MonitorError, match="more than one row"):
        growth_bridge(twice, by_id({"A": 1}))
    with pytest.raises(MonitorError, match="more than one row"):
        chained_matched_index(by_year([("A", 2007, 1), ("A", 2007, 1)]))


def test_a_register_that_answers_neither_yes_nor_no_is_refused():
    table = pd.DataFrame({"enterprise_id": ["A"]})
    for wrong in (table, table["enterprise_id"]):
        with pytest.raises(MonitorError, match="does not say yes or no"):
            growth_bridge(by_id({"A": 1}), by_id({"B": 1}), register_before=wrong)


def test_index_crosses_the_rise_of_the_threshold(case):
    rows, expected = case("42_scope_rises")
    scope = rows.groupby("year")["scope"].first().to_dict()
    found = chained_matched_index(rows, scope=scope).reset_index()
    pd.testing.assert_frame_equal(found, expected.fillna({"undefined": ""}), check_dtype=False, rtol=1e-9)


def test_index_ends_at_a_year_without_a_link():
    rows = by_year([("A", 2005, 10), ("A", 2006, 11), ("A", 2008, 12), ("A", 2009, 13)])
    found = chained_matched_index(rows)
    assert found["index"].dropna().to_dict() == pytest.approx({2005: 1, 2006: 1.1})
    assert found.loc[2009, "matched_growth"] == pytest.approx(13 / 12 - 1)
    assert found.loc[2009, "undefined"] == "index: no_year_before"


def test_index_of_nothing_is_empty():
    assert chained_matched_index(by_year([])).empty


@given(st.lists(st.lists(st.integers(1, 10**6), min_size=3, max_size=3), min_size=1, max_size=6))
@settings(max_examples=15, deadline=None)
def test_index_of_an_unchanged_list_is_its_total(figures):
    rows = [
        (f"{name}", 2006 + year, value)
        for name, path in enumerate(figures)
        for year, value in enumerate(path)
    ]
    found = chained_matched_index(by_year(rows))
    assert found["index"].to_numpy() == pytest.approx((found["total"] / found["total"].iloc[0]).to_numpy())
    shuffled = chained_matched_index(by_year(rows[::-1]))
    pd.testing.assert_frame_equal(found, shuffled)


def test_index_and_bridge_agree():
    rng = np.random.default_rng(7)
    rows = pd.DataFrame({"enterprise_id": np.tile(np.arange(40), 2), "year": np.repeat([2007, 2008], 40)})
    rows = rows.assign(revenue=rng.integers(500, 9000, 80)).sample(60, random_state=1)
    one, two = (rows[rows["year"] == year].set_index("enterprise_id")["revenue"] for year in (2007, 2008))
    bridge, linked = growth_bridge(one, two), chained_matched_index(rows).loc[2008]
    assert linked["matched_growth"] == pytest.approx(bridge.matched_growth)
    assert linked["total_growth"] == pytest.approx(bridge.total_growth)
    assert linked["enterprises"] == bridge.parts.loc["matched", "enterprises"]


def test_a_renamed_enterprise_stays_in_the_panel():
    links = pd.DataFrame({"enterprise_id": ["A", "B", "C"], "linked_id": ["B", "D", "D"]})
    before, after = by_id({"A": 60, "C": 40, "X": 5}), by_id({"D": 110, "X": 5})
    joined = before.groupby(under_last_id(before.index, links)).sum(skipna=False)
    assert joined.to_dict() == {"D": 100, "X": 5}
    assert growth_bridge(joined, after).matched_growth == pytest.approx(10 / 105)
    assert math.isnan(growth_bridge(before, after).parts.loc["entry", "change"])


def test_links_in_a_circle_are_refused():
    links = pd.DataFrame({"enterprise_id": ["A", "B"], "linked_id": ["B", "A"]})
    with pytest.raises(MonitorError, match="circle"):
        under_last_id(["A"], links)
