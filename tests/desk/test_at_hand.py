"""A city by hand: cards, promises, selections and own definitions say what `status` says."""

import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

from analysis import open_city
from analysis.city import City
from analysis.desk.cards import city_card, html
from analysis.desk.definition import MEASURES, own_path, own_verdict
from analysis.desk.selections import definitions
from analysis.errors import MonitorError
from analysis.wording import STATUS


class Read(HTMLParser):
    """The text of a piece of HTML and its open tags; a tag that is never closed stays."""

    def __init__(self, html):
        super().__init__()
        self.text, self.open, self.tags = "", [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_card_of_a_city_counts_every_verdict(city, lang):
    card = Read(city_card(city, lang))
    counts = city.status()["status"].value_counts()
    assert card.open == []
    for status, count in counts.items():
        assert re.search(rf"{STATUS[status][lang]}\s*{count}\b", card.text)
    assert str(city.as_of) in card.text


def test_every_line_the_card_suggests_runs(city, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines = re.findall(r"<code>(.*?)</code>", city_card(city, "en"))
    assert len(lines) == 5
    for line in lines:
        assert eval(line.replace("&#34;", '"'), {"city": city}) is not None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_promise_has_a_sentence_with_its_verdict(city, lang):
    for commitment_id in city.policy.commitments:
        promise = city.commitment(commitment_id, lang=lang)
        assert promise.verdict in promise.sentence
        assert promise.goal in promise.sentence


@pytest.mark.parametrize("commitment_id", ["C001", "C006", "C016", "C041", "C067", "C074", "C102"])
def test_a_promise_of_any_kind_has_a_card_that_says_its_sentence(city, commitment_id):
    promise = city.commitment(commitment_id, lang="en")
    card = Read(promise._repr_html_())
    assert card.open == []
    assert promise.sentence in card.text


def test_a_promise_says_what_status_says(city):
    status = city.status().set_index("commitment_id")
    for commitment_id, promise in city.commitments.items():
        row = status.loc[commitment_id]
        assert promise.status == row["status"]
        pd.testing.assert_series_equal(
            pd.Series([promise.value, promise.target, promise.probability], dtype=float),
            pd.Series([row["value"], row["target"], row["probability"]], dtype=float),
        )


def test_the_line_of_a_card_has_words_for_who_cannot_see_it(city):
    pictures = [
        attributes for tag, attributes in Read(city.commitment("C006")._repr_html_()).tags if tag == "svg"
    ]
    assert pictures[0]["role"] == "img"
    assert "2005" in pictures[0]["aria-label"]


@given(st.text(min_size=1))
@settings(max_examples=50)
def test_any_text_on_a_card_is_escaped(text):
    shown = html("sentence", lang="zh", sentence=text)
    body = shown.split("</style>")[1]
    assert [tag for tag, _ in Read(body).tags] == ["p"]


def test_ids_complete_and_unknown_ones_are_named(city):
    assert "C006" in dir(city.commitments)
    shell = InteractiveShell.instance()
    shell.user_ns["promises"] = city.commitments
    with provisionalcompleter():
        found = [each.text for each in shell.Completer.completions('promises["C00', 13)]
    assert any("C006" in text for text in found)
    with pytest.raises(MonitorError, match="C006"):
        city.commitment("c006")
    with pytest.raises(AttributeError, match="C999"):
        getattr(city.commitments, "C999")  # noqa: B009  the way a keyboard goes


def test_selections_are_plain_frames_that_agree_with_status(city):
    chosen = city.verdicts(cluster="food", kind="layout")
    assert type(chosen) is pd.DataFrame
    assert set(chosen["cluster"]) == {"food"}
    everything = city.verdicts(lang="en")
    assert list(everything["commitment_id"]) == list(city.status()["commitment_id"])
    parts = [city.verdicts(status=status) for status in everything["status"].unique()]
    assert sum(map(len, parts)) == len(everything)
    assert len(city.verdicts(clause="二")) == sum(everything["clause"].str.split(" ").str[0] == "二")


@pytest.mark.parametrize(
    "condition",
    [{"cluster": "tabacco"}, {"status": "fine"}, {"district": "wulin"}, {"kind": "x"}, {"lang": "fr"}],
)
def test_a_condition_that_names_nothing_is_refused_with_what_there_is(city, condition):
    with pytest.raises(MonitorError, match="one of"):
        city.verdicts(**condition)


def test_definitions_are_the_readings(city):
    found = definitions(city, "C005", lang="en")
    assert list(found["status"]) == list(city.readings().query("commitment_id == 'C005'")["status"])
    assert found["definition"].is_unique
    with pytest.raises(MonitorError, match="one way only"):
        definitions(city, "C006")


def test_a_redefined_city_is_the_city_of_that_policy(city):
    changes = {"at_least": {"value": 280, "unit": "亿元"}, "baseline": 2005}
    ours = city.redefined("C006", **changes)
    fresh = City(city.paths, city.policy.with_changes("C006", **changes), city.as_of)
    city.outlook(), city.status()
    pd.testing.assert_frame_equal(ours.status(), fresh.status())
    pd.testing.assert_frame_equal(ours.outlook(), fresh.outlook())
    pd.testing.assert_frame_equal(ours.path("C006"), fresh.path("C006"))
    assert city.commitment("C006").target == 2_400_000
    assert city.redefinitions == fresh.redefinitions == ()
    assert ours.commitment("C006").target == 2_800_000


def test_what_leaves_a_redefined_city_says_that_the_definition_is_not_the_decree_s(city, tmp_path):
    ours = city.redefined("C006", baseline=2005).redefined("C007", baseline=2005)
    warning = "not the decree's: C006, C007"
    assert warning in unescape(city_card(ours, "en"))
    assert warning in unescape(ours.commitment("C006", lang="en")._repr_html_())
    assert 'cm-warning">' not in ours.commitment("C008", lang="en")._repr_html_()
    path = ours.to_excel(tmp_path / "c.xlsx", tables="cluster_year", lang="en")
    for page in openpyxl.load_workbook(path):
        assert any(warning in str(row[0].value) for row in page.iter_rows(max_row=5))


def test_the_decree_s_own_measure_gives_the_decree_s_verdict(city):
    for cluster in city.policy.clusters:
        commitment = city.policy.with_indicator("cluster_revenue", cluster=cluster)[0]
        pd.testing.assert_frame_equal(own_path(city, cluster), city.path(commitment.id))
        own, official = own_verdict(city, cluster), city.verdict(commitment.id)
        assert [own[key] for key in ("status", "value", "target", "gap", "progress_ratio")] == [
            official[key] for key in ("status", "value", "target", "gap", "progress_ratio")
        ]


@pytest.mark.parametrize("measure", MEASURES)
def test_another_measure_starts_from_its_own_base_year(city, measure):
    path = own_path(city, "food", measure, 2007).set_index("year")
    assert path.at[2007, "required"] == path.at[2007, "actual"]
    assert path.at[2010, "required"] == pytest.approx(900_000)
    growth = path["required"].dropna().pct_change().dropna()
    assert growth.max() == pytest.approx(growth.min())


def test_a_verdict_without_its_chance_is_otherwise_the_same(city):
    with_chance, without = city.verdict("C007"), city.verdict("C007", chance=False)
    assert without.pop("probability") != with_chance.pop("probability")
    assert without == with_chance


def test_a_workbook_of_the_city_says_where_it_comes_from(city, tmp_path):
    book = openpyxl.load_workbook(city.to_excel(tmp_path / "c.xlsx", lang="en"))
    assert book.sheetnames == ["Verdicts", "Clusters by year", "Districts and clusters", "Notes"]
    said = "\n".join(str(row[0].value) for row in book["Notes"].iter_rows())
    assert "2010-09-30" in said
    assert "Do not quote" in said
    assert all(file in said for file in city.sources["file"])
    page = book["Clusters by year"]
    assert "Do not quote" in page["A2"].value
    revenue = sum(row[3].value for row in page.iter_rows(min_row=4) if row[0].value == 2009)
    assert revenue == pytest.approx(city.measure("C003")[2009])


def test_enterprises_leave_the_city_only_when_asked_for(city, tmp_path):
    with pytest.raises(MonitorError, match="confidential"):
        city.to_excel(tmp_path / "c.xlsx", tables="core_enterprise_year")
    assert not list(tmp_path.iterdir())
    path = city.to_excel(tmp_path / "c.xlsx", tables="core_enterprise_year", enterprises=True)
    assert len(list(openpyxl.load_workbook(path).worksheets[0].rows)) > len(city.core_enterprise_year)
    with pytest.raises(MonitorError, match="no table of the city"):
        city.to_excel(tmp_path / "d.xlsx", tables=["cluster_years"])


def test_the_desk_does_not_load_widgets_before_somebody_asks():
    program = "import sys; import analysis.city; print([m for m in ('ipywidgets', 'itables', 'great_tables') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_a_city_of_another_day_gives_other_cards(sample_root, city):
    assert city_card(open_city(sample_root, "2008-03-31"), "zh") != city_card(city, "zh")
