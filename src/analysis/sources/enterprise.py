"""Register, annual and year-to-date returns -> canonical rows."""

import re
from difflib import get_close_matches
from functools import cache

import pandas as pd

from analysis.policy import UnknownName
from analysis.sources import checks, fields, periods, texts
from analysis.sources.records import fault
from analysis.sources.rules import CellError, Parsed
from analysis.sources.sidecar import PERIOD
from analysis.tables import COUNT, VALIDATED

UNSTATED = ""  # no cluster printed; None is industry outside the clusters
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KINDS = {"enterprise_year": ("year",), "enterprise_ytd": ("year_to_date", "year")}


def readers(sidecar, policy):
    """How to read each column a register or return may print."""
    table = VALIDATED[sidecar.table]
    own, parent = fields.code_readers(sidecar)
    return {
        **fields.table_readers(table, sidecar, policy.decree.money_unit),
        "enterprise_id": own,
        "group_id": parent,
        "industry_code": fields.industry_reader(sidecar, policy.decree.classification),
        "district": {"parse": named("district", cache(policy.district_named), policy.districts)},
        "cluster": {"parse": named("cluster", cache(policy.cluster_named), policy.clusters)},
        PERIOD: {"parse": lambda cell: _period(cell, sidecar.table)},
    }


def named(kind, find, declared):
    """Reads a printed name as the id data/policy gives it; an alias is logged, an unknown name refused."""

    def parse(cell):
        read = texts.text(cell)
        if read.value is None:
            return Parsed(UNSTATED if kind == "cluster" else None, read.changes)
        try:
            found = find(read.value)
        except UnknownName as unknown:
            # What to write follows the script of the file, not the language of the reader.
            lang, comma = ("zh", "、") if _HAN.search(read.value) else ("en", ", ")
            names = [entry.name[lang] for entry in declared.values()]
            near = get_close_matches(read.value, names, n=1, cutoff=0.5) or names
            raise CellError(f"{kind}_is_not_known", names=comma.join(near)) from unknown
        is_named = found is None or read.value in _own_names(kind, declared[found])
        return Parsed(found, read.changes if is_named else (*read.changes, f"{kind}_named_by_alias"))

    return parse


def _own_names(kind, entry):
    """The names a return is expected to print: of a district the full one, of a cluster the short one, too."""
    names = (entry.name.zh, entry.name.en)
    return names if kind == "district" else (*names, entry.short.zh, entry.short.en)


def _period(cell, table):
    read = periods.period(cell)
    if read.value is not None and read.value.kind not in _KINDS[table]:
        # January alone is cumulative from January, too.
        january = table == "enterprise_ytd" and read.value.kind == "month" and read.value.month == 1
        if not january:
            raise CellError("period_is_of_another_kind", found=str(read.value))
    return read


def check(records, columns, sidecar, policy, name):
    """Rejects rows, settles clusters, and returns the findings; SourceError where the file is refused."""
    table = VALIDATED[sidecar.table]
    required = {c.name for c in table.columns if c.required} | {PERIOD}
    checks.required_cells_are_blank(records, columns, required)
    checks.amounts_are_negative(records, columns, table)
    codes_count = sidecar.classification in (None, policy.decree.classification)
    of_code = _clusters_of_codes(records, policy) if codes_count else [UNSTATED] * len(records)
    findings = checks.printed_cluster_contradicts_industry_code(records, of_code) if codes_count else []
    _settle_clusters(records, of_code)
    findings += checks.enterprise_ids_repeat_within_period(records, columns, name)
    return findings + checks.parks_lie_in_two_districts(records)


def _clusters_of_codes(records, policy):
    """The cluster of each row's industry code: an id, None outside the clusters, UNSTATED where it tells nothing.

    A code of no cluster tells nothing while there are clusters without codes: it may be one of theirs.
    """
    all_have_codes = all(cluster.industry_codes for cluster in policy.clusters.values())

    @cache
    def find(code):
        return policy.cluster_of_code(code) or (None if all_have_codes else UNSTATED)

    codes = records.values.get("industry_code", [None] * len(records))
    return [UNSTATED if code is None else find(code) for code in codes]


def _settle_clusters(records, of_code):
    printed = records.values.get("cluster", [UNSTATED] * len(records))
    settled = []
    for position, (cluster, coded) in enumerate(zip(printed, of_code, strict=True)):
        value = coded if cluster == UNSTATED else cluster
        if value == UNSTATED:
            value = None
            if position not in records.faults:
                records.reject(position, fault(None, "", "cluster_cannot_be_known"))
        settled.append(value)
    records.values["cluster"] = settled


def canonical(records, sidecar):
    """The accepted rows as a frame of the table's columns; the period and the day received are stamped on."""
    table = VALIDATED[sidecar.table]
    accepted = records.accepted()
    values = {
        name: pd.Series(found).iloc[accepted].reset_index(drop=True)
        for name, found in records.values.items()
        if name != PERIOD
    }
    frame = pd.DataFrame(values, index=pd.RangeIndex(len(accepted)))
    for column in table.columns:
        if column.type == COUNT and column.name in frame:
            frame[column.name] = frame[column.name].astype("Int64")
    if PERIOD in records.values:
        found = [records.values[PERIOD][position] for position in accepted]
        stamped = {"year": [p.year for p in found], "month": [p.month for p in found]}
    else:
        stamped = sidecar.period.model_dump(exclude_none=True) if sidecar.period else {}
    stamped = {name: value for name, value in stamped.items() if name in table.names}
    return frame.assign(**stamped, obtained=pd.Timestamp(sidecar.obtained))
