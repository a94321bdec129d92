"""Enterprises that seem to be in two places, or counted twice."""

import numpy as np
import pandas as pd

from analysis.sources.findings import Finding
from analysis.sources.plausibility.neighbours import rows_at

BRANCH_ENDINGS = ("分公司", "分厂", "分店", "营业部", "办事处", "项目部")
_FIGURES = ["revenue", "gross_output", "value_added", "tax", "energy_tce", "employees"]
_WHERE = ["enterprise_id", "name", "year", "month", "district", "obtained", "table", "file", "line"]
# Small whole numbers coincide by chance; four figures that are all equal do not.
LEAST_EQUAL = 4


def identities_look_wrong(annual, cumulative, register):
    """Findings on who an enterprise is: two districts, a branch beside its parent, one firm under two codes."""
    return [
        *enterprises_in_two_districts(annual, cumulative),
        *branches_reported_under_parent(annual, register),
        *equal_figures_of_two_enterprises(annual),
    ]


def enterprises_in_two_districts(annual, cumulative):
    """An enterprise whose district differs from the one it last reported in, once for each change."""
    whole_years = annual.assign(month=12, table="enterprise_year")[_WHERE]
    rows = pd.concat(
        [whole_years, cumulative.assign(table="enterprise_ytd")[_WHERE]], ignore_index=True
    ).sort_values(["enterprise_id", "year", "month", "obtained"], kind="stable", ignore_index=True)
    same = rows["enterprise_id"].eq(rows["enterprise_id"].shift())
    moved = np.flatnonzero(same & rows["district"].ne(rows["district"].shift()))
    return list(map(_moved, rows_at(rows, moved - 1), rows_at(rows, moved)))


def _moved(before, now):
    facts = {
        "name": now["name"], "first": before["district"], "second": now["district"],
        "before": _period(before), "now": _period(now),
    }  # fmt: skip
    return Finding(
        "enterprise_in_two_districts", "enterprise", now["enterprise_id"], facts,
        line=now["line"], column="district", table=now["table"],
    ).at(now)  # fmt: skip


def _period(row):
    return f"{row['year']}" if row["month"] == 12 else f"{row['year']}-{row['month']:02d}"


def branches_reported_under_parent(annual, register):
    """A branch, which is no enterprise of its own, that reports the same year as its parent."""
    parents = register.dropna(subset="group_id").drop_duplicates("enterprise_id", keep="last")
    branches = annual[annual["name"].str.endswith(BRANCH_ENDINGS)]
    pairs = branches.merge(parents[["enterprise_id", "group_id"]], on="enterprise_id")
    parent = annual[["enterprise_id", "year", "name"]].rename(
        columns={"enterprise_id": "group_id", "name": "parent"}
    )
    pairs = pairs.merge(parent, on=["group_id", "year"])
    return [
        Finding(
            "branch_reported_under_its_parent_as_well", "enterprise", row["enterprise_id"],
            {"name": row["name"], "parent": row["parent"], "why": f"{row['year']}"},
            line=row["line"], column="revenue", now=row["revenue"],
        ).at(row)
        for row in pairs.to_dict("records")
    ]  # fmt: skip


def equal_figures_of_two_enterprises(annual):
    """Two enterprises of one year whose every figure is the same."""
    figures = [name for name in _FIGURES if name in annual]
    rich = annual[annual[figures].gt(0).sum(axis=1) >= min(LEAST_EQUAL, len(figures))]
    twins = rich[rich.duplicated(["year", *figures], keep=False)].sort_values(
        ["year", *figures, "enterprise_id"]
    )
    findings = []
    for _, group in twins.groupby(["year", *figures], dropna=False, sort=True):
        first, *others = group.to_dict("records")
        findings += [
            Finding(
                "equal_figures_of_two_enterprises", "enterprise", row["enterprise_id"],
                {"name": row["name"], "other": first["name"]},
                line=row["line"], column="revenue", now=row["revenue"],
            ).at(row)
            for row in others
            if row["enterprise_id"] != first["enterprise_id"]
        ]  # fmt: skip
    return findings
