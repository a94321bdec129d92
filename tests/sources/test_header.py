import pytest
from raw_city import COLUMNS, HEADER, ROW, rejected_of, rows_of, sheet_of

from analysis.errors import SourceError


def test_unknown_and_missing_columns_are_named_with_the_closest(read):
    with pytest.raises(SourceError, match=r"'主营业务收人' is not in the sidecar.*closest: '主营业务收入'"):
        read(sheet_of(ROW, header=HEADER.replace("收入", "收人")))


def test_a_repeated_column_name_is_refused(read):
    with pytest.raises(SourceError, match="'主营业务收入' appears more than once"):
        read(sheet_of(ROW + ",1", header=HEADER + ",主营业务收入"))


def test_a_figure_under_no_header_is_rejected_not_lost(read):
    delivery = read(sheet_of(ROW + ",", ROW.replace("001,", "002,") + ",77", header=HEADER + ","))
    assert [(r["line"], r["rule"]) for r in rejected_of(delivery)] == [(3, "row_does_not_fit_header")]


@pytest.mark.parametrize("printed", ["单位：千元", "计量单位: 亿元", "单位：人、千元"])
def test_a_unit_line_that_contradicts_the_sidecar_is_refused(read, printed):
    with pytest.raises(SourceError, match="its sidecar says 万元"):
        read(f"{printed}\n{sheet_of(ROW)}", header_rows=[2], unit_line=1)


def test_an_undeclared_unit_line_is_checked_too(read):
    with pytest.raises(SourceError, match="its sidecar says 万元"):
        read(f"主要指标\n单位：千元,,,,,,\n{sheet_of(ROW)}", header_rows=[3])


def test_a_unit_line_without_a_unit_is_refused(read):
    with pytest.raises(SourceError, match="names no unit"):
        read(f"主要指标\n{sheet_of(ROW)}", header_rows=[2], unit_line=1)


def test_a_unit_in_a_column_name_is_held_against_the_sidecar(read):
    header = HEADER.replace("收入", "收入（千元）")
    columns = {k.replace("收入", "收入（千元）"): v for k, v in COLUMNS.items()}
    with pytest.raises(SourceError, match="says 千元, its sidecar says 万元"):
        read(sheet_of(ROW, header=header), columns=columns)
    assert rows_of(read(sheet_of(ROW, header=header), columns=columns, unit="千元"))[0]["revenue"] == 147450


@pytest.mark.parametrize(("unit", "expected"), [("元", 147.45), ("千元", 147450), ("亿元", 14745000000)])
def test_money_arrives_in_the_citys_unit(read, unit, expected):
    assert rows_of(read(sheet_of(ROW), unit=unit))[0]["revenue"] == expected
