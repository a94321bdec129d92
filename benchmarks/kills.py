"""Kills report runs at every named step and at random times, fills the disk, and starts runs at once.

    python benchmarks/kills.py --kills 500 --real 20 --sweep --starts 8

After every kill: what readers are pointed to is one whole edition or none, the ledger is sound, and a next run
completes by itself and leaves nothing behind. Exit code 1 where anything else is found. Linux only; the sweep
of a full disk mounts a small one where it may (as root) and limits the size of files everywhere.
"""

import argparse
import contextlib
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from killed_runs import STEPS, SmallCity, faults, file_limit, forked, killer, not_made_good, started

LIMITS = (0, 1_000, 5_000, 8_000, 15_000, 30_000, 60_000, 100_000)
FREE_KB = (0, 8, 16, 32, 64, 128, 192, 256, 320, 400)
DISK = "4m"


def kill_many(folder, kills, rng):
    """Every named step once, then as many at random times as at steps; ({kind: kills}, what was wrong)."""
    city = ready(SmallCity(folder))
    usual, counted, found = seconds_of_a_run(city), {"named": 0, "random": 0}, []
    # Just before a step is just after the one before it: the first round leaves no gap.
    steps = [(when, step, 1) for when in ("before", "after") for step in STEPS]
    again = (
        (rng.choice(("before", "after")), rng.choice(STEPS), rng.randint(1, 4)) for _ in itertools.count()
    )
    todo = itertools.chain(steps, again)
    while sum(counted.values()) < kills:
        city.revise()
        if counted["named"] < max(len(STEPS), counted["random"]):
            when, step, nth = next(todo)
            told, kind = f"{when} {step.kind} {step.name} {nth}", "named"
            status = forked(city, step.kind, killer(step, when, nth))
        else:
            after = rng.uniform(0, usual)
            told, kind = f"after {after:.3f} s", "random"
            status = forked(city, after=after)
        # A step that came less often, or a run that was quicker, is no kill.
        counted[kind] += killed(status)
        found += [f"{told}: {fault}" for fault in [*faults(city), *not_made_good(city)]]
    return counted, found


def kill_real(folder, kills, rng):
    """Kills at random times of runs whose notebooks run in kernels."""
    city = ready(SmallCity(folder, real=True))
    usual, counted, found = seconds_of_a_run(city), 0, []
    while counted < kills:
        city.revise()
        after = rng.uniform(0, usual)
        counted += killed(forked(city, after=after))
        found += [f"real, after {after:.1f} s: {fault}" for fault in [*faults(city), *not_made_good(city)]]
    return counted, found


def limit_files(folder):
    """Runs that may write no file beyond so many bytes: (how many were stopped, what was wrong)."""
    city, stopped, found = ready(SmallCity(folder)), 0, []
    for limit in LIMITS:
        city.revise()
        status = forked(city, before=file_limit(limit))
        stopped += status != 0
        found += [] if status in (0, 1 << 8) else [f"limit {limit}: status {status}"]
        found += [f"limit {limit}: {fault}" for fault in [*faults(city), *not_made_good(city)]]
    return stopped, found


def fill_disk(folder):
    """Runs into a disk with so few KB left: (how many were stopped, what was wrong); None where none may be mounted."""
    city = SmallCity(folder)
    with small_disk(city.paths.reports) as mounted:
        if not mounted:
            return None
        ready(city)
        stopped, found, filler = 0, [], city.paths.reports / "filler"
        for left in FREE_KB:
            city.revise()
            fill(filler, left * 1000)
            status = forked(city)
            stopped += status != 0
            found += [] if status in (0, 1 << 8) else [f"{left} KB left: status {status}"]
            found += [f"{left} KB left: {fault}" for fault in faults(city)]
            filler.unlink()
            found += [f"{left} KB left: {fault}" for fault in not_made_good(city)]
        return stopped, found


def start_at_once(folder, starts):
    """(published, refused with the owner's name, what was wrong) of so many runs of one edition started at once."""
    city = ready(SmallCity(folder))
    city.revise()
    city.gate = folder / "go"
    said = [folder / f"said-{number}" for number in range(starts)]
    running = {started(city, before=into(file)): file for file in said}
    codes = {}
    while len(codes) < starts:
        if len(codes) == starts - 1:
            city.gate.touch()
        process, status = os.wait()
        codes[process] = os.waitstatus_to_exitcode(status)
    owners = [process for process, code in codes.items() if code == 0]
    refused = [process for process, code in codes.items() if code == 5]
    named = (
        [each for each in refused if f"process {owners[0]} " in running[each].read_text()] if owners else []
    )
    city.gate = None
    return len(owners), len(named), [*faults(city), *not_made_good(city)]


def ready(city):
    """The city with two editions published, so that there is one to lose and one to go back to."""
    for _ in range(2):
        city.revise()
        if status := forked(city):
            sys.exit(f"the first run ended with status {status}")
        city.warm()
    return city


def seconds_of_a_run(city):
    """Seconds an undisturbed run takes."""
    city.revise()
    began = time.monotonic()
    forked(city)
    return time.monotonic() - began


def killed(status):
    """Whether a wait status is that of a process ended by SIGKILL."""
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def into(file):
    """What a run does first so that all it says goes into a file."""

    def set_up():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT)
        os.dup2(handle, 1)
        os.dup2(handle, 2)

    return set_up


def fill(file, left):
    """Write a file that leaves so many bytes of its disk."""
    disk = os.statvfs(file.parent)
    file.write_bytes(b"x" * max(0, disk.f_bavail * disk.f_frsize - left))


@contextlib.contextmanager
def small_disk(folder):
    """Mount a small disk at a folder; whether that could be done."""
    folder.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    with contextlib.suppress(OSError):
        if subprocess.run(command, capture_output=True).returncode == 0:
            try:
                yield True
            finally:
                subprocess.run(["umount", str(folder)], check=True)
            return
    yield False


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=500, help="kills of runs with made-up pages")
    parser.add_argument("--real", type=int, default=0, help="kills of runs with real notebooks")
    parser.add_argument("--sweep", action="store_true", help="limit files and fill a disk")
    parser.add_argument("--starts", type=int, default=0, help="runs started at once")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    rng, began, found, told = random.Random(wanted.seed), time.monotonic(), [], {}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        if wanted.kills:
            told["kills"], wrong = kill_many(folder / "kills", wanted.kills, rng)
            found += wrong
        if wanted.real:
            told["kills of real notebooks"], wrong = kill_real(folder / "real", wanted.real, rng)
            found += wrong
        if wanted.sweep:
            told["runs stopped by a limit"], wrong = limit_files(folder / "limits")
            found += wrong
            full = fill_disk(folder / "disk")
            told["runs stopped by a full disk"], wrong = full or (None, [])
            found += wrong
        if wanted.starts:
            published, refused, wrong = start_at_once(folder / "starts", wanted.starts)
            told["started at once"] = {"published": published, "told who holds the lock": refused}
            found += wrong
    told |= {"faults": found, "seconds": round(time.monotonic() - began, 1)}
    print(json.dumps(told, ensure_ascii=False, indent=1))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
