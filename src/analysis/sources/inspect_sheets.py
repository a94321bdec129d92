"""Which sheets an unknown workbook has, and which of them holds the table."""

from types import SimpleNamespace
from typing import NamedTuple

from analysis.errors import SourceError
from analysis.sources.grid import read_grid
from analysis.sources.readers.formats import format_of
from analysis.sources.readers.workbook_child.archive import Archive
from analysis.sources.readers.workbook_child.contents import contents_of
from analysis.sources.readers.workbook_child.refusal import Refused


class SeenSheet(NamedTuple):
    """A sheet: its name, whether a person sees it (None: not known), and how many of its lines hold something."""

    name: str
    visible: bool | None
    filled: int


def only_sheet(raw, name, asked=None):
    """(sheet to read, all SeenSheets) of a workbook; (None, ()) of a text.

    The sheet is the one `asked` for, else the visible one with most filled lines. Raises SourceError where the
    file is refused for any other reason than its sheets.
    """
    if format_of(raw, name) == "text":
        return None, ()
    listed = _listed(raw)
    if not listed:
        grid = read_grid(raw, _asking(asked), name)
        return grid.sheet, (SeenSheet(grid.sheet, None, _filled(grid)),)
    names = [part.name for part in listed]
    sheets = tuple(
        SeenSheet(part.name, part.visible, _lines_of(part.name, names, raw, name)) for part in listed
    )
    if asked is not None and asked not in names:
        raise SourceError(f"has no sheet {asked!r}.", file=name, expected=f"one of: {', '.join(names)}.")
    best = max(sheets, key=lambda sheet: (bool(sheet.visible), sheet.filled))
    if not best.filled:
        raise SourceError("holds no data in any visible sheet.", file=name)
    return asked or best.name, sheets


def _listed(raw):
    """The worksheets of an .xlsx; nothing for an old .xls, which only the child process opens."""
    if not raw.startswith(b"PK"):
        return []
    try:
        return contents_of(Archive(raw)).parts
    except Refused:
        return []  # reading the file says why, in words


def _lines_of(sheet, names, raw, name):
    others = tuple(each for each in names if each != sheet)
    try:
        return _filled(read_grid(raw, _asking(sheet, others), name))
    except SourceError as refusal:
        if "is empty" in refusal.message:
            return 0
        raise


def _asking(sheet, ignored=()):
    return SimpleNamespace(sheet=sheet, ignore_sheets=ignored, header_rows=(1,))


def _filled(grid):
    return sum(not row.blank for row in grid.rows)
