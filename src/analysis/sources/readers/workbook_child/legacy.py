"""An old .xls workbook -> the rows of its sheet."""

import io
from datetime import date, datetime, time
from typing import NamedTuple

import xlrd

from .choice import Sheet, chosen_sheet
from .headers import fill_merged
from .places import sheet_reaches_too_far
from .records import Extras, sheet_extras
from .refusal import damaged
from .table import Table
from .wire import Mark

_BIFF8 = 80
_EMPTY = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


class Extent(NamedTuple):
    """The last line and the width that hold something, and the number of filled cells."""

    lines: int
    width: int
    cells: int


def read_legacy(stream, request):
    """The Table of the chosen sheet; `stream` is the workbook, out of its container and not encrypted."""
    book = _opened(stream)
    extents = [_extent(sheet) for sheet in book.sheets()]
    known = [
        Sheet(sheet.name, not sheet.visibility, extent.cells > 0)
        for sheet, extent in zip(book.sheets(), extents, strict=True)
    ]
    name = chosen_sheet(known, request["sheet"], request["ignore_sheets"])
    place = [sheet.name for sheet in known].index(name)
    lines, width, cells = extents[place]
    sheet_reaches_too_far(name, lines, width, cells)
    merged, uncalculated = (sheet_extras(stream)[place:] or [Extras([], [])])[0]
    uncalculated, sheet = frozenset(uncalculated), book.sheet_by_index(place)
    rows = (_row(book, sheet, line, width, uncalculated) for line in range(lines))
    return Table("xls", name, lines, fill_merged(rows, merged, request["header_rows"]))


def _opened(stream):
    options = {"file_contents": stream, "ragged_rows": True, "logfile": io.StringIO()}
    try:
        book = xlrd.open_workbook(**options, on_demand=True)
    except xlrd.XLRDError as error:
        raise damaged(f"begins like an old workbook but cannot be opened: {error}.") from error
    # Before Excel 97 the encoding is a record of its own, which Chinese programs left out.
    silent = book.biff_version < _BIFF8 and not book.codepage
    return xlrd.open_workbook(**options, encoding_override="gb18030") if silent else book


def _extent(sheet):
    lines = width = cells = 0
    for line in range(sheet.nrows):
        filled = [column for column, kind in enumerate(sheet.row_types(line)) if kind not in _EMPTY]
        if filled:
            lines, width, cells = line + 1, max(width, filled[-1] + 1), cells + len(filled)
    return Extent(lines, width, cells)


def _row(book, sheet, line, width, uncalculated):
    cells = [_cell(book, *pair) for pair in zip(sheet.row_types(line), sheet.row_values(line), strict=True)]
    for column in range(len(cells)):
        if (line, column) in uncalculated:
            cells[column] = Mark("=", "formula_not_calculated")
    return (cells + [""] * (width - len(cells)))[:width]


def _cell(book, kind, value):
    if kind == xlrd.XL_CELL_ERROR:
        return Mark(xlrd.error_text_from_code.get(value, f"#{value}"), "formula_error")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return _moment(value, book.datemode) if kind == xlrd.XL_CELL_DATE else value


def _moment(serial, datemode):
    try:
        year, month, day, *clock = xlrd.xldate_as_tuple(serial, datemode)
    except xlrd.XLDateError:
        return serial
    if not year:
        return time(*clock)
    return datetime(year, month, day, *clock) if any(clock) else date(year, month, day)
