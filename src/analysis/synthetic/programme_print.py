"""Programme rows as an office prints them: its headers, days and unit, as text or workbook, with the sidecar."""

from itertools import groupby

import pandas as pd
from openpyxl.worksheet.cell_range import CellRange

from analysis.synthetic.calibration import changde
from analysis.synthetic.files import lines, with_sidecar
from analysis.synthetic.workbook import SHEET, workbook_bytes
from analysis.tables import DATE, MONEY, VALIDATED
from analysis.units import to_unit

_DIGITS = {"元": 0, "万元": 2, "亿元": 4}
_DAY = {
    "chinese": "{0.year}年{0.month}月{0.day}日",
    "slash": "{0.year}/{0.month}/{0.day}",
    "iso": "{0:%Y-%m-%d}",
}
_NUMBERS = ("quantity", "whole")
TOTAL, NOTE = "合计", "注："


def printed_file(office, table, rows, batch, names):
    """One file and its sidecar: `rows` of `table` (dicts of canonical columns) in the office's words.

    `names` is enterprise id -> name, for the column beside the code that offices print for the reader.
    """
    cells = [[_cell(office, table, row, column, names) for column in office.columns.values()] for row in rows]
    title = f"{office.title}（{batch.words}）"
    closing = ([_total(office, table, cells)] if office.total else []) + [[office.note]]
    workbook = office.format == "xlsx"
    content, layout = (_workbook if workbook else _text)(office, table, title, cells, closing)
    name = f"programme/{office.file}_{batch.name}.{'xlsx' if workbook else 'csv'}"
    return with_sidecar(
        name, content, table=table, producer=office.producer.model_dump(), obtained=batch.received,
        **_unit(office), **layout, columns=office.columns, **({"totals": [TOTAL]} if office.total else {}),
        notes=[NOTE], **({"symbols": {office.blank: "missing"}} if office.blank else {}),
    )  # fmt: skip


def _unit(office):
    return {"unit": office.unit} if office.unit else {}


def _cell(office, table, row, column, names):
    if column == "ignore":
        return names.get(row.get("enterprise_id"), "")
    value = row.get(column)
    if column in _NUMBERS or _type(table, column) == MONEY:
        return office.blank if pd.isna(value) else _number(office, column, value)
    return "" if pd.isna(value) else _word(office, table, column, value)


def _word(office, table, column, value):
    if column == "district":
        return changde().districts[value].name
    if column == "cluster":
        return changde().clusters[value]
    if _type(table, column) == DATE and office.days != "cells":
        return _DAY[office.days].format(value)
    return value


def _number(office, column, value):
    """A count as it is, money in the office's unit; whole where it is whole."""
    if column in _NUMBERS:
        return _plain(round(float(value), 2))
    return _plain(round(to_unit(float(value), "万元", office.unit), _DIGITS[office.unit]))


def _type(table, column):
    return VALIDATED[table].column(column).type


def _plain(number):
    return int(number) if number == int(number) else number


def _total(office, table, cells):
    money = _money_places(office, table)
    sums = [sum(row[i] or 0 for row in cells) if i in money else "" for i in range(len(office.columns))]
    return [TOTAL, *[_plain(round(value, 4)) if value != "" else "" for value in sums[1:]]]


def _text(office, table, title, cells, closing):
    above = [[title]] + ([[f"单位：{office.unit}"]] if office.unit else [])
    content = lines([*above, list(office.columns), *cells, *closing], office.format)
    return content, {"header_rows": [len(above) + 1], **({"unit_line": 2} if office.unit else {})}


def _workbook(office, table, title, cells, closing):
    levels = [(*header.split("/"), None)[:2] for header in office.columns]
    above = [[title], [f"单位：{office.unit}"]] if office.unit else [[title]]
    first = len(above) + 1
    upper = [None if i and levels[i - 1][0] == group else group for i, (group, _) in enumerate(levels)]
    content = workbook_bytes(
        above, [upper, [lower for _, lower in levels]],
        [[None if value == "" else value for value in row] for row in cells], closing,
        merged=_merged(levels, first), money_columns=_money_places(office, table), unit=office.unit,
    )  # fmt: skip
    layout = {"sheet": SHEET, "header_rows": [first, first + 1]}
    return content, layout | ({"unit_line": 2} if office.unit else {})


def _money_places(office, table):
    return {i for i, c in enumerate(office.columns.values()) if c != "ignore" and _type(table, c) == MONEY}


def _merged(levels, first):
    """The title over all columns, a group over its columns, a lone header over both header rows."""
    spans, left = [CellRange(min_col=1, max_col=len(levels), min_row=1, max_row=1)], 1
    for _, same in groupby(levels, key=lambda level: level[0]):
        of_group = list(same)
        right = left + len(of_group) - 1
        bottom = first + 1 if of_group[0][1] is None else first
        if (left, first) != (right, bottom):
            spans.append(CellRange(min_col=left, max_col=right, min_row=first, max_row=bottom))
        left = right + 1
    return spans
