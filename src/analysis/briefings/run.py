"""Run one notebook through papermill in a fresh kernel, and believe only a clean result."""

import contextlib
import logging
import re
import time
import warnings

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from analysis.briefings.engine import ENGINE, OUTPUT_LIMIT, TooMuchOutput
from analysis.briefings.kernel import BriefingKernel
from analysis.briefings.parameters import TAG, check_parameters
from analysis.errors import EditionError

NOTEBOOK_SECONDS = 600
TOO_MUCH = f"more than {OUTPUT_LIMIT // 1_000_000} MB of output"
LAST_LINES = 12
NOISY = ("papermill", "nbclient", "traitlets", "asyncio", "jupyter_client")
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def run_briefing(notebook, parameters, destination=None, *, timeout=NOTEBOOK_SECONDS, kernel=BriefingKernel):
    """The executed notebook (nbformat), every cell run in a fresh kernel whose folder is the notebook's own.

    `destination` is where a copy is written once it is known to be good; notebooks/ is never written.
    Raises EditionError naming the notebook, the cell and the error for: a parameter the notebook does
    not declare, an exception (SystemExit too), text on stderr, a cell that did not run, a dead kernel,
    `timeout` seconds passed for the whole notebook, or more output than a page can hold.
    """
    notebook = notebook.absolute()
    check_parameters(notebook, parameters)
    started = []
    deadline = time.monotonic() + timeout
    try:
        executed = papermill.execute_notebook(
            str(notebook),
            None,
            parameters=dict(parameters),
            engine_name=ENGINE,
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            # The kernel's folder, not papermill's cwd, which moves the whole process and so all threads.
            resources={"metadata": {"path": str(notebook.parent)}},
            kernel_manager_class=kernel,
            shutdown_kernel="immediate",
            timeout_func=lambda cell: max(0.1, deadline - time.monotonic()),
            on_cell_execute=lambda cell, cell_index: started.append(cell_index),
        )
    except PapermillExecutionError as stopped:
        number = _source_number(notebook, parameters, stopped.cell_index)
        raise _failure(notebook, number, f"{stopped.ename}: {stopped.evalue}", stopped.traceback) from None
    except CellTimeoutError:
        number = _source_number(notebook, parameters, started[-1])
        raise _failure(notebook, number, f"still running when the {timeout:g} s for it were over") from None
    except TooMuchOutput:
        number = _source_number(notebook, parameters, started[-1])
        raise _failure(notebook, number, TOO_MUCH) from None
    except (DeadKernelError, RuntimeError) as died:
        number = _source_number(notebook, parameters, started[-1]) if started else None
        raise _failure(notebook, number, f"the kernel died: {_first_line(died)}") from None
    _refuse_unclean(notebook, executed)
    if destination is not None:
        nbformat.write(executed, destination)
    return executed


def source_cells(executed):
    """(number, cell) of an executed notebook as numbered in its source: papermill's own cell is left out."""
    kept = [cell for cell in executed.cells if not _is_injected(cell)]
    return list(enumerate(kept, start=1))


@contextlib.contextmanager
def quiet():
    """Silence the libraries' logging and warnings; enter it once, outside threads."""
    levels = {name: logging.getLogger(name).level for name in NOISY}
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def _refuse_unclean(notebook, executed):
    for number, cell in source_cells(executed):
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            if output.output_type == "error":
                raise _failure(notebook, number, f"{output.ename}: {output.evalue}", output.traceback)
            if output.output_type == "stream" and output.name == "stderr":
                raise _failure(notebook, number, "wrote to stderr", [output.text])
        if cell.source.strip() and cell.execution_count is None:
            raise _failure(notebook, number, "did not run")
    if sum(len(str(cell.get("outputs", ""))) for cell in executed.cells) > OUTPUT_LIMIT:
        raise EditionError(f"{TOO_MUCH}.", file=notebook.name)


def _failure(notebook, number, what, traceback=()):
    lines = ANSI.sub("", "\n".join(traceback)).splitlines()
    shown = [f"  {line[:110]}" for line in lines if line.strip()][-LAST_LINES:]
    place = f"cell {number}" if number else "before the first cell"
    return EditionError("\n".join([f"{place}: {_first_line(what)}", *shown]), file=notebook.name)


def _first_line(text):
    return (ANSI.sub("", str(text)).strip().splitlines() or [""])[0][:200]


def _is_injected(cell):
    return "injected-parameters" in cell.metadata.get("tags", [])


def _source_number(notebook, given, index):
    # Given parameters, papermill puts its own cell after theirs, so every later cell stands one further down.
    if not given:
        return index + 1
    cells = nbformat.read(notebook, as_version=4).cells
    declaring = next(i for i, cell in enumerate(cells) if TAG in cell.metadata.get("tags", []))
    return index + 1 if index <= declaring else index
