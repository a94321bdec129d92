"""A workbook, old or new -> the rows of its one sheet with data, read by the child process."""

import json

from analysis.errors import SourceError
from analysis.sources.readers import isolation
from analysis.sources.readers.formats import name_contradicts_content
from analysis.sources.readers.rows import Grid, Row
from analysis.sources.readers.workbook_child.wire import read_block
from analysis.sources.rules import Unreadable


def read_workbook(raw, sidecar, name, limits=isolation.LIMITS):
    """The Grid of the sheet that the sidecar chooses, or of the only one with data.

    Merged cells are filled in header rows only. Raises SourceError for all that isolation and the child
    refuse: another sheet with data, a password, a bomb, a damaged file.
    """
    request = {
        "sheet": sidecar.sheet,
        "ignore_sheets": list(getattr(sidecar, "ignore_sheets", ())),
        "header_rows": list(sidecar.header_rows),
    }
    *blocks, last = isolation.run_child(raw, request, name, limits)
    answer = json.loads(last)
    if "refused" in answer:
        raise SourceError(
            answer["refused"], file=name, expected=answer["expected"], way_out=answer["way_out"]
        )
    name_contradicts_content(name, answer["format"])
    rows = []
    for block in blocks:
        for cells in read_block(block, _unreadable):
            rows.append(Row(len(rows) + 1, 1, tuple(cells)))
    return Grid(rows, answer["lines"], answer["format"], answer["sheet"])


def _unreadable(raw, rule):
    return Unreadable(raw, rule, {})
