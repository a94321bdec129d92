"""What was done, paid or counted for a promise: rows in, a number or a series out."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.indicators import programme
from analysis.indicators.undefined import why_undefined
from analysis.policy.counted import Counted
from analysis.tables import PROGRAMME_EVENT, PROJECT, conform


def events(*rows):
    """Rows of programme_event; a day each, everything else missing."""
    made = [{"event_id": str(n), "date": "2008-05-01"} | row for n, row in enumerate(rows)]
    frame = conform(PROGRAMME_EVENT.__class__("bare", "", (), PROGRAMME_EVENT.columns[:12]), made)
    return frame.assign(date=pd.to_datetime(frame["date"]))


AMOUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=20)


def test_a_missing_quantity_is_one_thing_and_zero_is_none():
    rows = events({}, {"quantity": 3}, {"quantity": 0}, {"amount": 0}, {"amount": 5})
    assert programme.count(rows) == 1 + 3 + 1
    assert programme.count(rows.iloc[:0]) == 0


def test_districts_places_and_budgets():
    rows = events({"district": "wuling"}, {"district": "wuling"}, {"district": "deshan"}, {})
    counted = {each: programme.count(rows, each, ["wuling"]) for each in ("district", "place", "budget")}
    assert counted == {"district": 1, "place": 2, "budget": 2}


def test_a_park_belongs_to_its_district():
    rows = events(
        {"district": "wuling", "park": "工业园"},
        {"district": "dingcheng", "park": "工业园"},
        {"district": "wuling"},
    )
    assert programme.count(rows, "park") == 2


def test_the_day_of_a_thing_is_its_first():
    rows = events({"name": "b", "date": "2008-02-01"}, {"name": "b", "date": "2007-02-01"}, {"name": "a"})
    days = programme.first_days(rows, "name")
    assert days.index.tolist() == ["b", "a"]
    assert days["b"] == pd.Timestamp("2007-02-01")


def test_one_row_with_a_quantity_is_as_many_things():
    days = programme.days_of_things(events({"quantity": 3, "name": "x"}, {"name": "y"}), Counted())
    assert days.index.tolist() == ["x", "x", "x", "y"]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=10))
@settings(max_examples=30, deadline=None)
def test_coverage_lies_between_the_lowest_and_the_highest_row(pairs):
    rows = events(*({"quantity": min(q, w), "whole": w} for q, w in pairs))
    shares = rows["quantity"] / rows["whole"]
    assert shares.min() - 1e-12 <= programme.coverage(rows) <= shares.max() + 1e-12


@pytest.mark.parametrize(
    ("function", "rows", "reason"),
    [
        (programme.coverage, (), "no_parts"),
        (programme.coverage, ({"quantity": 1},), "missing_part"),
        (programme.coverage, ({"quantity": 0, "whole": 0},), "zero_total"),
        (programme.mean_quantity, (), "no_parts"),
        (programme.average_charge, (), "no_parts"),
        (programme.average_charge, ({"quantity": 0, "amount": 0},), "zero_total"),
        (programme.average_charge, ({"amount": 3},), "missing_part"),
    ],
)
def test_undefined_results_say_why(function, rows, reason):
    assert why_undefined(function(events(*rows))) == reason


def test_an_amount_nobody_stated_leaves_the_sum_unknown():
    rows = events({"amount": 3}, {"amount": None})
    assert why_undefined(programme.total(rows, "amount")) == "missing_part"
    assert programme.total(rows.head(1), "amount") == 3


@given(AMOUNTS, st.randoms())
@settings(max_examples=20, deadline=None)
def test_order_of_rows_changes_nothing(amounts, random):
    rows = [{"amount": a, "quantity": 1, "date": f"{2006 + n % 4}-05-01"} for n, a in enumerate(amounts)]
    shuffled = random.sample(rows, len(rows))
    for indicator in ("fund_amount", "event_count", "investment", "fee_charged"):
        one, other = (
            programme.by_year(events(*part), indicator, Counted(), range(2006, 2010))
            for part in (rows, shuffled)
        )
        pd.testing.assert_series_equal(one, other)


def test_a_flow_counts_its_year_and_a_stock_all_years_before():
    rows = events(*({"date": f"{year}-06-01"} for year in (2005, 2007, 2007)))
    flow = programme.by_year(rows, "brand_count", Counted(over="year"), range(2006, 2009))
    stock = programme.by_year(rows, "brand_count", Counted(over="to_date"), range(2006, 2009))
    assert flow.tolist() == [0, 2, 0]
    assert stock.tolist() == [1, 3, 3]


def test_a_year_without_loans_is_unknown_and_one_without_a_fund_has_none():
    rows = events({"date": "2007-12-31", "amount": 5})
    loans, fund = (
        programme.by_year(rows, indicator, Counted(), [2007, 2008])
        for indicator in ("loan_balance", "fund_amount")
    )
    assert loans[2007] == fund[2007] == 5
    assert math.isnan(loans[2008])
    assert fund[2008] == 0


def test_the_list_in_force_is_the_newest_no_later_than_the_day():
    rows = events(
        {"date": "2007-06-01", "enterprise_id": "A"},
        {"date": "2008-06-01", "enterprise_id": "A"},
        {"date": "2008-06-01", "enterprise_id": "B"},
    )
    assert programme.core_list(rows, "2008-05-31")["enterprise_id"].tolist() == ["A"]
    assert programme.core_list(rows, "2008-06-01")["enterprise_id"].tolist() == ["A", "B"]
    assert programme.core_list(rows, "2007-05-31").empty


@pytest.mark.parametrize(
    ("revenue", "least"), [((12, 11), 11), ((12, 9), 9), ((9, None), 9), ((12, None), math.nan)]
)
def test_one_silent_enterprise_leaves_a_list_unknown_unless_another_falls_short(revenue, least):
    rows = events(*({"date": "2007-06-01", "enterprise_id": e} for e in "AB"))
    returns = pd.DataFrame({"year": 2007, "enterprise_id": ["A", "B"], "revenue": revenue}).dropna()
    found = programme.least_revenue_of_list(rows, returns, 10)
    assert found[2007] == pytest.approx(least, nan_ok=True)


def test_projects_become_events():
    base = {"name": "x", "district": "wuling", "kind": "synthetic", "file": "f", "line": 1}
    project = conform(
        PROJECT,
        [
            base
            | {
                "project_id": "P1",
                "approved": "2008-02-01",
                "served": "2008-03-01",
                "investment": 6000,
                "cluster": "food",
            },
            base | {"project_id": "P2", "approved": "2008-02-01", "investment": 6000, "cluster": "food"},
            base | {"project_id": "P3", "approved": "2008-02-01", "investment": 5000, "cluster": "food"},
            base | {"project_id": "P4", "started": "2008-02-01", "investment": 9000},
        ],
    )
    served = programme.project_events(project, Counted(projects="served"), 5000)
    assert served["event_id"].tolist() == ["P1", "P2"]
    assert programme.coverage(served) == 0.5
    started = programme.project_events(project, Counted(projects="started"))
    assert programme.count(started) == 1
