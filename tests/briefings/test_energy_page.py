"""The energy briefing: the official form, parts that add up, and no split where figures are missing."""

import re

import pytest

from analysis import open_city, wording
from analysis.briefings import energy_industry
from analysis.briefings import energy_page as page
from analysis.briefings.safety import unsafe_parts
from analysis.indicators.energy_by_cluster import energy_effects, intensity_effects

CELLS = ("opening", "banner", "verdict", "path", "use", "structure", "trap", "data_notes", "notes")


@pytest.fixture(scope="module")
def city(sample_root):
    return open_city(sample_root, "2011-03-31")


def without(root, table, **columns):
    """The city with columns of one table replaced."""
    city = open_city(root, "2011-03-31")
    setattr(city, table, getattr(city, table).assign(**columns))
    return city


def test_the_message_holds_the_verdict_and_what_industry_did(city):
    row = city.status().set_index("commitment_id").loc["C016"]
    for lang in wording.LANGUAGES:
        text = page.opening(city, lang).text
        assert wording.percent(abs(row["value"]), lang=lang) in text
        assert wording.percent(energy_industry.span_of(city).change, lang=lang) in text


def test_the_parts_of_industrial_energy_add_up_to_the_returns(city):
    span, totals = energy_industry.span_of(city), city.cluster_year.groupby("year")["energy_tce"].sum()
    assert (span.start, span.end) == (2005, 2010)
    effects = energy_effects(span.before, span.after)
    assert effects.sum() == pytest.approx(totals[2010] - totals[2005])
    assert intensity_effects(span.before, span.after, "multiplicative").prod() == pytest.approx(1 + span.change)  # fmt: skip


def test_the_effects_of_the_clusters_add_up_to_the_change_of_industry(city):
    span = energy_industry.span_of(city)
    table = energy_industry._effects(city, span, "en")
    assert table["lowered"].sum() == pytest.approx(-100 * span.change)
    assert table["lowered"].is_monotonic_decreasing


def test_where_energy_per_value_added_rose_no_part_of_a_fall_is_named(city):
    assert energy_industry.span_of(city).change > 0
    assert "did not fall" in page.structure(city, "en").text
    assert "没有下降" in page.structure(city, "zh").text


def test_where_it_fell_the_part_of_structure_is_said(sample_root):
    city = open_city(sample_root, "2011-03-31")
    newest = city.cluster_year["year"] == 2010
    heavy = city.cluster_year["cluster"].isin(["aluminium", "building_materials", "power", "salt_chemicals"])
    lighter = city.cluster_year[["value_added", "energy_tce"]].mask(newest & heavy, 100.0)
    city = without(sample_root, "cluster_year", **lighter)
    sentence = page.structure(city, "en").text.splitlines()[0]
    share = re.search(r"(\d+)\s% of the fall came from structure", sentence)
    assert 0 < int(share[1]) <= 100
    assert f"{share[1]}{wording.NO_BREAK}% of it by structure" in page.opening(city, "en").text


def test_what_is_left_is_said_while_the_plan_runs(sample_root):
    card = page.verdict(open_city(sample_root, "2010-09-30"), "en")
    left = 0.8 / (1 - 0.165013) - 1
    assert wording.percent(left, 2, lang="en") in card.html
    assert wording.percent(0.8**0.2 - 1, 2, lang="en") in card.html


def test_the_yearly_changes_compound_to_the_verdict(city):
    value = city.status().set_index("commitment_id").loc["C016", "value"]
    rows = page._by_year(city)
    assert (1 + rows["change"]).prod() - 1 == pytest.approx(value)
    assert rows["current"].iloc[-1] < rows["cumulative"].iloc[-1]


@pytest.mark.parametrize("column", ["energy_tce", "value_added"])
def test_a_missing_figure_means_no_split_and_is_counted(sample_root, column):
    city = open_city(sample_root, "2011-03-31")
    for table in ("cluster_year", "enterprise_year"):
        frame = getattr(city, table)
        gap = (frame["cluster"] == "food") & (frame["year"] == 2010)
        setattr(city, table, frame.assign(**{column: frame[column].astype(float).mask(gap)}))
    assert energy_industry.span_of(city) is None
    assert "cannot be split" in page.use(city, "en").text
    assert "103 rows" in page.data_notes(city, "en").text


def test_an_edition_before_the_second_return_says_what_it_lacks(sample_root):
    city = open_city(sample_root, "2006-04-30")
    for name in CELLS:
        text = getattr(page, name)(city, "zh").text
        assert not re.search(r"\bnan\b|None", text), name
    assert "无法分解" in page.use(city, "zh").text


@pytest.mark.parametrize("lang", wording.LANGUAGES)
def test_every_cell_is_safe_and_notes_name_only_files_in_use(city, lang):
    for name in CELLS:
        assert unsafe_parts(getattr(page, name)(city, lang).html) == []
    text = page.notes(city, lang).text
    assert "official/changde_gdp.csv" in text
    assert "official/hunan.csv" not in text
