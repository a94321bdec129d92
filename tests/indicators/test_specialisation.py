import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.indicators.specialisation import (
    location_quotient,
    planned_cell_share,
    planned_cell_specialisation,
)

LEVELS = st.lists(st.lists(st.floats(0.1, 1e5), min_size=3, max_size=3), min_size=2, max_size=6)


def test_published_example():
    # R package REAT, man/locq.Rd: 1714 of 79006 in the region, 879213 of 15593224 in the country
    table = pd.DataFrame(
        [[1714, 79006 - 1714], [879213 - 1714, 15593224 - 879213 - (79006 - 1714)]],
        index=["region", "rest"],
        columns=["industry", "rest"],
    )
    assert location_quotient(table).loc["region", "industry"] == pytest.approx(0.3847623, abs=1e-7)


@given(LEVELS)
@settings(max_examples=50)
def test_weighted_mean_of_quotients_is_one(levels):
    table = pd.DataFrame(levels)
    weights = table.sum(axis=1) / table.to_numpy().sum()
    assert location_quotient(table).mul(weights, axis=0).sum().to_numpy() == pytest.approx(1)


@given(LEVELS, st.floats(0.01, 100))
@settings(max_examples=25)
def test_scale_changes_nothing(levels, factor):
    table = pd.DataFrame(levels)
    pd.testing.assert_frame_equal(location_quotient(table * factor), location_quotient(table))


def test_proportional_regions_are_not_specialised():
    table = pd.DataFrame(np.outer([1, 5, 9], [2, 3, 4]))
    assert location_quotient(table).to_numpy() == pytest.approx(1)


def test_region_or_industry_without_revenue_is_missing():
    quotient = location_quotient(pd.DataFrame([[4.0, 0.0, 6.0], [0.0, 0.0, 0.0]]))
    assert quotient.loc[1].isna().all()
    assert quotient[1].isna().all()
    assert quotient.loc[0, [0, 2]].to_numpy() == pytest.approx(1)
    assert location_quotient(pd.DataFrame([[0.0, 0.0]])).isna().all(axis=None)
    assert location_quotient(pd.DataFrame()).empty


def test_missing_cell_is_not_zero():
    assert location_quotient(pd.DataFrame([[1.0, None], [2.0, 3.0]])).isna().all(axis=None)


def test_planned_cells(case):
    cells, expected = case("03_planned_cells")
    expected = expected.set_index("year")
    for district, cluster in (("wuling", "food"), ("hanshou", "food")):
        result = planned_cell_specialisation(cells, district, cluster)
        assert result.name == "planned_cell_specialisation"
        assert result.to_dict() == pytest.approx(expected[f"specialisation_{district}_{cluster}"].to_dict())
    share = planned_cell_share(cells, "wuling", "food")
    assert share.to_dict() == pytest.approx(expected["share_wuling_food"].to_dict())


def test_cell_of_a_silent_district_or_cluster_is_missing(case):
    cells, _ = case("03_planned_cells")
    assert planned_cell_specialisation(cells, "linli", "food").isna().all()
    assert planned_cell_specialisation(cells, "wuling", "power").isna().all()
    assert planned_cell_share(cells, "wuling", "power").isna().all()
    assert planned_cell_share(cells, "linli", "food").to_list() == [0, 0]
    assert planned_cell_specialisation(cells.head(0), "wuling", "food").empty
