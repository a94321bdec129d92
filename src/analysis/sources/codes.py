"""The grammar of codes: organisation codes of both generations, a sender's own numbering, industry codes."""

import re

import numpy as np
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from analysis.sources.rules import CellError, Parsed
from analysis.sources.texts import narrow, text

_OWN = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{2,23}", re.ASCII)
_INDUSTRY = re.compile(r"\d{4}", re.ASCII)
_DOTTED = re.compile(r"(\d{2})\.?(\d{1,2})", re.ASCII)
_HYPHENATED = re.compile(r"([0-9A-Z]{8})-([0-9A-Z])")
_UNIFIED = re.compile(r"[0-9]{8}[0-9A-HJ-NPQRTUW-Y]{10}")
_EXPONENT = re.compile(r"\d(?:\.\d+)?E\+\d+", re.ASCII)
_PLAIN_LINES = re.compile(r"(?:(?:[0-9A-Z]{8}[0-9X])?\n)*+")
_NOBODY = "00000000"
# GB 11714: the weights of the eight characters (A counts 10, Z 35), and the check character of each
# remainder of their sum by eleven.
_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])
_CHECKS = "0X987654321"


def check_character(eight):
    """The ninth character of an organisation code, from its first eight (GB 11714)."""
    total = sum(int(weight) * int(character, 36) for weight, character in zip(_WEIGHTS, eight, strict=True))
    return _CHECKS[total % 11]


def organisation_code(cell):
    """An enterprise's nine-character organisation code, check character included; blank is missing.

    Of an 18-digit unified social credit code (GB 32100, in force since 2015) it is characters 9 to 17, so
    that returns of before and after are one enterprise; the printed code is the note. Where these are no
    organisation code, the 18 digits are the id. Raises CellError, and never pads, shortens or corrects.
    """
    read = text(cell, number_rule="code_stored_as_number")
    if read.value is None:
        return read
    printed, wide = narrow(read.value)
    if not printed.isascii():
        raise CellError("not_an_organisation_code")
    code = printed.upper()
    changes = (*read.changes, *wide, *(["letters_made_capital"] if code != printed else []))
    if hyphenated := _HYPHENATED.fullmatch(code):
        code, changes = "".join(hyphenated.groups()), (*changes, "hyphen_removed_from_code")
    _refuse_unlike_a_code(code)
    if len(code) == 9:
        return Parsed(_checked(code), changes)
    return _of_unified(code, changes, read.value)


def _refuse_unlike_a_code(code):
    if _EXPONENT.fullmatch(code):
        raise CellError("code_stored_as_number")
    if not code.isalnum():
        raise CellError("not_an_organisation_code")
    if len(code) not in (9, 18):
        raise CellError("code_has_wrong_length", length=len(code))
    if len(code) == 18 and not _UNIFIED.fullmatch(code):
        raise CellError("not_an_organisation_code")


def _checked(code):
    if code[8] != check_character(code[:8]):
        raise CellError("code_check_character_is_wrong")
    if code[:8] == _NOBODY:
        raise CellError("code_is_a_placeholder")
    return code


def _of_unified(code, changes, printed):
    try:
        uscc.validate(code)
    except ValidationError as error:
        raise CellError("code_check_character_is_wrong") from error
    inner = code[8:17]
    if inner[8] != check_character(inner[:8]):
        return Parsed(code, changes)
    return Parsed(_checked(inner), (*changes, "uscc_matched_to_organisation_code"), printed)


def plain_organisation_codes(cells):
    """Every cell's code (blank: None) where all are plain nine-character codes that hold; else None.

    The quick way through a whole column: it agrees with `organisation_code`.
    """
    try:
        joined = "\n".join([*cells, ""])
    except TypeError:
        return None
    if joined.count("\n") != len(cells) or not _PLAIN_LINES.fullmatch(joined) or _NOBODY in joined:
        return None
    characters = np.frombuffer(joined.replace("\n", "").encode("ascii"), np.uint8).reshape(-1, 9).astype(int)
    values = np.where(characters >= ord("A"), characters - ord("A") + 10, characters - ord("0"))
    checks = np.frombuffer(_CHECKS.encode("ascii"), np.uint8)[values[:, :8] @ _WEIGHTS % 11]
    return [cell or None for cell in cells] if (checks == characters[:, 8]).all() else None


def same_enterprise(first, second):
    """Whether two printed codes, of either generation, are one enterprise; a blank is nobody's code."""
    code = organisation_code(first).value
    return code is not None and code == organisation_code(second).value


def own_code(cell):
    """An id of the sender's own numbering, exactly as printed; blank is missing.

    Raises CellError for a number (leading zeros may be gone) and for anything but 3 to 24 letters, digits
    and hyphens.
    """
    read = text(cell, number_rule="code_stored_as_number")
    if read.value is not None and not _OWN.fullmatch(read.value):
        raise CellError("not_a_code")
    return read


def industry_code(cell):
    """A four-digit code of GB/T 4754 printed as text; blank is missing; never padded."""
    read = text(cell, number_rule="code_stored_as_number")
    if read.value is None:
        return read
    code, wide = narrow(read.value)
    if not _INDUSTRY.fullmatch(code):
        raise CellError("not_an_industry_code")
    return Parsed(code, (*read.changes, *wide))


def nace_code(cell):
    """A group or class of NACE printed as text, 23.31 or 2331, without its point; blank is missing."""
    read = text(cell, number_rule="code_stored_as_number")
    if read.value is None:
        return read
    found = _DOTTED.fullmatch(read.value)
    if not found:
        raise CellError("not_a_nace_code")
    return Parsed("".join(found.groups()), read.changes)
