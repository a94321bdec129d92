"""The briefing of a district: parts that add up, small numbers said, and sentences where nothing is."""

import pytest

from analysis.briefings import district_page as page
from analysis.briefings.places_gap import district_gap
from analysis.briefings.places_scope import money

from .places import altered, food_alone, gone, known, silent, without_figure

PARTS = ("opening", "structure", "planned", "shift_share", "growth", "gap", "parks", "companies", "coverage")


@pytest.fixture(scope="module")
def city(sample_root):
    return known(sample_root, "2011-03-31")


def lines(element):
    return element.text.splitlines()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_message_holds_the_revenue_the_returns_add_up_to(city, lang):
    newest = city.enterprise_year.query("year == 2010")
    for district, revenue in newest.groupby("district")["revenue"].sum().items():
        sentence = lines(page.opening(city, district, lang))[0]
        assert money(city, revenue, lang) in sentence
        assert city.policy.name_of("district", district, lang) in sentence


def test_the_message_counts_the_kept_layout_promises(city):
    status = city.status().set_index("commitment_id")["status"]
    promises = city.policy.with_indicator("planned_cell_specialisation", district="shimen")
    kept = sum(status[promise.id] == "achieved" for promise in promises)
    assert f"规划的{len(promises)}个产业中{kept}个达到要求" in lines(page.opening(city, "shimen", "zh"))[0]


def test_the_districts_parts_of_the_gap_add_up_to_the_gap_of_all_clusters(city):
    total = sum(district_gap(city, cluster)[0]["contribution"].sum() for cluster in city.policy.clusters)
    gap = city.status().set_index("commitment_id")["gap"][city.policy.decree.headline.revenue]
    assert total == pytest.approx(gap, abs=0.01)
    assert f"全市合计+{money(city, gap, 'zh')}" in page.gap(city, "xihu", "zh").text


def test_the_ranks_of_the_districts_are_all_there(city):
    totals = dict.fromkeys(city.policy.districts, 0.0)
    for cluster in city.policy.clusters:
        for district, value in district_gap(city, cluster)[0]["contribution"].items():
            totals[district] += value
    first = max(totals, key=totals.get)
    assert "居第1位" in page.gap(city, first, "zh").text


def test_few_enterprises_get_sentences_and_not_a_chart_of_the_parts(city):
    shown = page.shift_share(city, "xihu", "zh")
    assert "<figure" not in shown.html
    assert "只有5家企业，不画分解图" in shown.text
    assert "<figure" not in page.growth(city, "xihu", "zh").html
    assert "只有6家企业报送" in page.opening(city, "xihu", "zh").text


def test_shift_share_begins_and_ends_at_the_districts_revenue(city):
    totals = city.enterprise_year.query("district == 'shimen'").groupby("year")["revenue"].sum()
    shown = page.shift_share(city, "shimen", "zh")
    assert "<figure" in shown.html
    assert f"2006年{money(city, totals[2006], 'zh')}" in shown.text
    assert f"2010年{money(city, totals[2010], 'zh')}" in shown.text


def test_planned_industries_carry_their_verdicts_and_zones_say_they_have_none(city):
    shown = page.planned(city, "wuling", "zh")
    status = city.status().set_index("commitment_id")["status"]
    assert status["C032"] == "missed"
    assert "未实现 | C032 | 建材" in shown.text
    assert "烟草（2.9）" in lines(shown)[-1]
    assert "布局规划没有为西湖管理区指定产业" in page.planned(city, "xihu", "zh").text


def test_parks_and_coverage_count_what_was_returned(city):
    own = city.enterprise_year.query("district == 'shimen' and year == 2010")
    in_parks = own[own["park"].notna()]["revenue"].sum() / own["revenue"].sum()
    assert f"{in_parks:.1%}" in lines(page.parks(city, "shimen", "zh"))[0]
    assert lines(page.coverage(city, "shimen", "zh"))[0].startswith(f"2010年有{len(own)}家企业报送年报")


def test_a_district_with_one_industry_is_a_sentence(sample_root):
    city = altered(sample_root, "district", "xihu", food_alone)
    shown = page.structure(city, "xihu", "en")
    assert "<figure" not in shown.html
    assert "Only one industry has enterprises in 2010: Food cluster" in shown.text


def test_an_empty_district_is_sentences(sample_root):
    city = altered(sample_root, "district", "xihu", gone)
    for part in PARTS:
        shown = getattr(page, part)(city, "xihu", "zh")
        assert shown.text.strip(), part
        assert "<figure" not in shown.html, part
    assert "没有收到西湖管理区任何企业2010年的年报" in page.opening(city, "xihu", "zh").text


@pytest.mark.parametrize("part", ["structure", "shift_share", "growth", "gap", "parks", "companies"])
def test_a_district_that_fell_silent_has_not_lost_everything(sample_root, part):
    city = altered(sample_root, "district", "wuling", silent)
    shown = getattr(page, part)(city, "wuling", "zh")
    assert "<figure" not in shown.html
    assert "100.0%" not in shown.text


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("opening", "收入不全，无法评价"),
        ("structure", "收入不全"),
        ("shift_share", "不全"),
        ("growth", "收入不全"),
        ("gap", "收入不全"),
        ("parks", "收入不全"),
    ],
)
def test_a_missing_figure_is_not_taken_for_nothing(sample_root, part, said):
    city = altered(sample_root, "district", "xihu", without_figure)
    shown = getattr(page, part)(city, "xihu", "zh")
    assert said in shown.text
    assert "<figure" not in shown.html
