import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from raw_city import COLUMNS, HEADER, ROW, rejected_of, rows_of, sheet_of

from analysis.errors import SourceError
from analysis.sources.grid import physical_lines

TWO_LEVELS = {
    **{k: v for k, v in COLUMNS.items() if v != "revenue"},
    "工业总产值/当年价格": "gross_output",
    "工业总产值/比上年增长(%)": "ignore",
    "主营业务收入": "revenue",
}


def workbook(*, formula=None, error=None, code="430700001", extra_sheet=None, extra_cell=None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "附表1"
    names = list(COLUMNS)[:-1]
    sheet.append(["2007年工业企业主要指标"])
    sheet.append(["单位：万元"])
    sheet.append([*names, "工业总产值", None, "主营业务收入"])
    sheet.append([*[None] * len(names), "当年价格", "比上年增长(%)", None])
    sheet.append(
        [code, "常德卷烟厂", "武陵区", None, "1620", "烟草", 1500000.25, 12.5, formula or error or 1474500]
    )
    sheet.append([])
    for column in [*range(1, len(names) + 1), 9]:
        sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    sheet.merge_cells("G3:H3")
    if extra_sheet:
        extra = book.create_sheet("说明")
        extra.sheet_state, extra["B2"] = extra_sheet, extra_cell
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


XLSX = {"name": "returns/a.xlsx", "header_rows": [3, 4], "unit_line": 2, "columns": TWO_LEVELS}


@given(st.binary(max_size=60).map(lambda raw: raw.replace(b"\0", b"")))
def test_physical_lines_are_those_of_the_bytes(raw):
    assert (
        physical_lines(raw) == len((raw + b"|").splitlines()) - (raw.endswith((b"\n", b"\r")) or not raw)
        or not raw
    )


def test_a_merged_header_is_read_and_every_sheet_row_is_counted(read):
    delivery = read(workbook(), **XLSX)
    assert rows_of(delivery)[0]["gross_output"] == 1500000.25
    assert rows_of(delivery)[0]["revenue"] == 1474500
    assert delivery.account.lines_in == 5
    assert delivery.account.non_data | {"title": 1, "unit": 1, "header": 2} == delivery.account.non_data


def test_the_format_is_chosen_by_content_not_by_ending(read):
    assert read(workbook(), **XLSX | {"name": "returns/a"}).encoding == "xlsx"
    assert read(sheet_of(ROW), name="returns/b").encoding == "gb18030"
    with pytest.raises(SourceError, match=r"ends in \.csv, but it is an \.xlsx workbook"):
        read(workbook(), **XLSX | {"name": "returns/a.csv"})
    with pytest.raises(SourceError, match=r"ends in \.xlsx, but it is a text file"):
        read(sheet_of(ROW), name="returns/b.xlsx")


def test_a_formula_without_a_calculated_value_is_rejected_with_its_cell(read):
    delivery = read(workbook(formula="=SUM(G5:H5)"), **XLSX)
    (rejected,) = rejected_of(delivery)
    assert (rejected["rule"], rejected["raw"]) == ("formula_not_calculated", "=SUM(G5:H5)")
    assert "I5" in rejected["hint"]
    assert rejected["sheet"] == "附表1"


def test_a_formula_error_is_rejected_and_not_missing(read):
    (rejected,) = rejected_of(read(workbook(error="#DIV/0!"), **XLSX))
    assert (rejected["rule"], rejected["raw"], rejected["line"]) == ("formula_error", "#DIV/0!", 5)


def test_a_code_stored_as_a_number_is_rejected_never_padded(read):
    (rejected,) = rejected_of(read(workbook(code=430700001), **XLSX))
    assert rejected["rule"] == "code_stored_as_number"


def test_an_empty_second_sheet_is_nothing_and_one_with_data_is_not_passed_over(read):
    for state in ("hidden", "visible"):
        assert read(workbook(extra_sheet=state), **XLSX).account.accepted == 1
        with pytest.raises(SourceError, match="sheet '说明' also holds data"):
            read(workbook(extra_sheet=state, extra_cell="注"), **XLSX, sheet="附表1")
    with pytest.raises(SourceError, match="2 visible sheets with data"):
        read(workbook(extra_sheet="visible", extra_cell="注"), **XLSX)


@pytest.mark.parametrize(
    ("raw", "name"),
    [(b"PK\x03\x04 not a zip", "a.xlsx"), (workbook()[:900], "a.xlsx"), (b"\xd0\xcf\x11\xe0old", "a.xls")],
)
def test_a_broken_workbook_is_refused(read, raw, name):
    with pytest.raises(SourceError, match="workbook"):
        read(raw, name=name)


@pytest.mark.parametrize("raw", [b"", b"\n \n"])
def test_an_empty_file_is_refused(read, raw):
    with pytest.raises(SourceError, match="is empty"):
        read(raw)


def test_tabs_and_utf16_from_a_spreadsheet_are_read(read):
    text = sheet_of(ROW).replace(",", "\t").replace("\n", "\r\n")
    delivery = read(text.encode("utf-16"))
    assert delivery.account.accepted == 1
    assert delivery.account.lines_in == 2


def test_an_unclosed_quote_is_refused_with_the_line_it_opened_on(read):
    with pytest.raises(SourceError, match="line 3: a quotation mark opened here"):
        read(sheet_of(ROW, '430700002,"没有结束,武陵区,,1620,烟草,5', ROW))


def test_a_quote_over_two_lines_rejects_both_lines(read):
    delivery = read(sheet_of(ROW, '430700002,"两\n行",武陵区,,1620,烟草,5'))
    assert (delivery.account.accepted, delivery.account.rejected) == (1, 2)
    assert rejected_of(delivery)[0]["rule"] == "row_spans_lines"


@pytest.mark.parametrize("row", ["430700002,短行,武陵区,,1620,烟草", ROW + ",9", "430700002"])
def test_a_short_or_long_row_is_rejected_with_its_line(read, row):
    delivery = read(sheet_of(ROW, row))
    assert [(r["line"], r["rule"]) for r in rejected_of(delivery)] == [(3, "row_does_not_fit_header")]


def test_a_header_repeated_at_a_page_break_is_a_header(read):
    delivery = read(sheet_of(ROW, HEADER, ROW.replace("430700001", "430700002")))
    assert (delivery.account.accepted, delivery.account.non_data["header"]) == (2, 2)
