"""jupyter-scheduler with our own checks and our own runner.

As it comes it writes `name = value` into the notebook as it was typed, runs what the name or the value holds, and
starts every job at once. Here a job is refused, in the dialog, before it is kept, and run as an edition runs it.
"""

import re
import sys
from pathlib import Path

from croniter import croniter
from jupyter_scheduler.environments import EnvironmentManager
from jupyter_scheduler.exceptions import SchedulerError
from jupyter_scheduler.models import RuntimeEnvironment
from jupyter_scheduler.scheduler import Scheduler
from pytz import all_timezones_set
from traitlets import default

from analysis.errors import MonitorError
from analysis.paths import Paths, find_root

FORMATS = {"html": "HTML", "ipynb": "Notebook"}
PLAIN_NAME = re.compile(r"[^\W.][\w .-]*\.ipynb")


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
        from analysis.lab.job_runs import CheckedExecutionManager

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


def _refuse_parameters(root, notebook, texts):
    # What reads notebooks and policy takes a second to import, which the start of the Lab should not pay.
    from analysis.lab.annotations import values_from_text
    from analysis.lab.previews import asked_briefing, is_listed, refuse_unfit

    paths = Paths(find_root(root))
    try:
        given = values_from_text(notebook, texts or {})
        refuse_unfit(notebook, given)
        if is_listed(paths, notebook.name):
            asked_briefing(paths, notebook, given)
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
