"""One language of an edition: whether it has to be made at all, what blocks it, and how it is put in place."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from analysis.briefings.history import EDITIONS, note_event, withdrawn_for
from analysis.briefings.index import write_edition_index
from analysis.briefings.page_verdicts import with_verdicts
from analysis.briefings.progress import Progress
from analysis.briefings.record import (
    RECORD,
    as_bytes,
    changed_files,
    edition_record,
    file_stamps,
    read_record,
)
from analysis.briefings.staging import point, settle
from analysis.errors import EditionError, MonitorError
from analysis.paths import Paths


@dataclass(frozen=True)
class EditionResult:
    """Where an edition is, whether it was there already, seconds taken, and its briefings.

    `missing_characters` maps a page to the characters its font has no glyph for; `notes` are sentences for
    the person who runs it.
    """

    path: Path
    unchanged: bool
    seconds: float
    briefings: tuple
    missing_characters: dict
    notes: tuple = ()


@dataclass(frozen=True)
class Wanted:
    """What was asked for: the editions of one date, the briefings in them, and the means."""

    paths: Paths
    as_of: str
    languages: tuple
    briefings: dict
    city: dict
    jobs: int | None
    progress: Progress
    cluster: str | None
    check: bool
    began: float

    def pointer(self, lang):
        """Where readers find the edition of a language."""
        return self.paths.reports / self.as_of / lang

    def result(self, path, record, unchanged=False, notes=()):
        """The EditionResult of a record that stands at `path`."""
        names = tuple(briefing["name"] for briefing in record["briefings"])
        seconds = time.monotonic() - self.began
        return EditionResult(path, unchanged, seconds, names, record["missing_characters"], tuple(notes))


def as_it_is(wanted, lang, inputs, ledger):
    """The EditionResult of an edition that need not be made, or None.

    That is one of the same inputs whose files are intact, and one that was withdrawn: what a person has taken
    back is not published again by a schedule, only by other inputs or by `rollback --undo`.
    """
    pointer = wanted.pointer(lang)
    record = read_record(pointer)
    if record and record["inputs"] == inputs and not changed_files(pointer.resolve(), lang):
        return wanted.result(pointer, record, unchanged=True)
    withdrawn = record and withdrawn_for(ledger, wanted.as_of, lang, inputs)
    if withdrawn:
        return wanted.result(
            pointer, record, unchanged=True, notes=[_still_withdrawn(wanted, lang, withdrawn)]
        )
    return None


def refusal_of(wanted, lang, pages):
    """The EditionError that lists every briefing that failed, or None where all are there."""
    refusals = {name: page for name, page in pages.items() if isinstance(page, MonitorError)}
    if not refusals:
        return None
    told = "\n\n".join(f"{name}\n{refusal}" for name, refusal in refusals.items())
    return EditionError(
        f"{wanted.as_of} {lang}: {len(refusals)} of {len(pages)} briefings failed; nothing published.\n\n{told}",
        way_out="\nMend these and run again; editions published earlier are untouched.",
    )


def complete(wanted, lang, stage, pages, inputs):
    """The record of a staged edition, its index page written."""
    record = with_verdicts(edition_record(wanted.briefings, pages, wanted.as_of, lang, inputs), stage)
    write_edition_index(stage, record, wanted.city)
    return record | {"files": file_stamps(stage)}


def put_in_place(wanted, lang, stage, record, ledger, run):
    """Move a complete stage to its own folder in reports/.editions and point readers to it, in that order."""
    target = _target(wanted, lang, stage, record)
    if not target.is_dir():
        _moved(stage, target)
    # Written down first: should the run die here, the ledger knows one edition more than is seen, never less.
    note_event(ledger, wanted.as_of, lang, target.name, "published", record["inputs"], run)
    point(wanted.pointer(lang), target)
    return wanted.pointer(lang)


def _target(wanted, lang, stage, record):
    content = as_bytes(record)
    (stage / RECORD).write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()[:12]
    names = [
        f"{wanted.as_of}-{lang}-{digest}",
        *(f"{wanted.as_of}-{lang}-r{n}-{digest}" for n in range(2, 1000)),
    ]
    folders = [wanted.paths.reports / EDITIONS / name for name in names]
    # One that has been damaged stays where it is until readers are pointed elsewhere.
    return next(each for each in folders if not each.is_dir() or not changed_files(each, each.name))


def _moved(stage, target):
    final = stage.with_name(f"{stage.name}x")
    final.mkdir()
    for file in [each for each in stage.iterdir() if each.is_file()]:
        settle(file)
        file.replace(final / file.name)
    final.chmod(0o755)
    settle(final)
    target.parent.mkdir(parents=True, exist_ok=True)
    final.replace(target)
    settle(target.parent)


def _still_withdrawn(wanted, lang, withdrawn):
    return (
        f"{wanted.as_of}/{lang} stays rolled back: these inputs give the edition {withdrawn.user} withdrew at "
        f"{withdrawn.at} UTC. Change an input, or put it forward again with: "
        f"cluster-monitor rollback --undo {wanted.as_of}/{lang}"
    )
