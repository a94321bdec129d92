"""A cell that breaks a rule becomes a fault with its facts, whatever those are called; every fault has its sentences."""

import json
import string

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_city import ROW, rejected_of, sheet_of

from analysis.sources.findings import FINDINGS
from analysis.sources.records import Fault, fault
from analysis.sources.rules import CHANGES, FAULTS, sentence

FACTS = st.dictionaries(
    st.sampled_from(["column", "raw", "rule", "cell", "unit", "found"]), st.text(max_size=5)
)


@settings(max_examples=50, deadline=None)
@given(FACTS)
def test_facts_may_be_called_like_the_parts_of_a_fault(facts):
    found = fault("收入", "5%", "unit_does_not_fit_column", "F2", **facts)
    assert (found.column, found.raw, found.cell, json.loads(found.facts)) == ("收入", "5%", "F2", facts)


@pytest.mark.parametrize("rule", sorted(FAULTS))
def test_every_rule_can_be_read_in_both_languages_with_facts_or_without(rule):
    gaps = {
        name: "x"
        for texts in FAULTS[rule].values()
        for _, name, *_ in string.Formatter().parse(texts)
        if name
    }
    for lang in ("zh", "en"):
        assert "{" not in sentence(rule, gaps, lang)
        assert sentence(rule, {}, lang)


@pytest.mark.parametrize("table", [FAULTS, CHANGES, FINDINGS], ids=["faults", "changes", "findings"])
def test_both_languages_of_a_sentence_tell_the_same_facts(table):
    def gaps(text):
        return {name for _, name, *_ in string.Formatter().parse(text) if name}

    # Only the names of two scopes have a gap of their own in each language.
    told = {
        rule: [{name.removesuffix(f"_{lang}") for name in gaps(texts[lang])} for lang in ("zh", "en")]
        for rule, texts in table.items()
    }
    assert {rule: both for rule, both in told.items() if both[0] != both[1]} == {}


def test_a_cell_is_named_as_the_header_prints_it_and_a_row_without_shape_by_its_line(read):
    short = "430700003,甲厂"
    found = rejected_of(read(sheet_of(ROW, ROW.replace("0001,", "0002,").replace("1474500", "x"), short)))
    assert [(each["line"], pd.isna(each["column"]) or each["column"], each["raw"]) for each in found] == [
        (3, "主营业务收入", "x"),
        (4, True, short),
    ]


def test_a_fault_without_facts_still_has_a_hint():
    assert Fault("收入", "x", "not_a_number").hint == FAULTS["not_a_number"]["en"]
