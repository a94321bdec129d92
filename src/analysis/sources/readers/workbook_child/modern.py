"""An .xlsx or .xlsm workbook -> the rows of its sheet."""

import io
import itertools

from python_calamine import CalamineWorkbook

from .archive import Archive
from .choice import Sheet, chosen_sheet
from .contents import contents_of
from .headers import fill_merged
from .marks import holds_data, scan
from .places import sheet_reaches_too_far
from .refusal import damaged
from .table import Table


def read_modern(raw, request):
    """The Table of the chosen sheet: values as typed, and a mark where a cell has none that can be used."""
    archive = Archive(raw)
    contents = contents_of(archive)
    paths = {part.path.lower() for part in contents.parts}
    data = {n.lower(): n.lower() in paths and holds_data(content) for n, content in archive.unpacked()}
    sheets = [Sheet(part.name, part.visible, data[part.path.lower()]) for part in contents.parts]
    name = chosen_sheet(sheets, request["sheet"], request["ignore_sheets"])
    path = next(part.path for part in contents.parts if part.name == name)
    seen = scan(archive.read(path), name, contents.calculates_on_load)
    sheet_reaches_too_far(name, seen.lines, seen.width, seen.cells)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_name(name)
    rows = _marked(_padded(sheet, seen, name), seen.marks)
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return Table("xlsx", name, seen.lines, fill_merged(rows, merged, request["header_rows"]))


def _padded(sheet, seen, name):
    # Calamine begins at the first filled column and ends at the last row with a value.
    before = [""] * (sheet.start[1] if sheet.start else 0)
    if sheet.end and (sheet.end[0] >= seen.lines or sheet.end[1] >= seen.width):
        raise damaged(f"sheet {name!r} is read differently by two readers.")
    rows = sheet.iter_rows() if sheet.start else ()
    endless = itertools.chain(rows, itertools.repeat(()))
    for cells in itertools.islice(endless, seen.lines):
        row = [*before, *cells]
        yield row + [""] * (seen.width - len(row))


def _marked(rows, marks):
    for line, row in enumerate(rows, start=1):
        for column, mark in marks.get(line, {}).items():
            row[column] = mark
        yield row
