"""The editions a calendar asks for: which of them are due and not published yet, and building them in order."""

from calendar import monthrange
from datetime import date

from analysis.briefings.manifest import read_entries
from analysis.briefings.publish import publish_editions
from analysis.briefings.record import published
from analysis.briefings.run_lock import run_lock
from analysis.briefings.running import ended_by_sigterm
from analysis.errors import EditionError
from analysis.pipeline import prepare
from analysis.processed import load_record, require_processed

# How often -> how many months a period has; an edition is as of the last day of its period.
MONTHS = {"month": 1, "quarter": 3, "year": 12}
USUAL = "quarter"
REFUSED = 4


def catch_up(paths, languages, today, since=None, say=print, **options):
    """Prepare what has been delivered, then build every edition that is due, the oldest first; returns the exit code.

    0 clean, 3 built with rejected rows, 4 a file was refused and nothing was built. Options as of
    `build_editions`. An edition that fails ends it (EditionError, exit code 1), so that a later one is never
    published before it: the next call takes up there. LockedError where another run is publishing.
    """
    with ended_by_sigterm():
        # A run that is under way must not find other rows half-way through.
        with run_lock(paths.reports, "prepare, to catch up"):
            prepared = prepare(paths, say=say)
        if prepared.exit_code == REFUSED:
            return REFUSED
        days = due_editions(paths, languages, today, since)
        say(f"due: {', '.join(map(str, days)) or 'nothing'}")
        for day in days:
            publish_editions(paths, str(day), languages, **options)
    return prepared.exit_code


def due_editions(paths, languages, today, since=None):
    """Dates of the editions that are due and not published in every language, the oldest first.

    A period's edition is due once its last day is over, if an annual or year-to-date return arrived in it. The
    shortest `cadence` of the manifest is the period: month, quarter or year; a quarter where there is none.
    Without `since` (a date, itself included) those after the newest published edition are looked at; where none
    is published, only the newest. Raises MonitorError where nothing has been prepared.
    """
    require_processed(paths)
    done = _published_in_all(paths, languages)
    cadence = period_of(read_entries(paths.manifest))
    ends = {period_end(obtained, cadence) for obtained in load_record(paths).returns_obtained}
    over = sorted(day for day in ends if day < today)
    if since is None:
        newest = max((day for day in done if day < today), default=None)
        over = [day for day in over if day > newest] if newest else over[-1:]
    return [day for day in over if day not in done and (since is None or day >= since)]


def period_of(entries):
    """The shortest cadence of the manifest's entries: an edition has all briefings, so the quickest one sets its pace."""
    named = [entry.cadence for entry in entries.values() if entry.cadence]
    return min(named, key=MONTHS.get, default=USUAL)


def period_end(day, cadence):
    """The last day of the calendar month, quarter or year that a day is in."""
    months = MONTHS[cadence]
    month = (day.month - 1) // months * months + months
    return date(day.year, month, monthrange(day.year, month)[1])


def day_of(text, option):
    """The date an option names; EditionError for anything that is not YYYY-MM-DD."""
    day = _as_day(text)
    if day is None:
        raise EditionError(f"{option} {text!r} is not a date.", expected="a day written YYYY-MM-DD.")
    return day


def _published_in_all(paths, languages):
    found = {}
    for link in published(paths):
        if link.exists():
            found.setdefault(link.parent.name, set()).add(link.name)
    return {_as_day(name) for name, has in found.items() if has.issuperset(languages)} - {None}


def _as_day(text):
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
