"""What moved between editions, against facts that hold whatever the verdicts are."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.briefings.moves import ORDER, by_change, earlier_records, moves_between, tally
from analysis.wording import STATUS

NAMES = [f"C{n:03}" for n in range(1, 9)]
VERDICTS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(list(STATUS)), min_size=1)


def record(statuses, as_of="2010-09-30", lang="zh"):
    return {
        "as_of": as_of,
        "lang": lang,
        "statuses": statuses,
        "promises": {name: f"{name} as of {as_of}" for name in statuses},
    }


def test_every_status_has_its_place():
    assert sorted(ORDER) == sorted(STATUS)


def test_a_verdict_that_changed_is_told_under_the_name_it_has_now():
    earlier = record({"C001": "on_track", "C002": "missed", "C003": "achieved"})
    later = record({"C001": "achieved", "C002": "missed", "C004": "not_due"}, "2011-03-31")
    found = [(m.commitment_id, m.promise, m.before, m.after) for m in moves_between(earlier, later)]
    assert found == [
        ("C001", "C001 as of 2011-03-31", "on_track", "achieved"),
        ("C003", "C003 as of 2010-09-30", "achieved", None),
        ("C004", "C004 as of 2011-03-31", None, "not_due"),
    ]


def test_editions_without_verdicts_are_not_compared():
    judged = record({"C001": "missed"})
    for blank in ({}, {"statuses": {}, "promises": {}}):
        assert moves_between(blank, judged) is None
        assert moves_between(judged, blank) is None


@given(VERDICTS, VERDICTS)
def test_moves_turn_the_earlier_verdicts_into_the_later_ones(before, after):
    moved = {m.commitment_id: m.after for m in moves_between(record(before), record(after))}
    replayed = {name: status for name, status in (before | moved).items() if status}
    assert replayed == after


@given(VERDICTS, VERDICTS)
def test_groups_hold_every_move_once_and_bad_news_first(before, after):
    moves = moves_between(record(before), record(after))
    groups = by_change(moves)
    assert sorted(m.commitment_id for group in groups.values() for m in group) == [
        m.commitment_id for m in moves
    ]
    rank = [(*ORDER, None).index(outcome) for _, outcome in groups]
    assert rank == sorted(rank)


@given(VERDICTS, VERDICTS)
def test_the_changes_of_a_tally_add_up_to_the_promises_gained(before, after):
    rows = tally(after, before)
    assert sum(count for _, count, _ in rows) == len(after)
    assert sum(change for _, _, change in rows) == len(after) - len(before)
    assert [status for status, *_ in rows] == [s for s in STATUS if s in {*before.values(), *after.values()}]


def test_an_edition_is_compared_with_the_date_before_in_its_own_language():
    dates = ("2010-09-30", "2011-03-31", "2009-03-31")
    records = [record({}, as_of, lang) for as_of in dates for lang in ("zh", "en")]
    records.append(record({}, "2010-12-31", "en"))
    found = {key: (r["as_of"], r["lang"]) for key, r in earlier_records(records).items()}
    assert found == {
        ("2010-09-30", "zh"): ("2009-03-31", "zh"),
        ("2010-09-30", "en"): ("2009-03-31", "en"),
        ("2010-12-31", "en"): ("2010-09-30", "en"),
        ("2011-03-31", "zh"): ("2010-09-30", "zh"),
        ("2011-03-31", "en"): ("2010-12-31", "en"),
    }
