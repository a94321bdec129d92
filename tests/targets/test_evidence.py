"""How far a register has reported, and what its silence therefore says."""

from datetime import date

import pandas as pd
import pytest

from analysis.targets.evidence import known_on, known_projects, register_of


@pytest.fixture
def register(policy, records, evidence):
    def of(commitment_id, text, as_of="2011-06-30"):
        found = evidence(events=records(commitment_id, text))
        return register_of(policy.commitments[commitment_id], found, date.fromisoformat(as_of), policy)

    return of


def test_a_file_closes_the_years_that_had_ended_when_it_arrived(register):
    half = register("C062", "2007-05-01; 2008-02-01 @2008-07-20")
    assert (list(half.years), half.reported_to, half.newest) == ([2007], date(2008, 7, 20), date(2008, 2, 1))
    whole = register("C062", "2007-05-01; 2008-02-01 @2008-07-20; 2008-09-01")
    assert list(whole.years) == [2007, 2008]


def test_a_file_that_came_before_its_year_had_ended_closes_none(register):
    assert list(register("C062", "2007-05-01 @2007-07-20").years) == []


def test_a_ledger_of_the_year_before_says_nothing_about_the_year_it_arrives_in(register):
    assert register("C113", "2007-11-01 @2008-03-10; 2008-02-27 @2008-03-10").closed_to == 2007


def test_files_that_share_a_commitment_speak_for_each_other(register):
    # C062 is silent in 2008, and the same ledger lists C063 of that year.
    joined = register("C062", "2007-05-01; C063 2007-05-01 q=1 w=1; C063 2008-05-01 q=1 w=1")
    assert (joined.closed_to, len(joined.rows)) == (2008, 1)
    apart = register("C062", "2007-05-01; C063 2008-05-01 q=1 w=1")
    assert (apart.closed_to, len(apart.rows)) == (2007, 1)


def test_a_promise_without_a_record_borrows_the_register_of_the_same_needs(register):
    borrowed = register("C098", "C091 2007-11-01")
    assert (borrowed.closed_to, len(borrowed.rows)) == (2007, 0)
    assert register("C098", "C106 2007-11-01 c=food") is None


def test_a_correction_is_no_delivery(policy, records, evidence):
    events = records("C062", "2007-05-01; 2007-08-01")
    corrected = events["event_id"] == "E2"
    events.loc[corrected, "obtained"] = pd.Timestamp("2010-05-01")
    found = evidence(events=events)
    register = register_of(policy.commitments["C062"], found, date(2011, 6, 30), policy)
    assert (register.closed_to, register.reported_to) == (2007, date(2008, 1, 20))


def test_what_has_not_happened_or_not_arrived_is_not_known(records):
    events = records("C062", "2007-05-01; 2008-05-01; 2007-06-01 @2009-01-01")
    assert known_on(events, date(2008, 6, 30))["event_id"].tolist() == ["E1"]


def test_a_planned_day_of_a_project_is_no_deed(policy, evidence):
    row = {
        "project_id": "P",
        "name": "x",
        "district": "wuling",
        "approved": "2008-01-01",
        "completed": "2012-01-01",
    }
    project = evidence(project=[row | {"obtained": "2009-01-20"}]).project
    known = known_projects(project, date(2009, 6, 30))
    assert known["approved"].notna().all()
    assert known["completed"].isna().all()
    assert known_projects(project, date(2009, 1, 1)).empty
