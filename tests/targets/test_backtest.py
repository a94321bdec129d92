"""What was said beside what came: identities on forecasts made by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.targets.backtest import FORECASTS, LEFT_OUT, SCORES, counted, left_out, settle, summary
from analysis.targets.calibration import brier, interval_hits, interval_score
from analysis.targets.foretold import COLUMNS, ENDS, REFERENCES

MODELS = ("", *(f"{who}_" for who in REFERENCES))


def said(**columns):
    """A forecast of 2010 made from 2009: median 100, 80 to 120, 60 to 150, by every model; half 110, more 130."""
    row = dict.fromkeys(COLUMNS, math.nan)
    row |= {"edition": "2010-03-01", "commitment_id": "C006", "basis": "paths", "last_year": 2009, "month": 0}
    row |= {
        "horizon": 1,
        "year": 2010,
        "scope": "above_500",
        "lift": 0.0,
        "level_half": 110.0,
        "level_more": 130.0,
    }
    for who in MODELS:
        row |= {
            f"{who}{end}": value for end, value in zip(ENDS, (100.0, 80.0, 120.0, 60.0, 150.0), strict=True)
        }
        row |= {f"{who}probability_half": 0.6, f"{who}probability_more": 0.2, f"{who}probability": 0.7}
    return row | columns


def came(rows, actual=112.0, first=None, kept=None, scopes=None):
    """`settle` of forecasts whose every year came to `actual`."""
    rows = pd.DataFrame(rows)
    years = {name: dict.fromkeys(part["year"], actual) for name, part in rows.groupby("commitment_id")}
    scopes = {2009: "above_500", 2010: "above_500"} if scopes is None else scopes
    return settle(
        rows, years, years if first is None else first, {"C006": True} if kept is None else kept, scopes
    )


def test_a_forecast_is_scored_by_every_rule():
    row = came([said()]).iloc[0]
    assert (row["inside_80"], row["inside_95"]) == (True, True)
    assert row["score_80"] == pytest.approx(interval_score(math.log(80), math.log(120), math.log(112), 0.8))
    assert (row["happened"], row["happened_half"], row["happened_more"]) == (1.0, 1.0, 0.0)
    assert not row["restated"]
    assert pd.isna(row["left_out"])


@pytest.mark.parametrize(("actual", "inside"), [(80.0, True), (120.0, True), (79.9, False), (120.1, False)])
def test_the_ends_belong_to_the_interval(actual, inside):
    assert came([said()], actual).iloc[0]["inside_80"] == inside


def test_a_change_is_scored_on_the_level_that_grows():
    ends = dict(zip(ENDS, (-0.15, -0.20, -0.10, -0.25, -0.05), strict=True))
    row = came([said(lift=1.0, **ends)], actual=-0.12).iloc[0]
    assert row["score_80"] == pytest.approx(math.log(0.9) - math.log(0.8))


def test_a_year_nobody_knows_is_no_row():
    rows = pd.DataFrame([said(), said(year=2011, horizon=2)])
    found = settle(rows, {"C006": {2009: 90.0, 2010: 112.0}}, {}, {}, {2010: "above_500"})
    assert found["year"].tolist() == [2010]
    assert math.isnan(found["happened"].iloc[0])


def test_a_year_of_another_scope_is_left_out_and_named():
    found = came([said(), said(scope=None, commitment_id="C016")], scopes={2010: "above_2000"})
    assert found.set_index("commitment_id")["left_out"].dropna().to_dict() == {"C006": "other_scope"}
    assert left_out(found).to_dict() == {"other_scope": 1, "no_interval": 0}
    assert summary(found)["n"].tolist() == [1]


def test_a_median_without_ends_is_left_out():
    found = came([said(**dict.fromkeys(ENDS[1:], math.nan))])
    assert found["left_out"].tolist() == ["no_interval"]
    assert found["inside_80"].tolist() == [None]
    assert summary(found).empty


def test_a_restated_value_counts_as_it_is_now():
    row = came([said()], first={"C006": {2010: 125.0}})
    assert row["actual"].tolist() == [112.0]
    assert summary(row)["restated"].tolist() == [1]


def test_of_one_promise_year_and_month_the_last_word_counts():
    rows = [said(), said(edition="2010-03-20", low_80=115.0), said(edition="2010-06-25", month=5)]
    found = summary(came(rows))
    assert found[["month", "n", "hits_80"]].to_numpy().tolist() == [[0, 1, 0], [5, 1, 1]]
    assert counted(came(rows[::-1])).equals(counted(came(rows)))


def test_without_forecasts_there_is_no_row_and_every_column():
    nothing = settle(pd.DataFrame(columns=["edition", *COLUMNS]), {}, {}, {}, {})
    assert list(nothing.columns) == list(FORECASTS)
    assert list(summary(nothing).columns) == ["horizon", "month", *SCORES]
    assert summary(nothing).empty
    assert left_out(nothing).to_dict() == dict.fromkeys(LEFT_OUT, 0)


@pytest.mark.parametrize(
    ("promises", "years", "verdict"),
    [(19, 1, "too_few_to_judge"), (40, 1, "one_year"), (10, 2, "calibrated"), (9, 2, "too_few_to_judge")],
)
def test_few_forecasts_and_those_of_one_year_are_not_judged(promises, years, verdict):
    rows = [
        said(commitment_id=f"C{n:03d}", year=2010 + y, low_80=80.0 if n % 5 else 115.0, scope=None)
        for n in range(promises)
        for y in range(years)
    ]
    row = summary(came(rows)).iloc[0]
    assert (row["n"], row["series"], row["years"]) == (promises * years, promises, years)
    assert row["verdict_80"] == verdict
    assert row["judged"] == (verdict == "calibrated")


_FORECASTS = st.lists(
    st.tuples(
        st.floats(20.0, 500.0),
        st.floats(0.01, 1.0),
        st.floats(0.0, 1.0),
        st.floats(0.0, 1.0),
        st.integers(2010, 2014),
    ),
    min_size=1,
    max_size=30,
)


def _rows(drawn, **others):
    """Forecasts of several years around `median`, each model alike unless `others` says otherwise."""
    rows = []
    for number, (median, width, half, more, year) in enumerate(drawn):
        ends = [median * math.exp(width * step) for step in (0.0, -1.0, 1.0, -1.5, 1.5)]
        row = said(commitment_id=f"C{number:03d}", year=year, scope=None, probability=math.nan)
        for who in MODELS:
            row |= {f"{who}{end}": value for end, value in zip(ENDS, ends, strict=True)}
            row |= {f"{who}probability_half": half, f"{who}probability_more": more}
        rows.append(row | others)
    return rows


@settings(max_examples=40, deadline=None)
@given(_FORECASTS)
def test_figures_are_those_of_calibration_and_skill_against_itself_is_none(drawn):
    found = came(_rows(drawn))
    row = summary(found).iloc[0]
    for level, name in ((0.8, "80"), (0.95, "95")):
        hits = interval_hits(found[f"inside_{name}"].astype(bool), level)
        assert (row[f"hits_{name}"], row[f"band_low_{name}"], row[f"band_high_{name}"]) == (
            hits.hits,
            hits.low,
            hits.high,
        )
    chances = np.concatenate([found["probability_half"], found["probability_more"]])
    events = np.concatenate([found["happened_half"], found["happened_more"]])
    assert row["events"] == len(chances)
    assert row["brier"] == pytest.approx(brier(chances, events))
    for who in REFERENCES:
        assert row[f"interval_skill_{who}"] == pytest.approx(0.0)
        assert row[f"skill_{who}"] == pytest.approx(0.0) or row["brier"] == 0


@settings(max_examples=20, deadline=None)
@given(_FORECASTS, st.floats(0.01, 1000.0), st.randoms())
def test_neither_the_unit_nor_the_order_matters(drawn, unit, random):
    rows = _rows(drawn)
    money = [*(f"{who}{end}" for who in MODELS for end in ENDS), "level_half", "level_more"]
    other = [row | {name: row[name] * unit for name in money} for row in rows]
    random.shuffle(other)
    # Half a per cent away from every end, so that rounding decides nothing.
    before, after = summary(came(rows, actual=112.345678)), summary(came(other, actual=112.345678 * unit))
    pd.testing.assert_frame_equal(before, after)


def test_a_reference_without_a_forecast_is_compared_on_what_it_has():
    other = dict.fromkeys(("naive_low_80", "naive_probability", "naive_probability_half"), math.nan)
    rows = came([said(), said(commitment_id="C007", probability_half=0.0, **other)])
    row = summary(rows).iloc[0]
    assert row["events"] == 5
    assert row["skill_drift"] < 0
    assert row["interval_skill_naive"] == pytest.approx(0.0)
