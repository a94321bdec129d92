"""The briefing on all promises: every one is there, once, under its clause, and the counts are those of the verdicts."""

import re

import pytest

from analysis import open_city, wording
from analysis.briefings import commitments_page as page
from analysis.briefings.promise_notes import FUNCTIONS, spans
from analysis.briefings.safety import unsafe_parts
from analysis.targets.verdict import FORMULAS

EDITIONS = ("2008-03-31", "2011-03-31")


@pytest.fixture(scope="module")
def city(sample_root):
    return open_city(sample_root, "2011-03-31")


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request, sample_root):
    return open_city(sample_root, request.param)


def ids_in(pattern, html):
    return re.findall(pattern, html)


def test_every_promise_has_exactly_one_row_and_every_link_leads_to_one(city):
    rows = ids_in(r'<tr role="row" class="st-\w+" id="(C\d{3})"', page.clauses(city, "en").html)
    assert rows == list(city.policy.commitments)
    for by in ("status", "kind", "clause"):
        links = ids_in(r'<a href="#(C\d{3})">', page.listing(city, "zh", by=by).html)
        assert sorted(links) == rows


def test_every_clause_has_one_table_in_the_order_of_the_decree(city):
    captions = ids_in(r"<caption>(.*?)</caption>", page.clauses(city, "zh").html)
    clauses = list(dict.fromkeys(c.clause for c in city.policy.commitments.values()))
    assert [caption.split(" ")[0] for caption in captions] == clauses


def test_the_message_adds_up_to_all_promises(edition):
    for lang in wording.LANGUAGES:
        text = page.opening(edition, lang).text
        numbers = [int(n) for n in re.findall(r"\d+", re.sub(r"\d{4}-\d\d-\d\d|[(（].*?[)）]", "", text))]
        assert sum(numbers) == 2 * len(edition.status())


def test_the_groups_of_the_message_take_in_every_status_once():
    named = [word for words in page.GROUPS.values() for word in words]
    assert sorted(named) == sorted(wording.STATUS)


@pytest.mark.parametrize("by", ["clause", "kind"])
def test_the_matrix_adds_up_both_ways(edition, by):
    header, *lines = page.matrix(edition, "en", by=by).text.splitlines()
    rows = [[0 if cell == "–" else int(cell) for cell in line.split(" | ")[1:]] for line in lines]
    assert all(sum(row[:-1]) == row[-1] for row in rows)
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]
    assert rows[-1][-1] == len(edition.status())
    assert len(header.split(" | ")) == len(rows[0]) + 1


def test_damaged_and_undefined_clauses_stand_under_every_reading(city):
    shown = ids_in(r'class="id">(C\d{3})<', page.readings(city, "en").html)
    for commitment in city.policy.commitments.values():
        expected = 0 if commitment.reading == "certain" else max(len(commitment.readings), 1)
        assert shown.count(commitment.id) == expected, commitment.id


def test_the_sentence_on_readings_names_those_whose_verdict_hangs_on_them(city):
    found = city.readings().groupby("commitment_id")["status"].nunique()
    sentence = page.readings(city, "en").text.splitlines()[0]
    assert re.findall(r"C\d{3}", sentence) == list(found.index[found > 1])


def test_notes_name_a_formula_for_every_measured_promise(city):
    assert set(FUNCTIONS) == set(FORMULAS)
    lines = page.notes(city, "en").text.splitlines()[1:]
    named = " ".join(line.split(" | ")[1] for line in lines if line.count(" | ") == 3)
    covered = set()
    for first, last in re.findall(r"C(\d{3})(?:–C(\d{3}))?", named):
        covered |= set(range(int(first), int(last or first) + 1))
    assert covered == {int(i[1:]) for i in city.status()["commitment_id"]}


@pytest.mark.parametrize(
    ("ids", "text"),
    [
        (["C001", "C002", "C003", "C007"], "C001–C003 C007"),
        (["C001", "C002"], "C001 C002"),
        (["C009"], "C009"),
    ],
)
def test_ids_in_a_row_are_one_span(ids, text):
    assert spans(ids) == text


@pytest.mark.parametrize("lang", wording.LANGUAGES)
def test_the_page_is_safe_and_says_no_nan(edition, lang):
    for element in (page.clauses(edition, lang), page.readings(edition, lang), page.notes(edition, lang)):
        assert unsafe_parts(element.html) == []
        assert not re.search(r"\bnan\b|None|NaT", element.text)
