"""How long one briefing takes, run in several ways: forked kernels beside papermill as it comes.

    python benchmarks/briefings.py --runs 24 --best-of 2

Every way runs the same notebook as often, in a process of its own, one way after the other; wall time is from
start to end of that process, processor time that of it and of everything it has started. Linux only: a process
adopts what its children leave, so that no kernel's time is lost. The city has to be prepared.
"""

import argparse
import ctypes
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BECOME_THE_ONE_WHO_ADOPTS = 36


def papermill_loop(notebook, parameters, runs, jobs):
    """papermill's own function with a kernel as it comes, one after the other."""
    import papermill

    for _ in range(runs):
        papermill.execute_notebook(
            str(notebook), None, parameters=parameters, progress_bar=False, cwd=str(notebook.parent)
        )


def plain_kernels(notebook, parameters, runs, jobs):
    """The project's runner with plain kernels, `jobs` at once."""
    from analysis.briefings.kernel import PlainKernel

    _pool(notebook, parameters, runs, jobs, PlainKernel)


def forked_kernels(notebook, parameters, runs, jobs):
    """The project's runner as it is, `jobs` at once."""
    from analysis.briefings.forked_server import SERVER
    from analysis.briefings.kernel import BriefingKernel, warm_up

    warm_up()
    _pool(notebook, parameters, runs, jobs, BriefingKernel)
    if SERVER.reason:
        sys.exit(f"plain kernels were used: {SERVER.reason}")


def cells_alone(notebook, parameters, runs, jobs):
    """The cells in one process that stays: no kernel, no fresh state; what no way can go below."""
    import nbformat
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    os.chdir(notebook.parent)
    shell = InteractiveShell.instance()
    cells = [cell for cell in nbformat.read(notebook, 4).cells if cell.cell_type == "code"]
    for _ in range(runs):
        shell.reset(new_session=False)
        for cell in cells:
            with capture_output():
                shell.run_cell(cell.source).raise_error()
            shell.user_ns.update(parameters if "parameters" in cell.metadata.get("tags", []) else {})


def _pool(notebook, parameters, runs, jobs, kernel):
    from analysis.briefings.run import quiet, run_briefing

    with quiet(), ThreadPoolExecutor(jobs) as pool:
        started = [pool.submit(run_briefing, notebook, parameters, kernel=kernel) for _ in range(runs)]
        for run in started:
            run.result()


WAYS = {way.__name__: way for way in (papermill_loop, plain_kernels, forked_kernels, cells_alone)}


def measured(way, arguments):
    """(wall seconds, processor seconds) of one way in a process of its own."""
    began, before = time.monotonic(), os.times()
    command = [sys.executable, __file__, "--way", way, *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    wall = time.monotonic() - began
    while _adopted_one_ends():
        pass
    after = os.times()
    return wall, sum(after[2:4]) - sum(before[2:4])


def _adopted_one_ends():
    try:
        os.wait()
    except ChildProcessError:
        return False
    return True


def main():
    options = _options()
    notebook = options.root.resolve() / "notebooks" / options.notebook
    if options.way:
        parameters = {"root": "..", "as_of": options.as_of, "lang": "zh"}
        WAYS[options.way](notebook, parameters, options.runs, options.jobs)
        return
    ctypes.CDLL(None).prctl(BECOME_THE_ONE_WHO_ADOPTS, 1, 0, 0, 0)
    told = [
        f"--{name}={getattr(options, name.replace('-', '_'))}"
        for name in ("root", "notebook", "as-of", "runs", "jobs")
    ]
    print(
        f"{options.runs} runs of {options.notebook}, best of {options.best_of}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    )
    print(f"{'way':16} {'wall s':>8} {'cpu s':>8} {'wall s a run':>13} {'cpu s a run':>12}")
    for way in WAYS:
        rounds = [measured(way, told) for _ in range(options.best_of)]
        wall, cpu = (min(numbers) for numbers in zip(*rounds, strict=True))
        print(
            f"{way:16} {wall:8.1f} {cpu:8.1f} {wall / options.runs:13.2f} {cpu / options.runs:12.2f}",
            flush=True,
        )


def _options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--notebook", default="city_briefing.ipynb")
    parser.add_argument("--as-of", default="2011-03-31")
    parser.add_argument("--runs", type=int, default=24)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--best-of", type=int, default=2)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
