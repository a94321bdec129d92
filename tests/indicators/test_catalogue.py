from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.indicators.catalogue import COMPUTED, Tables

OFFICIAL = pd.DataFrame(
    [
        ("energy_consumption", 2005, 100.0, "2007-05-01", "none"),
        ("energy_consumption", 2006, 105.0, "2007-05-01", "none"),
        ("energy_consumption", 2006, 106.0, "2008-05-01", "none"),
        ("energy_consumption", 2007, 112.36, "2008-05-01", "none"),
        ("gdp_real_growth", 2006, 0.12, "2007-03-31", "comparable"),
        ("gdp_real_growth", 2007, 0.14, "2008-03-31", "comparable"),
    ],
    columns=["indicator", "year", "value", "vintage", "price_base"],
).assign(entity="changde", year_from=lambda t: t["year"], month=pd.NA, unit="1", source="s")


@pytest.fixture
def tables(case):
    return Tables(
        cluster_year=case("01_city_with_parks")[0],
        district_cluster_year=case("03_planned_cells")[0],
        park_year=case("02_parks_with_leading_industries")[0],
        official_series=OFFICIAL,
        planned_cells=(("wuling", "food"), ("hanshou", "textiles")),
        city="changde",
        energy_baseline_year=2005,
    )


@pytest.mark.parametrize("name", COMPUTED)
def test_every_indicator_is_a_series_by_year_under_its_name(tables, name):
    result = COMPUTED[name](tables, SimpleNamespace(cluster="food", district="wuling"))
    assert result.name == name
    assert result.index.name == "year"
    assert result.notna().all()
    assert len(result)


@pytest.mark.parametrize("name", [n for n in COMPUTED if "share" in n or n in {"cr3_of_clusters"}])
def test_shares_lie_between_zero_and_one(tables, name):
    assert COMPUTED[name](tables, SimpleNamespace(cluster="food", district="wuling")).between(0, 1).all()


def test_energy_chains_changes_of_one_vintage_each(tables):
    energy = COMPUTED["energy_per_gdp"](tables, None)
    assert energy.to_dict() == pytest.approx(
        {2005: 0, 2006: 1.05 / 1.12 - 1, 2007: 1.05 * 1.06 / 1.12 / 1.14 - 1}
    )
