"""Which lines of an unknown file look like title, unit, header, total or note, and why."""

import re
from itertools import islice
from numbers import Number
from typing import NamedTuple

from analysis.sources.grid import shown
from analysis.sources.inspect_columns import is_heading
from analysis.sources.inspect_evidence import units_in
from analysis.sources.lines import UNIT_LINE

SEARCHED = 60
LONGEST_LABEL = 40
SEPARATOR = " | "
# The whole cell: an enterprise may be called 合计 and something.
_TOTAL = re.compile(
    r"(全市合计|全市总计|合\s*计|总\s*计|小\s*计|total|subtotal)\s*[:：]?(?:[（(].*[）)])?|(其中)\s*[:：].*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(注\d?|附注|备注|说明|资料来源|数据来源|来源|填表人|制表人?|审核人?|单位负责人|统计负责人|notes?|sources?)\s*[:：]",
    re.IGNORECASE,
)
_COLUMN_NUMBERS = set("甲乙丙丁戊己庚辛")
_NUMBER_OR_CODE = re.compile(r"[-−－(（△▲]?[\d０-９][\d０-９A-Za-z.,，．\-/年月日%)）]*")


class Line(NamedTuple):
    """A line that holds no figures: its class, its text, and the key of the reason."""

    line: int
    kind: str
    text: str
    why: str


class Layout(NamedTuple):
    """Header rows (none where no header was found), the lines without figures, and the data rows."""

    header_rows: tuple
    lines: list
    data: list

    def of(self, kind):
        return [line for line in self.lines if line.kind == kind]

    @property
    def unit_line(self):
        return next((line.line for line in self.of("unit")), None)


def filled(row):
    """What stands in a row, blanks left out."""
    return [text for text in map(shown, row.cells) if text]


def header_rows(rows):
    """Lines of the header: the row with the most known headings, and the rows above and below that belong to it.

    Where no heading is known, the first row of labels alone that is followed by figures. () where neither is.
    """
    head = list(islice(rows, SEARCHED))
    best = max(range(len(head)), key=lambda place: (_known(head[place]), -place), default=None)
    if best is None or _known(head[best]) < 2:
        best = next((place for place in range(len(head) - 1) if _heads_figures(head, place)), None)
    if best is None:
        return ()
    first, last = best, best
    while first > 0 and _is_upper_level(head[first - 1]):
        first -= 1
    while last + 1 < len(head) and _is_lower_level(head[last], head[last + 1]):
        last += 1
    return tuple(row.line for row in head[first : last + 1])


def _known(row):
    return sum(map(is_heading, filled(row)))


def _is_labels(row):
    """Two or more different texts, none of which is a figure, a code or a sentence."""
    cells = [cell for cell in row.cells if shown(cell)]
    return len({shown(cell) for cell in cells}) > 1 and all(map(_is_label, cells))


def _is_label(cell):
    text = shown(cell)
    return isinstance(cell, str) and len(text) <= LONGEST_LABEL and not _NUMBER_OR_CODE.fullmatch(text)


def _heads_figures(head, place):
    row, after = head[place], head[place + 1]
    wide = len(filled(row)) >= max(2, 0.6 * len(row.cells))
    return wide and _is_labels(row) and not after.blank and not _is_labels(after)


def _is_upper_level(row):
    return _is_labels(row) and not any(UNIT_LINE.search(text) for text in filled(row))


def _is_lower_level(upper, lower):
    # A second level stands where the first has gaps: below the right-hand part of a merged cell.
    above = [shown(cell) for cell in upper.cells]
    places = [place for place, cell in enumerate(lower.cells) if shown(cell)]
    fills = any(place >= len(above) or not above[place] for place in places)
    return bool(places) and fills and all(_is_label(lower.cells[place]) for place in places)


def lay_out(rows, header):
    """The Layout of `rows` under the header rows found."""
    headers = {tuple(map(shown, row.cells)) for row in rows if row.line in header}
    lines, data = [], []
    for row in rows:
        kind, why = _class_of(row, header, headers)
        if kind == "data":
            data.append(row)
        elif kind != "blank":
            lines.append(Line(row.line, kind, SEPARATOR.join(dict.fromkeys(filled(row))), why))
    return Layout(header, lines, data)


def _class_of(row, header, headers):
    found = filled(row)
    if not found:
        return "blank", ""
    if row.line in header:
        return "header", "headings"
    if header and row.line < header[0]:
        unit = any(UNIT_LINE.search(text) and units_in(UNIT_LINE.split(text)[-1]) for text in found)
        return ("unit", "names_a_unit") if unit else ("title", "above_the_header")
    if tuple(map(shown, row.cells)) in headers:
        return "header", "header_again"
    return _below_header(row, found)


def _below_header(row, found):
    if _TOTAL.fullmatch(found[0]):
        return "total", "begins_as_total"
    if _NOTE.match(found[0]):
        return "note", "begins_as_note"
    if set(found[0]) <= _COLUMN_NUMBERS and all(len(text) <= 2 for text in found):
        return "numbering", "numbers_of_columns"
    if len(found) == 1 and len(row.cells) > 2 and not isinstance(row.cells[0], Number):
        return "remark", "one_cell_alone"
    return "data", ""


def totals_of(layout):
    """Beginnings of the total lines, as a sidecar declares them."""
    labels = (_TOTAL.fullmatch(line.text.split(SEPARATOR)[0]) for line in layout.of("total"))
    return tuple(dict.fromkeys(label[1] or label[2] for label in labels))


def notes_of(layout):
    """Beginnings of the note lines and of a line that numbers the columns, as a sidecar declares them."""
    notes = [_NOTE.match(line.text)[0] for line in layout.of("note")]
    return tuple(dict.fromkeys([*notes, *(line.text.split(SEPARATOR)[0] for line in layout.of("numbering"))]))
