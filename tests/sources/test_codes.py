import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from analysis.sources import codes, rules
from analysis.sources.rules import CellError, Parsed

# As public registers print them: each carries two check characters that others computed.
REGISTERED = ["914403001922038216", "91440300708461136T", "9144030071526726XG", "91110000600037341L",
              "91330100799655058B", "91110108551385082Q"]  # fmt: skip
EIGHT = st.from_regex(r"\A[0-9A-Z]{8}\Z").filter(lambda stem: stem != "00000000")
# Letters that a unified code leaves out.
UNIFIED_EIGHT = st.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8)
REGION = st.integers(0, 10**6 - 1).map("91{:06d}".format)
ANY_CELL = st.one_of(
    st.text(max_size=20), st.from_regex(r"\A[0-9A-Zxl-]{7,19}\Z"), st.integers(), st.floats()
)


def old_code(eight):
    return eight + codes.check_character(eight)


def new_code(region, old):
    return region + old + uscc.calc_check_digit(region + old)


def rule_of(parse, cell):
    with pytest.raises(CellError) as refused:
        parse(cell)
    assert rules.sentence(refused.value.rule, refused.value.facts, "zh")
    return refused.value.rule


@pytest.mark.parametrize("code", REGISTERED)
def test_registered_codes_hold_and_carry_their_old_code(code):
    assert codes.check_character(code[8:16]) == code[16]
    assert codes.organisation_code(code).value == codes.organisation_code(code[8:17]).value == code[8:17]


@given(EIGHT)
def test_an_old_code_is_its_own_id_in_each_of_its_prints(eight):
    code = old_code(eight)
    assert codes.organisation_code(code) == Parsed(code)
    hyphenated = codes.organisation_code(f"{code[:8]}-{code[8]}")
    assert hyphenated == Parsed(code, ("hyphen_removed_from_code",))
    assert codes.organisation_code(f" {code.lower()}").value == code


@given(REGION, UNIFIED_EIGHT)
def test_old_and_new_code_of_one_enterprise_give_one_id(region, eight):
    old = old_code(eight)
    new = new_code(region, old)
    if eight != "00000000":
        read = codes.organisation_code(new)
        assert read == Parsed(old, ("uscc_matched_to_organisation_code",), new)
        assert codes.same_enterprise(old, new)


@given(REGION, UNIFIED_EIGHT, st.sampled_from("0123456789"))
def test_a_new_code_without_an_organisation_code_inside_stays_the_id(region, eight, other):
    if other != codes.check_character(eight):
        new = new_code(region, eight + other)
        assert codes.organisation_code(new) == Parsed(new)


@given(EIGHT, st.integers(0, 8), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_a_wrong_character_is_found_and_no_fix_is_offered(eight, place, wrong):
    code = old_code(eight)
    broken = code[:place] + wrong + code[place + 1 :]
    # The weight of a place times the difference must not be a multiple of eleven, as it is for 0 and B.
    if (int(broken[place], 36) - int(code[place], 36)) % 11 and broken[8].isdigit():
        with pytest.raises(CellError, match="code_check_character_is_wrong") as refused:
            codes.organisation_code(broken)
        assert refused.value.facts == {}


@given(REGION, UNIFIED_EIGHT, st.integers(0, 7), st.sampled_from("0123456789"))
def test_a_wrong_digit_of_a_new_code_is_found(region, eight, place, wrong):
    new = new_code(region, old_code(eight))
    if new[place] != wrong:
        broken = new[:place] + wrong + new[place + 1 :]
        assert rule_of(codes.organisation_code, broken) == "code_check_character_is_wrong"


@pytest.mark.parametrize(
    ("printed", "code", "change"),
    [
        ("10163175X", "10163175X", None),
        ("10163175x", "10163175X", "letters_made_capital"),
        ("１０１６３１７５Ｘ", "10163175X", "full_width_normalised"),
        ("10163175－X", "10163175X", "hyphen_removed_from_code"),
        (" 10163175X\u3000", "10163175X", "blank_edges_removed"),
        ("91110000600037341L", "600037341", "uscc_matched_to_organisation_code"),
        ("91110000600037341l", "600037341", "letters_made_capital"),
    ],
)
def test_a_code_is_read_in_the_prints_offices_use(printed, code, change):
    read = codes.organisation_code(printed)
    assert read.value == code
    assert change in read.changes if change else read == Parsed(code)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        (101631757, "code_stored_as_number"),
        (9.11100006000373e17, "code_stored_as_number"),
        ("9.111E+17", "code_stored_as_number"),
        ("7056123X", "code_has_wrong_length"),
        ("10163175", "code_has_wrong_length"),
        ("430700123456789", "code_has_wrong_length"),
        ("9111000060003734L", "code_has_wrong_length"),
        ("101631751", "code_check_character_is_wrong"),
        ("91110000600037341M", "code_check_character_is_wrong"),
        ("10163175-1", "code_check_character_is_wrong"),
        ("000000000", "code_is_a_placeholder"),
        ("A1110000600037341L", "not_an_organisation_code"),
        ("9111000060003734IL", "not_an_organisation_code"),
        ("1016 3175X", "not_an_organisation_code"),
        ("1016317-5X", "not_an_organisation_code"),
        ("10163175—X", "not_an_organisation_code"),
        ("ſ0163175X", "not_an_organisation_code"),
        ("'10163175X", "not_an_organisation_code"),
        ("无", "not_an_organisation_code"),
        (True, "cell_holds_true_or_false"),
    ],
)
def test_a_code_that_does_not_hold_is_refused_and_never_padded(cell, rule):
    assert rule_of(codes.organisation_code, cell) == rule


@given(ANY_CELL)
def test_any_cell_is_a_code_that_holds_missing_or_refused(cell):
    with contextlib.suppress(CellError):
        code = codes.organisation_code(cell).value
        assert code is None or codes.organisation_code(code).value in (code, code[8:17])


@given(st.lists(st.one_of(EIGHT.map(old_code), st.just(""), ANY_CELL), max_size=4))
def test_a_plain_column_is_read_at_once_as_cell_by_cell(cells):
    plain = codes.plain_organisation_codes(cells)
    if plain is not None:
        assert [Parsed(code) for code in plain] == [codes.organisation_code(cell) for cell in cells]


def test_a_column_of_codes_is_plain_and_one_odd_cell_makes_it_not():
    assert codes.plain_organisation_codes(["10163175X", "", "600037341"]) == ["10163175X", None, "600037341"]
    odd = ["10163175x", "101631751", "000000000", "91110000600037341L", "10163175X\n", 101631757, None]
    assert [codes.plain_organisation_codes(["10163175X", cell]) for cell in odd] == [None] * len(odd)


def test_nobody_is_the_same_enterprise_as_a_blank():
    assert not codes.same_enterprise("", "")
    assert not codes.same_enterprise("10163175X", "600037341")


@pytest.mark.parametrize("code", ["E-001", "abc", "430700123456789", "A" * 24])
def test_own_codes_are_kept_exactly(code):
    assert codes.own_code(code) == Parsed(code)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [("ab", "not_a_code"), ("A" * 25, "not_a_code"), ("-01", "not_a_code"), ("E 01", "not_a_code"),
     ("Ｅ０１", "not_a_code"), ("E_01", "not_a_code"), (4307, "code_stored_as_number")],
)  # fmt: skip
def test_own_codes_are_letters_digits_and_hyphens(cell, rule):
    assert rule_of(codes.own_code, cell) == rule


def test_an_industry_code_is_four_digits_printed_as_text():
    assert codes.industry_code("0610") == Parsed("0610")
    assert codes.industry_code("１６１０") == Parsed("1610", ("full_width_normalised",))
    assert codes.industry_code("") == Parsed(None)


@pytest.mark.parametrize("cell", ["610", "16100", "C1610", "1610.0", "١٦١٠", "3 51", 1610, 1610.0])
def test_an_industry_code_is_never_padded_or_cut(cell):
    expected = "not_an_industry_code" if isinstance(cell, str) else "code_stored_as_number"
    assert rule_of(codes.industry_code, cell) == expected
