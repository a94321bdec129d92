"""Cells by the names spreadsheets give them, and how far a sheet may reach."""

import functools

from .refusal import too_much

MOST_LINES, MOST_COLUMNS, MOST_CELLS = 1_048_576, 16_384, 20_000_000
# A sheet of a million places with one in a thousand filled was not typed by anybody.
_ROOMY, _SPARSE = 1_000_000, 1000


def cell_name(column, line):
    """The name of a cell, `C5`; columns count from 0, lines from 1."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{line}"


@functools.cache
def column_of(letters):
    """The place, from 0, of the column called `letters`; -1 for what is no column."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    known = letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3
    return place - 1 if known and place <= MOST_COLUMNS else -1


def sheet_reaches_too_far(name, lines, width, cells):
    """Refuses a sheet whose last cell lies so far out that its rows would fill the memory."""
    area = lines * width
    if area > MOST_CELLS or (area > _ROOMY and area > _SPARSE * cells):
        raise too_much(
            f"sheet {name!r} reaches to cell {cell_name(width - 1, lines)} but fills {cells:,} cells."
        )
