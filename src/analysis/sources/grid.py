"""A file of any format -> its physical rows, every cell as found."""

import csv
import io
import re
import zipfile
import zlib
from contextlib import closing
from typing import NamedTuple
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from analysis.errors import SourceError
from analysis.sources.cells import Unreadable
from analysis.sources.decoding import decode

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
MOST_CELLS = 50_000_000
# What openpyxl is known to raise on damaged workbooks: it checks their parts only as it meets them.
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


class Row(NamedTuple):
    """One record: its first physical line (from 1), how many lines it spans, and its cells."""

    line: int
    span: int
    cells: tuple

    @property
    def blank(self):
        return not any(shown(cell) for cell in self.cells)


class Grid(NamedTuple):
    """All rows of a file or sheet; `lines` is their number counted apart from the rows themselves."""

    rows: list
    lines: int
    encoding: str
    sheet: str | None

    def address(self, column, line):
        """The spreadsheet's name of a cell (`C5`), or nothing for a text file."""
        return f"{get_column_letter(column + 1)}{line}" if self.sheet else None


def shown(cell):
    """A cell as a person sees it: text without edge spaces or line breaks."""
    return "" if cell is None else "".join(str(cell).split("\n")).strip(" \t\r\u00a0\u3000")


def read_grid(raw, sidecar, name):
    """The rows of `raw` bytes; the format is chosen by content, never by the file's ending.

    Raises SourceError for an empty file, an unknown format, undecodable bytes, a broken quote or sheet.
    """
    if not raw.strip():
        raise SourceError("is empty.", file=name, way_out="Ask the sender for the file again.")
    if raw.startswith(_ZIP):
        return _workbook(raw, sidecar, name)
    if raw.startswith(_OLE):
        raise SourceError(
            "is an old .xls workbook.", file=name, expected="xlsx or CSV; save it again as xlsx."
        )
    if sidecar.sheet:
        raise SourceError(f"is a text file, but its sidecar names sheet {sidecar.sheet!r}.", file=name)
    return _delimited(raw, sidecar, name)


def _delimited(raw, sidecar, name):
    text = decode(raw, name)
    lines = physical_lines(raw if not text.encoding.startswith("utf-16") else text.content.encode("utf-8"))
    rows, opened = [], 1
    reader = csv.reader(
        io.StringIO(text.content, newline=""), delimiter=_delimiter(text, sidecar), strict=True
    )
    try:
        for cells in reader:
            rows.append(Row(opened, reader.line_num - opened + 1, tuple(cells)))
            opened = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(
            f"line {opened}: a quotation mark opened here is not closed properly ({error}).",
            file=name,
            way_out="Close the quotation mark or take it out, and ask the sender to check the row.",
        ) from error
    return Grid(rows, lines, text.encoding, None)


def physical_lines(raw):
    """Lines of `raw` counted from its bytes; a last line without a line end counts."""
    ends = raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")
    return ends + (not raw.endswith((b"\n", b"\r")))


def _delimiter(text, sidecar):
    lines = text.content.splitlines()
    header = "".join(lines[sidecar.header_rows[0] - 1 : sidecar.header_rows[-1]])
    return "\t" if header.count("\t") > header.count(",") else ","


def _workbook(raw, sidecar, name):
    with _opened(raw, name, formulas=False) as book:
        sheet = book[_sheet_name(book, sidecar, name)]
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            corner = f"{get_column_letter(sheet.max_column)}{sheet.max_row}"
            raise SourceError(f"sheet {sheet.title!r} reaches to cell {corner}.", file=name)
        rows = [list(cells) for cells in sheet.iter_rows(values_only=True)]
        for row, column, cell in _unreadable(raw, sheet.title, name):
            if isinstance(cell, Unreadable) and (rows[row][column] is None or cell.rule == "formula_error"):
                rows[row][column] = cell
        _fill_merged(rows, sheet, sidecar.header_rows)
        numbered = [Row(line, 1, tuple(cells)) for line, cells in enumerate(rows, start=1)]
        return Grid(numbered, sheet.max_row, "xlsx", sheet.title)


def _opened(raw, name, *, formulas):
    """A workbook that closes itself; what openpyxl cannot open is refused in words."""
    try:
        return closing(load_workbook(io.BytesIO(raw), data_only=not formulas))
    except _BROKEN as error:
        raise SourceError(
            f"begins like a workbook but cannot be opened ({type(error).__name__}).",
            file=name,
            way_out="Open it in a spreadsheet program, save it again as xlsx, or ask the sender.",
        ) from error


def _sheet_name(book, sidecar, name):
    visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if sidecar.sheet is None and len(visible) == 1:
        return visible[0]
    if sidecar.sheet in [sheet.title for sheet in book.worksheets]:
        return sidecar.sheet
    found = f"no sheet {sidecar.sheet!r}" if sidecar.sheet else f"{len(visible)} visible sheets"
    raise SourceError(
        f"has {found}.", file=name, expected=f"`sheet:` to name one of: {', '.join(book.sheetnames)}."
    )


def _unreadable(raw, title, name):
    """Cells whose value is an error or was never calculated: openpyxl shows the latter as empty."""
    if not _holds_formula_or_error(raw):
        return
    with _opened(raw, name, formulas=True) as book:
        for cells in book[title].iter_rows():
            for cell in cells:
                if cell.data_type == "f":
                    hint = f"Cell {cell.coordinate}: open the file, calculate and save it."
                    bad = Unreadable(str(cell.value), "formula_not_calculated", hint)
                    yield cell.row - 1, cell.column - 1, bad
                elif cell.data_type == "e":
                    hint = f"Cell {cell.coordinate}: the formula failed; correct it."
                    yield cell.row - 1, cell.column - 1, Unreadable(cell.value, "formula_error", hint)


def _holds_formula_or_error(raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        return any(_FORMULA.search(part) or b't="e"' in part for part in map(archive.read, sheets))


def _fill_merged(rows, sheet, header_rows):
    # Only headers are filled: a merged cell among the data would be a guess about its rows.
    for area in sheet.merged_cells.ranges:
        value = rows[area.min_row - 1][area.min_col - 1]
        for line in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                if line in header_rows:
                    rows[line - 1][column - 1] = value
