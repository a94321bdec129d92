"""What a column holds, told from its name: the unit of its numbers and how it is printed."""

import pandas as pd

from analysis.tables import COUNT, ENERGY, MONEY, VALIDATED
from analysis.wording_columns import COLUMNS

ENERGY_UNIT, COUNT_UNIT, RATIO = "tce", "count", "1"
_TYPES = {column.name: column.type for table in VALIDATED.values() for column in table.columns}
_MONEY = {name for name, type in _TYPES.items() if type == MONEY}
_ENERGY = {name for name, type in _TYPES.items() if type == ENERGY}
_COUNTS = {name for name, type in _TYPES.items() if type == COUNT} | {"enterprises"}
_RATIOS = {"growth", "share", "probability", "growth_needed", "change"}
_MONEY_ENDINGS = tuple(
    f"_{name}" for name in ("revenue", "output", "value_added", "tax", "amount", "investment")
)
_RATIO_ENDINGS = ("_share", "_growth", "_probability")
_RATIO_BEGINNINGS = ("share_of_", "probability_")


def unit_of(column, money_unit=None):
    """The unit of a column by the suffixes of DESIGN: money, tce, count, or 1 for shares and growth; None if unknown.

    Money is `money_unit`; without one its unit is not known. Example: `unit_of("value_added_share")` is "1".
    """
    name = str(column[-1] if isinstance(column, tuple) else column)
    if name in _RATIOS or name.endswith(_RATIO_ENDINGS) or name.startswith(_RATIO_BEGINNINGS):
        return RATIO
    if name in _ENERGY or name.endswith("_tce"):
        return ENERGY_UNIT
    if name in _COUNTS or name.endswith(("_count", "_enterprises")):
        return COUNT_UNIT
    return money_unit if name in _MONEY or name.endswith(_MONEY_ENDINGS) else None


def units_of(frame, money_unit=None):
    """{column: unit} of the number columns of a frame whose names say one."""
    numbers = [column for column, kind in frame.dtypes.items() if pd.api.types.is_numeric_dtype(kind)]
    found = {column: unit_of(column, money_unit) for column in numbers}
    return {column: unit for column, unit in found.items() if unit is not None}


def headings_of(frame, lang):
    """{column: printed name in `lang`} of the columns that have one; any other keeps its own name."""
    return {column: printed(column, lang) for column in frame.columns if printed(column, lang) != column}


def printed(column, lang):
    """The printed name of a column; its own name where there is none."""
    words = COLUMNS.get(f"column_of_{column}")
    return words[lang] if words else column
