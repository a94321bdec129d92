"""Written workbooks, opened again with other programs' readers and as raw XML."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from analysis.errors import MonitorError
from analysis.exports.workbook import Sheet, safe_workbook

HOSTILE = [
    '=HYPERLINK("http://x","常德")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "=cmd|' /C calc'!A0",
    "{=1+1}",
    "http://example.org",
    "_x0041_",
    "0123",
    "1E5",
    " 前后空格 ",
    "两\n行",
]


def written(frame, lang="zh", **said):
    return safe_workbook([Sheet("表", frame, **said)], (), lang)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def sheet_xml(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode("utf-8")


def test_a_text_stays_text_whatever_it_begins_with():
    content = written(pd.DataFrame({"name": HOSTILE, "=heading": HOSTILE}))
    cells = [row[0] for row in opened(content).active.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    xml = sheet_xml(content)
    assert "<f" not in xml
    assert "<hyperlink" not in xml
    assert len(re.findall(r't="(?:inlineStr|s)"', xml)) == 2 * len(HOSTILE) + 2


def test_a_reader_gets_the_very_text_back():
    content = written(pd.DataFrame({"name": HOSTILE}))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == [text.replace("\r", "␍") for text in HOSTILE]


def test_a_text_like_a_formula_is_kept_text_when_its_cell_is_edited():
    cells = [row[0] for row in opened(written(pd.DataFrame({"name": HOSTILE}))).active.iter_rows(min_row=2)]
    assert [bool(cell.quotePrefix) for cell in cells] == [text[0] in "=+-@\t" for text in HOSTILE]
    assert {cell.number_format for cell in cells} == {"@"}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=30), min_size=1, max_size=8))
def test_any_text_at_all_makes_a_workbook_that_opens(texts):
    sheet = opened(written(pd.DataFrame({"x": pd.Series(texts, dtype=object)}))).active
    assert sheet.max_row == len(texts) + 1
    assert all(row[0].data_type in "sn" for row in sheet.iter_rows(min_row=2))


def test_codes_stay_text_and_numbers_stay_numbers():
    frame = pd.DataFrame({
        "enterprise_id": ["00123456X", "914307001864301234"],
        "value": [Decimal("1234.5"), np.float64(0.1)],
        "count": pd.array([3, None], dtype="Int64"),
        "long": [10**15 - 1, 10**15],
        "day": [date(2009, 12, 31), pd.Timestamp("2010-01-01")],
        "flag": [True, np.False_],
    })  # fmt: skip
    first, second = list(opened(written(frame)).active.iter_rows(min_row=2, values_only=True))
    assert first[:4] == ("00123456X", 1234.5, 3, 999999999999999)
    assert second[:4] == ("914307001864301234", 0.1, None, "1000000000000000")
    assert [first[4].date(), second[4].date()] == [date(2009, 12, 31), date(2010, 1, 1)]
    assert (first[5], second[5]) == (True, False)


@pytest.mark.parametrize("value", [None, np.nan, pd.NA, pd.NaT, Decimal("NaN")])
def test_a_missing_value_is_an_empty_cell(value):
    frame = pd.DataFrame({"a": pd.Series([value], dtype=object), "b": [1]})
    assert opened(written(frame)).active["A2"].value is None


def test_infinity_and_days_no_spreadsheet_counts_are_text():
    frame = pd.DataFrame({"a": pd.Series([float("inf"), date(1890, 1, 1)], dtype=object)})
    assert [row[0] for row in opened(written(frame)).active.iter_rows(min_row=2, values_only=True)] == [
        "inf",
        "1890-01-01",
    ]


def test_units_set_the_number_format_and_stand_in_the_heading():
    frame = pd.DataFrame({"year": [2009], "revenue": [9043000.0], "share": [0.894], "employees": [1200]})
    sheet = opened(
        written(
            frame,
            units={"revenue": "万元", "share": "1", "employees": "人"},
            headings={"revenue": "主营业务收入"},
        )
    ).active
    assert [cell.value for cell in sheet[1]] == ["year", "主营业务收入（万元）", "share", "employees（人）"]
    assert [cell.number_format for cell in sheet[2]] == ["0", "#,##0.00", "0.0%", "#,##0"]


def test_the_sheet_is_set_up_for_reading_and_printing():
    frame = pd.DataFrame({"企业名称": ["常德卷烟厂有限责任公司"], "x": [1]})
    sheet = opened(written(frame, above=("标题", "说明"))).active
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:B4"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.column_dimensions["A"].width >= 2 * len("常德卷烟厂有限责任公司")


def test_a_named_index_and_two_level_columns_become_plain_columns():
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("收入", "2008"), ("收入", "2009")]))
    frame.index = pd.Index(["tobacco"], name="cluster")
    assert [cell.value for cell in opened(written(frame)).active[1]] == [
        "cluster",
        "收入 / 2008",
        "收入 / 2009",
    ]


def test_notes_become_the_last_sheet_and_titles_are_made_valid():
    sheets = [Sheet("a/b", pd.DataFrame({"x": [1]})), Sheet("a/b", pd.DataFrame())]
    book = opened(safe_workbook(sheets, ("=注1", "second"), "en"))
    assert book.sheetnames == ["a_b", "a_b (2)", "Notes"]
    assert [row[0] for row in book["Notes"].iter_rows(values_only=True)] == ["=注1", "second"]


def test_equal_content_gives_equal_bytes():
    frame = pd.DataFrame({"a": HOSTILE, "b": range(len(HOSTILE))})
    assert written(frame) == written(frame.copy())


def test_a_table_larger_than_a_sheet_is_refused():
    with pytest.raises(MonitorError, match=r"1,048,577 rows and 1 columns do not fit a sheet"):
        written(pd.DataFrame({"a": np.zeros(1_048_576)}))
