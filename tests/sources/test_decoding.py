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


def test_utf16_without_mark_is_refused():
    with pytest.raises(SourceError, match="NUL"):
        decode("a,b\n1,2\n".encode("utf-16-le"), "a.csv")
