"""Report runs of a small city that are killed on purpose, and what has to be true after each of them.

Every run is forked from this process, which has the imports done and no thread of its own. Pages are written at
once, so that hundreds of kills fall into the publishing itself; where real notebooks are asked for, they run in
kernels as always.
"""

import contextlib
import os
import resource
import signal
import sqlite3
import sys
import time
import traceback
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from analysis.briefings import (
    edition,
    index,
    janitor,
    ledger,
    publish,
    rollback,
    run_entry,
    run_lock,
    running,
    staging,
)
from analysis.briefings.pages import Page
from analysis.briefings.record import changed_files, published, read_record
from analysis.briefings.run import quiet
from analysis.errors import MonitorError
from analysis.paths import Paths

CITY = {"zh": "常德市", "en": "Changde"}
AS_OF, LANGUAGES = "2010-09-30", ("zh", "en")
MANIFEST = """\
first: {notebook: first.ipynb, title: {zh: 市情总览, en: City briefing}}
second: {notebook: second.ipynb, title: {zh: 方法验证, en: Method validation}}
"""
PARAMETERS = 'root: str = ".."\nas_of: str = "2008-03-31"\nlang: str = "zh"'
SHOWS_REVISION = 'from pathlib import Path; print((Path(root) / "data/policy/decree.yaml").read_text())'
PATIENCE = 120


class Step(NamedTuple):
    """A call in a run of one kind: where its name is looked up, and the name."""

    kind: str
    place: object
    name: str


_BRIEF = (
    (run_lock, "_take"),
    (run_lock, "_write"),
    (ledger, "_prepare"),
    (janitor, "close_abandoned"),
    (janitor, "remove_stale"),
    (janitor, "take_up"),
    (run_entry.RunEntry, "__enter__"),
    (publish, "as_it_is"),
    (publish, "refuse_unfit_parameters"),
    (staging.tempfile, "mkdtemp"),
    (run_entry.RunEntry, "began"),
    (running, "page_of"),
    (run_entry.RunEntry, "step_ended"),
    (publish, "make_pages"),
    (publish, "complete"),
    (edition, "settle"),
    (Path, "replace"),
    (edition, "_moved"),
    (edition, "note_event"),
    (Path, "symlink_to"),
    (edition, "point"),
    (publish, "put_in_place"),
    (index, "write_whole"),
    (publish, "write_reports_index"),
    (publish, "prune"),
    (staging.shutil, "rmtree"),
    (run_entry.RunEntry, "_finish"),
)
_ROLLBACK = (
    (rollback, "tidy_up"),
    (rollback, "note_event"),
    (rollback, "point"),
    (rollback, "write_reports_index"),
)
STEPS = (*(Step("brief", *each) for each in _BRIEF), *(Step("rollback", *each) for each in _ROLLBACK))


class SmallCity:
    """Two briefings whose pages show the revision of the policy they were made from.

    `real` runs their notebooks. A run waits for the file `gate`, where there is one, before it makes a page.
    """

    def __init__(self, root, real=False):
        self.paths, self.real, self.revision, self.gate = Paths(root), real, 0, None
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        cells = [new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}), new_code_cell(SHOWS_REVISION)]
        self.paths.notebooks.mkdir(parents=True)
        self.paths.policy.mkdir(parents=True)
        for name in ("first", "second"):
            written = new_notebook(cells=cells, metadata={"kernelspec": kernel})
            nbformat.write(written, self.paths.notebooks / f"{name}.ipynb")
        self.paths.manifest.write_text(MANIFEST, encoding="utf-8")

    def revise(self):
        """Change an input, so that the next run has a new edition to make."""
        self.revision += 1
        policy = self.paths.policy / "decree.yaml"
        # All digits are there each time, so that no run has to cut other glyphs for its pages.
        policy.write_text(f"revision-{self.revision:06} of 0123456789\n", encoding="utf-8")

    def shown(self):
        """{language: the revisions its pages show} of what readers are pointed to."""
        return {link.name: _revisions(link) for link in published(self.paths)}

    def brief(self):
        """Build both languages; whether all were published or unchanged."""
        results = publish.build_editions(self.paths, AS_OF, LANGUAGES, city=CITY, jobs=2)
        return all(isinstance(result, publish.EditionResult) for result in results.values())

    def warm(self):
        """Draw the index pages here, so that no run forked from here has to cut their fonts again."""
        for link in published(self.paths):
            index.write_edition_index(self.paths.root, read_record(link), CITY)
        # Of a page that says what it says already nothing would be drawn.
        (self.paths.reports / "index.html").unlink(missing_ok=True)
        index.write_reports_index(self.paths, CITY)

    def roll_back(self):
        """Go back to the edition before; whether readers are shown it."""
        return bool(rollback.roll_back(self.paths, AS_OF, CITY))

    def page_of(self, order, **_):
        """A page made without a kernel."""
        time.sleep(0.003)
        while self.gate and not self.gate.exists():
            time.sleep(0.01)
        shown = (self.paths.policy / "decree.yaml").read_text(encoding="utf-8")
        return Page(f"<p class='message'>{order['title']} {shown}</p>".encode() * 200, ())


def forked(city, kind="brief", before=lambda: None, after=None):
    """The wait status of one run in a process forked from here; killed `after` so many seconds, where given."""
    process = started(city, kind, before)
    deadline = time.monotonic() + (after or PATIENCE)
    while True:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return status
        if time.monotonic() > deadline:
            os.kill(process, signal.SIGKILL)
            return os.waitpid(process, 0)[1]
        time.sleep(0.001)


def started(city, kind="brief", before=lambda: None):
    """The number of the process of one run that has been forked and not been waited for."""
    process = os.fork()
    if process == 0:
        # Whatever happens here, this copy of the caller must never go on as the caller.
        code = 2
        try:
            code = _child(city, kind, before)
        finally:
            if sys.exc_info()[0]:
                _told(traceback.format_exc())
            os._exit(code)
    return process


def killer(step, when, nth):
    """What a run does first so that it kills itself `when` (before, after) the nth call of a step."""

    def set_up():
        calls, usual = [], getattr(step.place, step.name)

        def killing(*given, **named):
            calls.append(1)
            if when == "before" and len(calls) == nth:
                os.kill(os.getpid(), signal.SIGKILL)
            result = usual(*given, **named)
            if when == "after" and len(calls) == nth:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(step.place, step.name, killing)

    return set_up


def file_limit(limit):
    """What a run does first so that no file of it grows beyond so many bytes."""

    def set_up():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return set_up


def faults(city):
    """What is wrong after a run that was stopped, whatever stopped it; empty where nothing is.

    Both languages have been published before, so that none may have gone either.
    """
    found = [
        f"{link.name}: {file} {finding}"
        for link in published(city.paths)
        for _, file, finding in changed_files(link.resolve(), link.name)
    ]
    shown = city.shown()
    found += [
        f"{lang} shows revisions {sorted(shown.get(lang, ()))}"
        for lang in LANGUAGES
        if len(shown.get(lang, ())) != 1
    ]
    return found + ledger_faults(city)


def ledger_faults(city):
    """What sqlite finds wrong with the ledger; empty where there is none yet."""
    file = city.paths.reports / ledger.NAME
    if not file.is_file():
        return []
    with contextlib.closing(sqlite3.connect(file)) as connection:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    return [] if said == ["ok"] else said


def not_made_good(city):
    """What is wrong after the next run, which nobody helped; empty where it completed and left nothing behind."""
    status = forked(city)
    found = [] if status == 0 else [f"the next run ended with status {status}"]
    wanted = {lang: {f"revision-{city.revision:06}"} for lang in LANGUAGES}
    found += [] if city.shown() == wanted else [f"shown are {city.shown()}"]
    found += [f"left behind: {path.name}" for path in city.paths.reports.rglob(f"{staging.PREFIX}*")]
    with contextlib.closing(sqlite3.connect(city.paths.reports / ledger.NAME)) as connection:
        open_runs = connection.execute("SELECT COUNT(*) FROM runs WHERE state = 'running'").fetchone()[0]
    return found + ([f"{open_runs} runs are open"] if open_runs else []) + faults(city)


def _child(city, kind, before):
    """Exit code of a run: that of the command line where it is refused in words."""
    usual = publish.refuse_unfit_parameters
    if not city.real:
        running.page_of = city.page_of
        publish.refuse_unfit_parameters = lambda *given, **_: usual(*given, warm=False)
    before()
    try:
        with quiet():
            return 0 if (city.roll_back() if kind == "rollback" else city.brief()) else 1
    except MonitorError as refusal:
        _told(str(refusal))
        return getattr(refusal, "exit_code", 1)


def _told(text):
    # A run whose files may not grow may not be able to say anything.
    with contextlib.suppress(OSError):
        os.write(2, f"{text}\n".encode())


def _revisions(folder):
    pages = [page for page in folder.glob("*.html") if page.name != "index.html"]
    return {
        text[text.index("revision-") :][:15] for text in (page.read_text(encoding="utf-8") for page in pages)
    }
