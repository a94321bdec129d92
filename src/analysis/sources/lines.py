"""What each physical line is: title, unit, header, blank, total, note or data."""

import re

from analysis.sources.grid import shown

UNIT_LINE = re.compile(r"(?:计量)?单位\s*[：:]")
NON_DATA = ("title", "unit", "header", "blank", "total", "note", "duplicate")


def classify(rows, sidecar):
    """One class a row, in order.

    A total or note is what the sidecar declares, nothing else: an undeclared remark stays data and is
    rejected by name, so that no row disappears unseen.
    """
    headers = {tuple(map(shown, row.cells)) for row in rows if row.line in sidecar.header_rows}
    return [_class_of(row, sidecar, headers) for row in rows]


def _class_of(row, sidecar, headers):
    cells = tuple(map(shown, row.cells))
    if row.line in sidecar.header_rows:
        return "header"
    if row.line == sidecar.unit_line:
        return "unit"
    if row.blank:
        return "blank"
    if row.line < sidecar.header_rows[0]:
        return "unit" if any(map(UNIT_LINE.match, cells)) else "title"
    if cells in headers:
        return "header"  # repeated at a page break
    first = next(cell for cell in cells if cell)
    if sidecar.notes and first.startswith(sidecar.notes):
        return "note"
    if sidecar.totals and first.startswith(sidecar.totals):
        return "total"
    return "data"
