"""Data lines -> records by column: a value or a fault for every cell, never silence."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from analysis.sources.grid import shown
from analysis.sources.rules import CellError, Parsed, Unreadable, sentence


class Fault(NamedTuple):
    """One cell that breaks a rule; `column` as printed in the header, `facts` as JSON."""

    column: str | None
    raw: str
    rule: str
    facts: str = "{}"
    cell: str | None = None

    @property
    def hint(self):
        """The rule's sentence in English."""
        return sentence(self.rule, json.loads(self.facts) | {"cell": self.cell or ""}, "en")


def fault(column, raw, rule, cell=None, /, **facts):
    """A Fault with its facts written down."""
    return Fault(column, raw, rule, json.dumps(facts, ensure_ascii=False, sort_keys=True), cell)


class Column(NamedTuple):
    """Where a canonical column stands in the file, its printed name, and how its cells are read.

    `parse` reads one cell (-> Parsed, or CellError); `bulk` reads a whole column in which every cell is
    plainly printed, or gives None. Of a numeric column `finish` turns an exact number into the canonical one.
    """

    place: int
    printed: str
    name: str
    parse: object
    bulk: object = None
    finish: object = None


@dataclass
class Records:
    """The data lines of one file: where they stand, their values by column, and what is wrong with them.

    A value is None (in numeric columns, which are arrays, NaN) where the cell is missing or at fault. `changes` counts every printed text whose value is
    not what is plainly printed: (column, raw, change) -> [value, note, rows, first line].
    """

    lines: list
    spans: list
    values: dict = field(default_factory=dict)
    faults: dict = field(default_factory=lambda: defaultdict(list))
    duplicates: dict = field(default_factory=dict)
    changes: dict = field(default_factory=dict)

    def __len__(self):
        return len(self.lines)

    def accepted(self):
        """Positions of the rows without a fault that are no repetition of another."""
        return [i for i in range(len(self)) if i not in self.faults and i not in self.duplicates]

    def reject(self, position, found):
        self.faults[position].append(found)


def read_records(grid, classes, columns, header):
    """The Records of every data line of `grid`."""
    rows = [row for row, kind in zip(grid.rows, classes, strict=True) if kind == "data"]
    records = Records([row.line for row in rows], [row.span for row in rows])
    whole, width = [], header.width
    for position, row in enumerate(rows):
        unfit = _shape_fault(row, header, width)
        if unfit:
            records.reject(position, unfit)
        else:
            whole.append(position)
    for column in columns:
        cells = [rows[position].cells[column.place] for position in whole]
        records.values[column.name] = _spread(_column(cells, whole, column, records, grid), whole, len(rows))
    return records


def _spread(values, positions, count):
    """`values` of some rows as values of all, missing elsewhere."""
    if len(positions) == count:
        return values
    if isinstance(values, np.ndarray):
        whole = np.full(count, np.nan)
        whole[positions] = values
        return whole
    found = dict(zip(positions, values, strict=True))
    return [found.get(position) for position in range(count)]


def _column(cells, positions, column, records, grid):
    plain = column.bulk(cells) if column.bulk else None
    if plain is not None:
        return plain
    seen, values = {}, []
    for position, cell in zip(positions, cells, strict=True):
        outcome = seen.get(cell) if isinstance(cell, str) else None
        if outcome is None:
            outcome = _outcome(column, cell)
            if isinstance(cell, str):
                seen[cell] = outcome
        values.append(_value(outcome, cell, position, column, records, grid))
    if column.finish:
        return np.array([np.nan if value is None else column.finish(value) for value in values], dtype=float)
    return values


def _value(outcome, cell, position, column, records, grid):
    line = records.lines[position]
    if isinstance(outcome, CellError):
        address = grid.address(column.place, line)
        found = fault(column.printed, shown(cell)[:200], outcome.rule, address, **outcome.facts)
        records.reject(position, found)
        return None
    if outcome.changes:
        _log(records, column, cell, outcome, line)
    return outcome.value


def _outcome(column, cell):
    try:
        if isinstance(cell, Unreadable):
            raise CellError(cell.rule, **cell.facts)
        return column.parse(cell)
    except CellError as error:
        return error


def _log(records, column, cell, outcome: Parsed, line):
    # The raw text is kept with its blanks, so that what was removed can be seen.
    raw = cell if isinstance(cell, str) else shown(cell)
    for change in outcome.changes:
        entry = records.changes.setdefault(
            (column.printed, raw, change), [outcome.value, outcome.note, 0, line]
        )
        entry[2] += 1


def _shape_fault(row, header, width):
    fits = len(row.cells) == width and row.span == 1
    if fits and header.complete:
        return None
    if row.span > 1:
        return fault(None, _as_line(row), "row_spans_lines", span=row.span)
    nameless = any(shown(cell) for place, cell in enumerate(row.cells) if place not in header.named)
    if len(row.cells) < width or nameless:
        return fault(None, _as_line(row), "row_does_not_fit_header", cells=len(row.cells), columns=width)
    return None


def _as_line(row):
    return ",".join(map(shown, row.cells))[:200]
