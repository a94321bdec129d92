import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.indicators import clustering_degree, revenue
from analysis.indicators.share import clusters_share

DECREE_TARGETS = [240, 150, 110, 100, 90, 80, 50, 40, 20, 20]


def computed(city):
    return pd.DataFrame(
        {
            "cluster_count": revenue.cluster_count(city),
            "clusters_revenue": revenue.clusters_revenue(city),
            "industry_revenue": revenue.industry_revenue(city),
            **{
                f"clusters_share_of_{measure}": clusters_share(city, measure)
                for measure in ("revenue", "gross_output", "value_added")
            },
            "park_share_of_revenue": clustering_degree.park_share_of_revenue(city),
            "enterprises_in_parks": clustering_degree.enterprises_in_parks(city),
            "cr3_of_clusters": clustering_degree.cr3_of_clusters(city),
        }
    )


def test_city_with_parks(case):
    city, expected = case("01_city_with_parks")
    pd.testing.assert_frame_equal(computed(city), expected.set_index("year"), check_dtype=False)


def test_order_of_rows_changes_nothing(case):
    city, _ = case("01_city_with_parks")
    pd.testing.assert_frame_equal(computed(city.sample(frac=1, random_state=1)), computed(city))


@given(factor=st.floats(1e-6, 1e6))
@settings(max_examples=25)
def test_money_unit_cancels_out_of_shares(case, factor):
    city, _ = case("01_city_with_parks")
    money = ["revenue", "gross_output", "value_added", "park_revenue"]
    shares = ["clusters_share_of_revenue", "park_share_of_revenue", "cr3_of_clusters"]
    scaled = computed(city.assign(**{column: city[column] * factor for column in money}))
    pd.testing.assert_frame_equal(scaled[shares], computed(city)[shares])


def test_decree_promises_half_of_industry_to_three_clusters():
    # Targets C006 to C015 against the 1000 亿元 of all above-scale industry
    city = pd.DataFrame(
        {"year": 2010, "cluster": [*"abcdefghij", "other"], "revenue": [*DECREE_TARGETS, 1000 - 900]}
    )
    assert clustering_degree.cr3_of_clusters(city)[2010] == pytest.approx(0.5)
    assert clusters_share(city)[2010] == pytest.approx(0.9)


def test_missing_part_makes_the_year_missing(case):
    city, _ = case("01_city_with_parks")
    city["revenue"] = city["revenue"].mask((city["year"] == 2007) & (city["cluster"] == "food"))
    result = computed(city)
    dependent = ["clusters_revenue", "industry_revenue", "clusters_share_of_revenue", "park_share_of_revenue"]
    assert result.loc[2007, [*dependent, "cr3_of_clusters"]].isna().all()
    assert result.loc[2006].notna().all()


def test_parks_unknown_in_a_year_is_not_zero(case):
    city, _ = case("01_city_with_parks")
    unknown = city["year"] == 2007
    city["park_enterprises"] = city["park_enterprises"].mask(unknown).astype("Int64")
    city["park_revenue"] = city["park_revenue"].mask(unknown)
    result = computed(city)
    assert result.loc[2007, ["park_share_of_revenue", "enterprises_in_parks"]].isna().all()
    assert result.loc[2006, "park_share_of_revenue"] == pytest.approx(0.2)


@pytest.mark.parametrize("total", [0.0, -5.0])
def test_zero_or_negative_total_has_no_shares(total):
    city = pd.DataFrame(
        {"year": 2007, "cluster": ["food", "other"], "value_added": [total, 0.0], "revenue": [total, 0.0]}
    )
    assert clusters_share(city, "value_added").isna().all()
    assert clustering_degree.cr3_of_clusters(city).isna().all()


def test_year_without_clusters_has_share_zero():
    city = pd.DataFrame({"year": [2007], "cluster": ["other"], "revenue": [10.0], "enterprises": [3]})
    assert clusters_share(city)[2007] == 0
    assert revenue.cluster_count(city)[2007] == 0


def test_cluster_without_returns_is_missing(case):
    city, _ = case("01_city_with_parks")
    textiles = revenue.cluster_revenue(city, "textiles")
    assert pd.isna(textiles[2006])
    assert textiles[2007] == 15
    assert textiles.name == "cluster_revenue"


def test_empty_city(case):
    city, _ = case("01_city_with_parks")
    assert computed(city.head(0)).empty


def test_leading_industries(case):
    parks, expected = case("02_parks_with_leading_industries")
    share = clustering_degree.leading_industry_share_of_parks(parks)
    pd.testing.assert_frame_equal(share.to_frame(), expected.set_index("year"))


def test_leading_industry_of_unknown_size(case):
    parks, _ = case("02_parks_with_leading_industries")
    parks.loc[0, "revenue"] = None
    assert clustering_degree.leading_industry_share_of_parks(parks).isna().all()


def test_planned_cells(case):
    cells, expected = case("03_planned_cells")
    plan = (("wuling", "food"), ("hanshou", "textiles"), ("linli", "textiles"))
    share = clustering_degree.revenue_in_planned_cells(cells, plan)
    pd.testing.assert_series_equal(share, expected.set_index("year")["revenue_in_planned_cells"])
    assert clustering_degree.revenue_in_planned_cells(cells, ()).isna().all()
