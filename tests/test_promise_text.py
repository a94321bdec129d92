"""The words for what was promised and what is: every kind of promise, in both languages."""

import re

import pytest

from analysis import open_city, promise_text, wording
from analysis.targets.verdict import FORMULAS

NO_BREAK = wording.NO_BREAK


@pytest.fixture(scope="module")
def city(sample_root):
    return open_city(sample_root, "2011-03-31")


def row_of(city, commitment_id):
    return city.status().set_index("commitment_id", drop=False).loc[commitment_id].to_dict()


def now(city, commitment_id, lang="en"):
    commitment = city.policy.commitments[commitment_id]
    return promise_text.now(row_of(city, commitment_id), commitment, city.policy.decree, lang).replace(
        NO_BREAK, " "
    )


def goal(city, commitment_id, lang="en"):
    text = promise_text.goal(city.policy.commitments[commitment_id], city.policy.decree, lang)
    return text.replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("commitment_id", "is_now", "promised"),
    [
        ("C002", "90.43 bn yuan", "at least 90 bn yuan"),
        ("C004", "89.4 %", "at least 90 %"),
        ("C016", "−20.4 %", "down 20 %"),
        ("C018", "kept in 3 of 4 years", "at least 1 every year, 2007 to 2010"),
        ("C019", "13 (3 in 2006)", "more than in 2006"),
        ("C033", "0.44; its share has risen", "quotient ≥ 1, or a rising share"),
        ("C032", "0.06", "quotient ≥ 1, or a rising share"),
        ("C065", "89.6 % of the rewards owed", "every reward owed"),
        ("C069", "1,510 yuan charged", "no charge"),
        ("C073", "5,990 yuan charged", "no charge in the first 3 years"),
        ("C074", "not known", "100 %"),
        ("C076", "kept in 4 of 4 years", "more than nothing every year, 2007 to 2010"),
        ("C080", "9,811 yuan (7,759 yuan in 2006)", "less than in 2006"),
        ("C085", "kept in 3 of 4 years", "more than the year before, 2007 to 2010"),
        ("C102", "kept in 3 of 4 years", "2 to 3 every year, 2007 to 2010"),
    ],
)
def test_each_kind_of_promise_has_its_words(city, commitment_id, is_now, promised):
    assert (now(city, commitment_id), goal(city, commitment_id)) == (is_now, promised)


def test_a_direction_names_its_base_year_in_both_languages(city):
    for commitment in city.policy.commitments.values():
        if commitment.comparator in ("rising", "falling") and not commitment.recurring:
            for lang in wording.LANGUAGES:
                assert str(commitment.amount.since) in goal(city, commitment.id, lang)


def test_no_money_that_was_paid_shows_as_nothing(city):
    for row in city.status().to_dict("records"):
        for lang in wording.LANGUAGES:
            text = now(city, row["commitment_id"], lang)
            if row["value"]:
                assert not re.match(r"[−+]?0(\.0+)?( bn yuan|亿元)", text), (row["commitment_id"], text)


@pytest.mark.parametrize(
    ("value", "printed", "shown"),
    [(0.151, None, "1,510 yuan"), (0.0, "元", "0 yuan"), (0.0, "亿元", "0.00 bn yuan"), (-0.151, None, "−1,510 yuan")],
)  # fmt: skip
def test_small_money_is_written_in_single_yuan(city, value, printed, shown):
    text = wording.quantity(value, "万元", city.policy.decree, "en", printed=printed)
    assert text.replace(NO_BREAK, " ") == shown


@pytest.mark.parametrize("lang", wording.LANGUAGES)
def test_every_verdict_says_how_it_was_judged_or_what_is_missing(city, lang):
    for row in city.status().to_dict("records"):
        text = promise_text.evidence(row, lang)
        if row["status"] == "not_measured":
            assert row["missing"][lang] in text
        else:
            assert wording.number(row["evidence_rows"], 0) in text


@pytest.mark.parametrize("lang", wording.LANGUAGES)
def test_every_formula_has_words(lang):
    assert len({wording.say(f"formula_{name}", lang) for name in FORMULAS}) == len(FORMULAS)


@pytest.mark.parametrize(
    ("commitment_id", "lacks"),
    [
        ("C018", "not kept in 2009"),
        ("C023", "still open: Shimen, Anxiang"),
        ("C099", "still open: Salt chemicals"),
        ("C065", "12 owed and not paid"),
        ("C083", "1 not served in full"),
        ("C069", "2 charged against the rule"),
        ("C002", ""),
        ("C022", ""),
    ],
)
def test_a_shortfall_is_named(city, commitment_id, lacks):
    row, details = row_of(city, commitment_id), city.details(commitment_id)
    assert promise_text.shortfall(row, details, city.policy, "en") == lacks


def test_every_word_of_a_detail_row_is_known(city):
    for row in city.status().to_dict("records"):
        details = city.details(row["commitment_id"])
        if details is not None and "verdict" in details:
            for word in details["verdict"].unique():
                assert promise_text.case_word(row["evidence"], word, "zh") or word == ""


def test_a_day_the_text_does_not_name_says_so(city):
    assert promise_text.due(row_of(city, "C024"), "en") == "end of plan (2010)"
    assert promise_text.due(row_of(city, "C067"), "zh") == "2009年底"
    assert promise_text.due(row_of(city, "C103"), "zh") == "每年，至2010年"
