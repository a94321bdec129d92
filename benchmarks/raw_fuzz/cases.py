"""Valid deliveries to start from: files of the sample cut to a few rows, in every format and encoding."""

import csv
import io
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import openpyxl
import xlwt
import yaml

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
KEPT_ROWS, HEADS = 10, 4


@dataclass(frozen=True)
class Case:
    """One delivery as rows of cells, and how they are written down; `merged` are (top, left, bottom, right) from 0."""

    name: str
    rows: tuple
    sidecar: dict
    form: str = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    line_end: str = "\r\n"
    merged: tuple = ()
    sheet: str = "附表1"

    @property
    def first_data(self):
        """Index of the first row behind the header."""
        return max(self.sidecar["header_rows"])

    def with_rows(self, rows):
        return replace(self, rows=tuple(tuple(row) for row in rows))

    def file(self):
        """The bytes of the file."""
        return {"csv": _text, "xlsx": _workbook, "xls": _old_workbook}[self.form](self)

    def write(self, folder):
        """Writes both files below `folder`; the path of the first."""
        path = folder / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.file())
        path.with_name(f"{path.name}.source.yaml").write_bytes(self.sidecar_file())
        return path

    def sidecar_file(self):
        """The bytes of its sidecar."""
        return yaml.safe_dump(self.sidecar, allow_unicode=True, sort_keys=False).encode("utf-8")


def _text(case):
    written = io.StringIO()
    csv.writer(written, delimiter=case.delimiter, lineterminator=case.line_end).writerows(case.rows)
    return written.getvalue().encode(case.encoding)


def _workbook(case):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = case.sheet
    for line, row in enumerate(case.rows, start=1):
        for column, cell in enumerate(row, start=1):
            if cell not in (None, ""):
                sheet.cell(line, column).value = _allowed(cell)
    for top, left, bottom, right in case.merged:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _allowed(cell):
    return openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell


def _old_workbook(case):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(case.sheet, cell_overwrite_ok=True)
    for line, row in enumerate(case.rows):
        for column, cell in enumerate(row):
            if cell not in (None, ""):
                sheet.write(line, column, cell)
    for top, left, bottom, right in case.merged:
        sheet.merge(top, bottom, left, right)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def valid_cases():
    """Every valid delivery the mutations start from, texts first."""
    texts = [*_sampled_texts(), *_recoded(), _declared_signs(), _own_codes(), _events(), _western()]
    return [*texts, _sampled_workbook(2008), _sampled_workbook(2010), _as_old(_sampled_workbook(2009))]


def _sampled_texts():
    return [
        _sampled("returns/annual_2005.csv", "gb18030"),
        _sampled("returns/annual_2006.csv", "gb18030"),
        _sampled("returns/ytd_2007_05.csv", "utf-8"),
        _sampled("returns/ytd_2009_02.csv", "utf-8-sig"),
        _sampled("register/register_2006.csv", "utf-8"),
        _sampled("returns/energy_balance_2009.csv", "utf-8"),
        _sampled("official/changde_gdp.csv", "utf-8"),
        _sampled("official/energy_per_gdp.csv", "utf-8"),
    ]


def _sampled(name, encoding):
    content = (RAW / name).read_bytes().decode(encoding)
    return Case(
        name, _cut(csv.reader(io.StringIO(content, newline=""))), _sidecar_of(name), encoding=encoding
    )


def _sidecar_of(name):
    said = yaml.safe_load((RAW / f"{name}.source.yaml").read_text(encoding="utf-8"))
    return said | {"obtained": str(said["obtained"])}


def _cut(rows):
    rows = [tuple("" if cell is None else cell for cell in row) for row in rows]
    return (*rows[: HEADS + KEPT_ROWS], *rows[max(HEADS + KEPT_ROWS, len(rows) - 3) :])


def _recoded():
    ytd, annual = _sampled("returns/ytd_2008_02.csv", "utf-8"), _sampled("returns/annual_2007.csv", "gb18030")
    return [
        replace(ytd, name="returns/ytd_2008_02.txt", encoding="utf-16", delimiter="\t"),
        replace(annual, encoding="utf-8-sig", delimiter=";", line_end="\n"),
        replace(_sampled("register/register_2008.csv", "utf-8"), encoding="gb18030", line_end="\r"),
    ]


def _declared_signs():
    """An annual return that uses everything a sidecar can declare."""
    case = _sampled("returns/annual_2006.csv", "gb18030")
    rows = [list(row) for row in case.rows]
    printed = [
        "…",
        "—",
        "(123)",
        "△45",
        "−7",
        "12①",
        "1,234.5",
        "１２．３",
        "2.4亿",
        "88*",
        "(88)注1",
        " 90 ",
    ]
    for number, cell in enumerate(printed):
        rows[case.first_data + number % KEPT_ROWS][6 + number % 4] = cell
    declared = {
        "symbols": {"—": "missing", "…": "zero", "-": "not_applicable", "...": "below_unit"},
        "negatives": ["parentheses", "triangle", "minus_sign"],
        "inline_units": ["revenue", "value_added"],
    }
    return replace(case.with_rows(rows), sidecar=case.sidecar | declared)


def _own_codes():
    """A return of several periods under the sender's own numbers."""
    case = _sampled("returns/ytd_2008_08.csv", "utf-8")
    periods = [
        "2008年1-8月",
        "2008年1-5月",
        "2009年",
        "2009年一季度",
        "2009年上半年",
        "09年1-11月",
        "２００９年1-2月",
    ]
    rows = [(*case.rows[0], "时期")]
    rows += [
        (f"4307-{number:05d}", *row[1:], periods[number % len(periods)])
        for number, row in enumerate(case.rows[1:])
    ]
    said = deepcopy(case.sidecar) | {"codes": "own"}
    del said["period"]
    said["columns"]["时期"] = "period"
    return replace(case.with_rows(rows), sidecar=said)


def _events():
    header = ("编号", "承诺", "日期", "名称", "区县", "数量", "金额", "备注")
    names = ("event_id", "commitment_id", "date", "name", "district", "quantity", "amount", "note")
    rows = [
        (f"E{number:03d}", f"C{100 + number:03d}", f"2009-{number + 1:02d}-15", f"培训班第{number}期", "武陵区",
         str(number * 10), f"{number}.5", "按季度")
        for number in range(KEPT_ROWS)
    ]  # fmt: skip
    said = {
        "table": "programme_event", "kind": "synthetic", "producer": {"zh": "经委", "en": "Economic commission"},
        "obtained": "2010-01-20", "unit": "万元", "header_rows": [1],
        "columns": dict(zip(header, names, strict=True)),
    }  # fmt: skip
    return Case("programme/events_2009.csv", (header, *rows), said)


def _western():
    """A return of an office that writes decimal commas and never sent Chinese."""
    header = ("Code", "Name", "District", "Cluster", "Revenue", "Output")
    names = ("enterprise_id", "name", "district", "cluster", "revenue", "gross_output")
    rows = [
        (
            f"DE-{number:04d}",
            f"Müller & Söhne {number}",
            "Wuling District",
            "Food cluster",
            printed,
            f"{number}00,5",
        )
        for number, printed in enumerate(
            ["12,5", "1.234,5", "1.234", "-3,25*", "0,001", "7", "88,10", "1234567,89"]
        )
    ]
    said = {
        "table": "enterprise_year", "kind": "synthetic", "producer": {"zh": "局", "en": "Office"},
        "obtained": "2010-01-20", "period": {"year": 2009}, "unit": "m yuan", "header_rows": [1],
        "columns": dict(zip(header, names, strict=True)), "codes": "own", "decimal": "comma",
        "encoding": "windows-1252",
    }  # fmt: skip
    return Case("returns/annual_west.csv", (header, *rows), said, encoding="windows-1252", delimiter=";")


def _sampled_workbook(year):
    name = f"returns/annual_{year}.xlsx"
    sheet = openpyxl.load_workbook(RAW / name).active
    merged = tuple(
        (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
        for area in sheet.merged_cells.ranges
        if area.max_row <= HEADS + 1
    )
    rows = _cut(sheet.iter_rows(values_only=True))
    return Case(name, rows, _sidecar_of(name), form="xlsx", merged=tuple(sorted(merged)))


def _as_old(case):
    return replace(case, name=case.name.replace(".xlsx", ".xls"), form="xls")
