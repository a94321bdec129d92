"""Frames written for people who go on in a spreadsheet, opened again with another program's reader."""

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.exports import to_excel
from analysis.exports.columns import unit_of

FRAME = pd.DataFrame(
    {
        "year": [2009, 2010],
        "cluster": ["=tobacco()", "food"],
        "revenue": [2410000.0, None],
        "value_added_share": [0.456, 0.5],
        "energy_tce": [12345.0, 1.0],
        "enterprises": [57, 560],
    }
)


def opened(path):
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize(
    ("column", "unit"),
    [
        ("revenue", "万元"),
        ("park_revenue", "万元"),
        ("capacity_revenue", "万元"),
        ("energy_tce", "tce"),
        ("leading_share", "1"),
        ("share_of_city", "1"),
        ("matched_growth", "1"),
        ("enterprises", "count"),
        ("energy_change", None),
        ("year", None),
        ("herfindahl", None),
    ],
)
def test_the_suffix_of_a_column_says_its_unit(column, unit):
    assert unit_of(column, "万元") == unit


def test_money_shares_and_counts_have_their_formats_and_units(tmp_path):
    page = opened(to_excel(FRAME, tmp_path / "t.xlsx", lang="en", money_unit="万元")).worksheets[0]
    head = [cell.value for cell in page[1]]
    assert head == ["Year", "Cluster", "Revenue, 万元", "value_added_share", "Energy use, tce", "Enterprises"]
    assert [cell.number_format for cell in page[2]] == ["0", "@", "#,##0.00", "0.0%", "#,##0", "#,##0"]


def test_a_missing_value_is_an_empty_cell_and_a_formula_stays_text(tmp_path):
    page = opened(to_excel(FRAME, tmp_path / "t.xlsx")).worksheets[0]
    assert page["C3"].value is None
    assert (page["B2"].value, page["B2"].data_type) == ("=tobacco()", "s")


def test_the_last_sheet_lists_columns_and_notes(tmp_path):
    book = opened(
        to_excel(FRAME, tmp_path / "t.xlsx", lang="en", money_unit="万元", notes=["as of 2010-09-30"])
    )
    said = [row[0].value for row in book.worksheets[-1].iter_rows()]
    assert "as of 2010-09-30" in said
    assert "Revenue: revenue, in 万元" in said


def test_an_index_with_a_name_is_kept_and_a_series_is_a_table(tmp_path):
    series = pd.Series([1.0, 2.0], pd.Index([2009, 2010], name="year"), name="revenue")
    page = opened(to_excel(series, tmp_path / "t.xlsx", lang="en")).worksheets[0]
    assert [cell.value for cell in page[1]] == ["Year", "Revenue"]
    labels = pd.DataFrame({"value": [1.0]}, index=["food"])
    assert opened(to_excel(labels, tmp_path / "u.xlsx")).worksheets[0]["A2"].value == "food"


def test_a_file_that_is_there_is_replaced_only_when_told_so(tmp_path):
    path = to_excel(FRAME, tmp_path / "t.xlsx")
    before = path.read_bytes()
    with pytest.raises(MonitorError, match="is there already"):
        to_excel(FRAME.head(1), path)
    assert path.read_bytes() == before
    to_excel(FRAME.head(1), path, overwrite=True)
    assert opened(path).worksheets[0].max_row == 2


@pytest.mark.parametrize("name", ["table.csv", "table", "table.xls"])
def test_a_name_with_another_ending_is_refused(tmp_path, name):
    with pytest.raises(MonitorError, match="does not say what is in the file"):
        to_excel(FRAME, tmp_path / name)


def test_nothing_is_written_into_the_data_of_a_city(tmp_path):
    (tmp_path / "data" / "policy").mkdir(parents=True)
    (tmp_path / "data" / "policy" / "decree.yaml").touch()
    with pytest.raises(MonitorError, match="lies in the city's data"):
        to_excel(FRAME, tmp_path / "data" / "raw" / "t.xlsx")


def test_rows_of_enterprises_are_written_only_when_asked_for(tmp_path):
    rows = FRAME.assign(enterprise_id="430700001")
    with pytest.raises(MonitorError, match="confidential"):
        to_excel(rows, tmp_path / "t.xlsx")
    with pytest.raises(MonitorError, match="confidential"):
        to_excel(rows.set_index("enterprise_id"), tmp_path / "t.xlsx")
    page = opened(to_excel(rows, tmp_path / "t.xlsx", enterprises=True, lang="en")).worksheets[0]
    assert "confidential" in page["A1"].value


def test_no_table_is_no_workbook(tmp_path):
    with pytest.raises(MonitorError, match="no table"):
        to_excel({}, tmp_path / "t.xlsx")


@settings(max_examples=25, deadline=None)
@given(title=st.text(min_size=1, max_size=60), cell=st.text(max_size=40))
def test_any_title_and_any_text_give_a_workbook_that_opens_without_a_formula(tmp_path_factory, title, cell):
    path = tmp_path_factory.mktemp("any") / "t.xlsx"
    book = opened(to_excel({title: pd.DataFrame({"name": [cell]})}, path))
    assert len(book.sheetnames[0]) <= 31
    assert all(each.data_type != "f" for page in book for row in page.iter_rows() for each in row)
