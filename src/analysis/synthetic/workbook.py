"""A workbook as a bureau prints it, whose bytes depend on its content alone."""

import re
import zipfile
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

EPOCH = (2011, 1, 1, 0, 0, 0)
STAMP = b"2011-01-01T00:00:00Z"
SHEET = "附表1"
MONEY_FORMAT = {"亿元": "0.0000"}


def workbook_bytes(preamble, header, rows, closing, *, merged, money_columns, unit):
    """An xlsx: `preamble` rows, two `header` rows with `merged` ranges, `rows`, `closing` rows.

    Money columns (0-based) carry the number format of `unit`.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.merged_cells = merged  # a list: openpyxl's own set has no fixed order
    sheet.column_dimensions["B"].width = 32
    for values in (*preamble, *header):
        sheet.append([_heading(sheet, value) for value in values])
    number_format = MONEY_FORMAT.get(unit, "0")
    for values in rows:
        sheet.append([
            _number(sheet, value, number_format) if position in money_columns else value
            for position, value in enumerate(values)
        ])  # fmt: skip
    for values in closing:
        sheet.append(values)
    written = BytesIO()
    book.save(written)
    return _without_clock(written.getvalue())


def _heading(sheet, value):
    cell = WriteOnlyCell(sheet, value)
    cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center", vertical="center")
    return cell


def _number(sheet, value, number_format):
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = number_format
    return cell


def _without_clock(content):
    # openpyxl stamps the time of saving into the properties and into every entry of the archive.
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", STAMP, data)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, data)
    return out.getvalue()
