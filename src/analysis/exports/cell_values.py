"""One value -> one spreadsheet cell of the right type; text can become nothing but text."""

from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from numbers import Integral, Real

import numpy as np
import pandas as pd

from analysis import units
from analysis.exports.cell_text import begins_like_formula, fitted

EXACT_DIGITS = 15  # a spreadsheet keeps no more of a number
_OLDEST = date(1900, 3, 1)  # before it the calendar of spreadsheets is wrong
_RATIOS = {"1": "0.0%", "%": "0.0", "‰": "0.0"}
_MONEY = {"亿元": "#,##0.0000", "bn yuan": "#,##0.0000", "元": "#,##0", "yuan": "#,##0", "EUR": "#,##0"}
_BY_DIMENSION = {
    "yuan": "#,##0.00",
    "euro": "#,##0.00",
    "energy": "#,##0",
    "intensity": "0.0000",
    "count": "#,##0",
}
_WITHOUT_SEPARATOR = {"year", "year_from", "month", "line"}


class Styles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book):
        self._book, self._made = book, {}

    def __call__(self, **properties):
        key = tuple(properties.items())
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "top", **properties})
        return self._made[key]

    def text(self, text, **more):
        """For a text; the prefix keeps one like a formula from being computed when its cell is edited."""
        return self(num_format="@", text_wrap=True, quote_prefix=begins_like_formula(text), **more)


def number_format(column, unit):
    """The number format of a column with this unit; years and lines have no thousands separator."""
    if unit in _RATIOS:
        return _RATIOS[unit]
    if unit is not None and units.is_known(unit):
        return _MONEY.get(unit, _BY_DIMENSION[units.dimension(unit)])
    return "0" if column in _WITHOUT_SEPARATOR else "General"


def write_value(page, line, place, value, numbers, styles):
    """Writes `value` by its type; missing leaves the cell empty. `numbers` is the number format.

    What a spreadsheet would bend (a number of more than 15 digits, infinity, a day before March 1900, any
    other object) is written as text.
    """
    if is_missing(value):
        return
    if isinstance(value, (bool, np.bool_)):
        page.write_boolean(line, place, bool(value), styles())
    elif isinstance(value, (Real, Decimal)) and is_exact(value):
        page.write_number(line, place, value, styles(num_format=numbers))
    elif isinstance(value, date) and _day(value) >= _OLDEST:
        page.write_datetime(line, place, _without_zone(value), styles(num_format=_date_format(value)))
    else:
        write_text(page, line, place, str(value), styles)


def write_text(page, line, place, text, styles, **more):
    """Writes `text` as text, whatever it begins with."""
    text = fitted(text)
    page.write_string(line, place, text, styles.text(text, **more))


def is_missing(value):
    """None, NaN, NaT and pandas' NA; an empty text is a text."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    return isinstance(value, (float, np.floating, Decimal)) and value != value


def is_exact(value):
    """Whether a spreadsheet keeps the number as it is."""
    if isinstance(value, Integral):
        return abs(int(value)) < 10**EXACT_DIGITS
    if isinstance(value, Decimal):
        return value.is_finite() and len(value.normalize().as_tuple().digits) <= EXACT_DIGITS
    return isfinite(value)


def _day(value):
    return value.date() if isinstance(value, datetime) else value


def _without_zone(value):
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _date_format(value):
    has_time = isinstance(value, datetime) and (value.hour or value.minute or value.second)
    return "yyyy-mm-dd hh:mm" if has_time else "yyyy-mm-dd"
