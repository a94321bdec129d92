import math

import numpy as np
import pandas as pd
import pytest

from analysis.indicators.profiles import district_profiles, park_profiles, top_quotients


def cells(rows):
    table = pd.DataFrame(rows, columns=["year", "district", "cluster", "enterprises", "revenue"])
    return table.astype({"revenue": float})


CITY = cells(
    [
        (2008, "hanshou", "food", 1, 20),
        (2008, "wuling", "food", 2, 30),
        (2008, "wuling", "other", 3, 50),
        (2009, "hanshou", "textiles", 4, 75),
        (2009, "hanshou", "other", 2, 25),
        (2009, "wuling", "food", 2, 60),
        (2009, "wuling", "other", 3, 40),
    ]
)
PARKS = cells([(2009, "wuling", "food", 1, 45), (2009, "wuling", "other", 1, 5)]).assign(park="west")


def of(profiles, year, district):
    return profiles[(profiles["year"] == year) & (profiles["district"] == district)].iloc[0]


def test_district_profile():
    profile = of(district_profiles(CITY, PARKS), 2009, "wuling")
    assert profile[["enterprises", "revenue", "share_of_city"]].to_list() == [5, 100, 0.5]
    assert profile["growth"] == pytest.approx(0.25)
    assert profile["herfindahl"] == pytest.approx(0.6**2 + 0.4**2)
    assert profile["leading_cluster"] == "food"
    assert profile["leading_quotient"] == pytest.approx(0.6 / 0.3)
    # city: food 0.3, other 0.325, textiles 0.375
    assert profile["krugman"] == pytest.approx(0.3 + 0.075 + 0.375)
    assert profile["park_share"] == pytest.approx(0.5)
    assert profile["undefined"] == ""


def test_industry_outside_the_clusters_never_leads():
    profile = of(district_profiles(CITY, PARKS), 2008, "wuling")
    assert (profile["leading_cluster"], profile["leading_share"]) == ("food", 0.375)


def test_a_district_without_a_park_earns_nothing_in_parks():
    profiles = district_profiles(CITY, PARKS)
    assert of(profiles, 2009, "hanshou")["park_share"] == 0
    first = of(profiles, 2008, "wuling")
    assert math.isnan(first["park_share"])
    assert first["undefined"] == "growth: no_year_before; park_share: no_parks_named"


def test_shares_of_the_districts_add_up():
    profiles = district_profiles(CITY, PARKS)
    assert profiles.groupby("year")["share_of_city"].sum().to_list() == pytest.approx([1, 1])
    shuffled = district_profiles(CITY.sample(frac=1, random_state=2), PARKS)
    pd.testing.assert_frame_equal(shuffled, profiles)
    scaled = district_profiles(
        CITY.assign(revenue=CITY["revenue"] * 7), PARKS.assign(revenue=PARKS["revenue"] * 7)
    )
    numbers = profiles.select_dtypes("number").columns.drop("revenue")
    np.testing.assert_allclose(scaled[numbers].astype(float), profiles[numbers].astype(float), rtol=1e-12)


def test_a_missing_figure_is_not_hidden():
    broken = CITY.copy()
    broken.loc[broken.index[-1], "revenue"] = math.nan
    profiles = district_profiles(broken, PARKS)
    wuling, hanshou = of(profiles, 2009, "wuling"), of(profiles, 2009, "hanshou")
    assert "herfindahl: missing_part" in wuling["undefined"]
    assert "growth: missing_part" in wuling["undefined"]
    assert hanshou["growth"] == pytest.approx(4)
    assert "share_of_city: missing_part" in hanshou["undefined"]


def test_a_district_that_earns_nothing():
    rows = [
        (2008, "a", "food", 1, 0),
        (2008, "b", "food", 1, 5),
        (2009, "a", "food", 1, 3),
        (2009, "b", "food", 1, 5),
    ]
    profiles = district_profiles(cells(rows), PARKS.head(0))
    nothing = of(profiles, 2008, "a")
    assert nothing["share_of_city"] == 0
    assert "herfindahl: zero_total" in nothing["undefined"]
    assert "growth: no_growth_base" in of(profiles, 2009, "a")["undefined"]
    outside = of(district_profiles(cells([(2008, "a", "other", 1, 5)]), PARKS.head(0)), 2008, "a")
    assert outside["leading_cluster"] is None or pd.isna(outside["leading_cluster"])
    assert "leading_quotient: no_leading_cluster" in outside["undefined"]
    assert outside["herfindahl"] == 1


def test_park_profile_compares_with_the_city():
    profile = park_profiles(PARKS, CITY).iloc[0]
    assert profile[["year", "district", "park"]].to_list() == [2009, "wuling", "west"]
    assert profile["share_of_city"] == pytest.approx(0.25)
    assert profile["leading_quotient"] == pytest.approx(0.9 / 0.3)
    assert profile["undefined"] == "growth: no_year_before"


def test_two_parks_of_one_name_are_two():
    twins = pd.concat([PARKS, PARKS.assign(district="hanshou")])
    assert park_profiles(twins, CITY)["district"].to_list() == ["hanshou", "wuling"]


def test_no_parks_no_profiles():
    assert park_profiles(PARKS.head(0), CITY).empty
    assert district_profiles(CITY.head(0), PARKS.head(0)).empty


def test_top_quotients():
    top = top_quotients(CITY, 2009, n=1)
    assert top[["district", "cluster"]].to_numpy().tolist() == [["hanshou", "textiles"], ["wuling", "food"]]
    assert top["quotient"].to_list() == pytest.approx([2, 2])
    assert top["rank"].to_list() == [1, 1]
    assert top_quotients(CITY, 1999).empty
