import copy
import math
import pickle

import pandas as pd
import pytest

from analysis.indicators.undefined import REASONS, Undefined, reasons_of, why_undefined


def test_computes_as_the_nan_it_is():
    gap = Undefined("no_parts")
    assert isinstance(gap, float)
    assert math.isnan(gap)
    assert math.isnan(gap + 1)
    assert pd.Series([1.0, gap]).isna().tolist() == [False, True]
    assert repr(gap) == "nan"


def test_keeps_its_reason_through_a_process():
    gap = Undefined("no_parts")
    assert why_undefined(pickle.loads(pickle.dumps(gap))) == "no_parts"
    assert why_undefined(copy.deepcopy(gap)) == "no_parts"


def test_only_listed_reasons_exist():
    assert len(set(REASONS)) == len(REASONS)
    with pytest.raises(ValueError, match="because_i_said_so"):
        Undefined("because_i_said_so")


def test_numbers_have_no_reason_and_bare_gaps_are_missing():
    assert why_undefined(0.0) is None
    assert why_undefined(3) is None
    assert why_undefined(math.nan) == "missing_value"
    assert why_undefined(None) == "missing_value"


def test_reasons_of_a_row():
    row = {"share": 0.2, "growth": Undefined("no_year_before"), "gini": Undefined("zero_total")}
    assert reasons_of(row) == "growth: no_year_before; gini: zero_total"
    assert reasons_of({"share": 0.2}) == ""
