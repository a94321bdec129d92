"""Correction records as data: every action has just the keys it needs, and says what it would accept."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import PolicyError
from analysis.policy import load_policy
from analysis.policy.correction import same
from analysis.policy.corrections import confirmed, load_corrections

FOLDER = Path(__file__).parents[2] / "data" / "policy"
POLICY = load_policy(FOLDER)
JUDGED = {
    "reason": {"zh": "多写一个0", "en": "One zero too many"},
    "decided": "2010-04-01",
    "decided_by": {"zh": "工业科", "en": "Industry section"},
    "status": "in_force",
}
RETURN = {"table": "enterprise_year", "where": {"enterprise_id": "430700001", "year": 2009}} | JUDGED
OVERRIDE = RETURN | {"action": "override", "column": "revenue", "expected": 1234000, "set": 123400}
SCALE = RETURN | {"action": "scale", "column": "revenue", "expected": 1234000, "factor": 0.1}
DROP = RETURN | {"action": "drop", "expected": {"revenue": 1234000}}
CONFIRM = RETURN | {
    "action": "confirm",
    "column": "revenue",
    "expected": 1234000,
    "rule": "figure_cannot_be_the_years",
}
MOVE = RETURN | {
    "action": "move", "where": {"enterprise_id": "430700001"}, "since": 2008, "expected": "wuling", "to": "deshan"
}  # fmt: skip
LINK = JUDGED | {
    "action": "link", "where": {"enterprise_id": "430700001"}, "to": "430700002",
    "expected": {"old": "德山纺织厂", "new": "德山纺织有限公司"},
}  # fmt: skip
EVERY = {"K001": OVERRIDE, "K002": SCALE, "K003": DROP, "K004": MOVE, "K005": LINK, "K006": CONFIRM}


def load(folder, records):
    text = yaml.safe_dump(records, allow_unicode=True, sort_keys=False)
    (folder / "corrections.yaml").write_text(text, encoding="utf-8")
    return load_corrections(folder, POLICY)


def test_one_record_of_every_action(tmp_path):
    records = load(tmp_path, EVERY)
    assert [record.id for record in records] == list(EVERY)
    assert [record.action for record in records] == ["override", "scale", "drop", "move", "link", "confirm"]
    assert all(record.in_force for record in records)


def test_no_file_and_a_file_of_comments_hold_no_record(tmp_path):
    assert load_corrections(tmp_path, POLICY) == ()
    (tmp_path / "corrections.yaml").write_text("# nothing yet\n\n", encoding="utf-8")
    assert load_corrections(tmp_path, POLICY) == ()


def test_the_example_in_the_city_file_is_a_record(tmp_path):
    lines = (FOLDER / "corrections.yaml").read_text(encoding="utf-8").splitlines()
    example = [line.removeprefix("#   ") for line in lines if line.startswith(("#   K001", "#     "))]
    (tmp_path / "corrections.yaml").write_text("\n".join(example), encoding="utf-8")
    (record,) = load_corrections(tmp_path, POLICY)
    assert (record.made, str(record.until)) == ({"revenue": 123400.0}, "2010-06-20")


@pytest.mark.parametrize(
    ("record", "changed", "words"),
    [
        (OVERRIDE, {"action": "overide"}, ["action", "overide", "closest is override"]),
        (OVERRIDE, {"table": "enterprise_month"}, ["table", "enterprise_month", "official_series"]),
        (OVERRIDE, {"colum": "revenue"}, ["colum", "closest is column"]),
        (OVERRIDE, {"column": "revenu"}, ["column", "closest is revenue"]),
        (OVERRIDE, {"column": "year"}, ["column", "year"]),
        (OVERRIDE, {"column": "district"}, ["column", "district"]),
        (OVERRIDE, {"set": "123,400"}, ["set", "123,400", "a number without quotes"]),
        (OVERRIDE, {"set": -5}, ["set", "-5", "no less than 0"]),
        (OVERRIDE, {"set": True}, ["set", "a number"]),
        (OVERRIDE, {"set": 1234000.0}, ["differ from `expected`"]),
        (OVERRIDE, {"column": "industry_code", "expected": "1620", "set": "162"}, ["set", "four digits"]),
        (OVERRIDE, {"column": "employees", "expected": 3, "set": 3.5}, ["set", "whole number"]),
        (OVERRIDE, {"column": "name", "expected": "某厂", "set": None}, ["set", "never blank"]),
        (OVERRIDE, {"column": "cluster", "expected": None, "set": "tabacco"}, ["set", "closest is tobacco"]),
        (OVERRIDE, {"where": {"enterprise_id": "1"}}, ["where.year", "nothing"]),
        (OVERRIDE, {"where": {"enterprise_id": 101728084, "year": 2009}}, ["where.enterprise_id", "in quotes"]),
        (OVERRIDE, {"where": {"enterprise_id": "1", "yeer": 2009}}, ["where.yeer", "closest is year"]),
        (OVERRIDE, {"where": {"enterprise_id": "1", "year": 2009, "line": 4}}, ["where.line", "`file`"]),
        (OVERRIDE, {"until": "2010-04-01"}, ["until", "a day after `decided`"]),
        (OVERRIDE, {"decided": 2010}, ["decided", "YYYY-MM-DD"]),
        (OVERRIDE, {"status": "done"}, ["status", "in_force"]),
        (OVERRIDE, {"reason": {"zh": "错"}}, ["reason.en", "nothing"]),
        (OVERRIDE, {"id": "K009"}, ["id", "a key that is not known"]),
        (SCALE, {"factor": 1.0}, ["factor", "not 1"]),
        (SCALE, {"factor": -0.1}, ["factor", "above 0"]),
        (SCALE, {"column": "employees"}, ["column", "employees"]),
        (SCALE, {"columns": ["revenue", "tax"]}, ["either `column` or `columns`"]),
        (SCALE, {"expected": "1234000"}, ["expected", "a number"]),
        (SCALE, {"expected": {"revenue": 1234000}}, ["`expected` to give a number for `column`"]),
        (DROP, {"expected": 1234000}, ["expected", "{revenue: 1200}"]),
        (DROP, {"expected": {}}, ["expected"]),
        (DROP, {"expected": {"revenu": 5}}, ["expected", "closest is revenue"]),
        (MOVE, {"to": "taojiang"}, ["to", "taojiang", "taoyuan"]),
        (MOVE, {"expected": "deshan"}, ["differ from `expected`"]),
        (MOVE, {"years": [2008]}, ["either `since` or `years`"]),
        (MOVE, {"since": None}, ["either `since` or `years`"]),
        (MOVE, {"table": "enterprise"}, ["neither `since` nor `years`"]),
        (MOVE, {"table": "official_series"}, ["table", "official_series"]),
        (LINK, {"table": "enterprise"}, ["table", "not known"]),
        (LINK, {"to": "430700001"}, ["to", "another id"]),
        (LINK, {"expected": {"old": "德山纺织厂"}}, ["expected.new", "nothing"]),
        (CONFIRM, {"until": "2011-01-01"}, ["until", "not known"]),
        (CONFIRM, {"table": "enterprise"}, ["table", "enterprise_ytd"]),
        (CONFIRM, {"expected": None}, ["expected", "number"]),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_meant_is_refused(tmp_path, record, changed, words):
    with pytest.raises(PolicyError) as refusal:
        load(tmp_path, {"K001": record | changed})
    said = str(refusal.value)
    assert all(word in said for word in ["corrections.yaml", "K001", *words]), said


@pytest.mark.parametrize("key", ["C001", "K1", "correction", "k001"])
def test_an_id_of_another_form_is_refused(tmp_path, key):
    with pytest.raises(PolicyError, match=r"(?s)id of another form.*K001"):
        load(tmp_path, {key: OVERRIDE})


def test_every_fault_of_the_file_is_listed_at_once(tmp_path):
    with pytest.raises(PolicyError) as refusal:
        load(tmp_path, {"K001": OVERRIDE | {"set": "x"}, "K002": DROP | {"status": "done"}, "K003": 5})
    assert refusal.value.rows["entry"].tolist() == ["K001", "K002", "K003"]


def test_one_text_names_who_decided_in_both_languages(tmp_path):
    (record,) = load(tmp_path, {"K001": OVERRIDE | {"decided_by": "Li"}})
    assert (record.decided_by.zh, record.decided_by.en) == ("Li", "Li")


def test_a_scaled_figure_is_the_decimal_one_would_write(tmp_path):
    (record,) = load(tmp_path, {"K001": SCALE})
    assert record.made == {"revenue": 123400.0}


@given(st.floats(1e-6, 1e12), st.floats(-1e-6, 1e-6))
def test_numbers_are_the_same_to_nine_digits(expected, error):
    found = expected * (1 + error)
    if abs(error) < 0.9e-9:
        assert same(found, expected)
    if abs(error) > 1.1e-9:
        assert not same(found, expected)


def test_a_blank_cell_is_only_the_same_as_a_blank():
    assert same(float("nan"), None)
    assert not same(float("nan"), 0.0)
    assert not same(0.0, None)


ROW = {
    "enterprise_id": "430700001", "year": 2009, "revenue": 1234000.0, "gross_output": 5.0,
    "file": "a.csv", "line": 4, "obtained": pd.Timestamp("2010-02-28"),
}  # fmt: skip
RULE = "figure_cannot_be_the_years"


def test_a_confirmed_figure_counts_from_the_day_it_was_decided(tmp_path):
    confirmations = confirmed(load(tmp_path, {"K001": CONFIRM}))
    assert confirmations.decided("enterprise_year", ROW, RULE, 1234000.0) == pd.Timestamp("2010-04-01")
    confirmations.require_all_used()


@pytest.mark.parametrize(
    ("table", "row", "rule", "now"),
    [
        ("enterprise_ytd", ROW, RULE, 1234000.0),
        ("enterprise_year", ROW | {"year": 2008}, RULE, 1234000.0),
        ("enterprise_year", ROW | {"enterprise_id": "1"}, RULE, 1234000.0),
        ("enterprise_year", ROW | {"revenue": 1234001.0}, RULE, 1234001.0),
        ("enterprise_year", ROW, RULE, 5.0),
        ("enterprise_year", ROW, "year_to_date_falls", 1234000.0),
    ],
)
def test_another_figure_is_not_confirmed_and_the_record_is_named(tmp_path, table, row, rule, now):
    confirmations = confirmed(load(tmp_path, {"K001": CONFIRM}))
    assert confirmations.decided(table, row, rule, now) is None
    with pytest.raises(PolicyError, match=r"(?s)K001 confirms nothing.*430700001"):
        confirmations.require_all_used()


def test_a_confirmation_may_be_narrowed_to_one_line(tmp_path):
    where = CONFIRM["where"] | {"file": "a.csv", "line": 5}
    confirmations = confirmed(load(tmp_path, {"K001": CONFIRM | {"where": where}}))
    assert confirmations.decided("enterprise_year", ROW, RULE, 1234000.0) is None
    assert confirmations.decided("enterprise_year", ROW | {"line": 5}, RULE, 1234000.0) is not None


def test_proposed_and_withdrawn_confirmations_confirm_nothing(tmp_path):
    records = {"K001": CONFIRM | {"status": "proposed"}, "K002": CONFIRM | {"status": "withdrawn"}}
    confirmations = confirmed(load(tmp_path, records))
    assert confirmations.decided("enterprise_year", ROW, RULE, 1234000.0) is None
    confirmations.require_all_used()
