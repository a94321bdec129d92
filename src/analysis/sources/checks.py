"""Checks of one delivery's records, named as the failure they find."""

from collections import Counter, defaultdict

import numpy as np
import pandas as pd

from analysis.errors import SourceError
from analysis.sources.findings import Finding
from analysis.sources.records import fault
from analysis.sources.sidecar import PERIOD

FIRST, SHOWN_LINES = 3, 8
LEAST_ROWS_FOR_A_VERDICT = 5


def required_cells_are_blank(records, columns, required):
    """Rejects records without a value in a column that every row must fill."""
    for column in (c for c in columns if c.name in required):
        for position in np.flatnonzero(pd.isna(pd.Series(records.values[column.name], dtype=object))):
            # A row that fits no header, or a cell at fault, has been rejected already.
            if not any(found.column in (None, column.printed) for found in records.faults.get(position, ())):
                records.reject(int(position), fault(column.printed, "", "required_cell_is_blank"))


def amounts_are_negative(records, columns, table):
    """Rejects negative figures in columns that cannot be negative."""
    for column in columns:
        if column.name not in table.names or table.column(column.name).minimum != 0:
            continue
        values = np.asarray(records.values[column.name], dtype=float)
        for position in np.flatnonzero(values < 0):
            shown = f"{values[position]:g}"
            records.reject(int(position), fault(column.printed, shown, "amount_is_negative"))


def enterprise_ids_repeat_within_period(records, columns, name):
    """Equal rows of one id: the first is kept. Different rows of one id: all rejected.

    Raises SourceError where every id of the file repeats with different values.
    """
    key = ("enterprise_id", PERIOD) if PERIOD in records.values else ("enterprise_id",)
    repeated, findings = _keys_repeat(records, columns, key, "enterprise_ids_repeat_within_period")
    ids = set(records.values["enterprise_id"]) - {None}
    if len(ids) > 1 and len({values[0] for values in repeated}) == len(ids):
        lines = [line for at in repeated.values() for line in at]
        rows = [
            {"enterprise_id": values[0], "lines": ", ".join(map(str, at[:4]))}
            for values, at in repeated.items()
        ]
        raise SourceError(
            f"every enterprise id repeats with different figures: {len(ids)} ids in {len(lines)} rows.",
            file=name,
            rows=pd.DataFrame(rows[:FIRST]),
            expected="one row an enterprise and period.",
            way_out="The file may hold two deliveries or two periods; ask the sender and split it.",
        )
    return findings


def figures_repeat_within_series(records, columns, key):
    """Equal rows of one series, period and vintage: the first is kept; different ones: all rejected."""
    return _keys_repeat(records, columns, key, "figures_repeat_within_series")[1]


def record_ids_repeat(records, columns, key):
    """Equal rows of one id: the first is kept; different ones: all rejected."""
    return _keys_repeat(records, columns, (key,), "record_ids_repeat")[1]


def _keys_repeat(records, columns, key, rule):
    """({key: lines} of the keys whose rows differ, a finding for each key whose rows are equal)."""
    keys = list(zip(*(records.values[part] for part in key), strict=True))
    often = {found for found, count in Counter(keys).items() if count > 1 and found[0] is not None}
    groups = defaultdict(list)
    for position, found in enumerate(keys):
        if found in often:
            groups[found].append(position)
    printed = next((column.printed for column in columns if column.name == key[0]), key[0])
    different, findings = {}, []
    for values, positions in groups.items():
        lines = [records.lines[position] for position in positions]
        listed = ", ".join(map(str, lines[:SHOWN_LINES]))
        if len({_figures(records, position) for position in positions}) == 1:
            _keep_first(records, positions)
            findings.append(_counted_once(values[0], listed, lines))
            continue
        different[values] = lines
        for position in positions:
            records.reject(position, fault(printed, str(values[0]), rule, lines=listed))
    return different, findings


def _figures(records, position):
    values = tuple(repr(found[position]) for found in records.values.values())
    return values, tuple(records.faults.get(position, ()))


def _keep_first(records, positions):
    for position in positions[1:]:
        records.faults.pop(position, None)
        records.duplicates[position] = positions[0]


def _counted_once(subject, listed, lines):
    return Finding(
        "rows_repeat_with_equal_figures", "enterprise", str(subject), {"lines": listed}, line=lines[0]
    )


def every_row_fails_alike(records, name):
    """Refuses a file in which one column breaks one rule in every row: the column is probably another."""
    if len(records) < LEAST_ROWS_FOR_A_VERDICT or len(records.faults) < len(records):
        return
    failures = [{(found.column, found.rule) for found in faults} for faults in records.faults.values()]
    for column, rule in sorted(set.intersection(*failures), key=str):
        examples = [
            {
                "line": records.lines[position],
                "column": found.column,
                "raw": found.raw[:40],
                "hint": found.hint,
            }
            for position, faults in sorted(records.faults.items())
            for found in faults
            if (found.column, found.rule) == (column, rule)
        ]
        raise SourceError(
            f"every one of its {len(records)} rows is rejected for the same reason ({rule}).",
            file=name,
            rows=pd.DataFrame(examples),
            way_out="Look whether the sidecar's columns, header_rows, codes and unit are those of this file.",
        )


def printed_cluster_contradicts_industry_code(records, of_code):
    """A finding where rows print another cluster than their industry code has; the printed one stands."""
    printed = records.values.get("cluster")
    if printed is None:
        return []
    wrong = [
        position
        for position, (cluster, coded) in enumerate(zip(printed, of_code, strict=True))
        if cluster != coded and "" not in (cluster, coded) and position not in records.faults
    ]
    if not wrong:
        return []
    first = "; ".join(
        f"line {records.lines[i]} {records.values['industry_code'][i]} "
        f"is {of_code[i] or 'outside'}, printed {printed[i] or 'outside'}"
        for i in wrong[:FIRST]
    )
    return [
        Finding(
            "printed_cluster_contradicts_industry_code", "file", "", {"rows": len(wrong), "first": first},
            line=records.lines[wrong[0]],
        )
    ]  # fmt: skip


def parks_lie_in_two_districts(records):
    """A finding where a park is printed with more than one district."""
    parks = records.values.get("park")
    if parks is None:
        return []
    pairs = sorted({(parks[i], records.values["district"][i]) for i in records.accepted() if parks[i]})
    districts = defaultdict(list)
    for park, district in pairs:
        districts[park].append(district)
    return [
        Finding(
            "park_lies_in_two_districts", "park", park,
            {"park": park, "count": len(found), "districts": ", ".join(found)},
        )
        for park, found in districts.items()
        if len(found) > 1
    ]  # fmt: skip
