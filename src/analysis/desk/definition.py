"""A promise by someone's own definition: another target, baseline or deadline, or another measure of a cluster."""

import copy
from functools import cached_property

import pandas as pd

from analysis.errors import MonitorError
from analysis.targets.judge import judge
from analysis.targets.trajectory import required_path

MEASURES = ("revenue", "gross_output", "value_added")
# What a city has worked out that no promise can change; anything else is worked out again.
_LASTING = (
    "enterprise", "enterprise_year", "enterprise_ytd", "official_series", "programme_event", "project",
    "cluster_year", "district_cluster_year", "park_year", "cluster_ytd", "core_enterprise_year", "entity_year",
    "sources", "links", "future", "_returned", "_registered", "_tables", "_evidence",
)  # fmt: skip


def redefined(city, commitment_id, **changes):
    """The same city with one promise defined otherwise; the files and `city` itself stay as they are.

    `changes` are keys of commitments.yaml: a comparator with its value, `baseline`, `deadline`, `indicator`.
    Example: `redefined(city, "C006", at_least={"value": 260, "unit": "亿元"}).commitment("C006")`. PolicyError as
    the file itself would raise.
    """
    if commitment_id not in city.policy.commitments:
        raise MonitorError(
            f"{commitment_id!r} is no commitment of the decree.", expected="an id such as C006."
        )
    other = copy.copy(city)
    other.policy = city.policy.with_changes(commitment_id, **changes)
    other.redefinitions = tuple(dict.fromkeys((*city.redefinitions, commitment_id)))
    for name in [name for name in vars(other) if _is_worked_out(other, name) and name not in _LASTING]:
        del vars(other)[name]
    return other


def _is_worked_out(city, name):
    return isinstance(getattr(type(city), name, None), cached_property)


def cluster_target(city, cluster):
    """The promise on a cluster's revenue; None where the decree makes none."""
    found = city.policy.with_indicator("cluster_revenue", cluster=cluster)
    return found[0] if found else None


def cluster_values(city, cluster, measure="revenue", district=None):
    """A measure of a cluster by year, in the whole city or in one district; a Series in the city's unit."""
    if measure not in MEASURES:
        raise MonitorError(
            f"clusters have no measure {measure!r}.", expected=f"one of {', '.join(MEASURES)}."
        )
    rows = city.cluster_year if district is None else city.district_cluster_year
    rows = rows[rows["cluster"] == cluster]
    rows = rows if district is None else rows[rows["district"] == district]
    return rows.set_index("year")[measure].astype(float).rename("actual")


def own_path(city, cluster, measure="revenue", baseline=None):
    """Observed and required values of a cluster by year, by any measure and from any base year.

    Columns year, actual, required, in the city's unit; `required` leads from the value of `baseline` (by default
    the decree's) to the revenue target at its deadline, and is missing where there is no target or base value.
    Example: `own_path(city, "tobacco", measure="gross_output", baseline=2005)`.
    """
    actual = cluster_values(city, cluster, measure)
    commitment, required = cluster_target(city, cluster), pd.Series(dtype="float64", name="required")
    start = baseline or city.policy.decree.baseline_year
    if commitment is not None and pd.notna(actual.get(start)) and start < commitment.deadline.year:
        end = commitment.deadline.year
        required = required_path(actual[start], commitment.target, start, end).rename("required")
    return pd.concat([actual, required], axis=1).sort_index().rename_axis("year").reset_index()


def own_verdict(city, cluster, measure="revenue", baseline=None):
    """The row of `city.status()` the revenue target of a cluster would have by another measure or base year.

    A dict; None where the decree sets no target or nothing has been observed. It has no probability.
    """
    commitment, values = cluster_target(city, cluster), cluster_values(city, cluster, measure).dropna()
    if commitment is None or values.empty:
        return None
    row = judge(
        commitment,
        values,
        baseline_year=baseline or city.policy.decree.baseline_year,
        deadline=commitment.deadline,
        bands=city.policy.decree.progress_bands,
    )
    return row | {
        "due": commitment.deadline,
        "due_basis": "stated",
        "evidence": "progress",
        "reading": measure,
    }
