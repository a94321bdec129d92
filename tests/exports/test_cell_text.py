import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.exports.cell_text import (
    LONGEST,
    begins_like_formula,
    csv_text,
    display_width,
    fitted,
    revealed,
    sheet_names,
    visible,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
FORBIDDEN = set("[]:*?/\\")


def utf16_units(text):
    return len(text.encode("utf-16-le")) // 2


@given(ANY_TEXT)
def test_visible_text_is_valid_xml_and_loses_no_character(text):
    shown = visible(text)
    assert len(shown) == len(text.replace("\r\n", "\n"))
    assert all(
        c in "\t\n" or 0x20 <= ord(c) < 0xD800 or 0xE000 <= ord(c) < 0xFFFE or ord(c) > 0xFFFF for c in shown
    )


@given(
    st.text(
        st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from("常德·é\t\n（）"), max_size=40
    )
)
def test_ordinary_text_is_left_as_it_is(text):
    assert visible(text) == text == fitted(text)


def test_control_characters_are_shown_by_their_signs():
    assert visible("a\0b\x1b[31m\rc\x7f") == "a␀b␛[31m␍c␡"


def test_characters_without_a_shape_are_named_and_others_kept():
    assert revealed("常\u200b德·é\ue000\u2028𠮷") == "常[U+200B]德·é[U+E000][U+2028]𠮷"


@given(st.integers(0, 3), st.sampled_from(["常", "𠮷", "x"]), st.integers(-2, 40))
def test_long_text_is_cut_with_a_mark_at_a_whole_character(prefix, character, over):
    text = "x" * prefix + character * ((LONGEST + over) // utf16_units(character))
    cut = fitted(text)
    assert utf16_units(cut) <= LONGEST
    assert (cut == text) == (utf16_units(text) <= LONGEST)
    assert cut == text or (cut.endswith("…✂") and text.startswith(cut[:-2]))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1+1", "-", "=", "+86 736"]
)
def test_a_text_a_spreadsheet_might_compute_is_marked_in_a_csv(text):
    assert csv_text(text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "-1,234.50", "+3", "1620", "常德=武陵", "", "'=1"])
def test_numbers_and_ordinary_texts_are_left_alone_in_a_csv(text):
    assert csv_text(text) == text
    assert not begins_like_formula(text)


@given(st.lists(ANY_TEXT, max_size=12))
def test_sheet_names_are_valid_and_unique(titles):
    names = sheet_names(titles)
    assert len(names) == len(titles) == len({name.lower() for name in names})
    for name in names:
        assert 0 < utf16_units(name) <= 31
        assert not FORBIDDEN & set(name)
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_equal_titles_are_numbered_and_history_is_avoided():
    assert sheet_names(["统计局", "统计局", "History", "a/b"]) == [
        "统计局",
        "统计局 (2)",
        "History (2)",
        "a_b",
    ]


def test_a_chinese_character_takes_two_columns():
    assert display_width("常德ab\n武") == 6
