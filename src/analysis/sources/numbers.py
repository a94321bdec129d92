"""The grammar of numbers: exact decimals; a sign, mark or unit counts only as the sidecar declares it."""

import math
import re
from dataclasses import dataclass, field
from decimal import Decimal, localcontext

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis import units
from analysis.errors import MonitorError
from analysis.sources.rules import CellError, Parsed
from analysis.sources.texts import narrow, text

MOST_DIGITS, MOST_DECIMALS = 18, 12
_PLAIN = rf"-?(?:0|[1-9]\d{{0,{MOST_DIGITS - 1}}})(?:\.\d{{1,{MOST_DECIMALS}}})?"
_PLAIN_NUMBER = re.compile(_PLAIN, re.ASCII)
_PLAIN_LINES = re.compile(rf"(?:(?:{_PLAIN})?\n)*+", re.ASCII)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_WITH_UNIT = re.compile(r"(-?[0-9][0-9,.]*)\s*([^0-9\s.,(（△▲−].*)")
_NOTED = re.compile(
    r"(.+?)\s*((?:[①-⒇*＊¹²³⁴-⁹†‡]|[(（]注[0-9０-９]{0,2}[)）]|注[0-9０-９]{0,2}[)）]?)+)", re.DOTALL
)
_ANY_DIGIT = re.compile(r"[0-9０-９]")
_NEGATIVES = {
    "parentheses": re.compile(r"\((.*)\)|（(.*)）"),
    "triangle": re.compile(r"[△▲](.*)"),
    "minus_sign": re.compile(r"−(.*)"),
}
_MEANINGS = {
    "missing": (None, "sign_read_as_missing"),
    "not_applicable": (None, "sign_read_as_not_applicable"),
    "zero": (Decimal(0), "sign_read_as_zero"),
    "below_unit": (Decimal(0), "below_unit_taken_as_zero"),
}
_SHORT_MONEY = {"亿": "亿元", "万": "万元"}
_FORMULA_ERROR = re.compile(r"#(?:DIV/0!|REF!|VALUE!|NUM!|NULL!|NAME\?|N/A)")
_LATIN_SIGN, _LONGEST_SIGN = re.compile(r"[A-Za-z./]+"), 8


@dataclass(frozen=True)
class Signs:
    """What a source prints besides plain numbers, as its sidecar declares it.

    Parameters
    ----------
    symbols : printed sign -> missing, zero, below_unit or not_applicable; '' is the blank cell.
    negatives : which of parentheses, triangle and minus_sign (U+2212) mean a number below zero.
    inline_units : the column's unit where its cells may print a unit of their own; else None.
    decimal : point (1,234.5) or comma (1.234,5).
    """

    symbols: dict = field(default_factory=dict)
    negatives: frozenset = frozenset()
    inline_units: str | None = None
    decimal: str = "point"

    def __post_init__(self):
        numbers = [sign for sign in self.symbols if _ANY_DIGIT.search(sign)]
        if numbers:
            raise MonitorError(
                f"symbol {numbers[0]!r} has a digit, so it could be a number.",
                expected="signs such as … or — under `symbols`.",
            )


PLAIN = Signs()
_EXCHANGED = str.maketrans(",.", ".,")


def number(cell, signs=PLAIN):
    """The cell as an exact Decimal; None where it is blank or its sign means missing or not applicable.

    At most 18 digits and 12 decimals are read; of a number a spreadsheet stores, the shortest decimal that
    is the same machine number, whatever its decimals. Raises CellError for all that is not exactly
    understood: a wrong thousands group, an exponent, a leading zero or plus, a blank inside, an undeclared
    sign or unit. A footnote mark behind the number is kept as the note.
    """
    if isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
        return Parsed(_typed(cell))
    # Most cells are plain digits, and no declared sign can be.
    if signs.decimal == "point" and isinstance(cell, str) and _PLAIN_NUMBER.fullmatch(cell):
        return Parsed(Decimal(cell))
    read = text(cell)
    printed = read.value or ""
    body, note = (printed, None) if printed in signs.symbols else _note_apart(printed)
    value, changes = _meant(body, signs)
    kept = ("footnote_kept_as_note",) if note else ()
    return Parsed(value, (*read.changes, *changes, *kept), note)


def count(cell, signs=PLAIN):
    """The cell as a whole number of things (int); read as `number` reads it."""
    read = number(cell, signs)
    if read.value is None:
        return read
    if read.value != read.value.to_integral_value():
        raise CellError("not_a_whole_number")
    return read._replace(value=int(read.value))


def _typed(cell):
    if not math.isfinite(cell):
        raise CellError("number_is_not_finite")
    value = cell if isinstance(cell, Decimal) else Decimal(repr(cell))
    if value.adjusted() >= MOST_DIGITS:
        raise CellError("number_is_too_long")
    return value


def _note_apart(printed):
    match = _NOTED.fullmatch(printed)
    if not match:
        return printed, None
    body, note = match.groups()
    if body == "10" and note[0] in "²³⁴⁵⁶⁷⁸⁹":
        raise CellError("power_or_footnote")
    return body, note


def _meant(body, signs):
    """The value of a printed text without its footnote, and the changes that led there."""
    narrowed, wide = narrow(body)
    for printed, how in ((body, ()), (narrowed, wide)):
        if printed in signs.symbols:
            value, change = _MEANINGS[signs.symbols[printed]]
            return value, (*how, change)
    if not body:
        return None, ()
    if signs.decimal == "comma":
        narrowed = narrowed.translate(_EXCHANGED)
    inner, below = _below_zero(narrowed, signs)
    value, changes = _amount(inner, narrowed, signs)
    return (value.copy_negate() if below else value), (*wide, *below, *changes)


def _below_zero(body, signs):
    """What stands behind a declared mark of a negative number, and the change; the body itself without one."""
    for name, pattern in _NEGATIVES.items():
        match = pattern.fullmatch(body)
        inner = next(filter(None, match.groups()), "") if match else ""
        if inner and not inner.startswith("-"):
            if name not in signs.negatives and _NUMBER.match(inner):
                raise CellError("negative_is_not_declared", sign=body.replace(inner, "…"))
            return inner, (f"{name}_read_as_negative",)
    return body, ()


def _amount(inner, body, signs):
    if _NUMBER.fullmatch(inner):
        return _decimal(inner)
    with_unit = _WITH_UNIT.fullmatch(inner)
    if not with_unit or not _NUMBER.fullmatch(with_unit[1]):
        raise _refusal(body)
    value, changes = _decimal(with_unit[1])
    return _converted(value, with_unit[2], signs), (*changes, "inline_unit_converted")


def _decimal(digits):
    plain = digits.replace(",", "")
    if not _PLAIN_NUMBER.fullmatch(plain):
        raise CellError("number_is_too_long")
    return Decimal(plain), (("thousands_separators_removed",) if plain != digits else ())


def _converted(value, unit, signs):
    column = signs.inline_units
    money = column is None or units.dimension(column) == "yuan"
    unit = _SHORT_MONEY.get(unit, unit) if money else unit
    if not units.is_known(unit):
        raise CellError("not_a_number")
    if column is None:
        raise CellError("unit_printed_in_cell", unit=unit)
    if units.dimension(unit) != units.dimension(column):
        raise CellError("unit_does_not_fit_column", unit=unit, column=column)
    with localcontext(prec=80):
        converted = units.to_unit(value, unit, column).normalize()
        if converted.as_tuple().exponent > 0:
            converted = converted.quantize(Decimal(1))
    if converted.adjusted() >= MOST_DIGITS or converted.as_tuple().exponent < -MOST_DECIMALS:
        raise CellError("number_is_too_long")
    return converted


def _refusal(body):
    """The rule that says best why a printed text is no number."""
    if _FORMULA_ERROR.fullmatch(body):
        return CellError("formula_error")
    if re.fullmatch("#{2,}", body):
        return CellError("number_hidden_by_narrow_column")
    if len(body) <= _LONGEST_SIGN and (_LATIN_SIGN.fullmatch(body) or not any(map(str.isalnum, body))):
        return CellError("sign_is_not_declared", sign=body)
    if re.fullmatch(r"-?[\d.,]+(?:\s+[\d.,]+)+", body):
        return CellError("blank_inside_number")
    if re.fullmatch(r"-?[\d,]*,[\d,]*(?:\.\d*)?", body, re.ASCII):
        return CellError("thousands_grouped_wrongly")
    return CellError("not_a_number")


def plain_floats(cells, exponent, signs=PLAIN):
    """The cells times 10**exponent as correctly rounded floats (blank: NaN), where all are plain; else None.

    Plain is what `number` reads without any change: canonical digits, or a spreadsheet's own numbers. The
    quick way through a whole column; it agrees with `number` cell by cell.
    """
    blank_counts = "" in signs.symbols
    if blank_counts and ("" in cells or None in cells):
        return None
    types = set(map(type, cells))
    if types <= {str}:
        if signs.decimal == "comma":
            if any("." in cell for cell in cells):
                return None
            cells = [cell.replace(",", ".") for cell in cells]
        return _plain_strings(cells, exponent)
    filled = [None if cell == "" else cell for cell in cells] if str in types else cells
    return _plain_typed(filled, exponent) if set(map(type, filled)) <= {int, float, type(None)} else None


def _plain_strings(cells, exponent):
    joined = "\n".join([*cells, ""])
    if joined.count("\n") != len(cells) or not _PLAIN_LINES.fullmatch(joined):
        return None
    printed = pa.array(cells, pa.string())
    printed = pc.if_else(pc.equal(printed, ""), pa.scalar(None, pa.string()), printed)
    # Shifting the point in the text and rounding once is exact where a product of floats would round twice.
    shifted = pc.binary_join_element_wise(printed, f"e{exponent}", "")
    return pc.fill_null(pc.cast(shifted, pa.float64()), math.nan).to_numpy(
        zero_copy_only=False, writable=True
    )


def _plain_typed(cells, exponent):
    if any(cell is not None and not abs(cell) < 10**MOST_DIGITS for cell in cells):
        return None
    return np.array([math.nan if cell is None else _shifted(cell, exponent) for cell in cells], dtype=float)


def _shifted(cell, exponent):
    printed = repr(cell)
    if "e" in printed:
        return float(Decimal(printed).scaleb(exponent))
    return float(f"{printed}e{exponent}") if exponent else float(cell)
