"""A second reading of a file: its lines counted and its cells taken apart by other means than `analysis` uses."""

import codecs
import contextlib
import csv
import io
import os
import re
import zipfile
import zlib
from typing import NamedTuple
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile("\r\n|\r|\n")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_EDGES = " \t\r\n\u00a0\u3000"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = "xl/worksheets/sheet1.xml"
_DAMAGED = (
    KeyError, IndexError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, ElementTree.ParseError,
)  # fmt: skip


class Sheet(NamedTuple):
    """The number of lines of a file, and the cells of each line by its number; `quoted` where lines may belong together."""

    lines: int
    cells: dict
    quoted: bool = False

    def header(self, sidecar):
        """{printed name: place} from the header rows, as a person reads them."""
        levels = [[as_printed(cell) for cell in self.cells.get(row, ())] for row in sidecar["header_rows"]]
        width = max(map(len, levels), default=0)
        places = {}
        for place in range(width):
            parts = [_above(level, place, levels[number + 1 :]) for number, level in enumerate(levels)]
            name = "/".join(dict.fromkeys(filter(None, parts)))
            if name:
                places[name] = place
        return places


def _above(level, place, below):
    """The name in one level over a column; where only lower levels print one, the merged name to its left."""
    printed = level[place] if place < len(level) else ""
    if printed or not any(place < len(other) and other[place] for other in below):
        return printed
    return next((text for text in reversed(level[:place]) if text), "")


def as_printed(cell):
    return "" if cell is None else str(cell).replace("\n", "").strip(_EDGES)


def read_again(raw, form, sidecar, sheet):
    """The Sheet of `raw`; None where the second reader cannot open a spreadsheet."""
    if form == "xlsx":
        return _xlsx(raw)
    return _calamine(raw, sheet) if form == "xls" else _text(raw, sidecar)


def _text(raw, sidecar):
    lines = _LINE_END.split(_decoded(raw, sidecar.get("encoding") or "gb18030"))
    if not lines[-1]:
        lines.pop()
    header = {row: _whole(lines, row) for row in sidecar["header_rows"] if row <= len(lines)}
    wanted = set(sidecar["columns"])
    cells_with = {
        mark: {as_printed(cell) for line in header.values() for cell in _cells(line, mark)} for mark in ",\t;"
    }
    delimiter = max(cells_with, key=lambda mark: len(cells_with[mark] & wanted))
    cells = {
        number: _cells(header.get(number, line), delimiter) for number, line in enumerate(lines, start=1)
    }
    return Sheet(len(lines), cells, any(line.count('"') % 2 for line in lines))


def _whole(lines, row):
    """The line and those that follow until its quotation marks are closed."""
    text = lines[row - 1]
    for following in lines[row:]:
        if text.count('"') % 2 == 0:
            break
        text += "\n" + following
    return text


def _decoded(raw, legacy):
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(legacy)


def _cells(line, delimiter):
    return next(csv.reader(io.StringIO(line), delimiter=delimiter), []) if line else []


def _xlsx(raw):
    """The only sheet of a workbook, from its XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            texts = _shared_texts(archive)
            root = ElementTree.fromstring(archive.read(SHEET))
        return _laid_out(_values(root, texts))
    except _DAMAGED:
        return None


def _values(root, texts):
    """{(line, column): value} of every cell that holds something; a place not given follows the last."""
    values, line = {}, 0
    for row in root.iterfind(f"{_MAIN}sheetData/{_MAIN}row"):
        line, column = int(row.get("r", line + 1)), -1
        for cell in row.iterfind(f"{_MAIN}c"):
            column, line = _place(cell.get("r")) or (column + 1, line)
            if len(cell):
                values[line, column] = _value(cell, texts)
    return values


def _laid_out(values):
    cells = {}
    for (line, column), value in sorted(values.items()):
        row = cells.setdefault(line, [])
        row += [None] * (column - len(row)) + [value]
    return Sheet(max(cells, default=0), cells)


def _shared_texts(archive):
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    items = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    return [_joined(item) for item in items.iterfind(f"{_MAIN}si")]


def _joined(item):
    """The text of a string with its runs, without the phonetic reading beside it."""
    direct = item.findall(f"{_MAIN}t") + item.findall(f"{_MAIN}r/{_MAIN}t")
    # A character may be written as its number: _x0041_ is an A.
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(text.text or "" for text in direct))


def _place(name):
    """(column from 0, line) of a cell called `B7`."""
    if name is None:
        return None
    letters, column = name.rstrip("0123456789"), 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1, int(name[len(letters) :])


def _value(cell, texts):
    inline, value = cell.find(f"{_MAIN}is"), cell.findtext(f"{_MAIN}v")
    kind = cell.get("t", "n")
    if inline is not None:
        return _joined(inline) or None
    if value is None or kind == "str":
        return value or None
    if kind == "s":
        return texts[int(value)]
    if kind == "b":
        return value == "1"
    return _as_number(value) if kind == "n" else value


def _as_number(value):
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _calamine(raw, sheet):
    try:
        with _panics_unheard():
            found = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_name(sheet)
            rows = found.to_python(skip_empty_area=True)
    except CalamineError:
        return None
    except BaseException as error:
        # A panic of its Rust code has a class that cannot be imported, and is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        return None
    top, left = found.start or (0, 0)
    cells = {
        line: [None] * left + [None if cell == "" else cell for cell in row]
        for line, row in enumerate(rows, start=top + 1)
    }
    filled = [line for line, row in cells.items() if any(cell is not None for cell in row)]
    return Sheet(max(filled, default=0), cells)


@contextlib.contextmanager
def _panics_unheard():
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
