import math

import pandas as pd
import pytest

from analysis.indicators.layout import layout_by_year, layout_cells, layout_match
from analysis.indicators.undefined import why_undefined

PLAN = [
    ("wuling", "food"),
    ("wuling", "textiles"),
    ("hanshou", "food"),
    ("hanshou", "tobacco"),
    ("linli", "food"),
]


@pytest.fixture
def city(case):
    return case("06_layout_cells")[0]


def test_every_cell_has_its_verdict(case):
    city, expected = case("06_layout_cells")
    cells = layout_cells(city, PLAN, 2008)
    pd.testing.assert_frame_equal(cells, expected.fillna({"undefined": ""}), check_dtype=False)


def test_match_counts_the_cells(city):
    match = layout_match(layout_cells(city, PLAN, 2008))
    assert (match.planned, match.strong, match.both, match.unknown) == (4, 4, 1, 1)
    assert (match.precision, match.recall, match.jaccard) == (1 / 4, 1 / 4, 1 / 7)


def test_limit_decides_what_is_strong(city):
    match = layout_match(layout_cells(city, PLAN, 2008, limit=1.8))
    assert (match.strong, match.both, match.recall) == (1, 0, 0)


def test_a_plan_that_names_the_strong_cells_is_perfect(city):
    plan = [("wuling", "food"), ("hanshou", "textiles"), ("wuling", "machinery"), ("hanshou", "machinery")]
    assert layout_match(layout_cells(city, plan, 2008))[4:] == (1, 1, 1)


def test_order_and_scale_change_nothing(city):
    other = city.sample(frac=1, random_state=3).assign(revenue=lambda rows: rows["revenue"] * 1000)
    one, scaled = layout_cells(city, PLAN, 2008), layout_cells(other, PLAN[::-1], 2008)
    pd.testing.assert_frame_equal(scaled.drop(columns="revenue"), one.drop(columns="revenue"))


def test_without_a_plan_or_a_strong_cell(city):
    match = layout_match(layout_cells(city, [], 2008))
    assert why_undefined(match.precision) == "no_plan"
    assert (match.recall, match.jaccard) == (0, 0)
    nowhere = layout_match(layout_cells(city, PLAN, 2008, limit=99))
    assert why_undefined(nowhere.recall) == "no_strong_cell"
    assert (nowhere.precision, nowhere.jaccard) == (0, 0)
    assert why_undefined(layout_match(layout_cells(city, [], 2008, limit=99)).jaccard) == "no_strong_cell"


def test_a_missing_figure_leaves_the_year_unknown(city):
    city["revenue"] = city["revenue"].astype(float)
    city.loc[0, "revenue"] = math.nan
    cells = layout_cells(city, PLAN, 2008)
    assert cells["quotient"].isna().all()
    match = layout_match(cells)
    assert [why_undefined(ratio) for ratio in match[4:]] == ["missing_part"] * 3


def test_a_year_without_returns_is_unknown_and_not_empty(city):
    cells = layout_cells(city, PLAN, 1999)
    assert set(cells["verdict"]) == {"planned_unknown"}
    assert why_undefined(layout_match(cells).precision) == "no_plan"
    assert layout_cells(city, [], 1999).empty


def test_years_side_by_side(city):
    later = city.assign(year=2009)
    table = layout_by_year(pd.concat([city, later]), PLAN)
    assert table["year"].to_list() == [2008, 2009]
    assert table["precision"].to_list() == [0.25, 0.25]
    assert table["undefined"].to_list() == ["", ""]
    assert layout_by_year(city.head(0), PLAN).empty
