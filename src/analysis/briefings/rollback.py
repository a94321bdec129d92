"""Point readers back to the edition before, or forward again to the one taken back."""

from dataclasses import dataclass

from analysis.briefings.history import (
    EDITIONS,
    earlier_edition,
    folder_of,
    intact,
    note_event,
    withdrawn_edition,
)
from analysis.briefings.index import write_reports_index
from analysis.briefings.janitor import tidy_up
from analysis.briefings.ledger import open_ledger
from analysis.briefings.manifest import closest
from analysis.briefings.record import published
from analysis.briefings.run_lock import run_lock
from analysis.briefings.space import told_by_folder
from analysis.briefings.staging import point
from analysis.errors import EditionError


@dataclass(frozen=True)
class Move:
    """A pointer that leads elsewhere now: DATE/LANG, the folders before and after, when that one was published."""

    edition: str
    before: str
    after: str
    at: str


def roll_back(paths, edition, city, undo=False):
    """Point DATE/LANG, or every language of DATE, to the edition published before; a Move each.

    The one taken back is marked as withdrawn, and no run with the same inputs publishes it again; with `undo`
    the one withdrawn last is put forward again. The reports index is written anew. EditionError, and nothing
    moved, where one of the languages has no edition to go to; LockedError while a run publishes.
    """
    found = _pointers(paths, edition)
    with (
        told_by_folder(paths.reports),
        run_lock(paths.reports, f"rollback {edition}"),
        open_ledger(paths.reports) as ledger,
    ):
        tidy_up(paths, ledger)
        choose = _withdrawn if undo else _earlier
        moves = [_move(pointer, choose(paths, ledger, pointer)) for pointer in found]
        for pointer, move in zip(found, moves, strict=True):
            _carry_out(paths, ledger, pointer, move, undo)
        write_reports_index(paths, city)
    return moves


def _pointers(paths, edition):
    pointers = {f"{link.parent.name}/{link.name}": link for link in published(paths)}
    found = [link for name, link in pointers.items() if edition in (name, link.parent.name)]
    if not found:
        names = dict.fromkeys([*pointers, *(link.parent.name for link in pointers.values())])
        raise EditionError(
            f"no edition {edition!r} is published{closest(edition, names)}",
            expected=f"one of {', '.join(pointers) or '(none yet)'}, or a date for all its languages.",
        )
    return found


def _earlier(paths, ledger, pointer):
    known = earlier_edition(paths, ledger, pointer.parent.name, pointer.name)
    if known is None:
        raise EditionError(
            f"{_name(pointer)} has no intact edition published before the one that is seen; nothing was changed.",
            way_out="`cluster-monitor verify` tells whether the one that is seen is intact; to replace it, mend "
            "the data and build it again.",
        )
    return known


def _withdrawn(paths, ledger, pointer):
    known = withdrawn_edition(ledger, pointer.parent.name, pointer.name)
    if known is None or not intact(paths, known.folder):
        raise EditionError(f"{_name(pointer)} has no intact edition that was withdrawn; nothing was changed.")
    return known


def _move(pointer, known):
    return Move(_name(pointer), folder_of(pointer), known.folder, known.at)


def _carry_out(paths, ledger, pointer, move, undo):
    as_of, lang = pointer.parent.name, pointer.name
    if undo:
        note_event(ledger, as_of, lang, move.after, "published", _inputs(ledger, move.after))
    else:
        note_event(ledger, as_of, lang, move.before, "withdrawn", _inputs(ledger, move.before))
    point(pointer, paths.reports / EDITIONS / move.after)


def _inputs(ledger, folder):
    rows = ledger.rows(
        "SELECT inputs FROM editions WHERE folder = ? AND inputs IS NOT NULL ORDER BY id DESC LIMIT 1", folder
    )
    return rows[0]["inputs"] if rows else None


def _name(pointer):
    return f"{pointer.parent.name}/{pointer.name}"
