"""What an unknown file says about its units and its period, and where it says it."""

import re
from typing import NamedTuple

from analysis import units
from analysis.sources import periods

_BETWEEN = re.compile(r"[、，,;；/\s]+")
_BRACKETED = re.compile(r"[（(]([^（）()]+)[）)]")
_YEAR = r"(?<!\d)((?:19|20)\d\d)(?!\d)"
_IN_NAME = re.compile(_YEAR + r"(?:[-_年]?(0?[1-9]|1[0-2])(?!\d))?")
_YEAR_TO_DATE = re.compile(r"ytd|累计|cumulative", re.IGNORECASE)


class Evidence(NamedTuple):
    """Something the file says: the value, and the place and text it was seen in."""

    value: object
    where: str
    text: str


def units_in(text):
    """The known units that `text` consists of or lists."""
    whole = text.strip("（）() :：")
    return (
        [whole] if units.is_known(whole) else [part for part in _BETWEEN.split(whole) if units.is_known(part)]
    )


def units_seen(unit_lines, headings):
    """Evidence of every unit printed in the unit lines and in brackets in the headings."""
    found = [
        Evidence(unit, f"line {line.line}", line.text)
        for line in unit_lines
        for unit in units_in(re.split("[:：]", line.text)[-1])
    ]
    found += [
        Evidence(unit, "heading", heading)
        for heading in headings
        for inside in _BRACKETED.findall(heading)
        for unit in units_in(inside)
    ]
    return found


def only_unit(evidence, dimensions):
    """The one unit of these dimensions that is seen, with its evidence; (None, all) where none or several are."""
    fitting = [each for each in evidence if units.dimension(each.value) in dimensions]
    values = {each.value for each in fitting}
    return (fitting[0].value if len(values) == 1 else None), fitting


class Months(NamedTuple):
    """A year and, where the figures stop within it, their last month; `cumulative` where they start in January."""

    year: int
    month: int | None = None
    cumulative: bool = False


def periods_seen(titles, name):
    """Evidence of the period in the title lines, else in the file's name."""
    in_titles = [
        Evidence(_months(period), f"line {line.line}", line.text)
        for line in titles
        for period in periods.periods_in(line.text)
    ]
    return in_titles or [Evidence(_months_in_name(*found), "name", name) for found in _names_period(name)]


def only_period(evidence):
    """The one period that is seen; None where none or several are."""
    values = {each.value for each in evidence}
    return values.pop() if len(values) == 1 else None


def _months(period):
    whole = period.kind == "year"
    return Months(period.year, None if whole else period.month, period.kind == "year_to_date")


def _names_period(name):
    return [(found, bool(_YEAR_TO_DATE.search(name))) for found in _IN_NAME.finditer(name)]


def _months_in_name(found, cumulative):
    month = int(found[2]) if found[2] else None
    return Months(int(found[1]), month, cumulative and month is not None)
