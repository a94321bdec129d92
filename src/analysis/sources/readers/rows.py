"""What every reader gives: the physical rows of a file or sheet, each cell as found."""

from typing import NamedTuple

from analysis.sources.readers.workbook_child.places import cell_name


class Row(NamedTuple):
    """One record: its first physical line (from 1), how many lines it spans, and its cells."""

    line: int
    span: int
    cells: tuple

    @property
    def blank(self):
        return not any(shown(cell) for cell in self.cells)


class Grid(NamedTuple):
    """All rows of a file or sheet; `lines` is their number counted apart from the rows themselves."""

    rows: list
    lines: int
    encoding: str
    sheet: str | None

    def address(self, column, line):
        """The spreadsheet's name of a cell (`C5`), or nothing for a text file."""
        return cell_name(column, line) if self.sheet else None


def shown(cell):
    """A cell as a person sees it: text without edge spaces or line breaks."""
    return "" if cell is None else "".join(str(cell).split("\n")).strip(" \t\r\u00a0\u3000")
