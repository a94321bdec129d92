"""What the enterprises that grew faster have in common: size, age, park, cluster, ownership, year.

A regression of the yearly growth of enterprises, errors alike inside a district. It describes; it does not say
that a park or a form of ownership makes an enterprise grow.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import MonitorError
from analysis.indicators.clustered_regression import FEW_GROUPS, clustered_regression
from analysis.indicators.totals import OUTSIDE

LEFT_OUT = (
    "not_positive",  # no figure above 0 in one of the two years
    "founding_unknown",  # the register has no day of founding, or one after the year
    "ownership_unknown",
    "parks_unknown",  # the year's returns name no park at all
)
CAVEATS = (
    "not_a_cause",  # always: enterprises were not drawn by lot into parks and clusters
    "reporters_of_both_years",  # always: those that closed or fell below the threshold show no growth
    "size_on_both_sides",  # always: a bad first year makes an enterprise small and its growth high
    "few_districts",  # intervals rest on the bootstrap over fewer than thirty districts
    "rare_category",  # a category found in fewer than three districts
)
OUTCOMES = ("estimated", "too_few_rows", "single_district")
_CATEGORIES = ("cluster", "ownership", "year")
_NUMBERS = ("log_size", "log_age", "in_park")
# Fewer districts with a category leave its coefficient to their own luck.
_FEWEST_DISTRICTS = 3
# Below this, differences of growth are the rounding of binary fractions.
_NO_SPREAD = 1e-12


class GrowthPanel(NamedTuple):
    """Growth of enterprises between neighbouring years, and how many were left out of it, by reason.

    `rows`: enterprise_id, year (the later one), growth (log), log_size (log of the measure the year before),
    log_age (log of 1 + years since founding, the year before), in_park (0 or 1), district, cluster and
    ownership, all as of the year before.
    """

    rows: pd.DataFrame
    left_out: pd.Series


class GrowthDrivers(NamedTuple):
    """`terms`: as of `clustered_regression`; `references`: the category each other one is compared with.

    A coefficient is a difference of yearly log growth: 0.02 is about two points a year, for log_size and
    log_age per unit of the logarithm (0.69 = twice as large). `r_squared` 0..1. `outcome` of OUTCOMES,
    `caveats` of CAVEATS.
    """

    terms: pd.DataFrame
    references: dict
    r_squared: float
    outcome: str
    caveats: tuple


def growth_panel(enterprise_year, enterprise, measure="revenue"):
    """`GrowthPanel` of every enterprise that reports in two neighbouring years.

    Required columns: enterprise_id, year, district, cluster, park, `measure`; of the register enterprise_id,
    founded, ownership, one row an enterprise. A missing cluster is industry outside the clusters; a missing
    park is outside every park, except in a year whose returns name none. MonitorError where an enterprise has
    two rows in a year or in the register.
    """
    _refuse_repeats(enterprise_year, ["enterprise_id", "year"])
    _refuse_repeats(enterprise, ["enterprise_id"])
    before = enterprise_year[["enterprise_id", "year", "district", "cluster", "park", measure]]
    named = before.groupby("year")["park"].transform("count") > 0
    before = before.assign(in_park=before["park"].notna().where(named).astype(float))
    later = enterprise_year[["enterprise_id", "year", measure]].assign(year=enterprise_year["year"] - 1)
    pairs = before.merge(later, on=["enterprise_id", "year"], suffixes=("", "_after"))
    pairs = pairs.merge(enterprise[["enterprise_id", "founded", "ownership"]], "left", "enterprise_id")
    age = pairs["year"] - pd.to_datetime(pairs["founded"]).dt.year
    positive = (pairs[[measure, f"{measure}_after"]] > 0).all(axis=1)
    why = np.select(
        [~positive, ~(age >= 0), pairs["ownership"].isna(), pairs["in_park"].isna()], LEFT_OUT, ""
    )
    kept = pairs[why == ""]
    size, after = np.log(kept[measure].astype(float)), np.log(kept[f"{measure}_after"].astype(float))
    rows = kept[["enterprise_id", "district", "ownership", "in_park"]].assign(
        year=kept["year"] + 1,
        cluster=kept["cluster"].fillna(OUTSIDE),
        growth=after - size,
        log_size=size,
        log_age=np.log1p(age[why == ""].astype(float)),
    )
    order = ["enterprise_id", "year", "growth", *_NUMBERS, "district", "cluster", "ownership"]
    counts = pd.Series(why).value_counts().reindex(LEFT_OUT, fill_value=0).rename("enterprises")
    return GrowthPanel(rows[order].reset_index(drop=True), counts.rename_axis("reason"))


def growth_drivers(rows, level=0.95, draws=999, seed=0):
    """`GrowthDrivers` of the rows of a growth panel: least squares, errors grouped by district.

    Terms: constant, log_size, log_age, in_park, `cluster:...`, `ownership:...` and `year:...`, the most
    frequent category of each being the reference. A term that never varies, or that others already say, is
    undefined (`collinear`). With fewer rows than terms nothing is estimated, with one district no interval.
    """
    terms, references = _terms(rows)
    table = clustered_regression(rows["growth"], terms, rows["district"], level, draws, seed)
    districts = rows["district"].nunique()
    if len(rows) == 0 or (table["undefined"] == "too_few_rows").all():
        outcome = "too_few_rows"
    else:
        outcome = "single_district" if districts < 2 else "estimated"
    found = [*CAVEATS[:3], *(["few_districts"] if districts < FEW_GROUPS else [])]
    if _rare(terms, rows["district"]):
        found.append("rare_category")
    fitted = terms.to_numpy() @ table["estimate"].fillna(0.0).to_numpy()
    return GrowthDrivers(
        table, references, _r_squared(rows["growth"], fitted, outcome), outcome, tuple(found)
    )


def _refuse_repeats(rows, key):
    repeated = rows.loc[rows.duplicated(key, keep=False), key]
    if not repeated.empty:
        raise MonitorError(
            f"{repeated['enterprise_id'].nunique()} enterprises have more than one row where one is meant.",
            rows=repeated.sort_values(key),
            expected=f"one row for each {' and '.join(key)}.",
            way_out="Keep the newest delivery of each.",
        )


def _terms(rows):
    """The frame of terms with its constant, and the reference of each category."""
    terms, references = rows[list(_NUMBERS)].astype(float), {}
    for column in _CATEGORIES:
        counts = rows[column].astype(str).value_counts()
        ordered = sorted(counts.index, key=lambda name: (-counts[name], name))
        references[column] = ordered[0] if ordered else None
        for name in sorted(ordered[1:]):
            terms[f"{column}:{name}"] = (rows[column].astype(str) == name).astype(float)
    terms.insert(0, "constant", 1.0)
    return terms, references


def _rare(terms, districts):
    """The categories found in too few districts."""
    dummies = terms[[name for name in terms if ":" in name]]
    present = dummies.groupby(districts).max().sum()
    return present.index[present < _FEWEST_DISTRICTS].to_list()


def _r_squared(growth, fitted, outcome):
    if outcome == "too_few_rows" or np.ptp(growth) < _NO_SPREAD:
        return np.nan
    return 1 - float(((growth - fitted) ** 2).sum() / ((growth - growth.mean()) ** 2).sum())
