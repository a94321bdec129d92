"""Dated rules for each enterprise: what was owed beside what was paid or charged."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import PolicyError
from analysis.policy.counted import Rule
from analysis.targets.incentives import COLUMNS
from analysis.targets.verdict import details, judge_commitment, rows_used

CASES = Path(__file__).parents[1] / "cases" / "targets" / "03_rules_by_situation.csv"
SITUATIONS = pd.read_csv(CASES, dtype=str, keep_default_na=False).to_dict("records")


def returns(text):
    """`A:2007=50` is the tax of enterprise A in 2007."""
    rows = []
    for word in text.split():
        where, tax = word.split("=")
        enterprise, year = where.split(":")
        rows.append({"enterprise_id": enterprise, "name": enterprise, "year": int(year), "tax": float(tax)})
    return [row | {"district": "wuling"} for row in rows]


def register(text):
    return [
        {"enterprise_id": e, "name": e, "district": "wuling", "founded": pd.Timestamp(day)}
        for e, day in (word.split("=") for word in text.split())
    ]


@pytest.fixture
def found(records, evidence):
    def gathered(row):
        events = records(row["commitment"], row["records"])
        return evidence(
            events=events, enterprise=register(row["founded"]), enterprise_year=returns(row["tax"])
        )

    return gathered


@pytest.mark.parametrize(
    "row", SITUATIONS, ids=[f"{row['commitment']} {row['situation']}" for row in SITUATIONS]
)
def test_rule(policy, found, row):
    arguments = policy.commitments[row["commitment"]], found(row), date.fromisoformat(row["as_of"]), policy
    verdict, rows = judge_commitment(*arguments), details(*arguments)
    assert rows["verdict"].tolist() == row["verdicts"].split()
    assert rows.columns.tolist() == COLUMNS
    assert verdict["value"] == pytest.approx(float(row["value"] or "nan"), nan_ok=True)
    assert verdict["status"] == row["status"]
    assert verdict["evidence"] == policy.commitments[row["commitment"]].rule.kind


def test_expected_stands_beside_paid(policy, records, evidence):
    events = records("C070", "2008-05-01 e=A q=12 w=30 a=12")
    found = evidence(events=events, enterprise=register("A=2007-01-01"))
    row = details(policy.commitments["C070"], found, date(2009, 6, 30), policy).iloc[0]
    assert (row["expected_amount"], row["amount"], row["paid"], row["name"]) == (30, 12, 1, "A")
    found = evidence(events=records("C083", "2008-05-01 e=A q=0 w=1 a=0; 2008-07-01 e=B q=1 w=1 a=9"))
    cases = details(policy.commitments["C083"], found, date(2009, 6, 30), policy)
    assert cases[["expected", "paid", "verdict"]].values.tolist() == [[1, 0, "unpaid"], [1, 1, "paid"]]


def test_a_claim_leads_to_the_return_that_gave_it(policy, records, evidence):
    events = records("C075", "2008-02-20 e=A a=2 @2009-03-01")
    found = evidence(events=events, enterprise_year=returns("A:2006=40 A:2007=55 A:2008=90"))
    arguments = policy.commitments["C075"], found, date(2009, 6, 30), policy
    rows = rows_used(*arguments)
    assert rows["table"].tolist() == ["programme_event", "enterprise_year"]
    assert rows[["file", "line"]].values.tolist()[1] == ["returns/made.csv", 3]
    assert judge_commitment(*arguments)["evidence_rows"] == 2


@pytest.mark.parametrize(
    "written",
    [
        {"kind": "no_charge", "figure": "tax"},
        {"kind": "share_returned"},
        {"kind": "reward_on_first", "figure": "tax"},
        {"kind": "reward_on_increase", "first_years": 3},
        {"kind": "no_charge", "first_years": 0},
    ],
)
def test_a_rule_with_keys_of_another_is_refused(policy, written):
    with pytest.raises(PolicyError, match="C069"):
        policy.with_changes("C069", rule=written)


def test_only_an_incentive_has_a_rule(policy):
    with pytest.raises(PolicyError, match="kind incentive"):
        policy.with_changes("C078", rule=Rule(kind="no_charge"))


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"recurring": None, "deadline": "2010-12-31"}, "recurring"),
        ({"rising": {"since": 2006, "unit": "万元"}}, "a comparator with a number"),
    ],
)
def test_a_rule_needs_its_numbers(policy, changes, wanted):
    with pytest.raises(PolicyError, match=wanted):
        policy.with_changes("C075", **changes)
