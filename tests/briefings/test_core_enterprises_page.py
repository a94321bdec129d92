"""The briefing on core enterprises: its counts are those of the returns and the list, and gaps are said."""

import re

import pytest

from analysis import open_city, wording
from analysis.briefings import core_enterprises_page as page
from analysis.briefings.core_places import by_place
from analysis.briefings.core_scope import CoreScope
from analysis.briefings.safety import unsafe_parts

CELLS = (
    "opening", "banner", "verdicts", "listed", "changes", "candidates", "share", "outlook", "where", "movement", "notes",
)  # fmt: skip


@pytest.fixture(scope="module")
def city(sample_root):
    return open_city(sample_root, "2011-03-31")


@pytest.fixture(scope="module")
def scope(city):
    return CoreScope(city)


def table_rows(element):
    return [line.split(" | ") for line in element.text.splitlines() if " | " in line]


def test_the_message_counts_core_enterprises_the_list_and_the_year_to_come(city, scope):
    numbers = [int(n) for n in re.findall(r"\d+", page.opening(city, "en").text)]
    newest = city.core_enterprise_year["year"] == 2010
    assert numbers[:2] == [2010, newest.sum()]
    assert {len(scope.listed), 2011, round(scope.outlook.mean)} <= set(numbers)


def test_the_smallest_of_the_list_is_the_value_of_its_promise(city, scope):
    row = city.status().set_index("commitment_id").loc["C017"]
    assert scope.listed["revenue"].min() == row["value"]
    assert len(scope.listed) == 30


def test_the_list_is_ordered_and_only_those_below_need_growth(scope):
    listed = scope.listed
    assert listed["revenue"].is_monotonic_decreasing
    assert (listed["needed_growth"].notna() == (listed["distance"] <= 0)).all()
    passed = listed["revenue"] * (1 + listed["needed_growth"].fillna(0))
    assert (passed >= scope.threshold * (1 - 1e-12)).all()


def test_those_above_the_mark_outside_the_list_are_named(sample_root):
    city = open_city(sample_root, "2011-03-31")
    left_out, listed = CoreScope(city).core.iloc[0], len(CoreScope(city).listed)
    assert left_out["name"] not in page.listed(city, "zh").text.splitlines()[-1]
    events = city.programme_event
    city.programme_event = events[events["enterprise_id"] != left_out["enterprise_id"]]
    assert left_out["name"] in page.listed(city, "zh").text.splitlines()[-1]
    assert len(CoreScope(city).listed) == listed - 1


def test_an_enterprise_of_the_list_without_a_return_is_counted_and_has_no_figure(sample_root):
    city = open_city(sample_root, "2011-03-31")
    silent = CoreScope(city).listed["enterprise_id"].iloc[-1]
    rows = city.enterprise_year
    city.enterprise_year = rows[~((rows["enterprise_id"] == silent) & (rows["year"] == 2010))]
    text = page.listed(city, "en").text
    assert "Without a return or without revenue: 1 of the list." in text
    assert wording.NOT_KNOWN["en"] in text.splitlines()[-2]


def test_entered_less_left_is_the_change_of_the_number(city, scope):
    counts = city.core_enterprise_year.groupby("year").size()
    moved = scope.changes["change"].value_counts()
    assert moved.get("entered", 0) - moved.get("left", 0) == counts[2010] - counts[2009]
    assert moved["stayed"] + moved.get("entered", 0) == counts[2010]


def test_candidates_stand_below_the_mark_with_what_they_need(city):
    rows = table_rows(page.candidates(city, "en"))[1:]
    assert len(rows) == page.CANDIDATES
    assert all(row[4].startswith(wording.MINUS) for row in rows)


@pytest.mark.parametrize("kind", ["district", "cluster"])
def test_places_add_up_to_the_core_enterprises(scope, kind):
    places = by_place(scope, kind)
    assert places["count"].sum() == len(scope.core)
    assert places["revenue"].sum() == pytest.approx(scope.core["revenue"].sum())


def test_the_band_holds_the_expected_number(scope):
    low, mean, high = scope.outlook.low, scope.outlook.mean, scope.outlook.high
    assert 0 <= low <= mean <= high <= len(scope.returns)


@pytest.mark.parametrize("as_of", ["2006-04-30", "2008-03-31"])
def test_early_editions_say_what_they_cannot_know(sample_root, as_of):
    city = open_city(sample_root, as_of)
    for name in CELLS:
        text = getattr(page, name)(city, "zh").text
        assert not re.search(r"\bnan\b|None|NaT", text), name
    if as_of.startswith("2006"):
        assert "看不出进退" in page.changes(city, "zh").text
        assert "至少要有相邻两年的年报" in page.outlook(city, "zh").text


def test_missing_revenue_leaves_the_share_unknown(sample_root):
    city = open_city(sample_root, "2011-03-31")
    rows = city.enterprise_year
    first = rows.index[rows["year"] == 2010][0]
    city.enterprise_year = rows.assign(revenue=rows["revenue"].mask(rows.index == first))
    assert "not known" in page.share(city, "en").text


@pytest.mark.parametrize("lang", wording.LANGUAGES)
def test_every_cell_is_safe(city, lang):
    for name in CELLS:
        assert unsafe_parts(getattr(page, name)(city, lang).html) == [], name
