"""One run's lines in the ledger, written while it runs: state, steps, inputs, heartbeat."""

import json
import sqlite3
import subprocess
import threading
import time
from contextlib import contextmanager, nullcontext, suppress
from importlib.metadata import version
from pathlib import Path

import analysis
from analysis.briefings.digests import file_digest, versions
from analysis.briefings.ledger import now
from analysis.briefings.owner import this_process
from analysis.errors import MonitorError

HEARTBEAT_SECONDS = 5.0
LONGEST_ERROR = 4000


class RunEntry:
    """A run that is under way: `with RunEntry(...) as entry`, its `end` told before the block is left.

    An exception ends it as failed, an interruption (Ctrl-C, SIGTERM) as interrupted; after SIGKILL it stays
    `running` until the next run finds its owner gone.
    """

    def __init__(self, ledger, paths, as_of, languages):
        self.ledger, self.paths, self.as_of, self.languages = ledger, paths, as_of, languages
        self.state, self.notes = None, []
        self.ended = threading.Event()

    def __enter__(self):
        owner, began = this_process(), now()
        known = {
            "as_of": self.as_of, "languages": " ".join(self.languages),
            "host": owner.host, "pid": owner.pid, "born": owner.born, "user": owner.user,
            "started": began, "beat": began, "state": "running", "revision": code_revision(),
            "lock_sha256": _digest(self.paths.root / "requirements.lock"), "versions": json.dumps(versions()),
        }  # fmt: skip
        marks = ", ".join("?" * len(known))
        statement = f"INSERT INTO runs ({', '.join(known)}) VALUES ({marks})"
        self.id = self.ledger.write(statement, *known.values())
        self.ledger.write_many(
            "INSERT INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(self.id, *row) for row in _inputs(self.paths.run_record)],
        )
        threading.Thread(target=self._beat, name="ledger-heartbeat", daemon=True).start()
        return self

    def __exit__(self, kind, error, trace):
        self.ended.set()
        if kind is not None:
            self.state = "failed" if issubclass(kind, Exception) else "interrupted"
            self.note(str(error) or kind.__name__)
            # What stopped the run may stop these lines too (a full disk); the next run then writes the end.
            with suppress(sqlite3.OperationalError):
                self._finish()
        else:
            self._finish()

    def end(self, state):
        """How the run ends: published, unchanged or failed."""
        self.state = state

    def note(self, sentence):
        """A sentence to keep with the run."""
        self.notes.append(sentence[:LONGEST_ERROR])

    @contextmanager
    def step(self, name, lang=""):
        """A step of the run itself; what it raises is kept with it and goes on."""
        self.began(name, lang)
        began, ok = time.monotonic(), False
        try:
            yield
            ok = True
        except MonitorError as refusal:
            self.refused(name, lang, refusal)
            raise
        finally:
            with suppress(sqlite3.OperationalError) if not ok else nullcontext():
                self.step_ended(name, lang, time.monotonic() - began, ok)

    def began(self, name, lang):
        """A step begins."""
        self.ledger.write(
            "INSERT OR REPLACE INTO steps (run, name, lang, state, started) VALUES (?, ?, ?, 'running', ?)",
            self.id, name, lang, now(),
        )  # fmt: skip

    def step_ended(self, name, lang, seconds, ok):
        """A step has ended after so many seconds."""
        self.ledger.write(
            "UPDATE steps SET state = ?, ended = ?, seconds = ? WHERE run = ? AND name = ? AND lang = ?",
            "done" if ok else "failed", now(), round(seconds, 3), self.id, name, lang,
        )  # fmt: skip

    def refused(self, name, lang, refusal):
        """Why a step failed."""
        self.ledger.write(
            "UPDATE steps SET state = 'failed', error = ? WHERE run = ? AND name = ? AND lang = ?",
            str(refusal)[:LONGEST_ERROR], self.id, name, lang,
        )  # fmt: skip

    def refusals(self, pages):
        """Why briefings failed, of {lang: {name: a page or its refusal}}."""
        for lang, made in pages.items():
            for name, page in made.items():
                if isinstance(page, MonitorError):
                    self.refused(name, lang, page)

    def _finish(self):
        ended, note = now(), "\n".join(self.notes) or None
        with self.ledger.turn, self.ledger.connection as connection:
            connection.execute(
                "UPDATE runs SET state = ?, ended = ?, beat = ?, note = ? WHERE id = ?",
                (self.state, ended, ended, note, self.id),
            )
            connection.execute(
                "UPDATE steps SET state = 'stopped', ended = ? WHERE run = ? AND state = 'running'",
                (ended, self.id),
            )

    def _beat(self):
        while not self.ended.wait(HEARTBEAT_SECONDS):
            # A beat missed (the disk is full, the ledger just closed) is made up by the next one or not needed.
            with suppress(sqlite3.OperationalError, sqlite3.ProgrammingError):
                self.ledger.write("UPDATE runs SET beat = ? WHERE id = ?", now(), self.id)


class RecordedProgress:
    """Passes progress on to a person and writes every briefing as a step into the ledger."""

    def __init__(self, shown, entry):
        self.shown, self.entry = shown, entry

    def start(self, edition, total):
        self.shown.start(edition, total)

    def began(self, name):
        self.entry.began(*name.rsplit(" ", 1))
        self.shown.began(name)

    def ended(self, name, seconds, ok):
        self.entry.step_ended(*name.rsplit(" ", 1), seconds, ok)
        self.shown.ended(name, seconds, ok)

    def finish(self):
        self.shown.finish()

    def say(self, sentence):
        self.shown.say(sentence)


def code_revision():
    """`git describe` of the checkout the code runs from, with -dirty where it was edited; else the version."""
    checkout = Path(analysis.__file__).parents[2]
    command = ["git", "--no-optional-locks", "-C", str(checkout), "describe", "--always", "--dirty", "--tags"]
    # Only its own checkout counts: installed as a package it may lie inside somebody else's.
    if (checkout / ".git").exists():
        with suppress(OSError, subprocess.SubprocessError):
            done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10)
            return done.stdout.strip()
    return version("cluster-monitor")


def _digest(path):
    return file_digest(path) if path.is_file() else None


def _inputs(run_record):
    """(file, sha256, of its sidecar, lines, accepted, rejected) of each raw file the validated rows came from."""
    if not run_record.is_file():
        return []
    kept = ("file", "sha256", "sidecar_sha256", "lines_in", "accepted", "rejected")
    files = json.loads(run_record.read_text(encoding="utf-8"))["files"]
    return [tuple(file.get(key) for key in kept) for file in files]
