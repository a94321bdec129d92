import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.briefings import janitor
from analysis.briefings.history import EDITIONS, earlier_edition, folder_of
from analysis.briefings.ledger import NAME, open_ledger
from analysis.briefings.publish import build_editions, verify
from analysis.briefings.record import read_record
from analysis.briefings.rollback import roll_back
from analysis.briefings.run_lock import LockedError, run_lock
from analysis.errors import EditionError

from .tiny_city import AS_OF, CITY, write_city

ZH = f"{AS_OF}/zh"


def build(paths, policy, languages=("zh",)):
    """Publish with this text as policy; the result of the first language."""
    (paths.policy / "decree.yaml").write_text(policy, encoding="utf-8")
    return build_editions(paths, AS_OF, languages, city=CITY, jobs=1)[languages[0]]


def shown(paths, lang="zh"):
    """The policy the page readers see was made from."""
    return (paths.reports / AS_OF / lang / "first.html").read_text(encoding="utf-8").split()[-1].split("<")[0]


def test_readers_see_the_edition_before_and_the_index_follows(city, quick_pages):
    build(city, "one", ("zh", "en"))
    build(city, "two", ("zh", "en"))
    index = (city.reports / "index.html").read_bytes()
    (city.reports / "index.html").write_bytes(b"old")
    (move,) = roll_back(city, ZH, CITY)
    assert (shown(city), shown(city, "en")) == ("one", "two")
    assert (move.edition, move.after) == (ZH, folder_of(city.reports / AS_OF / "zh"))
    assert len((city.reports / "index.html").read_bytes()) > len(index) / 2
    assert verify(city).empty


def test_a_date_moves_all_its_languages(city, quick_pages):
    build(city, "one", ("zh", "en"))
    build(city, "two", ("zh", "en"))
    assert [move.edition for move in roll_back(city, AS_OF, CITY)] == [ZH, f"{AS_OF}/en"]
    assert (shown(city), shown(city, "en")) == ("one", "one")


def test_all_languages_move_or_none(city, quick_pages):
    build(city, "one")
    build(city, "two", ("zh", "en"))
    with pytest.raises(EditionError, match="en has no intact edition published before"):
        roll_back(city, AS_OF, CITY)
    assert shown(city) == "two"


def test_there_is_nothing_before_the_first_edition(city, quick_pages):
    build(city, "one")
    with pytest.raises(EditionError, match="no intact edition published before"):
        roll_back(city, ZH, CITY)
    with pytest.raises(EditionError, match=r"no edition '2010-09-03/zh' is published; did you mean"):
        roll_back(city, "2010-09-03/zh", CITY)
    with pytest.raises(EditionError, match="no intact edition that was withdrawn"):
        roll_back(city, ZH, CITY, undo=True)


def test_what_was_withdrawn_is_published_again_by_other_inputs_or_by_undo_only(city, quick_pages):
    build(city, "one")
    build(city, "two")
    roll_back(city, ZH, CITY)
    made = len(quick_pages)
    again = build(city, "two")
    assert again.unchanged
    assert "stays rolled back" in again.notes[0]
    assert (shown(city), len(quick_pages)) == ("one", made)
    roll_back(city, ZH, CITY, undo=True)
    assert shown(city) == "two"
    assert build(city, "two").notes == ()
    roll_back(city, ZH, CITY)
    assert not build(city, "three").unchanged
    assert shown(city) == "three"
    # What was taken back is not what stood before.
    roll_back(city, ZH, CITY)
    assert shown(city) == "one"


def test_a_damaged_edition_is_passed_over(city, quick_pages):
    for policy in ("one", "two", "three"):
        build(city, policy)
    with open_ledger(city.reports) as ledger:
        damaged = earlier_edition(city, ledger, AS_OF, "zh").folder
    (city.reports / EDITIONS / damaged / "first.html").write_text("x")
    roll_back(city, ZH, CITY)
    assert shown(city) == "one"


def test_editions_of_before_the_ledger_are_found_by_their_age(city, quick_pages):
    for policy in ("one", "two", "three"):
        build(city, policy)
    (city.reports / NAME).unlink()
    roll_back(city, ZH, CITY)
    assert shown(city) == "two"


def test_a_rollback_waits_for_no_run(city, quick_pages):
    build(city, "one")
    with run_lock(city.reports, "brief"), pytest.raises(LockedError, match="brief, process"):
        roll_back(city, ZH, CITY)


def test_old_editions_go_but_never_what_can_be_reached(city, quick_pages, monkeypatch):
    monkeypatch.setattr(janitor, "KEPT_EDITIONS", 2)
    for policy in ("one", "two", "three", "four"):
        build(city, policy)
    kept = {
        read_record(folder)["inputs"]: folder.name
        for folder in (city.reports / EDITIONS).glob(f"{AS_OF}-zh-*")
    }
    assert len(kept) == 2
    roll_back(city, ZH, CITY)
    assert shown(city) == "three"
    build(city, "five")
    roll_back(city, ZH, CITY)
    roll_back(city, ZH, CITY, undo=True)
    assert shown(city) == "five"


ACTIONS = st.lists(st.sampled_from(["one", "two", "three", "four", "back", "undo"]), min_size=1, max_size=8)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS)
def test_whatever_people_do_readers_see_a_whole_edition(actions, tmp_path_factory, quick_pages):
    paths = write_city(tmp_path_factory.mktemp("actions") / "city")
    order = []
    for action in actions:
        try:
            if action in ("back", "undo"):
                roll_back(paths, ZH, CITY, undo=action == "undo")
            else:
                build(paths, action)
                order.append(action)
        except EditionError:
            # Nothing to go to: nothing may have moved either.
            pass
        assert verify(paths).empty
        if order:
            assert shown(paths) in order
        else:
            assert not (paths.reports / AS_OF).exists()
    shutil.rmtree(paths.root)
