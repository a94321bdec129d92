"""Clears up after runs that died, and lets go of editions nobody can reach any more."""

from analysis.briefings.history import (
    EDITIONS,
    earlier_edition,
    editions_of,
    folder_of,
    take_up,
    withdrawn_edition,
)
from analysis.briefings.ledger import now
from analysis.briefings.owner import Owner, is_gone
from analysis.briefings.record import published
from analysis.briefings.staging import remove_stale, staging

KEPT_EDITIONS = 5
ABANDONED = "its process ended without a word (killed, or the machine went down)"


def tidy_up(paths, ledger):
    """What a run does first, holding the lock: dead runs are closed, what they left is removed.

    Nobody else can be running then, whatever the ledger says, so runs of other machines are closed too.
    """
    close_abandoned(ledger, everywhere=True)
    remove_stale(paths.reports)
    take_up(paths, ledger)


def close_abandoned(ledger, everywhere=False):
    """Mark as abandoned every run the ledger has as running though its process is gone; their numbers.

    Of a process on another machine nothing can be known, unless `everywhere`: its lock is then known to be free.
    """
    running = ledger.rows("SELECT id, host, pid, born, user FROM runs WHERE state = 'running'")
    dead = [
        run["id"]
        for run in running
        if everywhere or is_gone(Owner(run["host"], run["pid"], run["born"], run["user"]))
    ]
    for run in dead:
        with ledger.turn, ledger.connection as connection:
            connection.execute(
                "UPDATE runs SET state = 'abandoned', ended = ?, note = ? WHERE id = ?",
                (now(), ABANDONED, run),
            )
            connection.execute(
                "UPDATE steps SET state = 'stopped', ended = ? WHERE run = ? AND state = 'running'",
                (now(), run),
            )
    return dead


def prune(paths, ledger):
    """Remove edition folders beyond the last KEPT_EDITIONS of each date and language; the names removed.

    Never the one that is seen, the one `rollback` would go back to, or the one it would put forward again.
    """
    removed = []
    for pointer in published(paths):
        as_of, lang = pointer.parent.name, pointer.name
        kept = _kept(paths, ledger, as_of, lang)
        for folder in sorted((paths.reports / EDITIONS).glob(f"{as_of}-{lang}-*")):
            if folder.name not in kept:
                _remove(paths.reports, folder)
                removed.append(folder.name)
    return removed


def _kept(paths, ledger, as_of, lang):
    last = [each.folder for each in editions_of(ledger, as_of, lang)][-KEPT_EDITIONS:]
    reachable = (earlier_edition(paths, ledger, as_of, lang), withdrawn_edition(ledger, as_of, lang))
    seen = folder_of(paths.reports / as_of / lang)
    return {*last, seen, *(each.folder for each in reachable if each)}


def _remove(reports, folder):
    # Out of the way in one step first, so that nobody ever meets half of one.
    with staging(reports) as place:
        folder.replace(place / folder.name)
