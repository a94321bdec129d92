"""Figures held against each other: what is rejected is exactly what cannot be, whatever arrives in which order."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.indicators.cumulative import falls
from analysis.sources import plausibility
from analysis.sources.plausibility.neighbours import Neighbours
from analysis.tables import ENTERPRISE_YEAR, ENTERPRISE_YTD, conform

LINEAGE = {"name": "某厂", "district": "wuling", "kind": "synthetic", "file": "a.csv", "line": 2}


def nobody(*_):
    return False


def annual(*rows):
    """Annual rows from (id, year, revenue) or with more columns as a dict."""
    named = [
        row if isinstance(row, dict) else dict(zip(("enterprise_id", "year", "revenue"), row, strict=True))
        for row in rows
    ]
    return conform(
        ENTERPRISE_YEAR, [LINEAGE | {"obtained": f"{row['year'] + 1}-02-28"} | row for row in named]
    )


def cumulative(*rows):
    """Year-to-date rows of one enterprise and year from (month, day received, revenue)."""
    days = pd.Timestamp("2009-02-01")
    named = [
        {"enterprise_id": "1", "year": 2009, "month": month, "obtained": days + pd.Timedelta(days=day), "revenue": now}
        for month, day, now in rows
    ]  # fmt: skip
    return conform(ENTERPRISE_YTD, [LINEAGE | row for row in named])


def slips(frame, is_confirmed=nobody):
    return plausibility.slips_of_the_unit(frame, Neighbours(frame), is_confirmed)


def fallen(frame, rejected=frozenset(), is_confirmed=nobody):
    return plausibility.year_to_date_falls(frame, Neighbours(frame), rejected, is_confirmed)


# --- slips of the unit

REVENUES = st.lists(st.integers(501, 4000), min_size=2, max_size=6)


@settings(max_examples=50, deadline=None)
@given(REVENUES, st.data())
def test_a_slip_is_found_alone_wherever_it_is(revenues, data):
    at = data.draw(st.integers(1, len(revenues) - 1))
    factor = data.draw(st.sampled_from([1e4, 1e-4, 1e8]))
    frame = annual(*[("1", 2000 + i, each * (factor if i == at else 1.0)) for i, each in enumerate(revenues)])
    rejections, findings = slips(frame.sample(frac=1, random_state=data.draw(st.integers(0, 99))))
    assert [column for _, column, *_ in rejections] == ["revenue"]
    assert rejections[0][2:] == (revenues[at - 1], revenues[at] * factor, None)
    assert findings == []


@settings(max_examples=50, deadline=None)
@given(REVENUES)
def test_enterprises_that_grow_at_most_eightfold_are_left_alone(revenues):
    frame = annual(*[("1", 2000 + i, float(each)) for i, each in enumerate(revenues)])
    assert slips(frame) == ([], [])


def test_a_confirmed_figure_is_what_later_ones_are_held_against():
    frame = annual(("1", 2007, 1.0), ("1", 2008, 9000.0), ("1", 2009, 9900.0))
    assert [position for position, *_ in slips(frame)[0]] == [1, 2]
    assert [position for position, *_ in slips(frame, lambda at, column: at == 1)[0]] == [1]


@pytest.mark.parametrize(("old", "new"), [(0.0, 9000.0), (9000.0, 0.0), (np.nan, 9000.0), (9000.0, np.nan)])
def test_a_figure_is_not_measured_against_nothing(old, new):
    assert slips(annual(("1", 2007, old), ("1", 2008, new))) == ([], [])


def test_an_unlikely_figure_is_a_finding_with_both_values_in_full():
    (finding,) = slips(annual(("1", 2007, 1474500.25), ("1", 2008, 14745002.5)))[1]
    assert finding.sentence("en").startswith("某厂: ")
    assert "1,474,500.25" in finding.sentence("en")
    assert "14,745,002.5" in finding.sentence("zh")


# --- whole files

FIRMS = [str(n) for n in range(6)]


def two_years(*factors, column="revenue"):
    rows = [
        {"enterprise_id": firm, "year": year, column: 100.0 * (n + 1) * by, "file": f"{year}.csv"}
        for year, by_firm in ((2007, [1.0] * 6), (2008, factors))
        for n, (firm, by) in enumerate(zip(FIRMS, by_firm, strict=True))
    ]
    return annual(*rows)


@pytest.mark.parametrize("column", ["revenue", "gross_output", "energy_tce"])
@pytest.mark.parametrize("factor", [10, 0.1, 10000])
def test_a_file_whose_enterprises_are_off_alike_is_refused_for_any_figure(column, factor):
    frame = two_years(*[factor * by for by in (0.9, 1, 1.1, 1.2, 1, 1)], column=column)
    (refusal,) = plausibility.files_in_another_unit(frame, Neighbours(frame))
    assert (refusal.file, column in refusal.message) == ("2008.csv", True)


@pytest.mark.parametrize(
    "factors", [(10, 1, 1, 1, 1, 1), (1, 1.2, 0.8, 2, 3, 1), (10, 0.1, 10, 0.1, 10, 0.1)]
)
def test_a_file_whose_enterprises_differ_is_not(factors):
    frame = two_years(*factors)
    assert plausibility.files_in_another_unit(frame, Neighbours(frame)) == []


def test_a_file_that_repeats_last_years_figures_is_refused():
    frame = two_years(1, 1, 1, 1, 1, 1)
    (refusal,) = plausibility.files_repeat_another_period(frame, Neighbours(frame))
    assert refusal.file == "2008.csv"
    one_differs = two_years(1, 1, 1, 1, 1, 1.001)
    assert plausibility.files_repeat_another_period(one_differs, Neighbours(one_differs)) == []


# --- figures cumulative from January

MONTHS = st.lists(st.integers(1, 12), unique=True, min_size=1, max_size=6).map(sorted)


@settings(max_examples=50, deadline=None)
@given(MONTHS, st.data())
def test_months_received_in_order_fall_where_the_indicator_says_so(months, data):
    values = data.draw(st.lists(st.integers(0, 9), min_size=len(months), max_size=len(months)))
    frame = cumulative(*[(month, month, float(now)) for month, now in zip(months, values, strict=True)])
    expected = falls(frame)
    found = fallen(frame)
    assert [position for _, position, *_ in found] == expected.index.tolist()
    assert [other for *_, other, _ in found] == expected["previous"].tolist()


VERSIONS = st.lists(
    st.tuples(st.integers(1, 5), st.integers(0, 6), st.integers(0, 9).map(float)),
    unique_by=lambda version: version[:2],
    max_size=10,
)


@settings(max_examples=150, deadline=None)
@given(VERSIONS)
def test_on_no_day_do_the_figures_that_are_left_fall(versions):
    frame = cumulative(*versions)
    left = frame.drop(index=[position for _, position, *_ in fallen(frame)])
    for day in left["obtained"].unique():
        known = left[left["obtained"] <= day].sort_values("obtained")
        standing = known.drop_duplicates("month", keep="last").sort_values("month")
        assert standing["revenue"].is_monotonic_increasing


@settings(max_examples=50, deadline=None)
@given(VERSIONS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_verdict(versions, random):
    frame = cumulative(*versions)
    order = list(range(len(frame)))
    random.shuffle(order)
    shuffled = frame.iloc[order].reset_index(drop=True)
    assert sorted(order[position] for _, position, *_ in fallen(shuffled)) == sorted(
        position for _, position, *_ in fallen(frame)
    )


def test_a_figure_rejected_for_its_unit_condemns_no_later_month():
    frame = cumulative((2, 2, 100.0), (5, 5, 2000000.0), (8, 8, 300.0))
    assert [position for _, position, *_ in fallen(frame)] == [2]
    assert fallen(frame, rejected={(1, "revenue")}) == []


def test_a_confirmed_fall_binds_no_later_month():
    frame = cumulative((2, 2, 100.0), (5, 5, 90.0), (8, 8, 95.0))
    assert [position for _, position, *_ in fallen(frame)] == [1, 2]
    confirmed = fallen(frame, is_confirmed=lambda rule, at, column: at == 1)
    assert [position for _, position, *_ in confirmed] == [1]


@pytest.mark.parametrize("day", [2, 3])
def test_a_withdrawn_figure_is_held_against_nothing(day):
    frame = cumulative((2, 2, 100.0), (2, day, 100.0), (5, 5, 90.0))
    frame = frame.assign(withdrawn=[False, True, False], correction=[None, "K001", None])
    assert fallen(frame) == []


def test_a_month_is_compared_with_the_month_before_as_known_then():
    frame = cumulative((2, 2, 100.0), (3, 3, 130.0), (2, 9, 105.0))
    assert Neighbours(frame).month_before.tolist() == [-1, 0, -1]
    assert (
        plausibility.months_do_not_fit(frame.assign(revenue_month=[np.nan, 30.0, np.nan]), Neighbours(frame))
        == []
    )


def test_january_before_the_first_return_is_never_guessed():
    frame = cumulative((5, 5, 100.0), (6, 6, 130.0)).assign(revenue_month=[20.0, 20.0])
    (finding,) = plausibility.months_do_not_fit(frame, Neighbours(frame))
    assert (finding.month, finding.before, finding.now) == (6, 100.0, 130.0)


# --- periods delivered again

BEFORE = [{"enterprise_id": firm, "year": 2007, "revenue": 1.0, "file": "a.csv"} for firm in "123"]


def again(*firms):
    later = {"year": 2007, "revenue": 1.0, "file": "b.csv", "obtained": "2008-09-01"}
    return annual(*BEFORE, *[later | {"enterprise_id": firm} for firm in firms])


@pytest.mark.parametrize(
    ("firms", "sent_back", "left_out"),
    [("12", (), 1), ("123", (), 0), ("1", (), 0), ("45", (), 0), ("12", (("b.csv", "3"),), 0)],
)
def test_enterprises_are_left_out_of_a_period_only_where_most_are_there_again(firms, sent_back, left_out):
    found = plausibility.periods_delivered_without_some(again(*firms), ["year"], set(sent_back))
    assert [finding.facts["rows"] for finding in found] == [left_out] * bool(left_out)
