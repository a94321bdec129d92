"""The child itself: limits first, then the file from its input, rows and an answer to its output."""

import gc
import itertools
import json
import resource
import sys

from .refusal import Refused, too_much
from .wire import BLOCK_ROWS, write_block

_ZIP, _MIB = b"PK", 1 << 20


def main(asked):
    """Reads one workbook as `asked` in JSON. The last line of the reply is the answer: what was read, or why
    not.

    Anything else that goes wrong ends the process; its parent turns that into words.
    """
    # One pass and then the end: looking for cycles among millions of cells costs more than the reading.
    gc.disable()
    request = json.loads(asked)
    limits = request["limits"]
    _limit(limits)
    raw = sys.stdin.buffer.read()
    try:
        table = _table(raw, request)
        _write_rows(table.rows, limits["reply"])
        answer = {"format": table.format, "sheet": table.sheet, "lines": table.lines}
    except Refused as refusal:
        answer = refusal.answer
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")


def _limit(limits):
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, limits["memory"])):
        resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu"], limits["cpu"] + 1))


def _table(raw, request):
    # Each format's library is loaded only for that format: starting must stay cheap.
    if not raw.startswith(_ZIP):
        from .locked import opened

        form, raw = opened(raw)
        if form == "xls":
            from .legacy import read_legacy

            return read_legacy(raw, request)
    from .modern import read_modern

    return read_modern(raw, request)


def _write_rows(rows, most):
    rows, written = iter(rows), 0
    while block := list(itertools.islice(rows, BLOCK_ROWS)):
        line = write_block(block)
        written += len(line)
        if written > most:
            raise too_much(f"its cells hold more than {most // _MIB:,} MiB of text.")
        sys.stdout.buffer.write(line)
