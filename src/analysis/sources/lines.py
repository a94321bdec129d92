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
    headers = [tuple(map(shown, row.cells)) for row in rows if row.line in sidecar.header_rows]
    starts = {header[0] for header in headers if header}
    return [_class_of(row, sidecar, headers, starts) for row in rows]


def _class_of(row, sidecar, headers, starts):
    if row.line in sidecar.header_rows:
        return "header"
    if row.line == sidecar.unit_line:
        return "unit"
    first = _first(row.cells)
    if first is None:
        return "blank"
    if row.line < sidecar.header_rows[0]:
        return "unit" if any(map(UNIT_LINE.match, map(shown, row.cells))) else "title"
    # Only a row that begins as a header does is compared whole: this runs for every line of every file.
    if shown(row.cells[0]) in starts and tuple(map(shown, row.cells)) in headers:
        return "header"  # repeated at a page break
    if sidecar.notes and first.startswith(sidecar.notes):
        return "note"
    if sidecar.totals and first.startswith(sidecar.totals):
        return "total"
    return "data"


def _first(cells):
    """The first cell with something in it, as shown; None in a blank line."""
    return next((text for text in map(shown, cells) if text), None)
