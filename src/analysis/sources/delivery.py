"""One raw file and its sidecar -> accepted rows, rejected cells, and an account of every line."""

import hashlib
from typing import NamedTuple

from analysis.errors import SourceError
from analysis.sources import enterprise, official, sidecar, totals
from analysis.sources.account import Account
from analysis.sources.grid import read_grid
from analysis.sources.header import check_unit_lines, read_header
from analysis.sources.lines import NON_DATA, classify
from analysis.sources.records import columns_of, read_records
from analysis.tables import VALIDATED

_TABLE = {
    "enterprise": enterprise,
    "enterprise_year": enterprise,
    "enterprise_ytd": enterprise,
    "official_series": official,
}


class Delivery(NamedTuple):
    """What one raw file gave."""

    name: str
    sidecar: sidecar.Sidecar
    encoding: str
    rows: list
    rejected: list
    warnings: list
    account: Account
    sha256: str
    sidecar_sha256: str


def raw_files(raw):
    """Every delivery below data/raw, in order; readme, hidden and editors' lock files are none."""
    files = sorted(path for path in raw.rglob("*") if path.is_file())
    return [path for path in files if not _not_a_delivery(path.relative_to(raw))]


def _not_a_delivery(path):
    hidden = any(part.startswith((".", "~$")) for part in path.parts)
    return hidden or path.name.endswith(sidecar.SUFFIX) or path.stem.lower() == "readme"


def sidecar_of(path):
    """Where the sidecar of a raw file belongs."""
    return path.with_name(path.name + sidecar.SUFFIX)


def sidecars_without_file(raw):
    """A refusal for each sidecar whose file is gone."""
    found = sorted(raw.rglob(f"*{sidecar.SUFFIX}"))
    orphans = [path for path in found if not path.with_name(path.name.removesuffix(sidecar.SUFFIX)).exists()]
    return [
        SourceError("describes a file that is not there.", file=path.relative_to(raw).as_posix())
        for path in orphans
    ]


def read_sidecar_of(path, raw):
    """The sidecar of a raw file; SourceError where there is none."""
    beside = sidecar_of(path)
    if not beside.is_file():
        raise SourceError(
            "has no sidecar.",
            file=path.relative_to(raw).as_posix(),
            expected=f"{beside.name} beside it: table, kind, producer, obtained, unit, header_rows, columns.",
            way_out="Copy the sidecar of the same sender's last file and correct it.",
        )
    return sidecar.read_sidecar(beside, beside.relative_to(raw).as_posix())


def read_delivery(path, raw, policy):
    """Everything one raw file gives; a row is accepted or rejected, and a file is taken or refused whole.

    Raises SourceError where the file is refused.
    """
    name = path.relative_to(raw).as_posix()
    said = read_sidecar_of(path, raw)
    content = path.read_bytes()
    grid = read_grid(content, said, name)
    classes = classify(grid.rows, said)
    check_unit_lines(grid.rows, classes, said, name)
    header = read_header(grid.rows, said, name)
    reader = _TABLE[said.table]
    columns = columns_of(header, reader.parsers(said))
    records = read_records(grid, classes, columns, header)
    if not records:
        raise SourceError("has a header but no data rows.", file=name)
    warnings = reader.check(records, columns, said, policy, name)
    table = VALIDATED[said.table]
    warnings += totals.totals_differ_from_rows(grid, classes, records, columns, table, said.symbols)
    lineage = {"kind": said.kind, "file": name}
    accepted = [record for record in records if record.accepted]
    return Delivery(
        name=name,
        sidecar=said,
        encoding=grid.encoding,
        rows=[
            {**reader.canonical(record, said, policy.decree.money_unit), **lineage, "line": record.line}
            for record in accepted
        ],
        rejected=[row for record in records for row in _rejections(record, name, grid.sheet, said)],
        warnings=warnings,
        account=_account(grid, classes, records).balanced(),
        sha256=hashlib.sha256(content).hexdigest(),
        sidecar_sha256=hashlib.sha256(sidecar_of(path).read_bytes()).hexdigest(),
    )


def _rejections(record, name, sheet, said):
    where = {
        "file": name,
        "sheet": sheet,
        "line": record.line,
        "table": said.table,
        "obtained": said.obtained,
    }
    faults = dict.fromkeys(record.faults)
    return [{**where, **fault._asdict()} for fault in faults]


def _account(grid, classes, records):
    spans = dict.fromkeys(NON_DATA, 0)
    for row, kind in zip(grid.rows, classes, strict=True):
        if kind != "data":
            spans[kind] += row.span
    spans["duplicate"] = sum(record.span for record in records if record.duplicate)
    accepted = sum(record.span for record in records if record.accepted)
    rejected = sum(record.span for record in records if record.faults)
    return Account(grid.lines, accepted, rejected, spans)
