"""The city as it was known on a date, on the committed sample."""

import pandas as pd
import pytest

from analysis import open_city
from analysis.errors import MonitorError
from analysis.targets.judge import COLUMNS

EDITIONS = {"2008-03-31": 2007, "2009-03-31": 2008, "2010-09-30": 2009, "2011-03-31": 2010}


@pytest.fixture(scope="module")
def city(sample_root):
    return open_city(sample_root, "2011-03-31")


def test_the_default_edition_is_the_month_of_the_newest_return(sample_root):
    assert open_city(sample_root).as_of.isoformat() == "2011-03-31"


def test_every_commitment_has_one_row_with_the_agreed_columns(city):
    status = city.status()
    assert list(status["commitment_id"]) == [f"C{n:03d}" for n in range(1, 120)]
    assert list(status.columns) == list(COLUMNS)


def test_what_cannot_be_measured_names_what_is_missing(city):
    status = city.status()
    unmeasured = status[status["status"] == "not_measured"]
    assert unmeasured["value"].isna().all()
    assert unmeasured["missing"].notna().all()
    assert len(unmeasured) == 1


def test_clusters_add_up_to_the_headline_revenue(city):
    status = city.status().set_index("commitment_id")["value"]
    assert status[[f"C{n:03d}" for n in range(6, 16)]].sum() == pytest.approx(status["C002"])
    assert status["C002"] / status["C003"] == pytest.approx(status["C004"])


def test_published_totals_of_2006_and_2007_come_out(city):
    industry = city.measure("C003")
    assert industry[2007] == pytest.approx(5_100_000, abs=100)
    assert industry[2006] == pytest.approx(5_100_000 / 1.274, abs=100)


@pytest.mark.parametrize(("as_of", "newest"), EDITIONS.items())
def test_an_edition_knows_only_what_had_arrived(sample_root, as_of, newest):
    then = open_city(sample_root, as_of)
    assert max(then.years) == newest
    assert then.enterprise_year["obtained"].max() <= pd.Timestamp(as_of)
    assert then.official_series["vintage"].max() <= pd.Timestamp(as_of)


def test_editions_agree_on_the_years_they_share(sample_root, city):
    then = open_city(sample_root, "2009-03-31")
    shared = city.cluster_year[city.cluster_year["year"] <= 2008].reset_index(drop=True)
    pd.testing.assert_frame_equal(then.cluster_year.reset_index(drop=True), shared)


def test_the_path_leads_from_the_baseline_to_the_target(city):
    path = city.path("C002").set_index("year")["required"].dropna()
    assert path.index[0] == city.policy.decree.baseline_year
    assert path.iloc[-1] == pytest.approx(city.policy.commitments["C002"].target)


def test_the_first_reading_is_the_verdict_itself(city):
    readings = city.readings().drop_duplicates("commitment_id").set_index("commitment_id")
    status = city.status().set_index("commitment_id")
    assert (readings["status"] == status.loc[readings.index, "status"]).all()


@pytest.mark.parametrize("text", ["2010-9-30", "yesterday", "2010-02-30", ""])
def test_a_malformed_date_is_refused(sample_root, text):
    with pytest.raises(MonitorError, match="is not a date"):
        open_city(sample_root, text)


def test_a_date_before_the_first_return_is_refused(sample_root):
    with pytest.raises(MonitorError, match="nothing had been received by 2001-01-01"):
        open_city(sample_root, "2001-01-01")


def test_an_unknown_commitment_is_refused(city):
    with pytest.raises(MonitorError, match="C999"):
        city.measure("C999")
