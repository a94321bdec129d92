"""Runs the program that opens spreadsheets as a child: whatever a file does to it, the run survives."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from analysis.errors import SourceError

# The child is started beside the package and not through it: `analysis.sources` takes seconds to import.
_START = (
    "import sys; sys.path.append(sys.argv[1]); from workbook_child.program import main; main(sys.argv[2])"
)
_FOLDER = str(Path(__file__).parent)
_MIB = 1 << 20
_OUT_OF_MEMORY = re.compile(
    rb"^MemoryError|memory allocation of \d+ bytes failed|capacity overflow", re.MULTILINE
)
_EXCEPTION = re.compile(r"[\w.]+")


class Limits(NamedTuple):
    """What a child may use: bytes of address space, seconds of computing and of waiting, bytes of reply."""

    memory: int = 2 << 30
    cpu: int = 120
    wall: int = 300
    reply: int = 1 << 29


LIMITS = Limits()


def run_child(raw, request, name, limits=LIMITS):
    """The child's reply to `request` about the bytes `raw`: lines of JSON, the answer last.

    Raises SourceError where the child refuses the file, exceeds a limit or ends badly.
    """
    asked = json.dumps({**request, "limits": limits._asdict()})
    command = [sys.executable, "-P", "-X", "utf8", "-c", _START, _FOLDER, asked]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, **pipes, start_new_session=True) as child:
        try:
            reply, complaint = child.communicate(raw, timeout=limits.wall)
        except subprocess.TimeoutExpired as error:
            raise _refusal(f"takes longer than {limits.wall} seconds to read", name) from error
        finally:
            _end(child)
    if child.returncode:
        raise _refusal(_cause(child.returncode, complaint, limits), name)
    return reply.splitlines()


def _end(child):
    # Also after a keyboard interrupt: the child has a session of its own and would not be told.
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _cause(code, complaint, limits):
    if _OUT_OF_MEMORY.search(complaint):
        return f"needs more than {limits.memory // _MIB:,} MiB of memory to read"
    if code == -signal.SIGXCPU:
        return f"takes more than {limits.cpu} seconds of computing to read"
    if code < 0:
        return f"makes the program that reads it crash ({signal.Signals(-code).name})"
    lines = complaint.decode(errors="replace").strip().splitlines() or ["unknown"]
    kind = _EXCEPTION.match(lines[-1])
    return f"begins like a workbook but cannot be opened ({kind[0] if kind else 'unknown'})"


def _refusal(cause, name):
    return SourceError(
        f"{cause}.",
        file=name,
        expected="an ordinary workbook.",
        way_out="Open it in a spreadsheet program, save the table alone as a new xlsx, or ask the sender.",
    )
