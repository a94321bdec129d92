"""jupyter-scheduler with our own checks and our own runner.

As it comes it writes `name = value` into the notebook as it was typed, runs what the name or the value holds, and
starts every job at once. Here a job is refused, in the dialog, before it is kept, and run as an edition runs it.
"""

import contextlib
import fcntl
import re
import sys
import time
from pathlib import Path

import nbformat
from croniter import croniter
from jupyter_scheduler.environments import EnvironmentManager
from jupyter_scheduler.exceptions import SchedulerError
from jupyter_scheduler.executors import DefaultExecutionManager
from jupyter_scheduler.models import RuntimeEnvironment
from jupyter_scheduler.scheduler import Scheduler
from nbconvert import HTMLExporter
from pytz import all_timezones_set
from traitlets import default

from analysis.briefings.run import quiet, run_briefing
from analysis.briefings.running import processors
from analysis.city import open_city
from analysis.errors import MonitorError
from analysis.lab.annotations import values_from_text
from analysis.lab.previews import asked_briefing, is_listed, make_preview, refuse_unfit
from analysis.paths import Paths, find_root

FORMATS = {"html": "HTML", "ipynb": "Notebook"}
PLAIN_NAME = re.compile(r"[^\W.][\w .-]*\.ipynb")
WAIT = 0.5


class ThisInstallation(EnvironmentManager):
    """The one environment there is: the Python that has the library in it."""

    def list_environments(self):
        return [
            RuntimeEnvironment(
                name="cluster-monitor",
                label="Cluster Monitor",
                description="Cluster Monitor",
                file_extensions=["ipynb"],
                output_formats=list(FORMATS),
                metadata={"path": sys.executable},
            )
        ]

    def manage_environments_command(self):
        return ""

    def output_formats_mapping(self):
        return FORMATS


class CheckedScheduler(Scheduler):
    """Refuses what must not be kept: another folder's file, parameters the notebook does not take, no timetable."""

    @default("execution_manager_class")
    def _ours(self):
        return CheckedExecutionManager

    def create_job(self, model):
        staged = Path(self.staging_path) if model.job_definition_id else None
        self._refuse_unfit(model, staged)
        return super().create_job(model)

    def create_job_definition(self, model):
        self._refuse_unfit(model)
        _refuse_timetable(model)
        return super().create_job_definition(model)

    def update_job_definition(self, job_definition_id, model):
        kept = self.get_job_definition(job_definition_id)
        notebook = Path(self.get_staging_paths(kept)["input"])
        if model.input_uri:
            notebook = self._notebook(model.input_uri)
        _refuse_formats(model.output_formats or ())
        _refuse_parameters(
            self.root_dir, notebook, kept.parameters if model.parameters is None else model.parameters
        )
        _refuse_timetable(model)
        return super().update_job_definition(job_definition_id, model)

    def _refuse_unfit(self, model, staged=None):
        notebook = self._notebook(model.input_uri, staged)
        if not PLAIN_NAME.fullmatch(model.input_filename or ""):
            raise SchedulerError(f"{model.input_filename!r} is not the name of a notebook.")
        _refuse_formats(model.output_formats or ())
        _refuse_parameters(self.root_dir, notebook, model.parameters)

    def _notebook(self, uri, staged=None):
        """The notebook at `uri`, below the folder of notebooks, or below `staged` where a definition has its copy."""
        folders = [Path(self.root_dir).resolve(), *([staged.resolve()] if staged else [])]
        place = (folders[0] / uri).resolve()
        if not any(place.is_relative_to(folder) for folder in folders) or not place.is_file():
            raise SchedulerError(f"There is no notebook {uri!r} in the folder of notebooks.")
        return place


class CheckedExecutionManager(DefaultExecutionManager):
    """Runs a job's copy of a notebook in a kernel of ours, as many jobs at once as there are processors.

    A notebook of the list of briefings becomes the page an edition would have, and is kept in reports/preview, too;
    another notebook becomes a plain HTML page with its code. A failure is told in the list of jobs, in sentences.
    """

    def execute(self):
        job, notebook = self.model, Path(self.staging_paths["input"])
        paths = Paths(find_root(self.root_dir))
        with _turn(Path(self.staging_paths["input"]).parents[1]), quiet():
            given = values_from_text(notebook, job.parameters or {})
            executed, html = (_page if is_listed(paths, notebook.name) else _plain)(paths, notebook, given)
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


def _refuse_parameters(root, notebook, texts):
    paths = Paths(find_root(root))
    try:
        given = values_from_text(notebook, texts or {})
        asked_briefing(paths, notebook, given) if is_listed(paths, notebook.name) else refuse_unfit(
            notebook, given
        )
    except MonitorError as refusal:
        raise SchedulerError(str(refusal)) from None


def _refuse_formats(formats):
    # The name of a format would be loaded as a class.
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise SchedulerError(f"There is no output format {unknown[0]!r}; expected {' or '.join(FORMATS)}.")


def _refuse_timetable(model):
    if model.schedule and not croniter.is_valid(model.schedule):
        raise SchedulerError(
            f"{model.schedule!r} is no timetable; expected five fields of cron, such as 30 7 * * 1 for Mondays at 7:30."
        )
    if model.timezone and model.timezone not in all_timezones_set:
        raise SchedulerError(f"There is no time zone {model.timezone!r}; expected one such as Asia/Shanghai.")


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
