"""An unknown file -> what it seems to hold, and a sidecar proposed for a person to correct."""

import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from analysis.errors import MonitorError, SourceError
from analysis.paths import Paths, find_root
from analysis.sources.decoding import WESTERN
from analysis.sources.delivery import sidecar_of
from analysis.sources.grid import read_grid
from analysis.sources.header import printed_names as printed_names
from analysis.sources.inspect_columns import match_columns
from analysis.sources.inspect_evidence import periods_seen, units_seen
from analysis.sources.inspect_lines import Layout, header_rows, lay_out
from analysis.sources.inspect_proposal import proposal
from analysis.sources.inspect_report import print_report
from analysis.sources.inspect_sheets import only_sheet
from analysis.sources.inspect_table import likely_table, numeric
from analysis.sources.inspect_values import code_kind, examples, signs_seen
from analysis.sources.readers.raw import read_raw
from analysis.sources.sidecar import SUFFIX, read_sidecar

# Of a text in Latin letters; Chinese has few other bytes.
MOST_ACCENTS = 0.1
_HEAD = tuple(range(1, 21))  # of a text, whose separator is the commonest sign of its first lines


@dataclass(frozen=True)
class Inspection:
    """What one file shows. `sheets` is empty for a text; `codes` is (kind, right, all) or None without a code column."""

    name: str
    encoding: str
    lines: int
    sheet: str | None
    sheets: tuple
    layout: Layout
    columns: dict
    examples: dict
    units: list
    periods: list
    signs: list
    codes: tuple | None
    table: str | None

    def heading_of(self, canonical):
        """The printed heading taken for a canonical column, or None."""
        return next((text for text, match in self.columns.items() if match.canonical == canonical), None)

    @property
    def names(self):
        return {match.canonical for match in self.columns.values()} - {None}


def inspect_and_propose(file, root, lang, *, sheet=None, write=False):
    """Prints what `file` shows on standard error, and its proposed sidecar on standard output or beside it.

    Headings are also looked up in the sidecars of the city at or above `root`, where there is one. Raises
    MonitorError where the file cannot be read at all, or `write` would replace a sidecar.
    """
    path = Path(file)
    beside = sidecar_of(path)
    if write:
        sidecar_is_there(beside)
    found = inspect_file(read_raw(path), path.name, learned_headings(root, but=beside), sheet)
    print_report(found, lang)
    text = proposal(found, lang)
    if write:
        with beside.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
        print(beside)
    else:
        sys.stdout.write(text)


def sidecar_is_there(beside):
    """Refuses to write over a sidecar: it holds what a person knows."""
    if beside.exists():
        raise MonitorError(
            "is there already.", file=beside, way_out="Run inspect without --write and compare."
        )


def inspect_file(raw, name, learned, sheet=None):
    """The Inspection of the bytes `raw` of the file `name`; `learned` maps headings to (column, sidecar)."""
    sheet, sheets = only_sheet(raw, name, sheet)
    ignored = tuple(each.name for each in sheets if each.name != sheet)
    asked = SimpleNamespace(
        sheet=sheet, ignore_sheets=ignored, header_rows=(1,) if sheet else _HEAD, encoding=None
    )
    header = header_rows(_grid(raw, asked, name).rows)
    # Read again as the sidecar would have it read: merged headings are filled, the separator is the header's.
    asked.header_rows = header or (1,)
    grid = _grid(raw, asked, name)
    layout = lay_out(grid.rows, header)
    printed = printed_names([row.cells for row in grid.rows if row.line in header])
    columns = match_columns(printed, learned)
    places = {text: place for place, text in enumerate(printed) if text}
    shown = {text: examples(layout.data, place) for text, place in places.items()}
    titles = [line for line in layout.lines if line.kind in ("title", "unit")]
    periods = periods_seen(titles, name)
    by_name = {match.canonical: places[text] for text, match in columns.items() if match.canonical}
    figures = {place: column for column, place in by_name.items() if numeric(column)}
    return Inspection(
        name=name,
        encoding=grid.encoding,
        lines=grid.lines,
        sheet=sheet,
        sheets=sheets,
        layout=layout,
        columns=columns,
        examples=shown,
        units=units_seen(layout.of("unit"), printed),
        periods=periods,
        signs=signs_seen(layout.data, figures),
        codes=code_kind(layout.data, by_name["enterprise_id"]) if "enterprise_id" in by_name else None,
        table=likely_table(set(by_name), periods, [row.cells for row in layout.data], by_name.get("period")),
    )


def _grid(raw, asked, name):
    """The file's rows; a text that is neither UTF-8 nor GB18030 is read as a western office writes it, if it can be."""
    try:
        return read_grid(raw, asked, name)
    except SourceError as refusal:
        accents = sum(byte > 0x7F for byte in raw)
        if not 0 < accents < MOST_ACCENTS * len(raw):
            raise
        asked.encoding = WESTERN
        try:
            return read_grid(raw, asked, name)
        except SourceError:
            raise refusal from None


def learned_headings(root, but=None):
    """{printed heading: (canonical column, sidecar's name)} of a city's sidecars; {} where there is no city.

    A heading that two sidecars read differently, and a sidecar that is itself refused, teach nothing.
    """
    try:
        raw = Paths(find_root(root)).raw
    except MonitorError:
        return {}
    learned, disputed = {}, set()
    for path in sorted(raw.rglob(f"*{SUFFIX}")):
        if but is None or path.resolve() != Path(but).resolve():
            for heading, column in _columns_of(path, raw).items():
                known = learned.setdefault(heading, (column, path.relative_to(raw).as_posix()))
                disputed |= {heading} if known[0] != column else set()
    return {heading: said for heading, said in learned.items() if heading not in disputed}


def _columns_of(path, raw):
    try:
        return read_sidecar(path, path.relative_to(raw).as_posix()).columns
    except SourceError:
        return {}
