"""Which cells of the canonical tables a correction may name, and what it may put there."""

import math
import re
from datetime import date

from analysis.tables import COUNT, DATE, ENERGY, MONEY, TEXT, VALIDATED

_LINEAGE = {"obtained", "kind", "file", "line", "correction", "withdrawn"}
# How a figure was printed stays as printed, and a district is corrected by a move, which says for which years.
_AS_PRINTED = {"printed_value", "printed_unit", "vintage_basis", "source"}
_FIGURES = {MONEY, ENERGY, "number"}
_INDUSTRY_CODE = re.compile(r"\d{4}")


def may_be_named(table):
    """Columns beside the key that tell what a row of `table` says."""
    found = VALIDATED[table]
    return [name for name in found.names if name not in _LINEAGE | set(found.key)]


def correctable(table):
    """Columns of `table` in which another value may be set."""
    return [name for name in may_be_named(table) if name not in _AS_PRINTED | {"district"}]


def figures(table):
    """Columns of `table` that hold money, energy or a published figure."""
    return [name for name in may_be_named(table) if VALIDATED[table].column(name).type in _FIGURES]


def cell_value(table, column, value):
    """`value` as the column holds it; None is a blank cell.

    Raises ValueError that says what the column can hold.
    """
    known = VALIDATED[table].column(column)
    if value is None:
        if known.required:
            raise ValueError("a value; this column is never blank")
        return None
    read = _READ[known.type](value)
    if known.minimum is not None and read < known.minimum:
        raise ValueError(f"no less than {known.minimum:g}")
    if column == "industry_code" and not _INDUSTRY_CODE.fullmatch(read):
        raise ValueError("four digits, in quotes")
    return read


def _number(value):
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("a number without quotes")
    return float(value)


def _whole(value):
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("a whole number without quotes")
    return value


def _text(value):
    if not isinstance(value, str) or not value.strip():
        raise ValueError("text; put numbers and codes in quotes")
    return value


def _day(value):
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError('a day written "YYYY-MM-DD", in quotes') from None


_READ = {MONEY: _number, ENERGY: _number, "number": _number, COUNT: _whole, TEXT: _text, DATE: _day}
