"""Which editions a date and language have had: what was published, what was withdrawn, what stood before."""

from dataclasses import dataclass
from pathlib import Path

from analysis.briefings.ledger import now
from analysis.briefings.owner import this_process
from analysis.briefings.record import RECORD, changed_files, published, read_record

EDITIONS = ".editions"


@dataclass(frozen=True)
class Known:
    """An edition's last line in the ledger; lines are numbered in the order of events."""

    number: int
    folder: str
    inputs: str | None
    event: str
    at: str
    user: str | None


def folder_of(pointer):
    """Name of the edition folder a pointer leads to, or None where there is no pointer."""
    return Path(pointer).readlink().name if Path(pointer).is_symlink() else None


def editions_of(ledger, as_of, lang):
    """The editions of a date and language as Known, in the order of their last event."""
    rows = ledger.rows(
        "SELECT MAX(id) AS number, folder, inputs, event, at, user FROM editions "
        "WHERE as_of = ? AND lang = ? GROUP BY folder ORDER BY number",
        as_of, lang,
    )  # fmt: skip
    return [Known(**row) for row in rows]


def note_event(ledger, as_of, lang, folder, event, inputs=None, run=None):
    """Write down that an edition was published or withdrawn."""
    ledger.write(
        "INSERT INTO editions (run, as_of, lang, folder, inputs, event, at, user) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        run, as_of, lang, folder, inputs, event, now(), this_process().user,
    )  # fmt: skip


def earlier_edition(paths, ledger, as_of, lang):
    """The Known that was published before the one now seen, intact and not withdrawn; None without one."""
    current = folder_of(paths.reports / as_of / lang)
    known = editions_of(ledger, as_of, lang)
    seen = next((each.number for each in known if each.folder == current), 0)
    before = [each for each in known if each.number < seen and each.event == "published"]
    return next((each for each in reversed(before) if intact(paths, each.folder)), None)


def withdrawn_edition(ledger, as_of, lang):
    """The Known withdrawn last, or None."""
    found = [each for each in editions_of(ledger, as_of, lang) if each.event == "withdrawn"]
    return found[-1] if found else None


def withdrawn_for(ledger, as_of, lang, inputs):
    """The Known withdrawn edition that the same inputs would give again, or None."""
    found = [each for each in editions_of(ledger, as_of, lang) if each.inputs == inputs]
    return found[-1] if found and found[-1].event == "withdrawn" else None


def intact(paths, folder):
    """Whether every byte of an edition folder is as it was published."""
    place = paths.reports / EDITIONS / folder
    return place.is_dir() and not changed_files(place, folder)


def take_up(paths, ledger):
    """Enter editions the ledger has missed: those of before it was begun, or of a run killed before it wrote.

    Folders nothing points to are entered first, by the time they were made, then the one that is seen.
    """
    for pointer in published(paths):
        as_of, lang, current = pointer.parent.name, pointer.name, folder_of(pointer)
        known = editions_of(ledger, as_of, lang)
        events = {each.folder: each.event for each in known}
        found = [] if known else _made_earlier(paths, as_of, lang)
        missing = [name for name in found if name != current]
        # What is seen counts: a withdrawal that a kill cut short has not taken place.
        if events.get(current) != "published":
            missing.append(current)
        for name in missing:
            record = read_record(paths.reports / EDITIONS / name) or {}
            note_event(ledger, as_of, lang, name, "published", record.get("inputs"))


def _made_earlier(paths, as_of, lang):
    folders = (paths.reports / EDITIONS).glob(f"{as_of}-{lang}-*/{RECORD}")
    return [each.parent.name for each in sorted(folders, key=lambda file: file.stat().st_mtime)]
