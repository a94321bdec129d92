"""Register, annual and year-to-date returns -> canonical rows."""

from functools import cache

from analysis import units
from analysis.policy import UnknownName
from analysis.sources import cells, checks
from analysis.sources.records import Fault, table_parsers
from analysis.tables import COUNT, ENERGY, MONEY, VALIDATED


def parsers(sidecar):
    """A parser for each column a register or return may print."""
    return {
        **table_parsers(VALIDATED[sidecar.table], sidecar.symbols),
        "enterprise_id": cells.identifier,
        "group_id": _blank_or(cells.identifier, sidecar.symbols),
        "name": cells.text,
        "industry_code": _blank_or(cells.industry_code, sidecar.symbols),
    }


def _blank_or(parse, symbols):
    return lambda cell: None if isinstance(cell, str) and cell.strip() in symbols else parse(cell)


def check(records, columns, sidecar, policy, name):
    """Rejects rows, resolves places, and returns the warnings; SourceError where the file is refused."""
    table = VALIDATED[sidecar.table]
    checks.required_cells_are_blank(records, columns, {c.name for c in table.columns if c.required})
    checks.amounts_are_negative(records, columns, table)
    both_clusters = _resolve_places(records, columns, policy, name)
    checks.enterprise_ids_repeat_within_period(records, columns, name)
    return [
        *checks.printed_cluster_contradicts_industry_code(records, both_clusters),
        *checks.parks_lie_in_two_districts(records),
    ]


def _resolve_places(records, columns, policy, name):
    """Turns printed places into ids; returns {line: (printed cluster, cluster of the code)}."""
    printed_names = {column.printed: column.name for column in columns}
    unknown, both = [], {}
    named = {"district": cache(policy.district_named), "cluster": cache(policy.cluster_named)}
    cluster_of_code = cache(policy.cluster_of_code)
    for record in records:
        broken = {printed_names.get(fault.column) for fault in record.faults}
        values = {k: v for k, v in record.values.items() if v is not None and k not in broken}
        for kind in named:
            if kind in values and not _resolved(record, kind, named[kind]):
                unknown.append((record.line, values.get("enterprise_id"), kind, values[kind]))
        of_code = cluster_of_code(values["industry_code"]) if "industry_code" in values else None
        if "cluster" not in values:
            _cluster_from_code(record, of_code, known="industry_code" in values)
        elif "industry_code" in values:
            both[record.line] = record.values["cluster"], of_code
    checks.names_not_in_policy(unknown, name)
    return both


def _resolved(record, kind, named):
    try:
        record.values[kind] = named(record.values[kind])
    except UnknownName:
        return False
    return True


def _cluster_from_code(record, of_code, known):
    if known:
        record.values["cluster"] = of_code
    elif not record.faults:
        hint = "Print the cluster (or 其他), or the four-digit industry code."
        record.faults.append(Fault(None, "", "cluster_cannot_be_known", hint))


def canonical(record, sidecar, money_unit):
    """The record's values in the table's units; exact until the last step."""
    table = VALIDATED[sidecar.table]
    row = dict(record.values)
    for column in table.columns:
        value = row.get(column.name)
        if value is not None and column.type == MONEY:
            row[column.name] = float(units.to_unit(value, sidecar.unit, money_unit))
        elif value is not None and column.type == ENERGY:
            row[column.name] = float(units.to_unit(value, sidecar.energy_unit, units.CANONICAL["energy"]))
        elif value is not None and column.type == COUNT:
            row[column.name] = int(value)
    period = sidecar.period.model_dump(exclude_none=True) if sidecar.period else {}
    return {**row, **period, "obtained": sidecar.obtained}
