"""Checks of one delivery's records, named as the failure they find."""

from collections import defaultdict

import pandas as pd

from analysis.errors import SHOWN_ROWS, SourceError
from analysis.sources.records import Fault

FIRST = 3


def required_cells_are_blank(records, columns, required):
    """Rejects records without a value in a column that every row must fill."""
    for column in (c for c in columns if c.name in required):
        for record in records:
            if column.name in record.values and record.values[column.name] is None:
                hint = (
                    "Every row needs this; a line that is no data needs `totals` or `notes` in the sidecar."
                )
                record.faults.append(Fault(column.printed, "", "required_cell_is_blank", hint))


def amounts_are_negative(records, columns, table):
    """Rejects negative figures in columns that cannot be negative."""
    for column in (c for c in columns if table.column(c.name).minimum == 0):
        for record in records:
            value = record.values.get(column.name)
            if value is not None and not isinstance(value, str) and value < 0:
                hint = "This figure cannot be negative; correct it or leave it blank."
                record.faults.append(Fault(column.printed, str(value), "amount_is_negative", hint))


def enterprise_ids_repeat_within_period(records, columns, name):
    """Equal rows of one id: the first is kept. Different rows of one id: all rejected.

    Raises SourceError where every id of the file repeats with different values.
    """
    repeated = _keys_repeat(records, columns, ("enterprise_id",), "enterprise_ids_repeat_within_period")
    ids = {record.values.get("enterprise_id") for record in records}
    if len(ids) > 1 and len(repeated) == len(ids):
        lines = [line for lines in repeated.values() for line in lines]
        rows = [
            {"enterprise_id": key[0], "lines": ", ".join(map(str, at[:4]))} for key, at in repeated.items()
        ]
        raise SourceError(
            f"every enterprise id repeats with different figures: {len(ids)} ids in {len(lines)} rows.",
            file=name,
            rows=pd.DataFrame(rows[:FIRST]),
            expected="one row an enterprise and period.",
            way_out="The file may hold two deliveries or two periods; ask the sender and split it.",
        )


def figures_repeat_within_series(records, columns, key):
    """Equal rows of one series, period and vintage: the first is kept; different ones: all rejected."""
    _keys_repeat(records, columns, key, "figures_repeat_within_series")


def _keys_repeat(records, columns, key, rule):
    groups, different = defaultdict(list), {}
    for record in records:
        if all(part in record.values for part in key) and record.values[key[0]] is not None:
            groups[tuple(record.values[part] for part in key)].append(record)
    printed = next((column.printed for column in columns if column.name == key[0]), key[0])
    for values, group in groups.items():
        if len(group) == 1:
            continue
        lines = [record.line for record in group]
        if all(record.values == group[0].values for record in group[1:]):
            for record in group[1:]:
                record.faults.clear()
                record.duplicate = True
            continue
        different[values] = lines
        hint = f"Lines {', '.join(map(str, lines[:8]))} give different figures; keep the right one."
        for record in group:
            record.faults.append(Fault(printed, str(values[0]), rule, hint))
    return different


def names_not_in_policy(unknown, name):
    """Refuses a file that names clusters or districts the decree does not list.

    `unknown` holds (line, enterprise_id, 'cluster' or 'district', text as printed).
    """
    if not unknown:
        return
    kinds = sorted({each[2] for each in unknown})
    rows = pd.DataFrame(unknown, columns=["line", "enterprise_id", "which", "as printed"])
    rows = rows.sort_values(["line", "which"])
    count = rows["line"].nunique()
    if len(rows) > SHOWN_ROWS:
        rows["rows"] = rows.groupby(["which", "as printed"])["line"].transform("count")
        rows = rows.drop_duplicates(["which", "as printed"]).rename(columns={"line": "first line"})
    if len(kinds) == 1:
        rows = rows.drop(columns="which").rename(columns={"as printed": f"{kinds[0]} as printed"})
    subject = "1 row names" if count == 1 else f"{count} rows name"
    ways = {"cluster": "list it under `outside`", "district": "correct the row with its sender"}
    raise SourceError(
        f"{subject} a {' or '.join(kinds)} the decree does not list.",
        file=name,
        rows=rows,
        expected=f"a name from {' or '.join(f'data/policy/{kind}s.yaml' for kind in kinds)} or an alias.",
        way_out=f"Add the spelling to `aliases`, or {', or '.join(ways[kind] for kind in kinds)}.",
    )


def printed_cluster_contradicts_industry_code(records, clusters_by_code):
    """A warning where a printed cluster is not that of the industry code; the printed one stands.

    `clusters_by_code` maps the line of a row with a printed cluster to (printed id, id of the code).
    """
    lines = [(r, *clusters_by_code[r.line]) for r in records if r.line in clusters_by_code and r.accepted]
    wrong = [(r, printed, coded) for r, printed, coded in lines if printed != coded]
    if not wrong:
        return []
    first = "; ".join(
        f"line {r.line} {r.values['industry_code']} is {coded or 'outside'}, printed {printed or 'outside'}"
        for r, printed, coded in wrong[:FIRST]
    )
    return [
        f"{len(wrong)} rows print another cluster than their industry code has; the print stands: {first}."
    ]


def parks_lie_in_two_districts(records):
    """A warning where a park is printed with more than one district."""
    districts = defaultdict(set)
    for record in records:
        if record.accepted and record.values.get("park"):
            districts[record.values["park"]].add(record.values["district"])
    return [
        f"park {park} is printed in {len(found)} districts: {', '.join(sorted(found))}."
        for park, found in sorted(districts.items())
        if len(found) > 1
    ]
