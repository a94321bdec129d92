"""Rows as they travel from the child to its parent: JSON, which can hold values and nothing that runs."""

import json
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

BLOCK_ROWS = 1000
# Above this a binary number no longer holds every whole number.
EXACT = 2**53


class Mark(NamedTuple):
    """A cell without a usable value: what it shows and the rule it breaks."""

    raw: str
    rule: str


_PACK = {
    datetime: lambda cell: {"datetime": cell.isoformat()},
    date: lambda cell: {"date": cell.isoformat()},
    time: lambda cell: {"time": cell.isoformat()},
    timedelta: lambda cell: {"seconds": cell.total_seconds()},
    Mark: lambda cell: {"mark": [*cell]},
}
_UNPACK = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}


def write_block(rows):
    """One line of JSON for some rows; empty text is an empty cell, a whole number has no point."""
    return json.dumps([[_packed(cell) for cell in row] for row in rows], ensure_ascii=False).encode() + b"\n"


def _packed(cell):
    kind = type(cell)
    if kind is str:
        return cell or None
    if kind is float:
        return int(cell) if cell.is_integer() and -EXACT < cell < EXACT else cell
    return _PACK[kind](cell) if kind in _PACK else cell


def read_block(line, marked):
    """The rows of one line; `marked(raw, rule)` makes the parent's own cell of a mark."""

    def unpacked(pairs):
        ((kind, value),) = pairs.items()
        return marked(*value) if kind == "mark" else _UNPACK[kind](value)

    return json.loads(line, object_hook=unpacked)
