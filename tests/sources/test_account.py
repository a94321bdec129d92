"""Where a rejected figure stands, as its sender sees the file."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from analysis.policy import load_policy
from analysis.sources.account import FileRecord
from analysis.sources.delivery import read_delivery

POLICY = load_policy(Path(__file__).parents[2] / "data" / "policy")
SIDECAR = """table: enterprise_year
kind: synthetic
producer: {zh: 市统计局, en: statistics office}
obtained: 2008-03-01
period: {year: 2007}
unit: 万元
header_rows: [2]
columns:
  组织机构代码: enterprise_id
  单位名称: name
  区县: district
  产业集群: cluster
  主营业务收入: revenue
"""


@pytest.fixture
def record(tmp_path):
    """The record of a workbook with a title line above its header, revenue in the fifth column."""
    book = Workbook()
    sheet = book.active
    sheet.title = "年报"
    sheet.append(["2007年规模以上工业企业"])
    sheet.append(["组织机构代码", "单位名称", "区县", "产业集群", "主营业务收入"])
    sheet.append(["10163175X", "甲", "武陵区", "食品", 100])
    book.save(tmp_path / "annual.xlsx")
    (tmp_path / "annual.xlsx.source.yaml").write_text(SIDECAR, encoding="utf-8")
    return FileRecord.of(read_delivery(tmp_path / "annual.xlsx", tmp_path, POLICY))


def test_a_figure_of_a_workbook_has_its_sheet_its_printed_column_and_its_cell(record):
    assert record.place_of("revenue", 3) == {"sheet": "年报", "column": "主营业务收入", "cell": "E3"}


def test_a_text_file_has_no_sheet_and_no_cell(record):
    text = record.model_copy(update={"sheet": None})
    assert text.place_of("revenue", 3) == {"sheet": None, "column": "主营业务收入", "cell": None}


def test_a_column_the_file_does_not_have_keeps_its_name(record):
    assert record.place_of("tax", 3) == {"sheet": "年报", "column": "tax", "cell": None}
