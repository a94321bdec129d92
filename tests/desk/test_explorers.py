"""Explorers: what is chosen and what is shown agree with the library, and nothing that can be chosen raises."""

import re
import shutil

import pytest

from analysis import desk, open_city
from analysis.desk.editions import Editions
from analysis.desk.explore_cluster import cluster_view
from analysis.desk.explore_district import structure
from analysis.errors import MonitorError
from analysis.wording import LANGUAGES

EXPLORERS = (
    desk.cluster_explorer,
    desk.district_explorer,
    desk.definition_explorer,
    desk.commitment_explorer,
)
NO_DATA = ("2001-01-01", "2010-02-30")


@pytest.fixture(scope="module")
def panels(city):
    return {build.__name__: build(city, lang="en") for build in EXPLORERS} | {
        "scenario_panel": desk.scenario_panel(city, lang="en")
    }


def choices(panel, most=9):
    """Moves of every control of a panel: up to `most` options of each, from the first to the last."""
    for name, widget in panel.controls.items():
        options = widget.options if name != "as_of" else widget.options[-2:]
        for option in options[:: -(-len(options) // most)]:
            yield name, option[1] if isinstance(option, tuple) else option


def labels(panel):
    """The labels of what stands in the first row: the field beside a slider carries the slider's."""
    row = [each.children[0] if hasattr(each, "children") else each for each in panel.children[0].children]
    return [each.description for each in row]


def shown(panel):
    return panel.sentence.value, panel.chart.value, panel.table.outputs


@pytest.mark.parametrize("build", EXPLORERS)
def test_every_choice_shows_a_sentence_and_what_there_is(city, build):
    panel = build(city, lang="en")
    for name, value in choices(panel):
        panel.controls[name].value = value
        view = panel.view
        assert view.sentence in re.sub(
            "&#3[49];", lambda code: {"&#34;": '"', "&#39;": "'"}[code[0]], panel.sentence.value
        )
        assert (view.figure is not None) == ("<img" in panel.chart.value)
        assert len(panel.table.outputs) == (view.table is not None)


def test_every_cluster_in_every_district_is_values_or_a_sentence_that_says_what_to_do(city):
    cells = city.district_cluster_year.groupby(["district", "cluster"])["revenue"].count()
    empty = 0
    for district in city.policy.districts:
        for cluster in city.policy.clusters:
            if cells.get((district, cluster), 0):
                continue
            empty += 1
            with pytest.raises(MonitorError, match="Choose another district or cluster"):
                cluster_view(city, "en", cluster, district)
    assert empty


@pytest.mark.parametrize(("lang", "text"), list(zip(LANGUAGES, NO_DATA, strict=True)))
def test_a_day_without_data_says_so_and_leaves_nothing_of_the_last_view(panels, lang, text):
    for panel in panels.values():
        panel.controls["lang"].value = lang
        panel.controls["as_of"].value = text
        assert panel.chart.value == ""
        assert panel.table.outputs == ()
        assert re.search("2006-02-28|2010-09-30", panel.view.sentence)
        panel.controls["as_of"].value = "2010-09-30"
        assert panel.view.table is not None


def test_chart_table_and_sentence_change_together(panels):
    panel = panels["cluster_explorer"]
    panel.controls["lang"].value = "en"
    before = shown(panel)
    panel.controls["cluster"].value = "food"
    assert all(a != b for a, b in zip(before, shown(panel), strict=True))
    assert "Food" in panel.chart.value
    assert panel.view.sentence.startswith("6.60\xa0bn\xa0yuan in 2009")


def test_what_is_shown_is_what_the_library_says(city, panels):
    panel = panels["cluster_explorer"]
    panel.controls["lang"].value, panel.controls["cluster"].value = "zh", "machinery"
    path = city.path("C008")
    assert panel.view.table["actual"].to_numpy() == pytest.approx(
        path["actual"].to_numpy() / 1e4, nan_ok=True
    )
    assert city.commitment("C008", lang="zh").verdict in panel.view.sentence
    definitions = panels["definition_explorer"]
    definitions.controls["commitment"].value = "C005"
    assert list(definitions.view.table["verdict"]) == list(
        desk.definitions(city, "C005", lang=definitions.lang)["verdict"]
    )


def test_labels_options_and_words_change_with_the_language_and_choices_stay(panels):
    for panel in panels.values():
        panel.controls["lang"].value = "en"
        chosen, english = panel.values, labels(panel)
        panel.controls["lang"].value = "zh"
        assert panel.values == chosen
        assert len(english) == len(panel.controls)
        assert all(a and b and a != b for a, b in zip(english, labels(panel), strict=True))
        assert all(widget.tooltip for widget in panel.controls.values())


def test_every_chart_has_alternative_text_with_its_values(panels):
    for panel in panels.values():
        panel.controls["lang"].value = "en"
        if panel.view.figure is not None:
            alt = re.search(r'alt="([^"]+)"', panel.chart.value)[1]
            assert re.search(r"\d", alt)
            assert len(alt) > 40


def test_a_district_s_parts_are_its_whole(city):
    for district in city.policy.districts:
        table = structure(city, district)
        rows = city.district_cluster_year.query("year == 2009 and district == @district")
        assert table["revenue"].sum() == pytest.approx(rows["revenue"].sum())
        assert table["share_of_district"].sum() == pytest.approx(1)
        planned = {cluster for place, cluster in city.policy.planned_cells if place == district}
        assert set(table.loc[table["planned"], "cluster"]) == planned


def test_an_edition_is_opened_once_and_is_the_city_of_that_day(sample_root, city):
    editions = Editions(city)
    assert editions.at("2010-09-30", "en") is city
    then = editions.at("2008-03-31", "en")
    assert editions.at(" 2008-03-31 ", "zh") is then
    assert then.years == open_city(sample_root, "2008-03-31").years
    assert [str(day) for day in editions.days][:2] == ["2006-02-28", "2007-02-28"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("build", [*EXPLORERS, desk.scenario_panel])
def test_without_a_city_or_prepared_data_there_is_a_sentence(build, lang, tmp_path, sample_root):
    said = build(root=tmp_path, lang=lang).value
    assert str(tmp_path) in said
    assert "root" in said
    (tmp_path / "data").mkdir()
    shutil.copytree(sample_root / "data" / "policy", tmp_path / "data" / "policy")
    assert "cluster-monitor prepare" in build(root=tmp_path, lang=lang).value


@pytest.mark.parametrize("text", ["", "yesterday", "2010-9-30", "２０１０-09-30", "<b>"])
def test_what_is_no_date_is_said_back(city, text):
    with pytest.raises(MonitorError, match=f"“{re.escape(text)}” is not a date"):
        Editions(city).at(text, "en")


def test_an_explorer_of_a_redefined_city_says_so_on_every_day(city):
    own = city.redefined("C006", at_least={"value": 300, "unit": "亿元"})
    panel = desk.cluster_explorer(own, lang="en")
    assert "not the decree&#39;s: C006" in panel.children[0].value
    assert panel.view.table["required"].iloc[-1] == pytest.approx(30)
    assert panel.editions.at("2009-09-30", "en").redefinitions == ("C006",)
    assert len(panel.children) == len(desk.cluster_explorer(city, lang="en").children) + 1


def test_a_decree_that_can_be_read_in_one_way_only_gives_a_sentence(city):
    plain = {
        name: entry.model_copy(update={"readings": ()}) for name, entry in city.policy.commitments.items()
    }
    other = city.as_known_on(city.as_of)
    other.policy = city.policy.model_copy(update={"commitments": plain})
    assert "city.redefined" in desk.definition_explorer(other, lang="en").value


def test_a_notebook_in_any_folder_of_the_project_opens_the_city(sample_root):
    panel = desk.district_explorer(root=sample_root / "notebooks" / "explore", as_of="2010-09-30", lang="en")
    assert panel.view.figure is not None
