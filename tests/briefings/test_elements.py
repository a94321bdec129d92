import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.briefings import elements
from analysis.briefings.safety import unsafe_parts
from analysis.errors import EditionError
from analysis.wording import STATUS

HOSTILE = "<script>alert(1)</script>\"'&有限公司"
CARD = {
    "question": HOSTILE, "status": "on_track", "value_text": HOSTILE, "target_text": HOSTILE,
    "sentence": HOSTILE, "commitment_id": "C004", "probability_text": HOSTILE,
}  # fmt: skip
ROW = {
    "commitment_id": "C006",
    "promise": HOSTILE,
    "value_text": HOSTILE,
    "target_text": HOSTILE,
    "note": HOSTILE,
}


def line(size):
    figure = Figure(figsize=(4, 3) if size == "wide" else (2, 3))
    figure.subplots().plot([1, 2, 4])
    return figure


@pytest.mark.parametrize(
    "element",
    [
        elements.message(HOSTILE),
        elements.note(HOSTILE),
        elements.banner([HOSTILE], "zh"),
        elements.verdict_cards([CARD], "zh"),
        elements.verdict_table([ROW | {"status": "missed"}], "en", caption=HOSTILE),
        elements.data_table(pd.DataFrame({"name": [HOSTILE]}), "en", {"name": HOSTILE}, caption=HOSTILE),
        elements.sources([{"file": HOSTILE, "producer": HOSTILE, "kind": "real"}], "zh"),
        elements.chart(line, HOSTILE, HOSTILE),
    ],
)
def test_data_texts_are_escaped_everywhere(element):
    html = element._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert unsafe_parts(html) == []
    assert repr(element)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("status", STATUS)
def test_a_verdict_is_a_symbol_and_a_word_never_colour_alone(status, lang):
    html = elements.verdict_cards([CARD | {"status": status}], lang).html
    assert f"</span>{STATUS[status][lang]}</span>" in html
    assert STATUS[status][lang] in elements.verdict_table([ROW | {"status": status}], lang).html


def test_every_status_has_a_symbol_of_its_own():
    from analysis.figures.style import sign

    assert len({sign(status).symbol for status in STATUS}) == len(STATUS)


def test_an_unknown_status_is_refused_and_a_missing_one_is_not_measured():
    with pytest.raises(EditionError, match="good"):
        elements.verdict_cards([CARD | {"status": "good"}], "en")
    assert "Not measured" in elements.verdict_table([ROW | {"status": None}], "en").html


def test_the_banner_shows_only_where_something_is_synthetic():
    assert elements.banner(["real"], "zh").html == ""
    assert elements.banner([], "en").html == ""
    assert 'role="note"' in elements.banner({"real", "synthetic"}, "en").html
    assert "企业年报" in elements.banner(["企业年报"], "zh").html


@pytest.mark.parametrize("absent", [None, float("nan"), pd.NA, pd.NaT])
def test_a_missing_value_is_said_in_words_and_never_zero(absent):
    frame = pd.DataFrame({"name": ["a", "b"], "revenue": pd.Series([absent, 2.5], dtype=object)})
    html = elements.data_table(frame, "en", {"name": "Name", "revenue": "Revenue (bn yuan)"}).html
    assert "not known" in html
    assert ">0<" not in html
    assert "nan" not in html.lower()


def test_numbers_are_set_right_and_the_first_column_heads_the_row():
    frame = pd.DataFrame({"year": [2006, 2007], "growth": ["+12.1 %", "−3.0 %"], "name": ["x", "y"]})
    html = elements.data_table(frame, "en", {"year": "Year", "growth": "Growth", "name": "Name"}).html
    assert '<th scope="row" role="rowheader" class="">2006</th>' in html
    assert '<td role="cell" class="num">+12.1 %</td>' in html
    assert '<td role="cell" class="">x</td>' in html


def test_a_column_that_is_not_there_is_refused():
    with pytest.raises(EditionError, match="no column revenue"):
        elements.data_table(pd.DataFrame({"name": ["x"]}), "en", {"name": "Name", "revenue": "Revenue"})


def test_a_chart_needs_alternative_text_and_gives_the_same_bytes():
    for nothing in ("", "  ", None):
        with pytest.raises(EditionError, match="alternative text"):
            elements.chart(line, nothing)
    assert elements.chart(line, "a line").html == elements.chart(line, "a line").html


def test_sources_are_grouped_by_producer_in_the_readers_language():
    files = [
        {"file": f, "producer_zh": "统计局", "producer_en": "Statistics", "kind": "real"} for f in ("a", "b")
    ]
    assert elements.sources(files, "zh").html.count("统计局") == 1
    assert elements.sources(files, "en").html.count("Statistics") == 1


def test_a_table_of_words_stacks_on_a_phone_and_one_of_numbers_does_not():
    words = pd.DataFrame({"id": ["C1"], "promise": ["a"], "note": ["b"], "n": [1]})
    headings = {name: name.title() for name in words}
    assert 'class="stack"' in elements.data_table(words, "en", headings).html
    assert 'data-label="Note"' in elements.data_table(words, "en", headings).html
    assert "stack" not in elements.data_table(words, "en", {"id": "Id", "n": "N"}).html
