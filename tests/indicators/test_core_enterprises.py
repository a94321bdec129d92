import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators.core_enterprises import (
    core_enterprise_summary,
    core_enterprises,
    core_list_changes,
    next_candidates,
)

REVENUES = st.lists(st.integers(0, 300), min_size=1, max_size=12)


def returns(rows):
    """enterprise_year from (enterprise_id, year, revenue)."""
    table = pd.DataFrame(rows, columns=["enterprise_id", "year", "revenue"])
    return table.assign(name=table["enterprise_id"], district="wuling", cluster="food")


@pytest.fixture(scope="module")
def two_years(case):
    return case("05_core_list_changes")[0]


def test_list_is_strictly_above_the_threshold(two_years):
    core = core_enterprises(two_years, 100)
    assert core[core["year"] == 2009]["enterprise_id"].to_list() == ["A", "H", "B"]
    assert core["distance"].to_list() == [200, 50, 30, 20, 210, 100, 40]


def test_summary_by_year(two_years):
    summary = core_enterprise_summary(two_years, 100).set_index("year")
    assert summary.loc[2008, ["count", "revenue", "unknown"]].to_list() == [4, 700, 0]
    assert summary.loc[2008, "share"] == pytest.approx(700 / 910)
    assert summary.loc[2009, ["count", "unknown"]].to_list() == [3, 1]
    assert math.isnan(summary.loc[2009, "share"])
    assert summary.loc[2009, "undefined"] == "revenue: missing_part; share: missing_part"


def test_summary_of_nothing():
    summary = core_enterprise_summary(returns([("A", 2008, 0.0)]), 100).iloc[0]
    assert (summary["count"], summary["revenue"], summary["undefined"]) == (0, 0, "share: zero_total")
    assert core_enterprise_summary(returns([]), 100).empty


@given(REVENUES, st.floats(0.01, 100))
@settings(max_examples=30, deadline=None)
def test_scaling_all_revenue_and_the_threshold_leaves_the_share(revenues, factor):
    rows = [(str(n), 2008, revenue) for n, revenue in enumerate(revenues)]
    one = core_enterprise_summary(returns(rows), 100).iloc[0]
    scaled = [(name, year, revenue * factor) for name, year, revenue in reversed(rows)]
    other = core_enterprise_summary(returns(scaled), 100 * factor).iloc[0]
    assert other["count"] == one["count"] == sum(r > 100 for r in revenues)
    np.testing.assert_allclose(other["share"], one["share"])


def test_changes_of_the_list(case):
    rows, expected = case("05_core_list_changes")
    before, after = rows[rows["year"] == 2008], rows[rows["year"] == 2009]
    changes = core_list_changes(before, after, 100)
    pd.testing.assert_frame_equal(
        changes[expected.columns], expected.fillna({"cause": ""}), check_dtype=False
    )
    assert changes["name"].to_list()[1] == "Opens large"


def test_changes_count_both_lists(case):
    rows, _ = case("05_core_list_changes")
    before, after = rows[rows["year"] == 2008], rows[rows["year"] == 2009]
    change = core_list_changes(before, after, 100)["change"].value_counts()
    summary = core_enterprise_summary(rows, 100).set_index("year")["count"]
    assert change["stayed"] + change["left"] == summary[2008]
    assert change["stayed"] + change["entered"] == summary[2009]
    nothing = core_list_changes(before, before, 100)
    assert set(nothing["change"]) == {"stayed"}


def test_a_repeated_enterprise_is_refused(two_years):
    with pytest.raises(MonitorError, match=r"6 enterprises have more than one row"):
        core_list_changes(two_years, two_years, 100)


def test_candidates_and_the_growth_they_need():
    rows = returns(
        [
            *[("A", 2008, 40.0), ("B", 2008, 0.0), ("D", 2008, 99.0)],
            *[("A", 2009, 50.0), ("B", 2009, 80.0), ("C", 2009, 90.0), ("D", 2009, 120.0), ("E", 2009, 0.0)],
        ]
    )
    candidates = next_candidates(rows, 100, 2009)
    assert candidates["enterprise_id"].to_list() == ["C", "B", "A"]
    assert candidates["distance"].to_list() == [10, 20, 50]
    assert candidates["needed_growth"].to_list() == pytest.approx([100 / 90 - 1, 0.25, 1])
    assert candidates["own_growth"].to_list()[2] == pytest.approx(0.25)
    assert candidates["undefined"].to_list() == [
        "own_growth: no_year_before",
        "own_growth: no_growth_base",
        "",
    ]
    assert candidates["own_growth"].isna().to_list() == [True, True, False]
    two_years_on = next_candidates(rows, 100, 2009, years_ahead=2, n=1)
    assert two_years_on["needed_growth"].to_list() == pytest.approx([(100 / 90) ** 0.5 - 1])


def test_an_enterprise_at_the_threshold_needs_nothing_and_is_not_core(two_years):
    candidate = next_candidates(two_years, 100, 2009).iloc[0]
    assert (candidate["enterprise_id"], candidate["distance"], candidate["needed_growth"]) == ("G", 0, 0)


def test_candidates_need_time(two_years):
    with pytest.raises(MonitorError, match="0 years"):
        next_candidates(two_years, 100, 2009, years_ahead=0)
    assert next_candidates(two_years, 100, 1999).empty
