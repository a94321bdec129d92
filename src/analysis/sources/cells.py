"""The grammar of one cell: numbers, counts, codes, dates and text; strict, and nothing guessed."""

import math
import re
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

_NARROW = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")
_EDGES = " \t\u00a0\u3000"
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17}|[1-9]\d{0,2}(?:,\d{3}){1,5})(?:\.\d{1,12})?", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{2,23}", re.ASCII)
_INDUSTRY = re.compile(r"\d{4}", re.ASCII)
# U+FFFD and its UTF-8 bytes read as GBK, GBK read as Latin-1, and characters no person types.
_MOJIBAKE = re.compile("[\ufffd\x00-\x1f\x7f-\x9f]|锟斤拷|[\u00a1-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{3,}")


class Unreadable(NamedTuple):
    """A spreadsheet cell without a usable value: an error, or a formula never calculated."""

    raw: str
    rule: str
    hint: str

    def __str__(self):
        return self.raw


class CellError(ValueError):
    """A cell that breaks a rule, with a hint for the sender."""

    def __init__(self, rule, hint):
        super().__init__(rule)
        self.rule = rule
        self.hint = hint


def text(cell):
    """The cell as text without edge spaces; blank is missing. 'NA' and 'None' are names like any other."""
    if cell is None:
        return None
    if isinstance(cell, Unreadable):
        raise CellError(cell.rule, cell.hint)
    if not isinstance(cell, str):
        raise CellError("text_stored_as_number", "Store the cell as text and type it again.")
    stripped = cell.strip(_EDGES)
    if _MOJIBAKE.search(stripped):
        raise CellError(
            "text_is_garbled", "Characters were lost before the file was sent; send the original."
        )
    return stripped or None


def number(cell, symbols=None):
    """The cell as an exact Decimal; blank is missing; a declared sign means what the sidecar says.

    `1,234.5` and full-width digits are read; `1,23`, `1e5`, `12①`, a unit or an inner space are not.
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _typed_number(cell)
    if isinstance(cell, (bool, date)):
        raise CellError("not_a_number", "The cell holds a date or a yes/no where a number belongs.")
    printed = text(cell)
    if printed is None:
        return None
    if symbols and printed in symbols:
        return Decimal(0) if symbols[printed] == "zero" else None
    digits = printed.translate(_NARROW)
    if not _NUMBER.fullmatch(digits):
        raise CellError("not_a_number", "Write digits only, such as 1234.5 or 1,234.5.")
    return Decimal(digits.replace(",", ""))


def _typed_number(cell):
    if isinstance(cell, float) and not math.isfinite(cell):
        raise CellError("not_a_number", "The number is not finite.")
    value = Decimal(repr(cell))
    if abs(value) >= Decimal(10) ** 18:
        raise CellError("not_a_number", "The number has more than 18 digits.")
    return value


def count(cell, symbols=None):
    """The cell as a whole number of things; blank is missing."""
    value = number(cell, symbols)
    if value is not None and value != value.to_integral_value():
        raise CellError("not_a_whole_number", "A count has no decimals.")
    return None if value is None else int(value)


def identifier(cell):
    """An enterprise id, exactly as printed; a number cell is refused, its leading zeros may be gone."""
    return _code(cell, _ID, "Write the code as text: letters, digits and hyphens, 3 to 24 characters.")


def industry_code(cell):
    """A four-digit GB/T 4754 code; blank is missing; never padded."""
    return _code(cell, _INDUSTRY, "Write the four-digit code of GB/T 4754 as text.")


def _code(cell, grammar, hint):
    if isinstance(cell, (int, float)):
        raise CellError("code_stored_as_number", hint)
    printed = text(cell)
    if printed is not None and not grammar.fullmatch(printed):
        raise CellError("not_a_code", hint)
    return printed


def day(cell):
    """A date: 2007-06-30, 2007/6/30, 2007年6月30日 or a date cell; blank is missing."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    printed = text(cell)
    if printed is None:
        return None
    match = _DATE.fullmatch(printed.translate(_NARROW))
    if not match:
        raise CellError("not_a_date", "Write the date as 2007-06-30.")
    try:
        return date(*(int(part) for part in match.groups() if part))
    except ValueError as error:
        raise CellError("not_a_date", f"There is no such day: {error}.") from error
