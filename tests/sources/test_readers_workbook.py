import contextlib
import datetime
import io
import re
import struct
import time
import zipfile
from decimal import Decimal
from typing import NamedTuple

import openpyxl
import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import SourceError
from analysis.sources.grid import read_grid
from analysis.sources.readers import isolation
from analysis.sources.readers.workbook import read_workbook
from analysis.sources.readers.workbook_child.places import cell_name, column_of

SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"


class Said(NamedTuple):
    """What the readers ask of a sidecar."""

    sheet: str | None = None
    header_rows: tuple = (1,)
    ignore_sheets: tuple = ()


SILENT = Said()


def book_of(**sheets):
    """The bytes of a workbook: rows by sheet name."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_parts(raw, changed):
    """The same package with parts replaced, added, or (None) taken out."""
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        parts = {name: old.read(name) for name in old.namelist()} | changed
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return content.getvalue()


def sheet_xml(cells, dimension="A1:B2"):
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{dimension}"/><sheetData>{cells}</sheetData></worksheet>'
    ).encode()


def with_cells(cells, **options):
    return with_parts(PLAIN, {SHEET: sheet_xml(cells, **options)})


def rows_of(raw, said=SILENT, name="a.xlsx"):
    return [row.cells for row in read_grid(raw, said, name).rows]


PLAIN = book_of(数据=[["代码", "收入"], ["0001", 5]])

TYPED = st.one_of(
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**9), 10**9, places=3).filter(lambda d: d != d.to_integral_value()),
    st.booleans(),
    st.dates(datetime.date(1950, 1, 1), datetime.date(2100, 1, 1)),
    st.text(st.characters(codec="gb18030", categories=["L", "N", "P", "Zs"]), min_size=1).filter(
        lambda text: not text.startswith(("=", "_")) and "_x" not in text and not text.startswith("#")
    ),
)


@settings(max_examples=6, deadline=None)
@given(st.lists(st.lists(TYPED, min_size=3, max_size=3), min_size=1, max_size=80))
def test_every_cell_arrives_as_it_was_typed(rows):
    def typed(cell):
        return Decimal(repr(cell)) if isinstance(cell, float) else cell

    raw = book_of(甲=[["h"], *[[float(c) if isinstance(c, Decimal) else c for c in row] for row in rows]])
    found = [[typed(cell) for cell in row] for row in rows_of(raw)[1:]]
    expected = [[cell.normalize() if isinstance(cell, Decimal) else cell for cell in row] for row in rows]
    assert found == expected
    kinds = [[type(cell) for cell in row] for row in found]
    assert kinds == [[type(cell) for cell in row] for row in expected]


def test_an_error_in_the_last_column_stays_in_its_row():
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#DIV/0!</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f>A2*2</f></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>6</v></c></row>'
    )
    (one, error), (two, uncalculated), last = rows_of(with_cells(rows))
    assert (one, error.rule) == (1, "formula_error")
    assert (two, uncalculated.rule) == (2, "formula_not_calculated")
    assert last == (3, 6)


def test_a_whole_number_too_long_for_a_binary_number_keeps_its_digits():
    row = '<row r="1"><c r="A1"><v>430700000000000001</v></c><c r="B1"><v>-9007199254740993</v></c></row>'
    assert rows_of(with_cells(row)) == [(430700000000000001, -9007199254740993)]


def test_cells_without_places_and_with_a_namespace_prefix_are_found():
    xml = sheet_xml('<row><c t="str"><v>甲</v></c><c><v>1</v></c></row><row><c/><c><f>A1</f></c></row>')
    prefixed = re.sub(rb"<(/?)", rb"<\1x:", xml).replace(b"xmlns=", b"xmlns:x=")
    for part in (xml, prefixed):
        grid = read_grid(with_parts(PLAIN, {SHEET: part}), SILENT, "a.xlsx")
        assert grid.rows[0].cells == ("甲", 1)
        assert (grid.rows[1].cells[1].rule, grid.lines) == ("formula_not_calculated", 2)


def calculated(raw, pending="0"):
    """The workbook as of a program that says whether it left the calculating to the next one."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        book = package.read(BOOK)
    assert b'fullCalcOnLoad="1"' in book
    return with_parts(raw, {BOOK: book.replace(b'Load="1"', f'Load="{pending}"'.encode())})


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A2"><f>1+1</f><v>2</v></c>', 2),
        ('<c r="A2" t="str"><f>""</f><v></v></c>', None),
        ('<c r="A2"><f>1+1</f></c>', "formula_not_calculated"),
        ('<c r="A2"><f>1+1</f><v></v></c>', "formula_not_calculated"),
        ('<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "formula_error"),
        ('<c r="A2" t="e"><v>#N/A</v></c>', "formula_error"),
        ('<c r="A2" t="inlineStr"><is><t>#N/A</t></is></c>', "#N/A"),
    ],
)
def test_a_formula_counts_only_with_its_calculated_value(cell, expected):
    rows = rows_of(calculated(with_cells(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2">{cell}</row>')))
    found = rows[1][0] if len(rows) > 1 else None
    assert getattr(found, "rule", found) == expected


@pytest.mark.parametrize(("pending", "expected"), [("0", 0), ("1", "formula_not_calculated")])
def test_a_zero_of_a_program_that_cannot_calculate_is_no_zero(pending, expected):
    cells = '<row r="1"><c r="A1"><f>SUM(B1)</f><v>0</v></c><c r="B1"><v>5</v></c></row>'
    found = rows_of(calculated(with_cells(cells), pending))[0][0]
    assert getattr(found, "rule", found) == expected


def test_merged_cells_are_filled_in_header_rows_only():
    book = openpyxl.Workbook()
    for row in (["合计", None, "x"], [1, None, None], [2, 3, 4]):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("A2:A3")
    assert rows_of(saved(book)) == [("合计", "合计", "x"), (1, None, None), (None, 3, 4)]


def test_styled_empty_cells_are_no_rows_and_hidden_rows_are():
    book = openpyxl.Workbook()
    book.active.append(["h"])
    book.active.append([7])
    book.active.row_dimensions[2].hidden = True
    book.active["F900"].font = openpyxl.styles.Font(bold=True)
    grid = read_grid(saved(book), SILENT, "a.xlsx")
    assert (grid.lines, [row.cells for row in grid.rows]) == (2, [("h",), (7,)])


def test_a_formula_behind_the_cells_makes_no_data():
    empty = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/>%s</worksheet>'
    rule = "<conditionalFormatting><x:cfRule xmlns:x='x'><x:f>A1</x:f></x:cfRule></conditionalFormatting>"
    raw = with_parts(book_of(甲=[[None]], 乙=[["h"]]), {SHEET: (empty % rule).encode()})
    assert rows_of(raw) == [("h",)]


def two_sheets(state, content=1):
    book = openpyxl.Workbook()
    book.active.title = "附表"
    book.active.append(["h"])
    other = book.create_sheet("备查")
    other["B2"] = content
    other.sheet_state = state
    return saved(book)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_with_data_is_refused_unless_spoken_for(state):
    raw = two_sheets(state)
    with pytest.raises(SourceError, match="hidden sheet '备查' also holds data"):
        rows_of(raw)
    assert rows_of(raw, Said(ignore_sheets=("备查",))) == [("h",)]
    assert rows_of(raw, Said(sheet="备查", ignore_sheets=("附表",))) == [(None, None), (None, 1)]
    assert rows_of(two_sheets(state, None)) == [("h",)]


def test_of_two_visible_sheets_with_data_one_is_chosen_and_the_other_spoken_for():
    raw = two_sheets("visible")
    with pytest.raises(SourceError, match="2 visible sheets with data: '附表', '备查'"):
        rows_of(raw)
    with pytest.raises(SourceError, match="second sheet '备查' also holds data"):
        rows_of(raw, Said(sheet="附表"))
    with pytest.raises(SourceError, match=r"no sheet '附 表'[^$]*one of: '附表', '备查'"):
        rows_of(raw, Said(sheet="附 表"))
    assert rows_of(raw, Said(sheet="附表", ignore_sheets=("备查",))) == [("h",)]
    assert rows_of(raw, Said(ignore_sheets=("备查",))) == [("h",)]
    assert rows_of(two_sheets("visible", None)) == [("h",)]


def test_a_chart_sheet_is_no_data():
    book = openpyxl.load_workbook(io.BytesIO(PLAIN))
    book.create_chartsheet("图").add_chart(openpyxl.chart.BarChart())
    assert rows_of(saved(book)) == [("代码", "收入"), ("0001", 5)]


def test_workbooks_without_data_are_refused():
    with pytest.raises(SourceError, match="no data in any sheet"):
        rows_of(book_of(空=[]))
    with pytest.raises(SourceError, match="sheet '空' is empty"):
        rows_of(book_of(空=[], 满=[[1]]), Said(sheet="空", ignore_sheets=("满",)))


def lying(raw, part, declared):
    """The package with another unpacked length written for a part, in both of its headers."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        info = package.getinfo(part)
    content, name = bytearray(raw), part.encode()
    central = raw.rindex(b"PK\x01\x02", 0, raw.rindex(name))
    for at in (info.header_offset + 22, central + 24):
        content[at : at + 4] = struct.pack("<L", declared)
    return bytes(content)


BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><worksheet><sheetData><row><c><v>&j;</v></c></row></sheetData></worksheet>"
)


def with_strings(text):
    table = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%b</t></si></sst>'
    return with_parts(PLAIN, {STRINGS: table.encode() % text})


def nested(levels):
    content = PLAIN
    for level in range(levels):
        content = with_parts(content[:0] or _EMPTY_ZIP, {f"{level}.zip": content})
    return content


_EMPTY_ZIP = b"PK\x05\x06" + bytes(18)


def deep_xml():
    return sheet_xml("<row>" + "<a>" * 200_000 + "</a>" * 200_000 + "</row>")


def doubled():
    content = io.BytesIO(PLAIN)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(content, "a") as package:
        package.writestr(SHEET, sheet_xml('<row r="1"><c r="A1"><v>9</v></c></row>'))
    return content.getvalue()


def two_of_a_name():
    raw = book_of(甲=[[1]], 乙=[[2]])
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        book = package.read(BOOK)
    return with_parts(raw, {BOOK: book.replace("乙".encode(), "甲".encode())})


def far(place):
    line = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return with_cells(
        f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{line}"><c r="{place}"><v>1</v></c></row>'
    )


HOSTILE = {
    "a bomb by its declaration": (
        lambda: lying(PLAIN, SHEET, 0xFFFF_FFF0),
        r"far too large: it would unpack to 4,\d+ MiB",
    ),
    "a bomb that lies": (
        lambda: lying(with_cells("<row/>" * 2_000_000), SHEET, 500),
        "unpacks to more than the 500 bytes",
    ),
    "shared strings": (
        lambda: lying(with_strings(b"x"), STRINGS, 600 << 20),
        "xl/sharedStrings.xml alone to 600 MiB",
    ),
    "entities in a sheet": (lambda: with_parts(PLAIN, {SHEET: BILLION_LAUGHS}), "declares XML entities"),
    "entities in the book": (
        lambda: with_parts(PLAIN, {"xl/workbook.xml": BILLION_LAUGHS}),
        "declares XML entities",
    ),
    "the last cell of all": (lambda: far("XFD1048576"), r"reaches to cell XFD1048576 but fills 2 cells"),
    "a dimension that lies": (
        lambda: with_cells('<row r="1"><c r="ZZ700000"><v>1</v></c></row>', dimension="A1"),
        "ZZ700000",
    ),
    "a cell beyond the sheet": (
        lambda: with_cells('<row r="1"><c r="XFE1"><f>1</f></c></row>'),
        "'XFE1', which no sheet",
    ),
    "zips in zips": (lambda: nested(6), "is a zip archive and no workbook; it holds 5.zip"),
    "cut off": (lambda: PLAIN[:-100], "cut off or damaged"),
    "a value out of place": (
        lambda: with_cells('<row r="1"><c r="A1" t="inlineStr"><v>7</v></c></row>'),
        "has a cell whose value is not where its type says",
    ),
    "a hole": (lambda: PLAIN[:700] + bytes(60) + PLAIN[760:], "damaged"),
    "a part twice": (doubled, "holds its part xl/worksheets/sheet1.xml twice"),
    "two sheets of a name": (two_of_a_name, "two sheets of the same name"),
    "broken XML": (lambda: with_parts(PLAIN, {SHEET: sheet_xml("<row><c><f>1</c>")}), "is damaged XML"),
    "a sheet that is not there": (
        lambda: with_parts(PLAIN, {SHEET: None}),
        "names sheet '数据' but does not hold it",
    ),
    "a Word document": (lambda: with_parts(_EMPTY_ZIP, {"word/document.xml": b"<w/>"}), "is a Word document"),
    "an OpenDocument sheet": (
        lambda: with_parts(_EMPTY_ZIP, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        r"is an OpenDocument file \(.ods\)",
    ),
    "a binary workbook": (lambda: with_parts(_EMPTY_ZIP, {"xl/workbook.bin": b"x"}), "is a binary workbook"),
    "an empty archive": (lambda: _EMPTY_ZIP, "it holds nothing"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_damaged_workbook_is_refused_by_its_own_cause_soon_and_cheaply(kind):
    make, cause = HOSTILE[kind]
    raw = make()
    before, began = psutil.Process().memory_info().rss, time.monotonic()
    with pytest.raises(SourceError, match=cause) as refused:
        read_grid(raw, SILENT, "returns/a.xlsx")
    assert time.monotonic() - began < 10
    assert psutil.Process().memory_info().rss - before < 50 << 20
    assert "returns/a.xlsx: " in str(refused.value)
    assert readers_left() == []


def readers_left():
    """Processes that still read a workbook; other tests of this process may have children of their own."""
    return [one for one in psutil.Process().children() if "workbook_child" in " ".join(one.cmdline())]


def test_deeply_nested_xml_does_no_harm():
    with pytest.raises(SourceError, match="holds no data"):
        rows_of(with_parts(PLAIN, {SHEET: deep_xml()}))


def heavy(rows=3000, length=30_000):
    """One long shared text, named by many cells."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, rows + 1))
    return with_parts(with_strings(b"x" * length), {SHEET: sheet_xml(cells)})


@pytest.mark.parametrize(
    ("limits", "cause"),
    [
        ({"memory": 80 << 20}, "needs more than 80 MiB of memory"),
        ({"reply": 1 << 20}, "hold more than 1 MiB of text"),
        ({"wall": 0.01}, "takes longer than 0.01 seconds"),
    ],
)
def test_a_file_that_exceeds_a_limit_is_refused_and_its_process_ended(limits, cause):
    raw, began = heavy(), time.monotonic()
    with pytest.raises(SourceError, match=cause):
        read_workbook(raw, SILENT, "a.xlsx", isolation.LIMITS._replace(**limits))
    assert time.monotonic() - began < 5
    assert readers_left() == []


def test_a_small_workbook_is_read_at_once():
    began = time.monotonic()
    assert [rows_of(PLAIN)[1] for _ in range(5)] == [("0001", 5)] * 5
    assert time.monotonic() - began < 5


@given(st.integers(0, 16_383), st.integers(1, 1_048_576))
def test_the_name_of_a_column_leads_back_to_it(column, line):
    assert column_of(cell_name(column, line).rstrip("0123456789")) == column


@pytest.mark.parametrize("letters", ["", "XFE", "AAAA", "a", "Ａ", "A-"])
def test_what_is_no_column_has_no_place(letters):
    assert column_of(letters) == -1


@pytest.mark.parametrize("seed", range(10))
def test_a_mutated_workbook_is_read_unchanged_or_refused(seed):
    raw = bytearray(PLAIN)
    for step in range(1, 4):
        raw[(seed * 7919 + step * step * 104_729) % len(raw)] ^= 1 + (seed * step) % 255
    with contextlib.suppress(SourceError):
        assert rows_of(bytes(raw)) == [("代码", "收入"), ("0001", 5)]
