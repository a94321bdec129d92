"""Text on its way into a spreadsheet, a CSV or a terminal: nothing runs, nothing disappears."""

import re
import unicodedata
from itertools import count

LONGEST = 32_767  # UTF-16 units a spreadsheet cell holds
LONGEST_SHEET_NAME = 31
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)
_CONTROL = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_NO_XML = re.compile("[\x80-\x9f\ud800-\udfff\ufffe\uffff]")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_CUT = "…✂"
_SHAPELESS = {"Cf", "Co", "Zl", "Zp"}


def visible(text):
    """`text` with every character that would vanish or break a file shown by a sign: a NUL as ␀, a CR as ␍.

    Tabs and line breaks stay; characters XML has no place for, such as half a surrogate pair, become �.
    """
    return _NO_XML.sub("\ufffd", text.replace("\r\n", "\n").translate(_CONTROL))


def revealed(text):
    """`text` with every character that has no shape of its own named by its code: a zero-width space as [U+200B]."""
    return "".join(f"[U+{ord(c):04X}]" if unicodedata.category(c) in _SHAPELESS else c for c in text)


def fitted(text, longest=LONGEST):
    """`text`, visible, and cut with the mark …✂ where a cell could not hold it."""
    shown = visible(text)
    if len(shown) * 2 <= longest or _units(shown) <= longest:
        return shown
    kept = shown.encode("utf-16-le")[: 2 * (longest - _units(_CUT))].decode("utf-16-le", "ignore")
    return kept + _CUT


def begins_like_formula(text):
    """Whether a spreadsheet might compute `text` instead of showing it; a plain number is none."""
    return text.lstrip(" \u00a0\u3000\n").startswith(_FORMULA_SIGNS) and not _PLAIN_NUMBER.fullmatch(text)


def csv_text(text):
    """`text` for a CSV: one that begins like a formula gets an apostrophe before it.

    A CSV cannot say that a cell is text, so the apostrophe is in the value; a workbook needs none.
    """
    return f"'{text}" if begins_like_formula(text) else text


def display_width(text):
    """Columns of a fixed-width screen the longest line of `text` takes: a Chinese character takes two."""
    lines = text.split("\n")
    return max(sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line) for line in lines)


def sheet_names(titles):
    """A valid sheet name for each title, in order: at most 31 characters, none forbidden, none twice."""
    taken, names = {"history"}, []  # Excel keeps `History` for itself
    for title in titles:
        base = _NO_SHEET_NAME.sub("_", visible(str(title)).replace("\n", " ")).strip(" '\t") or "_"
        name = next(each for each in _numbered(base) if each.lower() not in taken)
        taken.add(name.lower())
        names.append(name)
    return names


def _numbered(base):
    yield _first_units(base, LONGEST_SHEET_NAME)
    for number in count(2):
        ending = f" ({number})"
        yield _first_units(base, LONGEST_SHEET_NAME - len(ending)) + ending


def _first_units(text, longest):
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore").strip(" '")


def _units(text):
    return len(text.encode("utf-16-le")) // 2
