"""Bytes -> text without guessing: a byte order mark, else strict UTF-8, else strict GB18030, else refused.

A sidecar may declare another encoding in the place of GB18030, for offices that never sent Chinese.
"""

import codecs
import re
from typing import NamedTuple

from analysis.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SPOKEN = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32"}
LEGACY, WESTERN = "gb18030", "windows-1252"
_EXPECTED = "text in UTF-8 or GB18030, or UTF-16 with its byte order mark."
_WAY_OUT = "Ask the sender to save the file again, as xlsx or as UTF-8 CSV."
_THREE_BYTES = re.compile(r"[\u0800-\uffff]")
# So many three-byte characters do not come by chance in a text of two-byte ones.
_SURELY_UTF8 = 8
_SEEN = 1 << 16


class Text(NamedTuple):
    content: str
    encoding: str


def decode(raw, shown, declared=None):
    """The text of `raw` and the encoding it was in; `declared` is tried where GB18030 would be.

    Charset detection fails on short Chinese text, so the order is fixed. A text that is UTF-8 for a while and
    then breaks is damaged UTF-8, never GB18030. Raises SourceError with offset, line and hex where no
    strict reading exists, and for UTF-16 without its mark.
    """
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    if not marked:
        utf16_has_no_mark(raw, shown)
    failures, legacy = [], declared or LEGACY
    for encoding in (marked,) if marked else ("utf-8", legacy):
        try:
            return _without_nul(Text(raw.decode(encoding), encoding), shown)
        except UnicodeDecodeError as error:
            failures.append(error)
            if encoding == "utf-8" and _is_broken_utf8(raw, error):
                raise _undecodable(raw, error, "is UTF-8 up to a damaged place", shown) from error
    spoken = f"is no valid {_SPOKEN[marked]}" if marked else f"is neither UTF-8 nor {legacy.upper()}"
    # The reading that came further is the one the sender most likely meant.
    raise _undecodable(raw, max(failures, key=lambda error: error.start), spoken, shown)


def _is_broken_utf8(raw, error):
    return len(_THREE_BYTES.findall(raw[: error.start].decode("utf-8"))) >= _SURELY_UTF8


def utf16_has_no_mark(raw, shown):
    """Refuses UTF-16 without its byte order mark: read the wrong way round it is other characters."""
    start = raw[:_SEEN]
    for first, order in ((0, "little-endian"), (1, "big-endian")):
        others, zeros = start[first::2], start[1 - first :: 2]
        # Commas, digits and line ends have a zero byte in every second place; few characters have the other.
        often = zeros.count(0) * 10 >= len(zeros) and zeros.count(0) > 4 * others.count(0)
        if often and any(not zero and other in b"\r\n" for other, zero in zip(others, zeros, strict=False)):
            raise SourceError(
                f"is UTF-16 ({order}) without a byte order mark.",
                file=shown,
                expected=_EXPECTED,
                way_out="Ask the sender to save it as `Unicode text`, as xlsx or as UTF-8 CSV.",
            )


def _without_nul(text, shown):
    if "\0" in text.content:
        offset = text.content.index("\0")
        line = text.content.count("\n", 0, offset) + 1
        raise SourceError(
            f"line {line}, character {offset}: holds a NUL, so it is not plain text.",
            file=shown,
            expected=_EXPECTED,
            way_out=_WAY_OUT,
        )
    return text


def _undecodable(raw, error, what, shown):
    line = raw.count(b"\n", 0, error.start) + 1
    found = raw[error.start : error.start + 8].hex(" ")
    return SourceError(
        f"{what}: line {line}, byte {error.start} (counted from 0), hex {found}.",
        file=shown,
        expected=_EXPECTED,
        way_out=_WAY_OUT,
    )
