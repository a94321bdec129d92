import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators.cumulative import falls, increments, month_does_not_fit, month_value

MONTHS = st.lists(st.integers(1, 12), min_size=1, max_size=12, unique=True).map(sorted)
FIGURE = st.none() | st.integers(0, 10**9)


def of_months(figures):
    return pd.Series(figures, dtype=float)


def returns(rows):
    return pd.DataFrame(rows, columns=["enterprise_id", "year", "month", "revenue", "revenue_month"])


def test_national_profit_of_summer_2009():
    # NBS, above-scale industry: January to May 8502 亿元 (26 June 2009), January to August 16747 (27 September 2009)
    periods = increments(of_months({5: 8502, 8: 16747}))
    assert periods.to_dict() == {(1, 5): 8502, (6, 8): 8245}


def test_periods_of_returns(case):
    rows, expected = case("43_points_of_a_year")
    pd.testing.assert_frame_equal(increments(rows), expected, check_dtype=False)


@given(MONTHS, st.data())
@settings(max_examples=25, deadline=None)
def test_periods_add_up_to_the_last_known_figure(months, data):
    figures = of_months({month: data.draw(FIGURE) for month in months})
    periods = increments(figures)
    known = figures.dropna()
    assert periods.sum() == (known.iloc[-1] if len(known) else 0)
    spans = [last - first + 1 for (first, last), value in periods.items() if not math.isnan(value)]
    assert sum(spans) == (known.index[-1] if len(known) else 0)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=12, max_size=12))
@settings(max_examples=8, deadline=None)
def test_twelve_months_come_back_from_their_running_sum(earned):
    so_far = of_months(dict(enumerate(np.cumsum(earned), start=1)))
    assert increments(so_far).to_list() == earned
    assert [month_value(so_far, month) for month in range(1, 13)] == earned


def test_rows_keep_their_order_and_index():
    rows = returns([("B", 2009, 5, 9, 0), ("A", 2009, 5, 30, 0), ("A", 2009, 2, 10, 0), ("B", 2009, 2, 4, 0)])
    rows.index = [7, 7, 1, 0]
    found = increments(rows)
    assert found.index.to_list() == [7, 7, 1, 0]
    assert found["revenue"].to_list() == [5, 20, 10, 4]
    assert found["month_from"].to_list() == [3, 3, 1, 1]


def test_no_rows_have_no_periods():
    assert increments(returns([])).empty
    assert falls(returns([])).empty
    assert month_does_not_fit(returns([])).empty


def test_february_is_not_taken_out_of_january_and_february():
    with pytest.raises(MonitorError, match="January exists only inside January-February") as refusal:
        month_value(of_months({2: 300, 5: 900}), 2)
    assert "increments(cumulative)" in str(refusal.value)
    assert month_value(of_months({1: 120, 2: 300}), 2) == 180


@pytest.mark.parametrize(("month", "absent"), [(1, 1), (5, 4), (6, 6), (12, 11)])
def test_a_month_between_distant_points_is_refused(month, absent):
    with pytest.raises(MonitorError, match=f"nothing was reported to month {absent}"):
        month_value(of_months({2: 300, 5: 900, 8: 1500}), month)


def test_a_month_beside_a_missing_figure_is_missing():
    assert math.isnan(month_value(of_months({4: None, 5: 900}), 5))


@pytest.mark.parametrize("months", [[2, 2], [0, 5], [5, 13], [5, None]])
def test_points_that_are_no_points_of_a_year_are_refused(months):
    rows = returns([("A", 2009, month, 10 * place, 0) for place, month in enumerate(months)])
    for check in (increments, falls, month_does_not_fit):
        with pytest.raises(MonitorError, match="repeat a month or name none"):
            check(rows)


def test_a_fall_names_both_figures():
    rows = returns(
        [
            *[("A", 2009, 2, 100, 0), ("A", 2009, 5, None, 0), ("A", 2009, 8, 90, 0), ("A", 2009, 11, 95, 0)],
            *[("A", 2010, 2, 10, 0), ("B", 2009, 2, 5, 0), ("B", 2009, 5, 5, 0)],
        ]
    )
    found = falls(rows.sample(frac=1, random_state=3)).sort_index()
    # 95 is above 90, yet below what had been earned by February already
    assert found[["month", "revenue", "previous_month", "previous"]].values.tolist() == [
        [8, 90, 2, 100],
        [11, 95, 2, 100],
    ]
    assert falls(rows, rounding=10).empty


@given(
    st.lists(st.tuples(st.integers(0, 3), MONTHS), min_size=1, max_size=4, unique_by=lambda t: t[0]),
    st.data(),
)
@settings(max_examples=20, deadline=None)
def test_without_the_rows_that_fall_nothing_falls(groups, data):
    rows = returns([(g, 2009, m, data.draw(FIGURE), None) for g, months in groups for m in months])
    left = rows.drop(falls(rows).index)
    assert falls(left).empty
    assert (increments(left)["revenue"].dropna() >= 0).all()


def test_national_profit_of_may_2023_does_not_fit():
    # NBS: January to April 20328.8, May 6358.1, January to May 26688.9 亿元: the earlier months had been revised
    rows = returns([("china", 2023, 4, 20328.8, None), ("china", 2023, 5, 26688.9, 6358.1)])
    found = month_does_not_fit(rows, rounding=0.1)
    assert found[["month", "previous_ytd", "month_alone", "ytd"]].values.tolist() == [
        [5, 20328.8, 6358.1, 26688.9]
    ]
    assert month_does_not_fit(rows, rounding=1.5).empty


def test_only_neighbouring_months_can_contradict_each_other():
    rows = returns(
        [
            *[
                ("A", 2009, 1, 50, 70),
                ("A", 2009, 2, 130, 60),
            ],  # January is both 50 and 70; 50 + 60 is not 130
            *[("B", 2009, 2, 130, 60), ("B", 2009, 5, 400, 90)],  # no neighbour, so nothing to compare with
            *[("C", 2009, 1, 50, 50), ("C", 2009, 2, 111, 60)],  # 50 + 60 = 110, within rounding
        ]
    )
    found = month_does_not_fit(rows)
    assert found[["enterprise_id", "month", "previous_ytd"]].values.tolist() == [["A", 1, 0], ["A", 2, 50]]


@given(st.lists(st.floats(0, 1e6), min_size=12, max_size=12), st.sampled_from([0, 1, 2]))
@settings(max_examples=20, deadline=None)
def test_rounded_months_fit(earned, digits):
    printed_month, printed_ytd = np.round(earned, digits), np.round(np.cumsum(earned), digits)
    rows = returns([("A", 2009, m + 1, printed_ytd[m], printed_month[m]) for m in range(12)])
    assert month_does_not_fit(rows, rounding=10.0**-digits).empty
    rows.loc[7, "revenue_month"] += 4 * 10.0**-digits
    assert month_does_not_fit(rows, rounding=10.0**-digits)["month"].to_list() == [8]
