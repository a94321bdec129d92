"""Runs a command and watches it: time, and the most memory that it and all its children held at once."""

import contextlib
import resource
import subprocess
import time
from typing import NamedTuple

import psutil

_PAUSE, _MIB = 0.02, 1 << 20


class Usage(NamedTuple):
    """Wall seconds, seconds of computing on all cores, and MiB; pages that processes share count once for each."""

    seconds: float
    computing: float
    memory: float


def watched(command, allowed=(0,)):
    """The Usage of one run. Raises CalledProcessError for an exit code that is not `allowed`."""
    began, computed, most = time.perf_counter(), _computed(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        tree = psutil.Process(process.pid)
        while process.poll() is None:
            most = max(most, _resident(tree))
            time.sleep(_PAUSE)
        seconds = time.perf_counter() - began
        if process.returncode not in allowed:
            raise subprocess.CalledProcessError(process.returncode, command, stderr=process.stderr.read())
    return Usage(seconds, _computed() - computed, most / _MIB)


def _computed():
    """Seconds of computing of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident(tree):
    total = 0
    # A process may end between being listed and being looked at.
    with contextlib.suppress(psutil.Error):
        for process in [tree, *tree.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
    return total


def best(usages):
    """The least of each figure of several runs: what else ran beside them can only add."""
    return Usage(*map(min, zip(*usages, strict=True)))
