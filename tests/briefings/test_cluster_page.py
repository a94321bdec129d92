"""The briefing of a cluster: its sentences are computed, its parts add up, and it names nobody outside internal parts."""

import pytest

from analysis import open_city
from analysis.briefings import cluster_page as page
from analysis.briefings.places_gap import district_gap, enterprise_gap, required_of
from analysis.briefings.places_scope import money, round_money
from analysis.city import City
from analysis.errors import MonitorError

from .places import altered, gone, known, silent, without_figure

NAMES_NOBODY = ("opening", "verdict", "where", "energy", "notes")


@pytest.fixture(scope="module")
def city(sample_root):
    return known(sample_root, "2011-03-31")


@pytest.fixture(scope="module")
def autumn(sample_root):
    return known(sample_root, "2010-09-30")


def revenue_row(city, cluster):
    (commitment,) = city.policy.with_indicator("cluster_revenue", cluster=cluster)
    return city.status().set_index("commitment_id").loc[commitment.id]


def lines(element):
    return element.text.splitlines()


@pytest.mark.parametrize(("lang", "stop"), [("zh", "。"), ("en", ".")])
def test_the_message_is_one_sentence_with_value_target_and_distance(city, lang, stop):
    for cluster in city.policy.clusters:
        row, sentence = revenue_row(city, cluster), lines(page.opening(city, cluster, lang))[0]
        assert money(city, row["value"], lang) in sentence
        assert round_money(city, row["target"], lang) in sentence
        assert money(city, abs(row["gap"]), lang) in sentence
        assert sentence.endswith(stop)
        assert sentence.count("。") == (1 if lang == "zh" else 0)


def test_the_gap_of_districts_and_of_enterprises_is_the_gap_of_the_verdict(city):
    for cluster in city.policy.clusters:
        gap = revenue_row(city, cluster)["gap"]
        for parts in (district_gap(city, cluster), enterprise_gap(city, cluster)):
            assert parts[0]["contribution"].sum() == pytest.approx(gap, abs=0.01)


def test_before_the_deadline_the_gap_is_measured_on_the_path(autumn):
    start, year, required = required_of(autumn, "textiles")
    path = autumn.path("C009").set_index("year")["required"]
    assert (start, year) == (2006, 2009)
    assert required == path[2009] < path[2010]


def test_a_cluster_ahead_of_its_path_names_who_contributed_most(autumn):
    assert lines(page.opening(autumn, "power", "zh"))[0] == (
        "电力产业集群2009年收入42.0亿元，距2010年50亿元的目标还差8.0亿元（进展正常）；桃源县贡献最大。"
    )


def test_a_place_of_few_enterprises_and_a_place_of_one_giant_say_so(city):
    assert [("11" in line, "94.3" in line) for line in lines(page.opening(city, "tobacco", "en"))[1:]] == [
        (True, False),
        (False, True),
    ]
    assert len(lines(page.opening(city, "textiles", "en"))) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_enterprises_are_named_in_internal_parts_only(city, lang):
    names = city.enterprise_year.query("cluster == 'pharmaceuticals'")["name"].unique()
    for part in NAMES_NOBODY:
        shown = getattr(page, part)(city, "pharmaceuticals", lang).text
        assert not [name for name in names if name in shown], part
    named = page.companies(city, "pharmaceuticals", lang)
    assert any(name in named.text for name in names)
    assert ("内部版" if lang == "zh" else "internal edition") in named.html


def test_planned_cells_carry_the_verdict_of_their_promise(city):
    shown = page.where(city, "pharmaceuticals", "zh").text
    status = city.status().set_index("commitment_id")["status"]
    assert status["C060"] == "missed"
    assert status["C052"] == "achieved"
    assert "安乡 | 规划：未实现（C060）" in shown
    assert "澧县 | 规划：已实现（C052）" in shown
    assert "德山 | 未规划，但已成优势" in shown


def test_energy_is_compared_within_a_year(city):
    newest = city.cluster_year.query("year == 2010").set_index("cluster")
    energy = newest["energy_tce"]["power"] / newest["energy_tce"].sum()
    value = newest["value_added"]["power"] / newest["value_added"].sum()
    assert f"{energy / value:.1f} times" in lines(page.energy(city, "power", "en"))[0]


def test_the_year_to_date_stands_beside_the_enterprises_of_both_periods(autumn):
    ytd = autumn.enterprise_ytd.query("cluster == 'power' and month == 8").pivot(
        index="enterprise_id", columns="year", values="revenue"
    )
    both = ytd[[2009, 2010]].dropna().sum()
    sentence = lines(page.growth(autumn, "power", "en"))[-1]
    assert f"{ytd[2010].sum() / ytd[2009].sum() - 1:.1%}".replace("%", "\u00a0%") in sentence
    assert f"{both[2010] / both[2009] - 1:.1%}".replace("%", "\u00a0%") in sentence


def test_growth_of_the_clusters_adds_up_to_that_of_the_city(city):
    whole = city.growth()[2010]
    parts = [city.growth(cluster=key)[2010] for key in [*city.policy.clusters, "other"]]
    for part in parts:
        assert part.parts["change"].sum() == pytest.approx(part.total_after - part.total_before)
    assert sum(part.total_after for part in parts) == pytest.approx(whole.total_after)
    assert sum(part.parts.loc["matched", "change"] for part in parts) == pytest.approx(
        whole.parts.loc["matched", "change"]
    )


def test_an_enterprise_that_changed_cluster_is_neither_new_nor_closed(sample_root):
    city = open_city(sample_root, "2011-03-31")
    table = city.entity_year
    mover = table.query("year == 2009 and cluster == 'food'")["enterprise_id"].iloc[0]
    moved = (table["enterprise_id"] == mover) & (table["year"] == 2010)
    assert moved.sum() == 1
    city.entity_year = table.assign(cluster=table["cluster"].mask(moved, "textiles"))
    assert city.growth(cluster="food")[2010].parts.loc["exit_or_threshold", "enterprises"] == 1
    assert city.growth(cluster="textiles")[2010].parts.loc["entry_or_threshold", "enterprises"] == 1


def test_a_cluster_without_a_target_is_told_without_one(city):
    policy = city.policy
    others = {key: each for key, each in policy.commitments.items() if key != "C006"}
    free = City(city.paths, policy.model_copy(update={"commitments": others}), city.as_of)
    assert (
        lines(page.opening(free, "tobacco", "zh"))[0]
        == "烟草产业集群没有单独的收入目标；2010年收入262.0亿元。"
    )
    assert "2006" in page.gap(free, "tobacco", "zh").text


@pytest.mark.parametrize(
    ("change", "part", "said"),
    [
        (gone, "gap", "没有2006年的收入"),
        (gone, "where", "2010年没有企业报送"),
        (gone, "energy", "没有可用的能耗或增加值"),
        (silent, "growth", "2010年没有企业报送"),
        (silent, "companies", "2010年没有企业报送"),
        (without_figure, "growth", "2010年或上一年的收入不全"),
        (without_figure, "where", "2010年的收入不全"),
    ],
)
def test_what_is_not_there_is_a_sentence(sample_root, change, part, said):
    city = altered(sample_root, "cluster", "pharmaceuticals", change)
    shown = getattr(page, part)(city, "pharmaceuticals", "zh")
    assert said in shown.text
    assert "<figure" not in shown.html


def test_a_silent_district_leaves_the_gap_unknown(sample_root):
    city = altered(sample_root, "district", "wuling", silent)
    assert page.gap(city, "food", "zh").text == "2010年的收入不全，无法计算。"


def test_an_unknown_cluster_is_refused_by_name(city):
    with pytest.raises(MonitorError, match="'steel' is not declared"):
        page.opening(city, "steel", "zh")
