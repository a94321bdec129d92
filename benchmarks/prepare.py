"""Times `cluster-monitor prepare` on a synthetic city beside plain pandas reading the same files.

    python benchmarks/prepare.py --enterprises 100000

Every figure is the best of two runs, each in a process of its own; memory is that of the process and its children.
"""

import argparse
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from watching import best, watched

HERE = Path(__file__).parent
ROOT = HERE.parent
MONITOR = (sys.executable, "-m", "analysis")
CLEAN_OR_REJECTS = (0, 3)


def main():
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="cluster-monitor-bench-") as folder:
        city = asked.city or _new_city(Path(folder), asked.enterprises)
        print(f"{asked.enterprises:,} enterprises, {_megabytes(city / 'data' / 'raw'):.0f} MB in {city}")
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
        _print(_measured(city, asked.runs))
        print(f"load {os.getloadavg()[0]:.1f} at the end")


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--enterprises", type=int, default=700)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--city", type=Path, help="a city written before, in place of a new one")
    return parser.parse_args()


def _new_city(folder, enterprises):
    shutil.copytree(ROOT / "data" / "policy", folder / "data" / "policy")
    shutil.copytree(ROOT / "data" / "raw" / "official", folder / "data" / "raw" / "official")
    raw = folder / "data" / "raw"
    watched([*MONITOR, "sample", "--enterprises", str(enterprises), "--out", str(raw)])
    return folder


def _measured(city, runs):
    """What was run -> its best Usage, in the order of the table."""
    plain = [sys.executable, str(HERE / "plain_reading.py"), str(city)]
    prepare = [*MONITOR, "prepare", "--root", str(city)]

    def first():
        shutil.rmtree(city / "data" / "processed", ignore_errors=True)
        return watched(prepare, CLEAN_OR_REJECTS)

    def again():
        return watched(prepare, CLEAN_OR_REJECTS)

    lines = count(1)

    def one_changed():
        # Another change each time: the same one twice would be no change.
        with _one_file_changed(city, next(lines)):
            return watched(prepare, CLEAN_OR_REJECTS)

    steps = {
        "plain pandas, openpyxl (its default)": lambda: watched([*plain, "openpyxl"]),
        "plain pandas, calamine": lambda: watched([*plain, "calamine"]),
        "prepare, everything new": first,
        "prepare again, nothing changed": again,
        "prepare again, one file changed": one_changed,
    }
    return {name: best([step() for _ in range(runs)]) for name, step in steps.items()}


@contextmanager
def _one_file_changed(city, lines):
    """The newest cumulative return without its last lines, for a while."""
    path = max((city / "data" / "raw" / "returns").glob("ytd_*.csv"))
    content = path.read_bytes()
    path.write_bytes(b"".join(content.splitlines(keepends=True)[:-lines]))
    try:
        yield
    finally:
        path.write_bytes(content)


def _megabytes(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _print(usages):
    plain = next(iter(usages.values()))
    print(f"{'':40}{'seconds':>9}{'ratio':>7}{'computing':>11}{'ratio':>7}{'MiB':>8}{'ratio':>7}")
    for name, usage in usages.items():
        seconds, computing, memory = (each / of_plain for each, of_plain in zip(usage, plain, strict=True))
        print(
            f"{name:40}{usage.seconds:>9.1f}{seconds:>7.2f}{usage.computing:>11.1f}{computing:>7.2f}"
            f"{usage.memory:>8,.0f}{memory:>7.2f}"
        )


if __name__ == "__main__":
    main()
