"""A file of any format -> its physical rows, every cell as found."""

from analysis.errors import SourceError
from analysis.sources.readers.delimited import physical_lines, read_delimited
from analysis.sources.readers.formats import format_of, name_contradicts_content
from analysis.sources.readers.rows import Grid, Row, shown
from analysis.sources.readers.workbook import read_workbook

__all__ = ["Grid", "Row", "physical_lines", "read_grid", "shown"]


def read_grid(raw, sidecar, name):
    """The rows of `raw` bytes; the format is chosen by content, and the file's ending must agree.

    Raises SourceError for an empty file, a format that is no table, an ending that contradicts the content,
    undecodable bytes, a broken quote, and a workbook that is hostile, locked, damaged or holds data in a
    sheet nobody has spoken for.
    """
    kind = format_of(raw, name)
    name_contradicts_content(name, kind, final=False)
    if kind != "text":
        return read_workbook(raw, sidecar, name)
    if sidecar.sheet:
        raise SourceError(f"is a text file, but its sidecar names sheet {sidecar.sheet!r}.", file=name)
    return read_delimited(raw, sidecar, name)
