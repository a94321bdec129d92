"""How long briefings take, made in several ways: forked kernels beside papermill as it comes.

    python benchmarks/briefings.py --of-each 1 --best-of 1

Every way makes the same HTML pages, `--of-each` briefings of every entry of the manifest in both languages (0: all
of them), in a process of its own, one way after the other; wall time is from start to end of that process, processor
time that of it and of everything it has started. Linux only: a process adopts what its children leave, so that
no kernel's time is lost. The city has to be prepared.
"""

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

BECOME_THE_ONE_WHO_ADOPTS = 36


def command_line(orders, jobs):
    """A loop over papermill's and nbconvert's command lines."""
    scripts = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        for number, (_, _, notebook, parameters) in enumerate(orders):
            out = Path(folder) / f"{number}.ipynb"
            told = [word for name, value in parameters.items() for word in ("-p", name, str(value))]
            run = [scripts / "papermill", "--cwd", notebook.parent, *told, notebook, out]
            page = [scripts / "jupyter", "nbconvert", "--to", "html", "--no-input", out]
            for command in (run, page):
                subprocess.run(command, check=True, capture_output=True)


def papermill_api(orders, jobs):
    """papermill's function and nbconvert's exporter with a kernel as it comes, one after the other."""
    for order in orders:
        _one_by_api(order)


def papermill_api_in_a_pool(orders, jobs):
    """The same, `jobs` processes at once."""
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(_one_by_api, orders))


def plain_kernels(orders, jobs):
    """The project's runner with plain kernels, `jobs` at once."""
    from analysis.briefings.kernel import PlainKernel

    _pool(orders, jobs, PlainKernel)


def forked_kernels(orders, jobs):
    """The project's runner as it is, `jobs` at once."""
    from analysis.briefings.forked_server import SERVER
    from analysis.briefings.kernel import BriefingKernel, warm_up

    warm_up()
    _pool(orders, jobs, BriefingKernel)
    if SERVER.reason:
        sys.exit(f"plain kernels were used: {SERVER.reason}")


def cells_alone(orders, jobs):
    """The cells in one process that stays: no kernel, no fresh state, no page; what no way can go below."""
    import nbformat
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance()
    for _, _, notebook, parameters in orders:
        os.chdir(notebook.parent)
        shell.reset(new_session=False)
        for cell in nbformat.read(notebook, 4).cells:
            if cell.cell_type != "code":
                continue
            with capture_output():
                shell.run_cell(cell.source).raise_error()
            shell.user_ns.update(parameters if "parameters" in cell.metadata.get("tags", []) else {})


def _one_by_api(order):
    import nbconvert
    import papermill

    _, _, notebook, parameters = order
    executed = papermill.execute_notebook(
        str(notebook), None, parameters=parameters, progress_bar=False, cwd=str(notebook.parent)
    )
    nbconvert.HTMLExporter(exclude_input=True).from_notebook_node(executed)


def _pool(orders, jobs, kernel):
    from analysis.briefings.run import quiet

    with quiet(), ThreadPoolExecutor(jobs) as pool:
        for made in [pool.submit(_one_by_runner, order, kernel) for order in orders]:
            made.result()


def _one_by_runner(order, kernel):
    from analysis.briefings.export import export_page
    from analysis.briefings.run import run_briefing

    name, briefing, notebook, parameters = order
    executed = run_briefing(notebook, parameters, kernel=kernel)
    lang = parameters["lang"]
    export_page(executed, lang, name=name, title=briefing.title[lang], place="", as_of=parameters["as_of"])


WAYS = {
    way.__name__: way
    for way in (
        command_line,
        papermill_api,
        papermill_api_in_a_pool,
        plain_kernels,
        forked_kernels,
        cells_alone,
    )
}


def orders_of(options):
    """(name, briefing, notebook, parameters) of every page to be made."""
    from analysis.briefings.manifest import load_manifest
    from analysis.briefings.running import arguments_of
    from analysis.paths import Paths
    from analysis.policy import load_policy

    paths = Paths(options.root.resolve())
    briefings, seen = {}, {}
    for name, briefing in load_manifest(paths.manifest, load_policy(paths.policy)).items():
        family = name.split("/")[0]
        seen[family] = seen.get(family, 0) + 1
        if not options.of_each or seen[family] <= options.of_each:
            briefings[name] = briefing
    return [
        (name, briefing, *arguments_of(paths, briefing, options.as_of, lang))
        for name, briefing in briefings.items()
        for lang in ("zh", "en")
    ]


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
    orders = orders_of(options)
    if options.way:
        WAYS[options.way](orders, options.jobs)
        return
    ctypes.CDLL(None).prctl(BECOME_THE_ONE_WHO_ADOPTS, 1, 0, 0, 0)
    told = [
        f"--{name}={getattr(options, name.replace('-', '_'))}"
        for name in ("root", "as-of", "of-each", "jobs")
    ]
    print(
        f"{len(orders)} pages, best of {options.best_of}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; "
        f"Quarto: {shutil.which('quarto') or 'not installed'}\n"
    )
    print("| way | wall s | CPU s | wall s a page | CPU s a page |\n|---|---|---|---|---|")
    for way in WAYS:
        rounds = [measured(way, told) for _ in range(options.best_of)]
        wall, cpu = (min(numbers) for numbers in zip(*rounds, strict=True))
        each = f"{wall / len(orders):.2f} | {cpu / len(orders):.2f}"
        print(f"| {way} | {wall:.1f} | {cpu:.1f} | {each} |", flush=True)


def _options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--as-of", default="2011-03-31")
    parser.add_argument(
        "--of-each", type=int, default=1, help="briefings of each entry of the manifest; 0: all"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--best-of", type=int, default=1)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
