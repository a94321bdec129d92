"""One raw file and its sidecar -> accepted rows, rejected cells, and an account of every line."""

import hashlib
from typing import NamedTuple

import pandas as pd

from analysis.errors import SourceError
from analysis.sources import checks, enterprise, fields, official, programme, sidecar, totals
from analysis.sources.account import Account
from analysis.sources.grid import read_grid
from analysis.sources.header import check_unit_lines, periods_contradict_title, periods_lie_ahead, read_header
from analysis.sources.lines import NON_DATA, classify
from analysis.sources.readers.raw import read_raw
from analysis.sources.records import read_records
from analysis.tables import FLAGS, NORMALISED, REJECTED, VALIDATED, conform, validated_frame

_TABLE = {
    "enterprise": enterprise,
    "enterprise_year": enterprise,
    "enterprise_ytd": enterprise,
    "official_series": official,
    "programme_event": programme,
    "project": programme,
}


class Delivery(NamedTuple):
    """What one raw file gave: its accepted rows, rejected cells, changed values and findings, each a frame.

    `sheet` is None for a text file; `columns` says where a canonical column stands: its printed name and place.
    """

    name: str
    sidecar: sidecar.Sidecar
    encoding: str
    rows: pd.DataFrame
    rejected: pd.DataFrame
    normalised: pd.DataFrame
    flags: pd.DataFrame
    account: Account
    sha256: str
    sidecar_sha256: str
    sheet: str | None
    columns: dict


def raw_files(raw):
    """Every delivery below data/raw, in order; readme, hidden and editors' lock files are none."""
    # Whatever is no folder is looked at: a pipe or a broken link is refused by name, not passed over.
    files = sorted(path for path in raw.rglob("*") if path.is_symlink() or not path.is_dir())
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
        SourceError(
            "describes a file that is not there.",
            file=path.relative_to(raw).as_posix(),
            way_out="Put the file beside it under the very same name, or take the sidecar away.",
        )
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
    sidecar.money_is_of_another_currency(said, policy.decree.money_unit, name)
    content = read_raw(path, name)
    grid = read_grid(content, said, name)
    classes = classify(grid.rows, said)
    check_unit_lines(grid.rows, classes, said, name)
    periods_contradict_title(grid.rows, classes, said, name)
    periods_lie_ahead(said, name)
    header = read_header(grid.rows, said, name)
    reader = _TABLE[said.table]
    columns = fields.columns_of(header, reader.readers(said, policy))
    records = read_records(grid, classes, columns, header)
    if not len(records):
        raise SourceError(
            "has a header but no data rows.", file=name, way_out="Ask the sender for the file again."
        )
    findings = reader.check(records, columns, said, policy, name)
    checks.every_row_fails_alike(records, name)
    table = VALIDATED[said.table]
    signs = fields.signs_of(said)
    findings += totals.totals_differ_from_rows(grid, classes, records, columns, table, signs)
    return Delivery(
        name=name,
        sidecar=said,
        encoding=grid.encoding,
        rows=_accepted(reader.canonical(records, said), records, table, said, name),
        rejected=_rejected(records, name, grid.sheet, said),
        normalised=_normalised(records, name, said),
        flags=_flags(findings, name, said),
        account=_account(grid, classes, records).balanced(),
        sha256=hashlib.sha256(content).hexdigest(),
        sidecar_sha256=hashlib.sha256(sidecar_of(path).read_bytes()).hexdigest(),
        sheet=grid.sheet,
        columns={column.name: (column.printed, column.place) for column in columns},
    )


def _accepted(rows, records, table, said, name):
    lines = [records.lines[position] for position in records.accepted()]
    return validated_frame(table, rows.assign(kind=said.kind, file=name, line=lines, withdrawn=False))


def _rejected(records, name, sheet, said):
    where = {"file": name, "sheet": sheet, "table": said.table, "obtained": said.obtained}
    rows = [
        {
            **where,
            **_who(records, position),
            "line": records.lines[position],
            **found._asdict(),
            "hint": found.hint,
        }
        for position, faults in sorted(records.faults.items())
        for found in dict.fromkeys(faults)
    ]
    period = str(said.period) if said.period else None
    return conform(REJECTED, [{"period": period, **row} for row in rows])


def _who(records, position):
    """Whose row it is, as far as it could be read."""
    known = {name: records.values[name][position] for name in ("enterprise_id", "name", "district", "period")
             if name in records.values}  # fmt: skip
    return {name: str(value) for name, value in known.items() if value is not None}


def _normalised(records, name, said):
    rows = [
        {
            "file": name, "table": said.table, "column": column, "raw": raw, "change": change, "note": note,
            "value": None if value is None else str(value), "rows": rows, "first_line": line,
            "obtained": said.obtained,
        }
        for (column, raw, change), (value, note, rows, line) in records.changes.items()
    ]  # fmt: skip
    return conform(NORMALISED, rows)


def _flags(findings, name, said):
    period = said.period.model_dump() if said.period else {}
    known = {"file": name, "table": said.table, "obtained": said.obtained} | period
    return conform(FLAGS, [found.row(**known) for found in findings])


def _account(grid, classes, records):
    spans = dict.fromkeys(NON_DATA, 0)
    for row, kind in zip(grid.rows, classes, strict=True):
        if kind != "data":
            spans[kind] += row.span
    spans["duplicate"] = sum(records.spans[position] for position in records.duplicates)
    accepted = sum(records.spans[position] for position in records.accepted())
    rejected = sum(records.spans[position] for position in records.faults)
    return Account(grid.lines, accepted, rejected, spans)
