import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import SourceError
from analysis.sources.decoding import decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_short_chinese_text_survives_every_encoding(encoding):
    assert decode("常德,1\n".encode(encoding), "a.csv").content == "常德,1\n"


@given(st.text(st.characters(codec="gb18030", exclude_characters="\0\ufeff")))
def test_utf8_text_is_never_read_as_anything_else(text):
    assert decode(text.encode("utf-8"), "a.csv").content == text


def test_bytes_of_no_encoding_are_refused_with_offset_line_and_hex():
    with pytest.raises(SourceError, match=r"a\.csv: .*line 2, byte 5 .*hex ff ff"):
        decode("常德\n".encode("gb18030") + b"\xff\xff,1\n", "a.csv")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["a,b\n1,2\n", "企业,收入\n常德卷烟厂,1474500.25\n一,2\n"])
def test_utf16_without_mark_is_recognised_and_refused(encoding, text):
    order = "little" if encoding.endswith("le") else "big"
    with pytest.raises(SourceError, match=f"is UTF-16 \\({order}-endian\\) without a byte order mark"):
        decode(text.encode(encoding), "a.csv")


def test_a_few_odd_bytes_are_refused_in_words():
    with pytest.raises(SourceError, match="holds a NUL"):
        decode(b"\0\1\0", "a.csv")


def reads_as(raw, encoding):
    try:
        return bool(raw.decode(encoding))
    except UnicodeDecodeError:
        return False


def test_damaged_utf8_is_not_read_as_gb18030():
    raw = "企业名称,主营业务收入\n常德卷烟厂,1\n".encode()
    cut = [raw[:at] + raw[at + 1 :] for at in range(30, len(raw))]
    tempting = [each for each in cut if reads_as(each, "gb18030") and not reads_as(each, "utf-8")]
    assert tempting
    for each in tempting:
        with pytest.raises(SourceError, match=r"is UTF-8 up to a damaged place: line \d, byte \d+"):
            decode(each, "a.csv")


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=30))
def test_chinese_in_gb18030_is_never_taken_for_damaged_utf8(text):
    raw = text.encode("gb18030")
    assert reads_as(raw, "utf-8") or decode(raw, "a.csv").content == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_that_the_bytes_contradict_is_refused(encoding):
    named = "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
    with pytest.raises(SourceError, match=f"is no valid {named}: line 1"):
        decode("甲".encode(encoding) + b"\xd8", "a.csv")


@given(st.text(st.characters(codec="cp1252", exclude_characters="\0"), min_size=1))
def test_text_of_a_declared_western_encoding_is_never_read_as_chinese(text):
    raw = text.encode("cp1252")
    marked_or_utf8 = raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or reads_as(raw, "utf-8")
    assert marked_or_utf8 or decode(raw, "a.csv", "windows-1252").content == text


def test_a_western_letter_that_is_half_a_chinese_character_needs_the_declaration():
    raw = "Müller".encode("cp1252")
    assert decode(raw, "a.csv").content != "Müller"
    assert decode(raw, "a.csv", "windows-1252") == ("Müller", "windows-1252")
