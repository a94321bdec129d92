"""The ledger of report runs: one sqlite file that says who ran what, when, from which files, and how it ended."""

import contextlib
import json
import sqlite3
import threading
from datetime import UTC, datetime

from analysis.errors import MonitorError

NAME = ".ledger.sqlite"
STATES = ("running", "published", "unchanged", "failed", "interrupted", "abandoned")
STEP_STATES = ("running", "done", "failed", "stopped")
EVENTS = ("published", "withdrawn")
VERSION = 1
PATIENCE = 30.0
_SCHEMA = f"""
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, as_of TEXT NOT NULL, languages TEXT NOT NULL,
    host TEXT NOT NULL, pid INTEGER NOT NULL, born TEXT NOT NULL, user TEXT NOT NULL,
    started TEXT NOT NULL, beat TEXT NOT NULL, ended TEXT,
    state TEXT NOT NULL CHECK (state IN {STATES}), note TEXT,
    revision TEXT NOT NULL, lock_sha256 TEXT, versions TEXT NOT NULL);
CREATE TABLE steps (
    run INTEGER NOT NULL REFERENCES runs (id), name TEXT NOT NULL, lang TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN {STEP_STATES}), started TEXT NOT NULL, ended TEXT, seconds REAL,
    error TEXT, PRIMARY KEY (run, name, lang));
CREATE TABLE inputs (
    run INTEGER NOT NULL REFERENCES runs (id), file TEXT NOT NULL, sha256 TEXT NOT NULL,
    sidecar_sha256 TEXT, lines_in INTEGER, accepted INTEGER, rejected INTEGER, PRIMARY KEY (run, file));
CREATE TABLE editions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER REFERENCES runs (id), as_of TEXT NOT NULL,
    lang TEXT NOT NULL, folder TEXT NOT NULL, inputs TEXT,
    event TEXT NOT NULL CHECK (event IN {EVENTS}), at TEXT NOT NULL, user TEXT);
CREATE INDEX editions_by_place ON editions (as_of, lang, id);
PRAGMA user_version = {VERSION};
"""


class Ledger:
    """reports/.ledger.sqlite, open. Times are UTC; each call is one transaction, safe from any thread.

    sqlite's rollback journal is kept: it survives SIGKILL as its write-ahead log does, leaves one file, and
    also works where reports/ lies on a shared disk.
    """

    def __init__(self, reports):
        self.path = reports / NAME
        self.turn = threading.Lock()
        self.connection = sqlite3.connect(self.path, timeout=PATIENCE, check_same_thread=False)
        self.connection.row_factory = sqlite3.Row

    def write(self, statement, *values):
        """Run one changing statement; the row id it gave."""
        with self.turn, self.connection:
            return self.connection.execute(statement, values).lastrowid

    def write_many(self, statement, rows):
        """Run one changing statement for every row, all of them or none."""
        with self.turn, self.connection:
            self.connection.executemany(statement, rows)

    def rows(self, question, *values):
        """The rows a question gives, as dictionaries."""
        with self.turn:
            return [dict(row) for row in self.connection.execute(question, values)]

    def close(self):
        with self.turn:
            self.connection.close()


@contextlib.contextmanager
def open_ledger(reports):
    """The Ledger of a reports folder, made where there is none; MonitorError for a file that is none of ours."""
    with contextlib.closing(_opened(reports)) as ledger:
        yield ledger


def now():
    """This moment as the ledger writes it: UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(sep=" ", timespec="milliseconds").removesuffix("+00:00")


def last_runs(ledger, count):
    """The last `count` runs, newest first, one row each, with the number of their steps by state."""
    rows = ledger.rows(
        "SELECT runs.*, COUNT(steps.run) AS steps, COALESCE(SUM(steps.state = 'failed'), 0) AS steps_failed "
        "FROM runs LEFT JOIN steps ON steps.run = runs.id GROUP BY runs.id ORDER BY runs.id DESC LIMIT ?",
        count,
    )
    return [{**row, "versions": json.loads(row["versions"])} for row in rows]


def steps_of(ledger, run):
    """The steps of one run in the order they began."""
    return ledger.rows("SELECT * FROM steps WHERE run = ? ORDER BY started, rowid", run)


def _opened(reports):
    ledger = Ledger(reports)
    try:
        _prepare(ledger)
    except sqlite3.OperationalError:
        # A full or read-only disk: nothing is wrong with the file.
        ledger.close()
        raise
    except sqlite3.DatabaseError as fault:
        ledger.close()
        raise MonitorError(
            f"the ledger cannot be read ({fault}).",
            file=reports / NAME,
            way_out="Move it away and run again: a new one is begun and takes the editions it finds in "
            "reports/.editions; what earlier runs did is then told by the file you moved.",
        ) from None
    return ledger


def _prepare(ledger):
    with ledger.turn:
        for setting in ("foreign_keys = ON", "synchronous = NORMAL"):
            ledger.connection.execute(f"PRAGMA {setting}")
    version = _version(ledger)
    if version == 0:
        with ledger.turn, ledger.connection as connection:
            # Two first runs may come here at once: the second waits and then finds the tables.
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                for statement in _SCHEMA.split(";"):
                    connection.execute(statement)
    if version > VERSION:
        raise MonitorError(
            f"the ledger is of a later version ({version}) than this program knows ({VERSION}).",
            file=ledger.path,
            way_out="Use the program that wrote it, or a newer one.",
        )


def _version(ledger):
    with ledger.turn:
        return ledger.connection.execute("PRAGMA user_version").fetchone()[0]
