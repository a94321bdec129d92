"""Core enterprises: main-business revenue of a year above a threshold (decree, clause 三.1).

Every function takes rows of `enterprise_year` (enterprise_id, name, year, district, cluster, revenue) and the
threshold in their money unit. Above is strictly above. A row without revenue is neither core nor not: it is
counted as `unknown`. Undefined results are NaN with a reason (`analysis.indicators.undefined`).
"""

import numpy as np
import pandas as pd

from analysis.errors import MonitorError
from analysis.indicators.undefined import Undefined, reasons_of

IDENTITY = ["enterprise_id", "name", "district", "cluster"]
_NO_BASE, _NO_YEAR = "own_growth: no_growth_base", "own_growth: no_year_before"


def core_enterprises(enterprise_year, threshold):
    """The list: a row a core enterprise and year, largest first; `distance` = revenue less the threshold."""
    core = enterprise_year[enterprise_year["revenue"] > threshold]
    core = core[["year", *IDENTITY, "revenue"]].assign(distance=core["revenue"] - threshold)
    ordered = core.sort_values(["year", "revenue", "enterprise_id"], ascending=[True, False, True])
    return ordered.reset_index(drop=True)


def core_enterprise_summary(enterprise_year, threshold):
    """A row a year: number, revenue and share of core enterprises in the revenue of all that report.

    Columns year, count, revenue, share (0..1), unknown (rows without revenue), undefined. A year without a
    core enterprise has 0. With unknown rows `count` is a lower bound, and revenue and share are NaN.
    """
    rows = [
        _summary(year, of_year["revenue"], threshold) for year, of_year in enterprise_year.groupby("year")
    ]
    return pd.DataFrame(rows, columns=["year", "count", "revenue", "share", "unknown", "undefined"])


def core_list_changes(before, after, threshold):
    """Who entered, left or stayed on the list: a row an enterprise that is core in either, largest first.

    `before` and `after` are the rows of one year or edition each. Columns enterprise_id, name, district,
    cluster (of `after` where it reports there), revenue_before, revenue_after, change (entered, left, stayed)
    and cause: how a change came about. Entered: grew, or first_return where `before` has no row. Left:
    shrank, or no_return. Either: revenue_missing, where the figure of the other year is. MonitorError where
    an enterprise repeats in one of them.
    """
    for rows in (before, after):
        _refuse_repeated(rows)
    core = {name for rows in (before, after) for name in rows["enterprise_id"][rows["revenue"] > threshold]}
    before, after = (rows[rows["enterprise_id"].isin(core)] for rows in (before, after))
    both = _side_by_side(before, after)
    was, now = both["revenue_before"] > threshold, both["revenue_after"] > threshold
    both["change"] = np.select([was & now, now], ["stayed", "entered"], "left")
    return both.assign(cause=_cause(both, before, after))


def next_candidates(enterprise_year, threshold, year, years_ahead=1, n=10):
    """The `n` largest enterprises not above the threshold in `year`, with the growth that would lift them.

    Columns enterprise_id, name, district, cluster, revenue, distance (threshold less revenue), needed_growth
    (a year, over `years_ahead`, to reach the threshold), own_growth (from the year before), undefined.
    own_growth is NaN without revenue above 0 in the year before. MonitorError where `years_ahead` is not
    above 0, or an enterprise repeats in a year.
    """
    if not years_ahead > 0:
        raise MonitorError(f"no growth needs {years_ahead} years.", expected="a number of years above 0.")
    of_year = enterprise_year[enterprise_year["year"] == year]
    below = of_year[(of_year["revenue"] <= threshold) & (of_year["revenue"] > 0)]
    largest = below.sort_values(["revenue", "enterprise_id"], ascending=[False, True]).head(n)
    past = enterprise_year[enterprise_year["year"] == year - 1]
    for rows in (of_year, past):
        _refuse_repeated(rows)
    figures = largest[[*IDENTITY, "revenue"]].reset_index(drop=True)
    figures["distance"] = threshold - figures["revenue"]
    figures["needed_growth"] = (threshold / figures["revenue"]) ** (1 / years_ahead) - 1
    base = figures["enterprise_id"].map(past.set_index("enterprise_id")["revenue"]).astype(float)
    figures["own_growth"] = figures["revenue"] / base.where(base > 0) - 1
    return figures.assign(undefined=np.where(base > 0, "", np.where(base.notna(), _NO_BASE, _NO_YEAR)))


def _summary(year, revenue, threshold):
    core, unknown = revenue[revenue > threshold], int(revenue.isna().sum())
    figures = {"revenue": float(core.sum()), "share": Undefined("zero_total")}
    if unknown:
        figures = dict.fromkeys(figures, Undefined("missing_part"))
    elif revenue.sum() > 0:
        figures["share"] = float(core.sum() / revenue.sum())
    found = {"year": year, "count": len(core), "unknown": unknown}
    return found | figures | {"undefined": reasons_of(figures)}


def _side_by_side(before, after):
    both = pd.concat([after, before])[IDENTITY].drop_duplicates("enterprise_id")
    for column, rows in (("revenue_before", before), ("revenue_after", after)):
        revenue = rows.set_index("enterprise_id")["revenue"]
        both[column] = both["enterprise_id"].map(revenue).astype(float)
    size = both[["revenue_before", "revenue_after"]].max(axis=1)
    ordered = both.assign(size=size).sort_values(["size", "enterprise_id"], ascending=[False, True])
    return ordered.drop(columns="size").reset_index(drop=True)


def _cause(both, before, after):
    """How an enterprise came to be on only one of the two lists; empty where it is on both."""
    entered = _absence(both["enterprise_id"], both["revenue_before"], before, "first_return", "grew")
    left = _absence(both["enterprise_id"], both["revenue_after"], after, "no_return", "shrank")
    return np.select([both["change"] == "entered", both["change"] == "left"], [entered, left], "")


def _absence(ids, revenue, rows, without_return, with_revenue):
    with_return = np.where(revenue.isna(), "revenue_missing", with_revenue)
    return np.where(ids.isin(rows["enterprise_id"]), with_return, without_return)


def _refuse_repeated(rows):
    repeated = rows[rows["enterprise_id"].duplicated(keep=False)]
    if len(repeated):
        raise MonitorError(
            f"{repeated['enterprise_id'].nunique()} enterprises have more than one row.",
            rows=repeated[["enterprise_id", "name", "year", "revenue"]],
            expected="the rows of one year, one an enterprise.",
        )
