"""Programme records in, verdicts out: every kind of promise by situation."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.indicators.catalogue import COMPUTED
from analysis.targets.judge import COLUMNS
from analysis.targets.verdict import (
    FORMULAS,
    details,
    formula_of,
    judge_commitment,
    not_judgeable,
    rows_used,
    yearly_values,
)

CASES = Path(__file__).parents[1] / "cases" / "targets" / "02_records_by_situation.csv"
SITUATIONS = pd.read_csv(CASES, dtype=str, keep_default_na=False).to_dict("records")


@pytest.fixture
def verdict(policy, records, evidence):
    def judged(commitment_id, text, as_of, reading=None, **tables):
        commitment = policy.commitments[commitment_id].under(reading)
        found = evidence(events=records(commitment_id, text), **tables)
        return judge_commitment(commitment, found, date.fromisoformat(as_of), policy)

    return judged


@pytest.mark.parametrize(
    "row", SITUATIONS, ids=[f"{row['commitment']} {row['situation']}" for row in SITUATIONS]
)
def test_situation(verdict, row):
    found = verdict(row["commitment"], row["records"], row["as_of"], row["reading"] or None)
    assert found["status"] == row["status"]
    for column in ("value", "target"):
        expected = float(row[column] or "nan")
        assert found[column] == pytest.approx(expected, nan_ok=True), column


def test_every_commitment_of_the_decree_has_a_formula(policy, verdict):
    assert not_judgeable(policy) == []
    assert {formula_of(c) for c in policy.commitments.values()} == set(FORMULAS)
    of_records = [c.id for c in policy.commitments.values() if c.indicator not in COMPUTED]
    rows = [verdict(commitment_id, "", "2011-06-30") for commitment_id in of_records]
    assert {row["status"] for row in rows} == {"not_measured"}
    assert all(set(row) == set(COLUMNS) and row["missing"].zh and row["evidence_rows"] == 0 for row in rows)


def test_a_verdict_says_where_its_day_comes_from(verdict):
    stated, span, end = (verdict(c, "", "2008-06-30") for c in ("C106", "C062", "C107"))
    assert (stated["due"], stated["due_basis"]) == (date(2007, 12, 31), "stated")
    assert (span["due"], span["due_basis"]) == (date(2010, 12, 31), "span")
    assert (end["due"], end["due_basis"]) == (date(2010, 12, 31), "plan_end")


def test_an_indicator_without_a_formula_is_not_judgeable(policy, evidence):
    unheard = policy.commitments["C062"].model_copy(update={"indicator": "happiness"})
    changed = policy.model_copy(update={"commitments": policy.commitments | {"C062": unheard}})
    assert not_judgeable(changed) == ["C062"]
    row = judge_commitment(unheard, evidence(), date(2011, 6, 30), changed)
    assert (row["status"], row["evidence"]) == ("not_measured", None)


def test_rows_used_are_the_records_with_their_file_and_line(policy, records, evidence):
    events = records("C106", "2007-10-01 c=food; 2007-11-01 c=power q=0; C115 2007-11-01 c=food")
    found, day = evidence(events=events), date(2008, 6, 30)
    rows = rows_used(policy.commitments["C106"], found, day, policy)
    assert rows[["table", "file", "line"]].values.tolist() == [
        ["programme_event", "programme/2008-01-20.csv", 2],
        ["programme_event", "programme/2008-01-20.csv", 3],
    ]
    row = judge_commitment(policy.commitments["C106"], found, day, policy)
    assert (row["evidence_rows"], row["vintage"]) == (2, date(2008, 1, 20))
    assert rows_used(policy.commitments["C022"], found, day, policy).empty


def test_details_name_what_is_still_open(policy, records, evidence):
    found = evidence(events=records("C106", "2007-10-01 c=food; 2008-02-01 c=power"))
    items = details(policy.commitments["C106"], found, date(2009, 6, 30), policy)
    assert items["verdict"].tolist() == ["on_time", "late", *["open"] * 8]
    assert items["item"].tolist()[:2] == ["food", "power"]
    assert set(items["item"]) == set(policy.clusters)


def test_details_of_a_yearly_promise_go_year_by_year(policy, records, evidence):
    found = evidence(events=records("C103", "2007-05-01 q=130; 2008-05-01 q=90; 2009-02-01 q=20 @2009-07-20"))
    years = details(policy.commitments["C103"], found, date(2009, 9, 30), policy)
    assert years["verdict"].tolist() == ["kept", "failed", "running", ""]
    assert years["value"].tolist()[:3] == [130, 90, 20]
    assert details(policy.commitments["C104"], evidence(), date(2009, 9, 30), policy) is None


def test_core_enterprises_are_judged_on_the_list_in_force(verdict):
    listed = "C018 2007-06-01 e=A; C018 2008-06-01 e=A; C018 2008-06-01 e=B"
    revenue = {("A", 2007): 120_000, ("B", 2007): 1, ("A", 2008): 130_000, ("B", 2008): 99_000}
    returns = [
        {"enterprise_id": e, "name": e, "year": y, "district": "wuling", "revenue": r}
        for (e, y), r in revenue.items()
    ]
    before = verdict("C017", listed, "2008-05-01", enterprise_year=returns[:2])
    after = verdict("C017", listed, "2009-05-01", enterprise_year=returns)
    assert (before["value"], before["status"], before["year"]) == (120_000, "achieved", 2007)
    assert (after["value"], after["status"]) == (99_000, "moving_away")
    assert after["evidence_rows"] == 3 + 4
    silent = verdict("C017", listed, "2009-05-01", enterprise_year=returns[:3])
    assert silent["year"] == 2007


@pytest.mark.parametrize(
    ("served", "status", "value"), [("2009-03-01", "on_track", 1.0), (None, "off_track", 0.5)]
)
def test_large_projects_of_clusters_are_served_once_approved(verdict, served, status, value):
    base = {
        "name": "x",
        "district": "wuling",
        "cluster": "food",
        "obtained": "2010-01-20",
        "investment": 9_000,
    }
    approved = {"approved": "2008-02-01", "served": "2008-02-20"}
    projects = [
        base | approved | {"project_id": "P1"},
        base | {"project_id": "P2", "approved": "2009-02-01", "served": served},
        base | {"project_id": "P3", "approved": "2009-02-01", "investment": 5_000},
        base | {"project_id": "P4", "approved": "2009-02-01", "cluster": None},
        base | {"project_id": "P5"},
        base | {"project_id": "P6", "approved": "2010-06-01"},
    ]
    found = verdict("C089", "", "2010-05-01", project=projects)
    assert (found["status"], found["value"], found["evidence_rows"]) == (status, value, 2)


def test_projects_are_counted_by_the_year_they_started(verdict):
    base = {"name": "x", "district": "wuling", "obtained": "2009-01-20"}
    days = ["2006-03-01", "2007-03-01", "2008-01-01", "2008-05-01", None, "2009-01-10"]
    projects = [base | {"project_id": f"P{n}", "started": day} for n, day in enumerate(days)]
    found = verdict("C066", "", "2009-06-30", project=projects)
    assert (found["value"], found["gap"], found["status"], found["year"]) == (2, 1, "on_track", 2008)


def test_yearly_values_of_records(policy, records, evidence):
    def values(commitment_id, text):
        found = evidence(events=records(commitment_id, text))
        return yearly_values(policy.commitments[commitment_id], found, date(2009, 6, 30), policy)

    assert values("C106", "2007-10-01 c=food; 2008-02-01 c=power").to_dict() == {2007: 1, 2008: 2}
    assert values("C103", "2007-10-01 q=70; 2008-02-01 q=80").to_dict() == {2007: 70, 2008: 80}
    assert values("C069", "2007-10-01 e=A a=0").empty
    assert values("C103", "").empty
