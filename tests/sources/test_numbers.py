import contextlib
import math
from datetime import date, datetime, time
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import units
from analysis.errors import MonitorError
from analysis.sources import numbers, rules
from analysis.sources.rules import CellError, Parsed, Unreadable

AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False)
PLAIN_PRINTS = st.from_regex(r"\A-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?\Z")
YEARBOOK = numbers.Signs(
    symbols={"—": "missing", "…": "below_unit", "×": "not_applicable", "-": "zero"},
    negatives=frozenset({"parentheses", "triangle", "minus_sign"}),
    inline_units="万元",
)
WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
# Text made of what numbers are printed with, so that near misses are common.
NEARLY_NUMBERS = st.text(alphabet="0159.,-−+()（）△ 　①*²注亿万元%e…—１．，－\u00a0", max_size=9)


def rule_of(cell, signs=numbers.PLAIN):
    with pytest.raises(CellError) as refused:
        numbers.number(cell, signs)
    assert rules.sentence(refused.value.rule, refused.value.facts, "zh")
    return refused.value.rule


@given(AMOUNTS)
def test_number_reads_back_what_was_printed(value):
    assert numbers.number(f"{value:f}") == Parsed(value)


@given(AMOUNTS)
def test_thousands_and_full_width_are_read_and_logged(value):
    grouped = f"{value:,f}"
    assert numbers.number(grouped).value == numbers.number(grouped.translate(WIDE)).value == value
    logged = numbers.number(grouped.translate(WIDE)).changes
    assert logged[0] == "full_width_normalised"
    assert ("thousands_separators_removed" in logged) == (abs(value) >= 1000)


@given(st.one_of(st.text(max_size=12), NEARLY_NUMBERS), st.sampled_from([numbers.PLAIN, YEARBOOK]))
def test_any_text_is_an_exact_number_missing_or_refused(printed, signs):
    with contextlib.suppress(CellError):
        read = numbers.number(printed, signs)
        assert read.value is None or read.value.is_finite()
        assert all(change in rules.CHANGES for change in read.changes)


@given(NEARLY_NUMBERS)
def test_no_value_differs_from_the_print_without_a_change(printed):
    with contextlib.suppress(CellError):
        read = numbers.number(printed, YEARBOOK)
        if not read.changes and read.value is not None:
            assert f"{read.value:f}" == printed
        if read.value is None and not read.changes:
            assert not printed.strip()


@given(
    st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), st.dates(), st.datetimes(), st.times())
)
def test_any_spreadsheet_cell_is_read_or_refused(cell):
    with contextlib.suppress(CellError):
        value = numbers.number(cell).value
        assert (value is None) == (cell is None)
        assert value is None or float(value) == cell


@pytest.mark.parametrize(
    ("printed", "rule"),
    [
        *[(text, "thousands_grouped_wrongly") for text in ("1,23", "12,34,567", ",123", "1,2345", "0,123")],
        *[(text, "blank_inside_number") for text in ("1 234", "1\u00a0234", "1\u2009234", "1\u3000234")],
        *[(text, "not_a_number") for text in ("1e5", "1E5", "0x10", "1_000", "+5", "5.", ".5", "007", "-00")],
        *[(text, "not_a_number") for text in ("١٢", "1.2.3", "二十", "--5", "5-", "1/2", "1:2", "≥5", "约5")],
        *[(text, "sign_is_not_declared") for text in ("…", "—", "-", "--", "n.a.", "×", "/", "inf", "nan", "NA")],
        *[(text, "formula_error") for text in ("#DIV/0!", "#REF!", "#N/A", "#NAME?", "#VALUE!")],
        *[(text, "unit_printed_in_cell") for text in ("2.4亿", "240000元", "12%", "12 万元", "5吨标准煤")],
        *[(text, "negative_is_not_declared") for text in ("(123)", "（123）", "△123", "▲1.5", "−5", "(1,234)")],
        *[(text, "text_is_garbled") for text in ("³£µÂ", "锟斤拷", "12\ufffd", "1\x002")],
        *[(text, "not_a_number") for text in ("①12", "1①2", "*12", "1*2", "12①3", "①")],
        *[(text, "power_or_footnote") for text in ("10²", "10⁴")],
        *[(text, "number_is_too_long") for text in ("1" * 19, "0.1234567890123", "1," + ",".join(["000"] * 6))],
        ("####", "number_hidden_by_narrow_column"),
        ("5\n6", "text_breaks_over_lines"),
    ],
)  # fmt: skip
def test_number_refuses_what_is_not_plainly_a_number_and_says_why(printed, rule):
    assert rule_of(printed) == rule


def test_an_undeclared_sign_is_shown_in_its_sentence():
    with pytest.raises(CellError) as refused:
        numbers.number("n.a.", YEARBOOK)
    assert "n.a." in rules.sentence(refused.value.rule, refused.value.facts, "en")


@pytest.mark.parametrize("blank", [None, "", "  ", "\u3000", "\t", "\u200b"])
def test_blank_is_missing_and_never_zero(blank):
    assert numbers.number(blank) == Parsed(None)
    assert numbers.number(blank, numbers.Signs(symbols={"": "zero"})).value == 0


@pytest.mark.parametrize(
    ("printed", "value", "change"),
    [
        ("—", None, "sign_read_as_missing"),
        ("×", None, "sign_read_as_not_applicable"),
        ("-", 0, "sign_read_as_zero"),
        ("…", 0, "below_unit_taken_as_zero"),
        (" … ", 0, "below_unit_taken_as_zero"),
        ("－", 0, "sign_read_as_zero"),
    ],
)
def test_signs_mean_what_the_sidecar_says(printed, value, change):
    read = numbers.number(printed, YEARBOOK)
    assert read.value == value
    assert change in read.changes


def test_a_sign_with_a_digit_is_refused_because_it_could_be_a_number():
    with pytest.raises(MonitorError, match="-9"):
        numbers.Signs(symbols={"-9": "missing"})


@given(AMOUNTS.filter(lambda value: value > 0), st.sampled_from(["({})", "（{}）", "△{}", "▲{}", "−{}"]))
def test_declared_negatives_are_read_and_logged(value, form):
    read = numbers.number(form.format(f"{value:,f}"), YEARBOOK)
    assert read.value == -value
    assert any(change.endswith("_read_as_negative") for change in read.changes)


@pytest.mark.parametrize(
    "printed", ["(-5)", "△-5", "−-5", "((5))", "(5", "5)", "(5）", "△△5", "()", "△", "(…)"]
)
def test_a_number_cannot_be_negative_twice_or_by_half(printed):
    rule_of(printed, YEARBOOK)


@pytest.mark.parametrize(
    "mark", ["①", "⑳", "⑴", "*", "＊", "**", "¹", "²", "†", "注", "注1", "注1)", "（注2）", "①②"]
)
def test_a_footnote_mark_is_kept_apart_and_never_merged(mark):
    assert numbers.number(f"12{mark}") == Parsed(Decimal(12), ("footnote_kept_as_note",), mark)
    assert numbers.number(f"12 {mark}").value == 12
    assert numbers.number(f"-1,200.5{mark}").value == Decimal("-1200.5")
    assert numbers.number(f"—{mark}", YEARBOOK) == Parsed(
        None, ("sign_read_as_missing", "footnote_kept_as_note"), mark
    )


@pytest.mark.parametrize(
    ("printed", "value"),
    [("2.4亿", "24000"), ("240000元", "24"), ("2.4亿元", "24000"), ("1,234.5万元", "1234.5"), ("3万", "3"),
     ("1元", "0.0001"), ("△2.4亿", "-24000"), ("5千元", "0.5"), ("２亿①", "20000")],
)  # fmt: skip
def test_declared_inline_units_are_converted_exactly_and_logged(printed, value):
    read = numbers.number(printed, YEARBOOK)
    assert read.value == Decimal(value)
    assert "inline_unit_converted" in read.changes
    assert "E" not in str(read.value)


@given(AMOUNTS, st.sampled_from(["元", "千元", "万元", "百万元", "亿元"]))
def test_an_inline_unit_says_the_same_as_the_converted_number(value, unit):
    with localcontext(prec=60):
        expected = units.to_unit(value, unit, "万元")
    assert numbers.number(f"{value:f}{unit}", YEARBOOK).value == expected


@pytest.mark.parametrize(
    ("printed", "column", "rule"),
    [
        ("12吨标准煤", "万元", "unit_does_not_fit_column"),
        ("2.4亿", "吨标准煤", "not_a_number"),
        ("2.4千万元", "万元", "not_a_number"),
        ("2.4亿5", "万元", "not_a_number"),
        ("1,23亿", "万元", "not_a_number"),
        ("999999999999999亿元", "元", "number_is_too_long"),
    ],
)
def test_an_inline_unit_that_is_not_understood_is_refused(printed, column, rule):
    assert rule_of(printed, numbers.Signs(inline_units=column)) == rule


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        (math.nan, "number_is_not_finite"),
        (-math.inf, "number_is_not_finite"),
        (True, "cell_holds_true_or_false"),
        (date(2008, 1, 1), "cell_holds_a_date"),
        (datetime(2008, 1, 1), "cell_holds_a_date"),
        (time(3, 5), "cell_holds_a_date"),
        (1e18, "number_is_too_long"),
        (-(10**18), "number_is_too_long"),
        (Unreadable("#REF!", "formula_error", {"cell": "C5"}), "formula_error"),
    ],
)
def test_spreadsheet_cells_that_hold_no_number_are_refused(cell, rule):
    assert rule_of(cell) == rule


def test_a_spreadsheet_number_is_the_decimal_a_person_typed():
    assert numbers.number(0.1) == Parsed(Decimal("0.1"))
    assert numbers.number(1474500) == Parsed(Decimal(1474500))


def test_a_count_has_no_decimals():
    assert numbers.count("1,200").value == 1200
    assert type(numbers.count(12.0).value) is int
    assert numbers.count("—", YEARBOOK).value is None
    with pytest.raises(CellError, match="not_a_whole_number"):
        numbers.count("12.5")


def exactly(cell, exponent):
    read = numbers.number(cell)
    assert read.changes == ()
    with localcontext(prec=60):
        return math.nan if read.value is None else float(read.value.scaleb(exponent))


@given(st.lists(st.one_of(PLAIN_PRINTS, st.just("")), max_size=6), st.integers(-8, 8))
def test_a_plain_column_is_read_at_once_as_cell_by_cell(cells, exponent):
    expected = [exactly(cell, exponent) for cell in cells]
    np.testing.assert_array_equal(numbers.plain_floats(cells, exponent), expected)


@given(
    st.lists(
        st.one_of(
            st.none(), st.just(""), st.integers(1 - 10**18, 10**18 - 1),
            st.floats(-9e17, 9e17, allow_nan=False),
        )
    ),
    st.integers(-8, 8),
)  # fmt: skip
def test_a_column_of_spreadsheet_numbers_is_read_at_once_as_cell_by_cell(cells, exponent):
    expected = [exactly(cell, exponent) for cell in cells]
    np.testing.assert_array_equal(numbers.plain_floats(cells, exponent), expected)


@given(st.one_of(NEARLY_NUMBERS, PLAIN_PRINTS))
def test_a_column_is_plain_only_where_its_cells_need_no_change(cell):
    if numbers.plain_floats([cell, "1"], 0) is not None:
        assert numbers.number(cell).changes == ()


@pytest.mark.parametrize(
    "cell", ["1\n2", "1,234", " 5", "…", "１", True, math.nan, 1e18, date(2009, 1, 1), Decimal(1)]
)
def test_a_column_with_a_cell_that_is_not_plain_is_left_to_the_cells(cell):
    assert numbers.plain_floats(["1", cell] if isinstance(cell, str) else [1.5, cell], 0) is None


def test_a_column_in_which_blank_has_a_meaning_is_left_to_the_cells():
    blank_is_zero = numbers.Signs(symbols={"": "zero"})
    assert numbers.plain_floats(["1", ""], 0, blank_is_zero) is None
    assert numbers.plain_floats([1, None], 0, blank_is_zero) is None
    assert list(numbers.plain_floats(["1", "2"], 0, blank_is_zero)) == [1, 2]


COMMA = numbers.Signs(decimal="comma")
EXCHANGED = str.maketrans(",.", ".,")


@pytest.mark.parametrize("printed", ["1,234.5", "1234.5", "0.001", "-12", "1,234,567", "1.2345", "12①"])
def test_a_declared_decimal_comma_reads_the_mirror_of_what_a_point_reads(printed):
    mirrored = printed.translate(EXCHANGED)
    assert numbers.number(mirrored, COMMA) == numbers.number(printed)


@pytest.mark.parametrize("printed", ["1.23", "1,234.5", "12.5"])
def test_a_point_that_groups_no_thousands_is_refused_beside_decimal_commas(printed):
    assert rule_of(printed, COMMA) is not None


@given(st.lists(st.sampled_from(["", "1", "12,5", "1.234,5", "1.234", "0,75", "-3"]), min_size=1))
def test_a_column_with_decimal_commas_reads_as_its_cells_do(cells):
    quick = numbers.plain_floats(cells, 0, COMMA)
    values = [numbers.number(cell, COMMA).value for cell in cells]
    if quick is not None:
        assert [None if x != x else x for x in quick] == [None if v is None else float(v) for v in values]
