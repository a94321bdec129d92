"""Text with commas, tabs or semicolons -> its rows."""

import csv
import io
import re

from analysis.errors import SourceError
from analysis.sources.decoding import decode
from analysis.sources.readers.rows import Grid, Row

_QUOTED = re.compile(r'"[^"]*"')
_DELIMITERS = ",\t;"


def read_delimited(raw, sidecar, name):
    """The Grid of a text file. Raises SourceError for a broken quote and a cell too long to be one."""
    text = decode(raw, name, sidecar.encoding)
    rows = _rows(text.content, _delimiter(text.content, sidecar.header_rows), name)
    # In wide encodings a byte that looks like a line end may be half of a character.
    wide = text.encoding.startswith(("utf-16", "utf-32"))
    counted = text.content.encode("utf-8") if wide else raw
    return Grid(rows, physical_lines(counted), text.encoding, None)


def _rows(content, delimiter, name):
    rows, opened = [], 1
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            rows.append(Row(opened, reader.line_num - opened + 1, tuple(cells)))
            opened = reader.line_num + 1
    except csv.Error as error:
        raise _broken(content, opened, reader.line_num, name) from error
    return rows


def _broken(content, opened, reached, name):
    record = io.StringIO(content, newline="").readlines()[opened - 1 : reached]
    closed = "".join(record).count('"') % 2 == 0
    if closed and max(map(len, record)) > csv.field_size_limit():
        return SourceError(
            f"line {opened}: a cell has more than {csv.field_size_limit():,} characters.",
            file=name,
            way_out="Ask the sender for the file again; rows or columns have run together.",
        )
    return SourceError(
        f"line {opened}: a quotation mark opened here is not closed properly.",
        file=name,
        way_out="Close the quotation mark or take it out, and ask the sender to check the row.",
    )


def physical_lines(raw):
    """Lines of `raw` counted from its bytes; a last line without a line end counts."""
    ends = raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")
    return ends + (not raw.endswith((b"\n", b"\r")))


def _delimiter(content, header_rows):
    head = io.StringIO(content, newline="")
    lines = [line for _, line in zip(range(header_rows[-1]), head, strict=False)]
    header = _QUOTED.sub("", "".join(lines[header_rows[0] - 1 :]))
    return max(_DELIMITERS, key=header.count)
