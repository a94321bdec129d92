"""The printed header: which column is which, and whether its units are the sidecar's."""

import itertools
import re
from collections import Counter
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from analysis import units
from analysis.errors import SourceError
from analysis.sources import periods
from analysis.sources.grid import shown
from analysis.sources.lines import UNIT_LINE
from analysis.sources.sidecar import IGNORE

_BRACKETED = re.compile(r"[（(]([^（）()]+)[）)]")
_BETWEEN = re.compile(r"[、，,;；\s]+")


class Header(NamedTuple):
    """The columns that are read, {place: (printed name, canonical column)}, and all places with a name."""

    columns: dict
    named: frozenset

    @property
    def width(self):
        return max(self.named) + 1

    @property
    def complete(self):
        """Whether every place up to the last has a name, so that a row of that width fits."""
        return len(self.named) == self.width


def read_header(rows, sidecar, name):
    """The file's Header.

    The levels of a header of several rows are joined with '/'. Raises SourceError for repeated, unknown and
    missing columns, and for a unit other than the sidecar's.
    """
    printed = printed_names([row.cells for row in rows if row.line in sidecar.header_rows])
    header_names_repeat(printed, name)
    headers_unknown_or_missing(printed, sidecar, name)
    for text in printed:
        units_contradict_sidecar(_bracketed_units(text), f"header {text!r}", sidecar, name)
    found = {place: (text, sidecar.columns[text]) for place, text in enumerate(printed) if text}
    read = {place: pair for place, pair in found.items() if pair[1] != IGNORE}
    return Header(read, frozenset(found))


def printed_names(levels):
    """The name of every column from the rows of the header: its levels joined with '/'."""
    width = max((len(level) for level in levels), default=0)
    padded = [[shown(cell) for cell in (*level, *[None] * (width - len(level)))] for level in levels]
    for upper, lower in itertools.pairwise(padded):
        for place in range(1, width):
            # A CSV keeps a merged cell's text in its first column only.
            if lower[place] and not upper[place]:
                upper[place] = upper[place - 1]
    return ["/".join(dict.fromkeys(part for part in parts if part)) for parts in zip(*padded, strict=True)]


def header_names_repeat(printed, name):
    """Refuses two columns of the same name: which is meant cannot be known."""
    repeated = [text for text, count in Counter(filter(None, printed)).items() if count > 1]
    if repeated:
        raise SourceError(
            f"column {', '.join(map(repr, repeated))} appears more than once in the header.",
            file=name,
            way_out="Ask the sender which one is right and take the other out.",
        )


def headers_unknown_or_missing(printed, sidecar, name):
    """Refuses a header that differs from the sidecar's, with the closest name for each column."""
    found = list(filter(None, printed))
    unknown = [text for text in found if text not in sidecar.columns]
    missing = [text for text in sidecar.columns if text not in found]
    if not unknown and not missing:
        return
    faults = [f"column {text!r} is not in the sidecar{_closest(text, missing)}" for text in unknown]
    faults += [
        f"column {text!r} of the sidecar is not in the file{_closest(text, unknown)}" for text in missing
    ]
    raise SourceError(
        f"{'; '.join(faults[:8])}{f'; and {len(faults) - 8} more' if len(faults) > 8 else ''}.",
        file=name,
        expected=f"in row {', '.join(map(str, sidecar.header_rows))}: {', '.join(sidecar.columns)}.",
        way_out="List every printed column in the sidecar's `columns`, or as `ignore`; check `header_rows`.",
    )


def _closest(text, candidates):
    close = get_close_matches(text, candidates, n=1, cutoff=0.5)
    return f" (closest: {close[0]!r})" if close else ""


def check_unit_lines(rows, classes, sidecar, name):
    """Refuses a unit line that names another unit than the sidecar, or none at all."""
    for row, kind in zip(rows, classes, strict=True):
        if kind == "unit":
            text = " ".join(filter(None, map(shown, row.cells)))
            found = _units_in(UNIT_LINE.split(text)[-1])
            if not found:
                raise SourceError(
                    f"line {row.line} {text!r} names no unit that is known.",
                    file=name,
                    expected="a unit such as 万元 or 吨标准煤.",
                    way_out="Ask the sender, and have the line corrected; a unit is never guessed.",
                )
            units_contradict_sidecar(found, f"line {row.line} {text!r}", sidecar, name)
    if sidecar.unit_line and sidecar.unit_line not in [row.line for row in rows]:
        raise SourceError(f"has no line {sidecar.unit_line}, where the unit should be.", file=name)


def periods_contradict_title(rows, classes, sidecar, name):
    """Refuses a file whose title lines name another period than its sidecar.

    Only a title that names exactly one period is held against the sidecar.
    """
    if sidecar.period is None:
        return
    for row, kind in zip(rows, classes, strict=True):
        found = periods.periods_in(" ".join(map(shown, row.cells))) if kind == "title" else []
        if len(found) != 1:
            continue
        same_year = found[0].year == sidecar.period.year
        same_months = found[0].kind == "year" or found[0].month == (sidecar.period.month or 12)
        if not (same_year and same_months):
            raise SourceError(
                f"line {row.line} names the period {found[0]}, its sidecar says {sidecar.period}.",
                file=name,
                way_out="Ask the sender which period the numbers are of, and correct the sidecar or the file.",
            )


def periods_lie_ahead(sidecar, name):
    """Refuses a file received before the last month of its period had begun: one of the two dates is wrong.

    Within that month flash figures may arrive.
    """
    period = sidecar.period
    if period is not None and sidecar.obtained < date(period.year, period.month or 12, 1):
        raise SourceError(
            f"was received on {sidecar.obtained}, before its period {period} had passed.",
            file=name,
            way_out="Correct `obtained` or `period` in its sidecar.",
        )


def _bracketed_units(text):
    return [unit for inside in _BRACKETED.findall(text) for unit in _units_in(inside)]


def _units_in(text):
    return [part for part in _BETWEEN.split(text.strip("（）() ")) if units.is_known(part)]


def units_contradict_sidecar(found, where, sidecar, name):
    """Refuses a printed unit of money or energy other than the sidecar's."""
    declared = {"yuan": sidecar.unit, "euro": sidecar.unit, "energy": sidecar.energy_unit}
    for dimension, expected in declared.items():
        printed = [unit for unit in found if units.dimension(unit) == dimension]
        if expected and printed and not any(_same(unit, expected) for unit in printed):
            raise SourceError(
                f"{where} says {printed[0]}, its sidecar says {expected}.",
                file=name,
                way_out="Ask the sender which unit the numbers are in, and correct the sidecar or the file.",
            )


def _same(unit, other):
    return units.dimension(unit) == units.dimension(other) and units.to_unit(1.0, unit, other) == 1.0
