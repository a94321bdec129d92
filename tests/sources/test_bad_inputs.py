"""Every kind of bad input ends as docs/bad_inputs.md says: its real bytes through the real pipeline."""

import re

import pytest
from bad_input_cases import (
    FOLDER,
    NOT_DELIVERED,
    SITUATIONS,
    expected_of,
    lines_in_bytes,
    refusals_of,
    run,
    taken_of,
)
from raw_city import ROOT

from analysis.sources.sidecar import SUFFIX

EXPECTED = {situation: expected_of(situation) for situation in SITUATIONS}


def of_outcome(*exits, city=None):
    """The cases that end with one of the codes."""
    return [name for name, said in EXPECTED.items() if said["exit"] in exits and city in (None, said["city"])]


def prepared(tmp_path_factory, situations):
    with pytest.MonkeyPatch.context() as patch:
        return run(tmp_path_factory.mktemp("city"), situations, patch)


@pytest.fixture(scope="module")
def refused_shared(tmp_path_factory):
    return prepared(tmp_path_factory, of_outcome(4, city="shared"))


@pytest.fixture(scope="module")
def refused_compared(tmp_path_factory):
    return prepared(tmp_path_factory, of_outcome(4, city="compared"))


@pytest.fixture(scope="module")
def taken_shared(tmp_path_factory):
    return prepared(tmp_path_factory, of_outcome(0, 3, city="shared"))


@pytest.fixture
def ran(request, situation, tmp_path_factory):
    """The city in which the case has been prepared: one it shares, or its own."""
    said = EXPECTED[situation]
    if said["city"] == "own":
        return prepared(tmp_path_factory, [situation])
    return request.getfixturevalue(f"{'refused' if said['exit'] == 4 else 'taken'}_{said['city']}")


@pytest.mark.parametrize("situation", of_outcome(4))
def test_a_refused_file_is_named_with_its_cause_and_nothing_of_it_is_taken(situation, ran):
    (refusal,) = refusals_of(ran, situation)
    assert ran.exit == 4
    assert [words for words in EXPECTED[situation]["says"] if words not in refusal] == []
    assert not ran.paths.validated.exists()


@pytest.mark.parametrize("city", ["shared", "compared"])
def test_of_the_files_refused_together_none_is_refused_unasked(request, city):
    refused = request.getfixturevalue(f"refused_{city}").refused
    assert sorted(each.split("/")[0] for each in refused) == of_outcome(4, city=city)


@pytest.mark.parametrize("situation", of_outcome("stopped"))
def test_a_record_that_corrects_nothing_stops_the_run_by_its_name(situation, ran):
    assert ran.exit == "stopped"
    assert [words for words in EXPECTED[situation]["says"] if words not in ran.refused[0]] == []
    assert not ran.paths.validated.exists()


@pytest.mark.parametrize("situation", of_outcome(0, 3))
def test_of_a_file_taken_every_row_and_every_change_is_as_expected(situation, ran):
    found = taken_of(ran, situation)
    assert found == EXPECTED[situation]["taken"]
    rejected = sum(each["lines"]["rejected"] for each in found.values())
    assert EXPECTED[situation]["exit"] == (3 if rejected else 0)
    assert ran.exit == (3 if EXPECTED[situation]["city"] == "shared" else EXPECTED[situation]["exit"])


@pytest.mark.parametrize("situation", of_outcome(0, 3))
def test_every_line_of_the_bytes_is_accounted_for(situation):
    for name, said in EXPECTED[situation]["taken"].items():
        lines = dict(said["lines"])
        assert lines.pop("in") == sum(lines.values()) == lines_in_bytes(FOLDER / situation / name)
        assert len(said.get("rejected", "").splitlines()) >= lines["rejected"]


@pytest.mark.parametrize("situation", of_outcome(0, 3))
def test_no_file_of_a_case_is_passed_over(situation):
    files = {path.name for path in (FOLDER / situation).iterdir()} - set(NOT_DELIVERED)
    assert {name for name in files if not name.endswith(SUFFIX)} == set(EXPECTED[situation]["taken"])


def test_every_case_is_in_the_table_for_the_statistician_and_every_row_has_its_case():
    page = (ROOT / "docs" / "bad_inputs.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"`(\d{3}_\w+)`", page)) == SITUATIONS
