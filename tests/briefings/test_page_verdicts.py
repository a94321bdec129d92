"""Verdicts read back from the pages that show them."""

import pytest

from analysis.briefings import elements
from analysis.briefings.page_verdicts import read_verdicts, with_verdicts
from analysis.wording import STATUS

PROMISES = {"C001": ("achieved", "Ten clusters"), "C002": ("missed", "<b>90</b> bn & more")}


def rows(statuses, promise="Ten clusters"):
    return [
        {"commitment_id": f"C{n:03}", "promise": promise, "value_text": "9", "target_text": "10", "status": s, "note": ""}
        for n, s in enumerate(statuses, 1)
    ]  # fmt: skip


def cards(statuses):
    return [row | {"question": "Ten?", "sentence": "So."} for row in rows(statuses)]


def listing():
    shown = [row | {"promise": PROMISES[row["commitment_id"]][1]} for row in rows(["achieved", "missed"])]
    return elements.verdict_table(shown, "en", anchored=True)


def write(folder, name, *parts):
    file = folder / f"{name}.html"
    file.write_text(f"<!DOCTYPE html><body>{elements.group(*parts).html}</body>", encoding="utf-8")
    return file


@pytest.mark.parametrize("status", STATUS)
def test_every_status_is_read_from_a_card_and_from_a_row(tmp_path, status):
    assert read_verdicts(write(tmp_path, "a", elements.verdict_cards(cards([status]), "en"))).shown == [
        status
    ]
    assert read_verdicts(write(tmp_path, "b", elements.verdict_table(rows([status]), "en"))).shown == [status]


def test_a_page_judges_by_its_cards_then_by_the_promises_it_lists_then_by_its_rows(tmp_path):
    card = elements.verdict_cards(cards(["on_track"]), "en")
    # The same promises under other readings, as the page on all promises shows them.
    more = elements.verdict_table(rows(["overdue"] * 3), "en")
    assert read_verdicts(write(tmp_path, "a", card, listing(), more)).shown == ["on_track"]
    assert read_verdicts(write(tmp_path, "b", more, listing())).shown == ["achieved", "missed"]
    assert read_verdicts(write(tmp_path, "c", more)).shown == ["overdue"] * 3
    assert read_verdicts(write(tmp_path, "d", elements.message("No verdict"))).shown == []


def test_a_record_takes_up_what_its_pages_say(tmp_path):
    write(
        tmp_path, "city", elements.banner(["synthetic"], "en"), elements.verdict_cards(cards(["missed"] * 2), "en")
    )  # fmt: skip
    write(tmp_path, "commitments", listing())
    made = with_verdicts({"briefings": [{"page": "city.html"}, {"page": "commitments.html"}]}, tmp_path)
    assert [briefing["verdicts"] for briefing in made["briefings"]] == [
        {"missed": 2},
        {"achieved": 1, "missed": 1},
    ]
    assert made["statuses"] == {name: status for name, (status, _) in PROMISES.items()}
    assert made["promises"] == {name: text for name, (_, text) in PROMISES.items()}
    assert (made["promises_page"], made["synthetic"]) == ("commitments.html", True)


def test_an_edition_without_a_list_of_promises_has_no_statuses(tmp_path):
    write(tmp_path, "city", elements.message("Four of five"))
    made = with_verdicts({"briefings": [{"page": "city.html"}]}, tmp_path)
    assert (made["statuses"], made["promises"], made["promises_page"]) == ({}, {}, None)
    assert not made["synthetic"]
