import contextlib
import math
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources import cells

AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False)


@given(AMOUNTS)
def test_number_reads_back_what_was_printed(value):
    assert cells.number(f"{value:f}") == value


@given(AMOUNTS)
def test_number_reads_thousands_and_full_width_alike(value):
    printed = f"{value:,f}"
    wide = printed.translate(str.maketrans("0123456789.,-", "０１２３４５６７８９．，－"))
    assert cells.number(printed) == cells.number(wide) == value


@given(st.text(max_size=12))
def test_number_is_finite_missing_or_refused(printed):
    with contextlib.suppress(cells.CellError):
        value = cells.number(printed)
        assert value is None or value.is_finite()


@pytest.mark.parametrize(
    "printed",
    ["1,23", "12,34,567", ",123", "1 234", "1e5", "1E5", "inf", "nan", "NaN", "NA", "None", "12①", "12*",
     "12¹", "(123)", "△123", "−5", "+5", "5.", ".5", "007", "2.4亿", "240000元", "0x10", "1_000", "12%",
     "#DIV/0!", "…", "١٢"],
)  # fmt: skip
def test_number_refuses_what_is_not_plainly_a_number(printed):
    with pytest.raises(cells.CellError):
        cells.number(printed)


@pytest.mark.parametrize("blank", [None, "", "  ", "\u3000"])
def test_blank_is_missing_and_never_zero(blank):
    assert cells.number(blank) is None


def test_signs_mean_only_what_the_sidecar_says():
    symbols = {"—": "missing", "…": "zero", "×": "not_applicable"}
    assert cells.number("—", symbols) is None
    assert cells.number("×", symbols) is None
    assert cells.number("…", symbols) == 0
    with pytest.raises(cells.CellError, match="not_a_number"):
        cells.number("-", symbols)


@pytest.mark.parametrize("cell", [math.nan, math.inf, -math.inf, True, datetime(2008, 1, 1), 1e19])
def test_number_refuses_spreadsheet_values_that_are_none(cell):
    with pytest.raises(cells.CellError):
        cells.number(cell)


def test_spreadsheet_number_is_the_decimal_a_person_typed():
    assert cells.number(0.1) == Decimal("0.1")
    assert cells.number(1474500) == 1474500


def test_count_has_no_decimals():
    assert cells.count("1,200") == 1200
    assert cells.count(12.0) == 12
    with pytest.raises(cells.CellError, match="not_a_whole_number"):
        cells.count("12.5")


@pytest.mark.parametrize(
    "name", ["NA", "None", "null", "nan", "常德市金鹏印务（集团）有限公司", "=HYPERLINK(1)"]
)
def test_names_are_kept_exactly(name):
    assert cells.text(f" {name}\u3000") == name


@pytest.mark.parametrize("garbled", ["³£µÂ卷烟厂", "锟斤拷", "常\ufffd卷烟厂"])
def test_garbled_text_is_refused(garbled):
    with pytest.raises(cells.CellError, match="text_is_garbled"):
        cells.text(garbled)


@pytest.mark.parametrize("cell", [430700001, 4.307e17, "4.30700E+17", "4307", "３５１１1"])
def test_industry_code_is_four_digits_typed_as_text(cell):
    if cell == "4307":
        assert cells.industry_code(cell) == "4307"
    else:
        with pytest.raises(cells.CellError):
            cells.industry_code(cell)


@pytest.mark.parametrize(
    "cell", ["2007-06-30", "2007/6/30", "2007年6月30日", datetime(2007, 6, 30), date(2007, 6, 30)]
)
def test_day_reads_the_forms_offices_use(cell):
    assert cells.day(cell) == date(2007, 6, 30)


@pytest.mark.parametrize("cell", ["2007-02-30", "30.6.2007", "2007.6", "39263"])
def test_day_refuses_what_could_be_another_day(cell):
    with pytest.raises(cells.CellError, match="not_a_date"):
        cells.day(cell)
