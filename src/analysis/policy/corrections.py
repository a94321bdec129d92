"""Reads data/policy/corrections.yaml, and tells which implausible figures a record confirms.

The file is optional. Every entry is one record: an id such as K001 and the keys its action needs.
"""

import re
from collections import defaultdict
from pathlib import Path

import pandas as pd

from analysis.errors import PolicyError
from analysis.policy.correction import (
    Confirm,
    Correction,
    Drop,
    Link,
    Move,
    OfEnterprise,
    OfMonth,
    OfSeries,
    OfYear,
    Override,
    Scale,
    same,
)
from analysis.policy.documents import read_document
from analysis.policy.refusals import build, closest, refuse

FILE = "data/policy/corrections.yaml"
_ID = re.compile(r"K\d{3,}")
_WHERE = {
    "enterprise": OfEnterprise,
    "enterprise_year": OfYear,
    "enterprise_ytd": OfMonth,
    "official_series": OfSeries,
}
_RETURNS = {table: _WHERE[table] for table in ("enterprise_year", "enterprise_ytd")}
# Action -> table -> the model of such a record; a link is about no single table.
MODELS = {
    "override": {table: Override[where] for table, where in _WHERE.items()},
    "drop": {table: Drop[where] for table, where in _WHERE.items()},
    "scale": {table: Scale[where] for table, where in _WHERE.items() if table != "enterprise"},
    "move": dict.fromkeys(("enterprise", *_RETURNS), Move[OfEnterprise]),
    "confirm": {table: Confirm[where] for table, where in _RETURNS.items()},
    "link": {},
}


def load_corrections(folder, policy=None):
    """Every record of corrections.yaml in the folder, in the order of the file; none where there is no file.

    With a `policy`, the districts and clusters named are held against it. Raises PolicyError with entry, key,
    what was found and what was expected.
    """
    path = Path(folder) / "corrections.yaml"
    if not path.is_file() or _has_comments_only(path):
        return ()
    records, faults = [], []
    for key, values in read_document(path).items():
        record, found = _record(str(key), values)
        records.append(record)
        faults += found
    refuse(path, faults)
    refuse(path, places_are_unknown(records, policy) if policy else [])
    return tuple(records)


def _has_comments_only(path):
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    return all(line.lstrip().startswith("#") or not line.strip() for line in lines)


def _record(key, values):
    if not _ID.fullmatch(key):
        return None, [_fault(key, "", "an id of another form", "a correction id such as K001")]
    if not isinstance(values, dict):
        return build(Correction, values, entry=key)
    action, table = str(values.get("action", "nothing")), str(values.get("table", "nothing"))
    if action not in MODELS:
        return None, [_fault(key, "action", action, _one_of(action, MODELS))]
    if action == "link":
        return build(Link, values, entry=key, id=key)
    if table not in MODELS[action]:
        return None, [_fault(key, "table", table, _one_of(table, MODELS[action]))]
    return build(MODELS[action][table], values, entry=key, id=key)


def places_are_unknown(records, policy):
    """Records that name a district districts.yaml does not have, or a cluster clusters.yaml does not have."""
    faults = []
    for record in records:
        named = []
        if record.rewrites:
            named = [("expected", *cell) for cell in record.found.items()]
            named += [("to" if record.action == "move" else "set", *cell) for cell in record.made.items()]
        for key, column, value in named:
            known = {"district": policy.districts, "cluster": policy.clusters}.get(column)
            if known is not None and value is not None and value not in known:
                faults.append(_fault(record.id, key, value, _one_of(value, known)))
    return faults


def _one_of(name, known):
    return f"one of: {', '.join(known)}{closest(name, known)}"


def _fault(entry, key, found, expected):
    return {"entry": entry, "key": key, "found": found, "expected": expected}


def confirmed(corrections):
    """The Confirmations of the records in force."""
    return Confirmations(r for r in corrections if r.action == "confirm" and r.in_force)


class Confirmations:
    """Figures confirmed although a check takes them for impossible; remembers which were asked for."""

    def __init__(self, records):
        self._records = list(records)
        self._used = set()
        self._by_row = defaultdict(list)
        for record in self._records:
            self._by_row[record.table, record.rule, record.where.enterprise_id].append(record)

    def decided(self, table, row, rule, now):
        """The day (Timestamp) from which the figure `now` of `row` counts; None where no record confirms it.

        `row` holds the columns of `table`, among them the figure itself.
        """
        for record in self._by_row.get((table, rule, row["enterprise_id"]), ()):
            right_value = same(now, record.expected) and same(row[record.column], record.expected)
            if right_value and record.where.holds(row):
                self._used.add(record.id)
                return pd.Timestamp(record.decided)
        return None

    def require_all_used(self):
        """Raises PolicyError with the records that confirmed nothing since this was made."""
        idle = [record for record in self._records if record.id not in self._used]
        if not idle:
            return
        rows = [
            {"correction": r.id, "table": r.table, "rule": r.rule, **r.where.cells, r.column: r.expected}
            for r in idle
        ]
        raise PolicyError(
            f"{idle[0].id} confirms nothing: no check rejects such a figure.",
            file=FILE,
            rows=pd.DataFrame(rows),
            expected="a row, rule and value as `cluster-monitor rejects` lists them.",
            way_out="Correct the record, or set its status to withdrawn where the source has sent another figure.",
        )
