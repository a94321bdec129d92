"""Programme records -> canonical rows: events that keep a commitment, and investment projects."""

from functools import cache

import pandas as pd

from analysis.sources import checks, fields, texts
from analysis.sources.enterprise import UNSTATED, named
from analysis.sources.rules import CellError
from analysis.tables import VALIDATED

_ID = {"programme_event": "event_id", "project": "project_id"}


def readers(sidecar, policy):
    """How to read each column a programme record may print."""
    _, other = fields.code_readers(sidecar)
    return {
        **fields.table_readers(VALIDATED[sidecar.table], sidecar, policy.decree.money_unit),
        "enterprise_id": other,
        "commitment_id": {"parse": _commitment(policy.commitments)},
        "district": {"parse": named("district", cache(policy.district_named), policy.districts)},
        "cluster": {"parse": named("cluster", cache(policy.cluster_named), policy.clusters)},
    }


def _commitment(known):
    def parse(cell):
        read = texts.text(cell)
        if read.value is not None and read.value not in known:
            raise CellError("commitment_is_not_known")
        return read

    return parse


def check(records, columns, sidecar, policy, name):
    """Rejects rows without what every row needs, negative figures and ids given twice; returns the findings."""
    table = VALIDATED[sidecar.table]
    checks.required_cells_are_blank(records, columns, {c.name for c in table.columns if c.required})
    checks.amounts_are_negative(records, columns, table)
    if "cluster" in records.values:
        records.values["cluster"] = [None if c == UNSTATED else c for c in records.values["cluster"]]
    return checks.record_ids_repeat(records, columns, _ID[sidecar.table])


def canonical(records, sidecar):
    """The accepted rows as a frame of the table's columns, stamped with the day received."""
    accepted = records.accepted()
    values = {
        name: pd.Series(found, dtype=None if len(found) else object).iloc[accepted].reset_index(drop=True)
        for name, found in records.values.items()
    }
    frame = pd.DataFrame(values, index=pd.RangeIndex(len(accepted)))
    return frame.assign(obtained=pd.Timestamp(sidecar.obtained))
