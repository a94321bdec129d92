"""Printed totals against the rows they sum."""

from decimal import Decimal

import numpy as np

from analysis.sources.findings import Finding
from analysis.sources.grid import shown
from analysis.sources.numbers import number
from analysis.sources.rules import CellError, Unreadable
from analysis.tables import COUNT, ENERGY, MONEY

_WHOLE = ("合计", "总计", "全市合计", "Total")
_PART = ("小计", "Subtotal")


def totals_differ_from_rows(grid, classes, records, columns, table, signs):
    """A finding for each printed total that its rows, accepted and rejected, do not add up to.

    合计 sums all rows, 小计 the block it closes (or opens, where none stands before it); 其中 is a part that
    cannot be checked. A difference that rounding can explain is none.
    """
    types = {column.name: column.type for column in table.columns}
    summed = [c for c in columns if types.get(c.name) in (MONEY, ENERGY, COUNT)]
    blocks = list(_blocks(grid.rows, classes)) if "total" in classes else []
    if not blocks or not summed:
        return []
    cells = {row.line: row.cells for row, kind in zip(grid.rows, classes, strict=True) if kind == "data"}
    lines = [line for i, line in enumerate(records.lines) if i not in records.duplicates]
    rejected = {records.lines[position] for position in records.faults}
    findings = []
    for column in summed:
        printed = _Printed(cells, lines, column, signs)
        for row, label, low, high in blocks:
            found = _difference(row, label, column, printed.between(low, high), rejected, types, signs)
            findings += [found] if found else []
    return sorted(findings, key=lambda found: found.line)


class _Printed:
    """The exact numbers of one column by line; None where a cell cannot be read."""

    def __init__(self, cells, lines, column, signs):
        self.lines = np.array(lines, dtype=np.int64)
        self.values = [_exact(cells[line], column.place, signs) for line in lines]

    def between(self, low, high):
        inside = np.flatnonzero((self.lines > low) & (self.lines < high))
        return [(int(self.lines[i]), self.values[i]) for i in inside]


def _exact(cells, place, signs):
    cell = cells[place] if place < len(cells) else None
    if cell in (None, ""):
        return Decimal(0)
    try:
        if isinstance(cell, Unreadable):
            return None
        value = number(cell, signs).value
    except CellError:
        return None
    return Decimal(0) if value is None else value


def _blocks(rows, classes):
    """(row, label, low, high) of every total: it sums the data lines between low and high."""
    pairs = list(zip(rows, classes, strict=True))
    totals = [(row, _label(row)) for row, kind in pairs if kind == "total"]
    parts = [row.line for row, label in totals if label.startswith(_PART)]
    opens = bool(parts) and not any(kind == "data" and row.line < parts[0] for row, kind in pairs)
    end = rows[-1].line + 1 if rows else 1
    for row, label in totals:
        if label.startswith(_WHOLE):
            yield row, label, 0, end
        elif label.startswith(_PART):
            before = max((line for line in parts if line < row.line), default=0)
            after = min((line for line in parts if line > row.line), default=end)
            yield (row, label, row.line, after) if opens else (row, label, before, row.line)


def _label(row):
    return next(filter(None, map(shown, row.cells)), "")


def _difference(row, label, column, within, rejected, types, signs):
    where = {"line": row.line, "label": label, "column": column.printed}
    cell = row.cells[column.place] if column.place < len(row.cells) else None
    if cell in (None, "") or not shown(cell):
        return None
    printed = _exact(row.cells, column.place, signs)
    if printed is None:
        facts = where | {"raw": shown(cell)}
        return Finding("printed_total_is_not_a_number", "file", "", facts, row.line, column.name)
    readable = [(line, value) for line, value in within if value is not None]
    values = [value for _, value in readable]
    total = sum(values, Decimal(0))
    if abs(total - printed) <= (0 if types[column.name] == COUNT else _rounding(printed, values)):
        return None
    out = sum((value for line, value in readable if line in rejected), Decimal(0))
    facts = where | {
        "printed": f"{printed:,f}", "total": f"{total:,f}", "accepted": f"{total - out:,f}",
        "rejected": f"{out:,f}", "unreadable": len(within) - len(readable),
    }  # fmt: skip
    return Finding("printed_total_differs_from_rows", "file", "", facts, row.line, column.name)


def _rounding(printed, values):
    """The largest difference that rounding every row and the total to their last digit can make."""
    row_step = min((_last_digit(value) for value in values), default=0)
    halves = Decimal(5).scaleb(row_step - 1) * len(values) + Decimal(5).scaleb(_last_digit(printed) - 1)
    # A spreadsheet sums in binary: its total is off in the 16th digit.
    return halves + abs(printed) * Decimal("1e-12")


def _last_digit(value):
    return min(value.normalize().as_tuple().exponent, 0)
