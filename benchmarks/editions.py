"""How the cost of an edition grows with its briefings: time, and memory for each briefing in flight.

    python benchmarks/editions.py --cost-up-to 500               notebooks of one line
    python benchmarks/editions.py --cost-up-to 20 --root .       the city briefing as often (the city has to be prepared)
    python benchmarks/editions.py --cost-up-to 100 --workers 2   on so many Dask workers of this machine as well

Every edition is built from nothing in a process of its own, one after the other, and is not looked at in a browser. Seconds of
computing are those of everything started for it. Memory is proportional (PSS): what forked kernels share is counted
once. In flight: the kernels alone, at the moment they held most. Linux only.
"""

import argparse
import contextlib
import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import nbformat
import psutil

STEPS = (1, 5, 20, 50, 100, 200, 500)
BECOME_THE_ONE_WHO_ADOPTS = 36
PAUSE, MIB = 0.25, 1 << 20
AS_OF = "2011-03-31"
KERNELS = ("multiprocessing.forkserver", "ipykernel_launcher")
TRIVIAL = ('root: str = ".."\nas_of: str = ""\nlang: str = "zh"\nnumber: int = 0', 'print("page", number)')
MAY_HAVE_CHILDREN = {"DASK_DISTRIBUTED__WORKER__DAEMON": "False"}


class Held(NamedTuple):
    """MiB of all processes together, of the kernels among them, and how many kernels there were."""

    all: float
    kernels: float
    count: int


def write_city(folder, briefings, root=None, notebook=None):
    """A city of so many briefings: one notebook of one line, or the notebook of a city that exists."""
    (folder / "notebooks").mkdir(parents=True)
    if root is None:
        (folder / "data/policy").mkdir(parents=True)
        (folder / "data/policy/decree.yaml").write_text("id: nowhere\n")
        _write_trivial(folder / "notebooks/page.ipynb")
    else:
        (folder / "data").symlink_to(root.resolve() / "data")
        shutil.copy(root / "notebooks" / notebook, folder / "notebooks/page.ipynb")
    number = "parameters: {{number: {0}}}" if root is None else "parameters: {{}}"
    entry = "page_{0}:\n  notebook: page.ipynb\n  title: {{zh: 第{0}页, en: Page {0}}}\n  " + number + "\n"
    text = "".join(entry.format(n) for n in range(1, briefings + 1))
    (folder / "notebooks/briefings.yaml").write_text(text, encoding="utf-8")


def build(folder, jobs, address):
    """The edition of such a city, in this process."""
    from analysis.briefings.publish import build_edition
    from analysis.paths import Paths

    real = (folder / "data").is_symlink()
    city = None if real else {"zh": "无名市", "en": "Nowhere"}
    result = build_edition(Paths(folder), AS_OF, "zh", jobs=jobs, city=city, cluster=address, check=False)
    if result.unchanged:
        sys.exit("nothing was built")


def measured(folder, jobs, workers):
    """(wall seconds, seconds of computing, most held at once, most held by kernels) of one edition."""
    before = os.times()
    with _machines(workers, jobs) as (address, others):
        command = [sys.executable, __file__, "--build", folder, "--jobs", jobs]
        began = time.monotonic()
        building = subprocess.Popen([*map(str, command), *(["--cluster", address] if address else [])])
        seen = list(_watched(building, others))
        wall = time.monotonic() - began
    if building.returncode:
        sys.exit(building.returncode)
    while _adopted_one_ends():
        pass
    after = os.times()
    return wall, sum(after[2:4]) - sum(before[2:4]), max(seen), max(seen, key=lambda held: held.kernels)


@contextlib.contextmanager
def _machines(workers, jobs):
    """(address, processes) of a scheduler and its workers with `jobs` threads together; (None, []) without workers."""
    if not workers:
        yield None, []
        return
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as started:
        found = Path(folder) / "scheduler.json"
        processes = [
            _dask(started, folder, "scheduler", "--host", "127.0.0.1", "--port", 0, "--scheduler-file", found)
        ]
        while not found.exists() or not found.read_text():
            time.sleep(PAUSE)
        address = json.loads(found.read_text())["address"]
        threads = max(1, jobs // workers)
        processes += [
            _dask(started, folder, "worker", address, "--no-nanny", "--nthreads", threads)
            for _ in range(workers)
        ]
        time.sleep(5)  # Workers that come late would not be asked at first.
        yield address, processes


def _dask(started, folder, kind, *words):
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard", *map(str, words)]
    environment = os.environ | MAY_HAVE_CHILDREN
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    started.callback(process.wait)
    started.callback(process.kill)
    return process


def _watched(building, others):
    while building.poll() is None:
        yield _held([building, *others])
        time.sleep(PAUSE)


def _held(processes):
    sizes, kernels = 0, []
    for process in processes:
        for each in _family(process.pid):
            # A process may end between being listed and being looked at.
            with contextlib.suppress(psutil.Error):
                size = each.memory_full_info().pss / MIB
                sizes += size
                if _is_kernel(each):
                    kernels.append(size)
    return Held(sizes, sum(kernels), len(kernels))


def _family(pid):
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def _is_kernel(process):
    # A forked kernel has the command line of the server it was forked from.
    words, above = " ".join(process.cmdline()), process.parent()
    return KERNELS[1] in words or (
        KERNELS[0] in words and above is not None and KERNELS[0] in " ".join(above.cmdline())
    )


def _adopted_one_ends():
    try:
        os.wait()
    except ChildProcessError:
        return False
    return True


def _write_trivial(path):
    cells = [nbformat.v4.new_code_cell(source) for source in TRIVIAL]
    cells[0].metadata["tags"] = ["parameters"]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def main():
    options = _options()
    if options.build:
        build(options.build, options.jobs, options.cluster)
        return
    ctypes.CDLL(None).prctl(BECOME_THE_ONE_WHO_ADOPTS, 1, 0, 0, 0)
    print(f"{options.jobs} at once, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    heads = ("where", "briefings", "wall s", "computing s", "s each", "most MiB", "MiB each in flight")
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for count in [step for step in STEPS if step < options.cost_up_to] + [options.cost_up_to]:
        for workers in sorted({0, options.workers}):
            with tempfile.TemporaryDirectory(prefix="editions-") as folder:
                write_city(Path(folder) / "city", count, options.root, options.notebook)
                wall, computing, most, flying = measured(Path(folder) / "city", options.jobs, workers)
            where = f"{workers} workers" if workers else "here"
            each = flying.kernels / flying.count if flying.count else float("nan")
            print(
                f"| {where} | {count} | {wall:.1f} | {computing:.1f} | {wall / count:.2f} | {most.all:.0f} | {each:.0f} |",
                flush=True,
            )


def _options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cost-up-to", type=int, default=20, metavar="BRIEFINGS")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--workers", type=int, default=0, help="Dask workers, without nannies")
    parser.add_argument("--root", type=Path, help="a prepared city whose notebook is run instead")
    parser.add_argument("--notebook", default="city_briefing.ipynb")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--cluster", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
