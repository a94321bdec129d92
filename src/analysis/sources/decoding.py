"""Bytes -> text without guessing: a byte order mark, else strict UTF-8, else strict GB18030, else refused."""

import codecs
from typing import NamedTuple

from analysis.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Text(NamedTuple):
    content: str
    encoding: str


def decode(raw, shown):
    """The text of `raw` and the encoding it was in.

    Charset detection fails on short Chinese text, so the order is fixed. Raises SourceError with offset,
    line and hex where no strict reading exists.
    """
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    failures = []
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return _without_nul(Text(raw.decode(encoding), encoding), shown)
        except UnicodeDecodeError as error:
            failures.append(error)
    # The reading that came further is the one the sender most likely meant.
    raise _undecodable(raw, max(failures, key=lambda error: error.start), shown)


def _without_nul(text, shown):
    if "\0" in text.content:
        offset = text.content.index("\0")
        line = text.content.count("\n", 0, offset) + 1
        raise SourceError(
            f"line {line}, character {offset}: holds a NUL, so it is not plain text.",
            file=shown,
            expected="text in UTF-8 or GB18030, or UTF-16 with its byte order mark.",
        )
    return text


def _undecodable(raw, error, shown):
    line = raw.count(b"\n", 0, error.start) + 1
    found = raw[error.start : error.start + 8].hex(" ")
    return SourceError(
        f"is neither UTF-8 nor GB18030: line {line}, byte {error.start} (counted from 0), hex {found}.",
        file=shown,
        expected="text in UTF-8 or GB18030, or UTF-16 with its byte order mark.",
        way_out="Ask the sender to save the file again, as xlsx or as UTF-8 CSV.",
    )
