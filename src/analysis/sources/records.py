"""Data lines -> records: a value or a fault for every cell, never silence."""

from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from analysis.sources import cells
from analysis.sources.grid import shown
from analysis.tables import COUNT, DATE, ENERGY, MONEY, TEXT


class Fault(NamedTuple):
    """One cell that breaks a rule; `column` as printed in the header."""

    column: str | None
    raw: str
    rule: str
    hint: str


@dataclass(slots=True)
class Record:
    """One data line: its values by canonical column (of a faulty cell, the raw text) and its faults."""

    line: int
    span: int
    values: dict
    faults: list = field(default_factory=list)
    duplicate: bool = False

    @property
    def accepted(self):
        return not self.faults and not self.duplicate


class Column(NamedTuple):
    """Where a canonical column stands in the file, its printed name and its parser."""

    place: int
    printed: str
    name: str
    parse: object


def columns_of(header, parsers):
    """The file's columns in its order, each with the parser of its canonical name."""
    return [Column(place, printed, name, parsers[name]) for place, (printed, name) in header.columns.items()]


def table_parsers(table, symbols):
    """The parser of every column of a canonical table, by the column's type."""
    by_type = {
        TEXT: partial(optional_text, symbols=symbols),
        MONEY: partial(cells.number, symbols=symbols),
        ENERGY: partial(cells.number, symbols=symbols),
        COUNT: partial(cells.count, symbols=symbols),
        DATE: cells.day,
    }
    return {column.name: by_type[column.type] for column in table.columns if column.type in by_type}


def optional_text(cell, symbols):
    """Text in which a declared sign means missing; only for columns where no name could look like one."""
    printed = cells.text(cell)
    return None if printed in symbols else printed


def read_records(grid, classes, columns, header):
    """A record for every data line of `grid`."""
    data = (row for row, kind in zip(grid.rows, classes, strict=True) if kind == "data")
    return [_record(row, columns, header, grid) for row in data]


def _record(row, columns, header, grid):
    record = Record(row.line, row.span, {})
    shape = _shape_fault(row, header)
    if shape:
        record.faults.append(shape)
        return record
    for column in columns:
        cell = row.cells[column.place]
        try:
            record.values[column.name] = column.parse(cell)
        except cells.CellError as error:
            address = grid.address(column.place, row.line)
            hint = f"Cell {address}: {error.hint}" if address and address not in error.hint else error.hint
            record.values[column.name] = shown(cell)
            record.faults.append(Fault(column.printed, shown(cell), error.rule, hint))
    return record


def _shape_fault(row, header):
    raw = ",".join(map(shown, row.cells))[:200]
    if row.span > 1:
        return Fault(
            None, raw, "row_spans_lines", f"A quoted text runs over {row.span} lines; close the quote."
        )
    nameless = any(shown(cell) for place, cell in enumerate(row.cells) if place not in header.named)
    if len(row.cells) < header.width or nameless:
        hint = (
            f"The row has {len(row.cells)} cells, the header {header.width} columns; look at its separators."
        )
        return Fault(None, raw, "row_does_not_fit_header", hint)
    return None
