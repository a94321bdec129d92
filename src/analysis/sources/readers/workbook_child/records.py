"""The records of an old workbook's stream: what xlrd does not tell."""

import struct
from typing import NamedTuple

_HEAD = struct.Struct("<HH")
_FORMULA = struct.Struct("<HHH8sH")
_AREA = struct.Struct("<4H")
BOF, EOF, FILEPASS, SHEET, FORMULA, MERGED = (0x0809, 0x0409, 0x0209, 0x0009), 0x0A, 0x2F, 0x85, 0x06, 0xE5
# Shared-workbook and interface records that are never encrypted, beside the beginnings: [MS-XLS] 2.2.10.
_ALWAYS_CLEAR = {*BOF, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138}
_WORKSHEET = 0
_CALCULATE = 0x0003
_NOTHING = (b"\x00" * 8, b"\x03\x00\x00\x00\x00\x00\xff\xff")
_EMPTY_TEXT = _NOTHING[1]


class Extras(NamedTuple):
    """Merged areas (first line, first column, last line, last column); (line, column) never calculated."""

    merged: list
    uncalculated: list


def substream(stream, at):
    """(kind, content) of each record from the beginning at `at` to its matching end."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind in BOF) - (kind == EOF)
        if depth <= 0:
            return
        at += 4 + length


def is_locked(stream):
    """Whether the workbook is encrypted."""
    return any(kind == FILEPASS for kind, _ in substream(stream, 0))


def locked_spans(stream):
    """(kind, start, end) of the encrypted bytes of each record, and an empty span for the lock itself."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        start, at = at + 4, min(at + 4 + length, len(stream))
        if kind == FILEPASS:
            yield kind, start, start
        elif length and kind not in _ALWAYS_CLEAR:
            # The place of a sheet in the stream stays in clear.
            yield kind, start + 4 * (kind == SHEET), at


def sheet_extras(stream):
    """The Extras of each worksheet, in the order of the workbook."""
    sheets = [content for kind, content in substream(stream, 0) if kind == SHEET and len(content) > 6]
    return [_extras(stream, struct.unpack_from("<L", sheet)[0]) for sheet in sheets if sheet[5] == _WORKSHEET]


def _extras(stream, at):
    merged, formulas = [], []
    for kind, content in substream(stream, at):
        if kind == FORMULA and len(content) >= _FORMULA.size:
            formulas.append(_FORMULA.unpack_from(content))
        elif kind == MERGED:
            areas = _AREA.iter_unpack(content[2 : 2 + 8 * ((len(content) - 2) // 8)])
            merged += [(top, left, bottom, right) for top, bottom, left, right in areas]
    return Extras(merged, _uncalculated(formulas))


def _uncalculated(formulas):
    # A program that cannot calculate leaves 0 or empty text and asks for a calculation on opening, or leaves
    # empty text everywhere.
    never = bool(formulas) and all(result == _EMPTY_TEXT for *_, result, _ in formulas)
    return [
        (line, column)
        for line, column, _, result, flags in formulas
        if never or (result in _NOTHING and flags & _CALCULATE)
    ]
