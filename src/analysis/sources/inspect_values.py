"""What the values of an unknown file need from its sidecar: signs, negatives, inline units, the kind of code."""

from collections import defaultdict
from typing import NamedTuple

from analysis.sources import codes, numbers
from analysis.sources.grid import shown
from analysis.sources.rules import CellError

EXAMPLES = 3
LONGEST_SIGN = 4
NEGATIVES = ("parentheses", "triangle", "minus_sign")
_ANY_UNIT = "元"


class Sign(NamedTuple):
    """A text among figures that a plain number is not: what kind, how often, on which line first, in which columns."""

    kind: str
    text: str
    times: int
    line: int
    columns: tuple


def examples(rows, place):
    """The first different texts of a column."""
    found = dict.fromkeys(shown(row.cells[place]) for row in rows if place < len(row.cells))
    return [text for text in found if text][:EXAMPLES]


def signs_seen(rows, columns):
    """The Signs in the numeric `columns` {place: canonical name}; figures that need no declaration are none.

    Kinds: `symbol`; a name of NEGATIVES; `decimal_comma`; `inline_unit`; `unreadable` for what no declaration makes a number.
    """
    places = defaultdict(list)
    for row in rows:
        for place, name in columns.items():
            text = shown(row.cells[place]) if place < len(row.cells) else ""
            if text and not _reads(row.cells[place], numbers.PLAIN):
                places[_kind(text), text].append((row.line, name))
    return [
        Sign(kind, text, len(seen), seen[0][0], tuple(dict.fromkeys(name for _, name in seen)))
        for (kind, text), seen in places.items()
    ]


def _kind(text):
    for negative in NEGATIVES:
        if _reads(text, numbers.Signs(symbols={}, negatives=frozenset({negative}), inline_units=None)):
            return negative
    if _reads(text, numbers.Signs(decimal="comma")):
        return "decimal_comma"
    if _reads(text, numbers.Signs(symbols={}, negatives=frozenset(), inline_units=_ANY_UNIT)):
        return "inline_unit"
    is_sign = len(text) <= LONGEST_SIGN and not any(character.isdigit() for character in text)
    return "symbol" if is_sign else "unreadable"


def _reads(cell, signs):
    try:
        numbers.number(cell, signs)
    except CellError:
        return False
    return True


def code_kind(rows, place):
    """`organisation` where every code has the right check character, `own` where none has, else None; and how many.

    Returns (kind, codes that are organisation codes, codes).
    """
    cells = [row.cells[place] for row in rows if place < len(row.cells) and shown(row.cells[place])]
    right = sum(map(_is_organisation_code, cells))
    kind = {len(cells): "organisation", 0: "own"}.get(right) if cells else None
    return kind, right, len(cells)


def _is_organisation_code(cell):
    try:
        codes.organisation_code(cell)
    except CellError:
        return False
    return True
