"""What the child found."""

from collections.abc import Iterable
from typing import NamedTuple


class Table(NamedTuple):
    """The format, the sheet, the number of its last line with content, and its rows."""

    format: str
    sheet: str
    lines: int
    rows: Iterable
