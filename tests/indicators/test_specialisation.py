import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators.inequality import gini
from analysis.indicators.specialisation import (
    hoover,
    krugman,
    location_quotient,
    locational_gini,
    planned_cell_share,
    planned_cell_specialisation,
    undefined_quotients,
)
from analysis.indicators.undefined import why_undefined

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
@settings(max_examples=40, deadline=None)
def test_weighted_mean_of_quotients_is_one(levels):
    table = pd.DataFrame(levels)
    weights = table.sum(axis=1) / table.to_numpy().sum()
    assert location_quotient(table).mul(weights, axis=0).sum().to_numpy() == pytest.approx(1)


@given(LEVELS, st.floats(0.01, 100))
@settings(max_examples=25, deadline=None)
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


def test_a_negative_cell_is_no_share():
    table = pd.DataFrame([[1.0, -1.0], [2.0, 3.0]])
    assert location_quotient(table).isna().all(axis=None)
    assert krugman(table).isna().all()


def test_every_undefined_quotient_has_a_reason():
    table = pd.DataFrame([[4.0, 0.0, 6.0], [0.0, 0.0, 0.0]])
    reasons = undefined_quotients(table)
    assert reasons.loc[1].to_list() == ["empty_region"] * 3
    assert reasons.loc[0].dropna().to_dict() == {1: "empty_industry"}
    assert reasons.notna().equals(location_quotient(table).isna())
    for cells, reason in (
        ([[1.0, None], [2.0, 3.0]], "missing_part"),
        ([[1.0, -2.0], [2.0, 3.0]], "negative_part"),
        ([[0.0, 0.0]], "zero_total"),
    ):
        assert (undefined_quotients(pd.DataFrame(cells)) == reason).all(axis=None)


def test_published_krugman_of_two_regions():
    # Farhauer and Kröll 2013, in R package REAT, man/krugman.spec.Rd: no industry in common
    table = pd.DataFrame([[20, 10, 70, 0, 0], [0, 0, 0, 60, 40]], index=["j", "l"])
    assert krugman(table, reference="rest").to_dict() == pytest.approx({"j": 2, "l": 2})
    # each region is half of the area, so the area is half as far away
    assert krugman(table).to_dict() == pytest.approx({"j": 1, "l": 1})


@given(LEVELS)
@settings(max_examples=40, deadline=None)
def test_krugman_lies_between_sameness_and_nothing_in_common(levels):
    table = pd.DataFrame(levels)
    shares = table.sum(axis=1) / table.to_numpy().sum()
    area, rest = krugman(table), krugman(table, reference="rest")
    assert area.between(0, 2).all()
    assert area.to_numpy() == pytest.approx((rest * (1 - shares)).to_numpy(), abs=1e-9)


def test_krugman_of_equal_empty_and_lonely_regions():
    assert krugman(pd.DataFrame(np.outer([1, 5, 9], [2, 3, 4]))).to_numpy() == pytest.approx(0)
    assert krugman(pd.DataFrame([[4.0, 6.0], [0.0, 0.0]])).isna().to_list() == [False, True]
    assert krugman(pd.DataFrame([[4.0, 6.0]]), reference="rest").isna().all()
    with pytest.raises(MonitorError, match="'area' or 'rest'"):
        krugman(pd.DataFrame([[1.0]]), reference="nation")


def test_published_locational_gini():
    # Farhauer and Kröll 2013, in R package REAT, man/gini.conc.Rd
    part, whole = [500, 500, 1000, 7000, 1000], [20000, 15000, 20000, 40000, 5000]
    assert locational_gini(part, whole) == pytest.approx(0.4068966, abs=5e-8)


def test_published_hoover_against_equal_units():
    # PySAL inequality, tests/test_schutz.py: the Schutz distance is the Hoover index against equal shares
    assert hoover([20, 50, 80, 100, 100, 100, 100, 120, 150, 180], [1] * 10) == pytest.approx(0.15)


def test_hoover_of_the_whole_industry_in_one_region():
    # R package EconGeo, hoover_gini.r: 30 % of the people make all of the output, or each its own share
    people = [10, 15, 20, 25, 30]
    assert hoover([0, 0, 0, 0, 1], people) == pytest.approx(0.7)
    assert hoover(people, people) == 0
    assert locational_gini(people, people) == pytest.approx(0, abs=1e-12)


@given(
    st.lists(
        st.tuples(st.one_of(st.just(0.0), st.floats(0.1, 1e5)), st.floats(0.1, 1e5)), min_size=2, max_size=8
    ),
    st.floats(0.01, 100),
)
@settings(max_examples=40, deadline=None)
def test_scale_and_order_of_regions_change_nothing(regions, factor):
    part, whole = map(list, zip(*regions, strict=True))
    if sum(part) == 0:
        assert why_undefined(hoover(part, whole)) == "zero_total"
        return
    other = [p * factor for p in reversed(part)], [w / factor for w in reversed(whole)]
    assert hoover(*other) == pytest.approx(hoover(part, whole), abs=1e-9)
    assert locational_gini(*other) == pytest.approx(locational_gini(part, whole), abs=1e-9)
    assert 0 <= hoover(part, whole) <= 1


def test_locational_gini_of_equal_wholes_is_the_gini():
    assert locational_gini([20, 50, 20, 10], [7] * 4) == pytest.approx(gini([20, 50, 20, 10]))


def test_regions_are_matched_by_name():
    part = pd.Series({"wuling": 1, "hanshou": 3})
    whole = pd.Series({"hanshou": 30, "wuling": 10})
    assert hoover(part, whole) == pytest.approx(0)
    assert hoover(part.to_dict(), whole.to_dict()) == pytest.approx(0)
    assert why_undefined(hoover(part, whole.drop("wuling"))) == "missing_part"
    with pytest.raises(MonitorError, match="2 regions of the part"):
        hoover([1, 2], [1])


@pytest.mark.parametrize(
    ("part", "whole", "reason"),
    [
        ([], [], "no_parts"),
        ([1, math.nan], [1, 1], "missing_part"),
        ([1, 2], [1, -1], "negative_part"),
        ([0, 0], [1, 1], "zero_total"),
        ([1, 1], [0, 0], "zero_total"),
    ],
)
def test_undefined_localisation_says_why(part, whole, reason):
    assert why_undefined(hoover(part, whole)) == reason
    assert why_undefined(locational_gini(part, whole)) == reason


def test_a_region_without_the_whole_has_no_quotient():
    assert why_undefined(locational_gini([1, 0], [1, 0])) == "empty_region"
    assert hoover([1, 0], [1, 0]) == 0


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
