"""The grammar of periods: years, halves, quarters, months and months so far, as Chinese offices print them."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from analysis.sources.rules import CellError, Parsed
from analysis.sources.texts import narrow, text

FIRST_YEAR, LAST_YEAR = 1949, 2100
_DAY_BEFORE_SERIALS = date(1899, 12, 30)
_DASH = "(?:—{1,2}|[-–―─~～至到])"
# The parts of a year, longest first, so that a search in running text takes the whole of one.
_PARTS = {
    "year_to_quarter": rf"(?:前([23二三])|[1一]{_DASH}([23二三]))季度",
    "months": rf"(\d{{1,2}})月?{_DASH}(\d{{1,2}})月份?(累计)?",
    "month": r"(\d{1,2})月份?",
    "quarter": r"第?([1-4一二三四])季度|-?[Qq]([1-4])",
    "half": r"([上下])半年",
    "year": r"度|全年|",
}
_PART = {name: re.compile(pattern, re.ASCII) for name, pattern in _PARTS.items()}
_ORDINAL = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "上": 1, "下": 2}
_IN_YEAR = re.compile(r"(?:(\d{4})(?:年|(?!\d))|(\d{2})年)(.*)", re.ASCII)
_MONTH_AS_DIGITS = re.compile(r"(\d{4})(?:[-/](\d{1,2})|\.(\d{1,2})|(\d{2}))", re.ASCII)
_YEARS = re.compile(rf"(\d{{4}})年?{_DASH}(\d{{4}})年?", re.ASCII)
_FROM_MONTH_TO_MONTH = re.compile(rf"(\d{{4}})年(\d{{1,2}})月{_DASH}(\d{{4}})年(\d{{1,2}})月", re.ASCII)
_ANY_PART = "|".join(re.sub(r"\((?!\?)", "(?:", pattern) for pattern in _PARTS.values())
# A day (2008年12月31日) and a price base (2005年不变价) name no period, and 近10年 no year.
_PRINTED = re.compile(
    rf"(?<!\d)(?:\d{{4}}年?{_DASH}\d{{4}}年|\d{{4}}年(?:{_ANY_PART})?+(?!\d*日|不变价|可比价|价格)"
    r"|\d{4}[Qq][1-4]|\d{4}[-/.]\d{1,2}(?![-/.\d]))",
    re.ASCII,
)
_BLANK_BY_WORD = re.compile(r"\s+(?=[年月季])|(?<=年)\s+")
_MONTHS_KIND = {(1, 12): "year", (7, 12): "half", (4, 6): "quarter", (7, 9): "quarter", (10, 12): "quarter"}


@dataclass(frozen=True)
class Period:
    """A stretch of whole months, first and last day included.

    `kind` is year, half, quarter, month, year_to_date (from January, several months) or span.
    """

    start: date
    end: date
    kind: str

    @property
    def year(self):
        """The year the period ends in."""
        return self.end.year

    @property
    def month(self):
        """The month the period ends in."""
        return self.end.month

    def __str__(self):
        if self.kind == "year":
            return f"{self.year}"
        if self.start.year != self.year:
            return f"{self.start.year}–{self.year}"
        last = f"{self.end:%Y-%m}"
        return last if self.kind == "month" else f"{self.start:%Y-%m}–{last}"


def period(cell, *, serials=False, dates_are=None):
    """The cell's Period; blank is missing.

    `dates_are='month'` takes the first of a month, stored as a date, as that month; `serials` does so for a
    spreadsheet's day number. Months 1-2 are one period and never January. Raises CellError where the print
    can be read in two ways (2009.1 is January, or October without its 0) or in none.
    """
    if isinstance(cell, date):
        return _first_of_month(cell, dates_are)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _typed(cell, serials)
    read = text(cell)
    if read.value is None:
        return read
    printed, wide = narrow(read.value)
    found, completed = _read(printed)
    return Parsed(found, (*read.changes, *wide, *completed))


def of_year(cell, year):
    """The Period of a part of a year printed without it, such as `1-5月`, in a year known otherwise."""
    read = text(cell)
    if read.value is None:
        return read
    printed, wide = narrow(read.value)
    return Parsed(_part_of(year, printed), (*read.changes, *wide, "year_taken_from_sidecar"))


def periods_in(printed):
    """The different Periods named in running text, such as a title, in its order; days and price bases are none."""
    narrowed, _ = narrow(_BLANK_BY_WORD.sub("", printed))
    found = {}
    for match in _PRINTED.findall(narrowed):
        with suppress(CellError):
            found[_read(match)[0]] = None
    return list(found)


def _typed(cell, serials):
    printed = Decimal(repr(cell))
    if serials and printed.is_finite() and printed == printed.to_integral_value() and 10**4 <= cell < 10**5:
        day = _DAY_BEFORE_SERIALS + timedelta(days=int(cell))
        return _first_of_month(day, "month")._replace(changes=("serial_read_as_month",))
    whole = printed.is_finite() and printed == printed.to_integral_value()
    return Parsed(_read(f"{printed:.0f}" if whole else f"{printed:f}")[0])


def _first_of_month(day, dates_are):
    timed = isinstance(day, datetime) and day.time() != time()
    if dates_are != "month" or day.day != 1 or timed:
        raise CellError("date_where_period_belongs", found=f"{day:%Y-%m-%d}")
    return Parsed(_months(day.year, day.month, day.month), ("date_read_as_month",))


def _read(printed):
    """The Period of a whole print, and the change where a year of two digits was completed."""
    if match := _MONTH_AS_DIGITS.fullmatch(printed):
        if match[3] == "1":
            raise CellError("period_is_ambiguous", found=printed)
        month = int(match[2] or match[3] or match[4])
        return _months(int(match[1]), month, month), ()
    if match := _YEARS.fullmatch(printed):
        return _span(*map(int, match.groups())), ()
    if match := _FROM_MONTH_TO_MONTH.fullmatch(printed):
        return _between(*map(int, match.groups())), ()
    if match := _IN_YEAR.fullmatch(printed):
        year, short, part = match.groups()
        if year:
            return _part_of(int(year), part), ()
        return _part_of(_completed(int(short)), part), ("year_of_two_digits_completed",)
    raise CellError("period_is_not_understood")


def _completed(short):
    return 2000 + short if short < 50 else 1900 + short


def _part_of(year, part):
    kind, match = next(
        ((name, found) for name, pattern in _PART.items() if (found := pattern.fullmatch(part))), (None, None)
    )
    if match is None:
        raise CellError("period_is_not_understood")
    if kind == "year":
        return _months(year, 1, 12)
    if kind in ("month", "months"):
        return _numbered_months(year, *match.groups())
    ordinal = _ORDINAL[next(filter(None, match.groups()))]
    if kind == "year_to_quarter":
        return _months(year, 1, 3 * ordinal, "year_to_date")
    length = 3 if kind == "quarter" else 6
    return _months(year, length * (ordinal - 1) + 1, length * ordinal, kind)


def _numbered_months(year, first, last=None, so_far=None):
    if last is None:
        return _months(year, int(first), int(first))
    if int(first) >= int(last):
        raise CellError("period_runs_backwards")
    if so_far and int(first) != 1:
        raise CellError("period_is_not_understood")
    return _months(year, int(first), int(last))


def _months(year, first, last, kind=None):
    """The months `first` to `last` of one year; the kind is told from them where the print does not say it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellError("year_is_out_of_range", year=year)
    if not 1 <= first <= last <= 12:
        raise CellError("month_does_not_exist")
    if kind is None:
        told = "month" if first == last else "year_to_date" if first == 1 else "span"
        kind = _MONTHS_KIND.get((first, last), told)
    after = date(year + last // 12, last % 12 + 1, 1)
    return Period(date(year, first, 1), after - timedelta(days=1), kind)


def _span(first, last):
    if first >= last:
        raise CellError("period_runs_backwards")
    return Period(_months(first, 1, 12).start, _months(last, 1, 12).end, "span")


def _between(first_year, first, last_year, last):
    if first_year != last_year:
        raise CellError("period_crosses_years")
    return _numbered_months(first_year, first, last)
