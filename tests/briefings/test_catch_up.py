"""Which editions are due, and that they are built in order, once, and never past one that fails."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.briefings import catch_up as module
from analysis.briefings.catch_up import catch_up, day_of, due_editions, period_end, period_of
from analysis.briefings.manifest import read_entries
from analysis.briefings.run_lock import LockedError, run_lock
from analysis.briefings.staging import point
from analysis.errors import EditionError, MonitorError
from analysis.paths import Paths

from .tiny_city import MANIFEST

ARRIVED = ["2010-03-18", "2010-03-22", "2010-06-25", "2010-09-22", "2010-12-25", "2011-03-14"]
BOTH = ["zh", "en"]


@pytest.fixture
def arrived(monkeypatch):
    """A function that says on which days returns arrived."""

    def say(days, exit_code=0):
        record = SimpleNamespace(
            returns_obtained=[date.fromisoformat(str(day)) for day in days], exit_code=exit_code
        )
        monkeypatch.setattr(module, "require_processed", lambda paths: None)
        monkeypatch.setattr(module, "load_record", lambda paths: record)
        monkeypatch.setattr(module, "prepare", lambda paths, say: record)

    return say


def publish(paths, day, *languages):
    target = paths.reports / ".editions" / f"{day}"
    target.mkdir(parents=True, exist_ok=True)
    for lang in languages:
        point(paths.reports / str(day) / lang, target)


def due(paths, today, languages=BOTH, since=None):
    since = since and date.fromisoformat(since)
    return [str(day) for day in due_editions(paths, languages, date.fromisoformat(today), since)]


# --- what is due --------------------------------------------------------------------------------------------


def test_a_quarter_is_due_once_its_last_day_is_over_and_only_if_a_return_arrived_in_it(city, arrived):
    arrived(["2010-03-18", "2010-09-22"])
    assert due(city, "2010-03-31", since="2010-01-01") == []
    assert due(city, "2010-04-01", since="2010-01-01") == ["2010-03-31"]
    assert due(city, "2011-12-31", since="2010-01-01") == ["2010-03-31", "2010-09-30"]
    assert due(city, "2011-12-31", since="2010-04-01") == ["2010-09-30"]


def test_where_nothing_is_published_only_the_newest_is_due(city, arrived):
    arrived(ARRIVED)
    assert due(city, "2010-10-04") == ["2010-09-30"]


def test_missed_editions_are_due_oldest_first_after_the_newest_published_one(city, arrived):
    arrived(ARRIVED)
    publish(city, "2010-06-30", *BOTH)
    assert due(city, "2011-04-01") == ["2010-09-30", "2010-12-31", "2011-03-31"]
    publish(city, "2011-03-31", *BOTH)
    assert due(city, "2011-04-01") == []
    assert due(city, "2011-04-01", since="2010-01-01") == ["2010-03-31", "2010-09-30", "2010-12-31"]


def test_an_edition_that_lacks_a_language_is_due(city, arrived):
    arrived(ARRIVED)
    publish(city, "2010-09-30", *BOTH)
    publish(city, "2010-12-31", "zh")
    assert due(city, "2011-01-01") == ["2010-12-31"]
    assert due(city, "2011-01-01", languages=["zh"]) == []


def test_editions_of_other_days_and_of_the_future_keep_nothing_from_being_due(city, arrived):
    arrived(ARRIVED)
    publish(city, "2010-08-15", *BOTH)
    publish(city, "2030-12-31", *BOTH)
    (city.reports / "2010-99-99").mkdir()
    publish(city, "2010-99-99", *BOTH)
    assert due(city, "2010-12-31") == ["2010-09-30"]


@pytest.mark.parametrize(
    ("cadences", "period"),
    [((), "quarter"), (("year",), "year"), (("year", "month"), "month"), (("year", "quarter"), "quarter")],
)
def test_the_shortest_cadence_of_the_manifest_sets_the_pace(city, cadences, period):
    lines = MANIFEST.splitlines(keepends=True)
    for place, cadence in zip((6, 3), cadences, strict=False):
        lines.insert(place, f"  cadence: {cadence}\n")
    city.manifest.write_text("".join(lines), encoding="utf-8")
    assert period_of(read_entries(city.manifest)) == period


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_a_period_ends_on_the_last_day_before_the_next_begins(day):
    ends = [period_end(day, cadence) for cadence in ("month", "quarter", "year")]
    assert day <= ends[0] <= ends[1] <= ends[2]
    assert [(end + timedelta(1)).day for end in ends] == [1, 1, 1]
    assert (ends[0].year, ends[0].month) == (day.year, day.month)
    assert ends[1].month % 3 == 0
    assert ends[2] == date(day.year, 12, 31)


@given(
    st.lists(st.dates(date(2009, 1, 1), date(2011, 12, 31)), min_size=1, max_size=12),
    st.lists(st.dates(date(2009, 1, 1), date(2012, 3, 1)), min_size=1, max_size=6),
)
def test_whatever_mornings_are_missed_the_same_editions_are_published_each_once(
    tmp_path_factory, received, mornings
):
    paths = Paths(tmp_path_factory.mktemp("city"))
    paths.manifest.parent.mkdir()
    (paths.notebooks / "first.ipynb").touch()
    (paths.notebooks / "second.ipynb").touch()
    paths.manifest.write_text(MANIFEST, encoding="utf-8")
    made = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "require_processed", lambda paths: None)
        patch.setattr(module, "load_record", lambda paths: SimpleNamespace(returns_obtained=sorted(received)))
        for morning in sorted(mornings):
            for day in due_editions(paths, BOTH, morning):
                publish(paths, day, *BOTH)
                made.append(day)
    ends = sorted({period_end(day, "quarter") for day in received})
    over = [day for day in ends if day < max(mornings)]
    assert made == sorted(set(made))
    assert made == [day for day in over if made and day >= made[0]]
    assert bool(made) == bool(over)


@pytest.mark.parametrize("text", ["", "2010-1-1", "20100101", "yesterday", "2010-02-30", "2010-W01-1"])
def test_what_is_no_day_is_refused_with_the_option_it_was_given_to(text):
    with pytest.raises(EditionError, match=r"--since .* is not a date"):
        day_of(text, "--since")


def test_before_anything_is_prepared_nothing_can_be_due(city):
    with pytest.raises(MonitorError, match="nothing has been prepared"):
        due(city, "2011-04-01")


# --- catching up -------------------------------------------------------------------------------------------


@pytest.fixture
def built(monkeypatch):
    """The dates for which an edition was asked; those in `broken` fail."""
    asked = SimpleNamespace(days=[], broken=set(), options=None)

    def publish_editions(paths, as_of, languages, **options):
        asked.days.append(as_of)
        asked.options = options
        if as_of in asked.broken:
            raise EditionError(f"{as_of}: 1 of 2 briefings failed")
        publish(paths, as_of, *languages)

    monkeypatch.setattr(module, "publish_editions", publish_editions)
    return asked


def test_one_that_fails_keeps_the_later_ones_waiting_and_is_where_the_next_call_begins(city, arrived, built):
    arrived(ARRIVED)
    publish(city, "2010-03-31", *BOTH)
    built.broken = {"2010-09-30"}
    with pytest.raises(EditionError, match="2010-09-30"):
        catch_up(city, BOTH, date(2011, 1, 1), say=print)
    assert built.days == ["2010-06-30", "2010-09-30"]
    built.broken = set()
    assert catch_up(city, BOTH, date(2011, 1, 1), say=print, jobs=1) == 0
    assert built.days[2:] == ["2010-09-30", "2010-12-31"]
    assert built.options == {"jobs": 1}
    assert catch_up(city, BOTH, date(2011, 1, 1), say=print) == 0
    assert len(built.days) == 4


def test_rejected_rows_do_not_keep_an_edition_back_and_a_refused_file_does(city, arrived, built):
    arrived(ARRIVED, exit_code=4)
    assert catch_up(city, BOTH, date(2011, 1, 1), say=print) == 4
    assert not built.days
    arrived(ARRIVED, exit_code=3)
    assert catch_up(city, BOTH, date(2011, 1, 1), say=print) == 3
    assert built.days == ["2010-12-31"]


def test_rows_are_not_prepared_under_a_run_that_is_publishing(city, arrived, built):
    arrived(ARRIVED)
    with run_lock(city.reports, "brief"), pytest.raises(LockedError) as refusal:
        catch_up(city, BOTH, date(2011, 1, 1), say=print)
    assert refusal.value.exit_code == 5
    assert not built.days
