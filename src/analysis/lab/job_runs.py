"""How a job of jupyter-scheduler is run: as an edition runs its briefings, and never more at once than the machine bears."""

import contextlib
import fcntl
import time
from pathlib import Path

import nbformat
from jupyter_scheduler.executors import DefaultExecutionManager
from nbconvert import HTMLExporter

from analysis.briefings.run import quiet, run_briefing
from analysis.briefings.running import processors
from analysis.city import open_city
from analysis.errors import MonitorError
from analysis.lab.annotations import values_from_text
from analysis.lab.previews import is_listed, make_preview, refuse_unfit
from analysis.paths import Paths, find_root

WAIT = 0.5


class CheckedExecutionManager(DefaultExecutionManager):
    """Runs a job's copy of a notebook in a kernel of ours, as many jobs at once as there are processors.

    A notebook of the list of briefings becomes the page an edition would have, and is kept in reports/preview, too;
    another notebook becomes a plain HTML page with its code. A failure is told in the list of jobs, in sentences.
    """

    def execute(self):
        job, notebook = self.model, Path(self.staging_paths["input"])
        paths = Paths(find_root(self.root_dir))
        made = _page if is_listed(paths, notebook.name) else _plain
        with _turn(notebook.parents[1]), quiet():
            executed, html = made(paths, notebook, values_from_text(notebook, job.parameters or {}))
        written = {"html": html, "ipynb": nbformat.writes(executed)}
        for form in job.output_formats or ():
            Path(self.staging_paths[form]).write_text(written[form], encoding="utf-8", newline="\n")

    def on_failure(self, e):
        """Keeps the sentences; of any other error its kind, too."""
        super().on_failure(e if isinstance(e, MonitorError) else RuntimeError(f"{type(e).__name__}: {e}"))


def _page(paths, notebook, given):
    made = make_preview(paths, notebook, given)
    return made.executed, made.content.decode()


def _plain(paths, notebook, given):
    refuse_unfit(notebook, given)
    city = open_city(paths.root, given.get("as_of"))
    known = {"root": str(paths.root.resolve()), "as_of": city.as_of.isoformat()}
    executed = run_briefing(notebook, known | given)
    return executed, HTMLExporter(embed_images=True).from_notebook_node(executed)[0]


@contextlib.contextmanager
def _turn(folder):
    """Hold one of as many places as there are processors; a job that dies gives its place back."""
    with contextlib.ExitStack() as opened:
        places = [opened.enter_context((folder / f".turn-{n}").open("w")) for n in range(processors())]
        while not any(map(_taken, places)):
            time.sleep(WAIT)
        yield


def _taken(place):
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
