"""Which district is specialised in which cluster (decree, clause 三.2: the layout).

Undefined results are NaN with a reason (`analysis.indicators.undefined`); a Series or frame of quotients has
its reasons beside it in `undefined_quotients`.
"""

import math

import pandas as pd

from analysis.errors import MonitorError
from analysis.indicators.inequality import gini
from analysis.indicators.totals import ratio, yearly_total
from analysis.indicators.undefined import Undefined, why_no_shares


def location_quotient(table):
    """Location quotient of each region (row) in each industry (column); 1 = as in the whole area.

    LQ = (e_ij / e_j) / (e_i / e), Florence 1939. `table` holds levels in any one unit. A cell of 0 is an
    industry that is absent and gives 0. NaN where the region's, the industry's or the area's total is zero;
    a missing or negative cell leaves every quotient unknown.
    """
    table = _known(table)
    regions, industries = table.sum(axis=1, skipna=False), table.sum(axis=0, skipna=False)
    area = regions.sum(skipna=False)
    if not area > 0:
        return table * math.nan
    in_region = table.div(regions.where(regions > 0), axis=0)
    return in_region.div((industries / area).where(industries > 0), axis=1)


def undefined_quotients(table):
    """Why a cell of `location_quotient` is NaN: a frame of the same shape, empty where it is a number."""
    cells = table.astype(float)
    why = why_no_shares(pd.Series(cells.to_numpy().ravel()))
    reasons = pd.DataFrame(why, index=table.index, columns=table.columns, dtype=object)
    if why is None:
        reasons.loc[:, cells.sum(axis=0) == 0] = "empty_industry"
        reasons.loc[cells.sum(axis=1) == 0] = "empty_region"
    return reasons


def krugman(table, reference="area"):
    """Krugman's specialisation of each region (row), 0 = industries as in the reference, 2 = none in common.

    K = sum_i |s_ij - s_i|, Krugman 1991; s_ij are the industries' (columns) shares in the region, s_i their
    shares in the whole area, or with `reference="rest"` in all other regions together. NaN where the region's
    or the reference's total is zero, and everywhere with a missing or negative cell. MonitorError for another
    reference.
    """
    if reference not in ("area", "rest"):
        raise MonitorError(f"regions cannot be compared with {reference!r}.", expected="'area' or 'rest'.")
    table = _known(table)
    regions, industries = table.sum(axis=1, skipna=False), table.sum(axis=0, skipna=False)
    others = -table + industries if reference == "rest" else table * 0 + industries
    totals = others.sum(axis=1, skipna=False)
    apart = table.div(regions.where(regions > 0), axis=0) - others.div(totals.where(totals > 0), axis=0)
    return apart.abs().sum(axis=1, skipna=False).where(regions > 0).rename("krugman")


def hoover(part, whole):
    """Hoover index of one industry over regions, 0 = spread as the whole, towards 1 = where nothing else is.

    1/2 sum_r |part_r / part - whole_r / whole|, Hoover 1936: the share of the industry that would have to
    move. Levels by region, each in any one unit; two Series or dicts are matched by region, other inputs by
    order. NaN: no regions, a region missing from either, a missing or negative value, a total of zero.
    MonitorError where unlabelled inputs differ in length.
    """
    part, whole = _by_region(part, whole)
    reason = why_no_shares(part) or why_no_shares(whole)
    return Undefined(reason) if reason else float((part / part.sum() - whole / whole.sum()).abs().sum() / 2)


def locational_gini(part, whole):
    """Gini coefficient of one industry's location quotients over regions, 0 = spread as the whole.

    `gini` of (part_r / part) / (whole_r / whole), regions unweighted, Farhauer and Kröll 2013. Inputs and NaN
    as `hoover`, and a region that holds nothing of the whole and so has no quotient.
    """
    part, whole = _by_region(part, whole)
    reason = why_no_shares(part) or why_no_shares(whole)
    if reason is None and (whole == 0).any():
        reason = "empty_region"
    return Undefined(reason) if reason else gini(part / part.sum() / (whole / whole.sum()))


def cell_quotients(district_cluster_year):
    """Location quotients of revenue of every district and cluster by year: {year: districts x clusters}.

    A cell without a row while its district reports is 0.
    """
    cells = district_cluster_year.astype({"revenue": float}).groupby(["year", "district", "cluster"])[
        "revenue"
    ]
    return {
        year: location_quotient(one_year.droplevel("year").unstack("cluster", fill_value=0.0))
        for year, one_year in cells.sum(skipna=False).groupby("year")
    }


def planned_cell_specialisation(district_cluster_year, district, cluster, quotients=None):
    """Location quotient of one cell (district x cluster) by year, from revenue; 1 = as in the city.

    Industries outside the clusters count in the district's and the city's revenue. A cell without a row while
    its district reports is 0; a year in which the district or the cluster has no revenue at all is NaN.
    `quotients` : `cell_quotients` of the same table, where many cells are asked for.
    """
    found = cell_quotients(district_cluster_year) if quotients is None else quotients
    values = {year: _quotient(table, district, cluster) for year, table in found.items()}
    return _by_year(values, district_cluster_year).rename("planned_cell_specialisation")


def planned_cell_share(district_cluster_year, district, cluster):
    """Share of one district in a cluster's revenue by year, 0..1.

    A cell without a row while the cluster reports elsewhere is 0; NaN where the cluster has no revenue.
    """
    of_cluster = district_cluster_year[district_cluster_year["cluster"] == cluster]
    city = yearly_total(of_cluster, "revenue")
    cell = yearly_total(of_cluster[of_cluster["district"] == district], "revenue")
    share = ratio(cell.reindex(city.index, fill_value=0.0), city)
    return _by_year(share, district_cluster_year).rename("planned_cell_share")


def _quotient(table, district, cluster):
    if district not in table.index or cluster not in table.columns:
        return math.nan
    return table.loc[district, cluster]


def _by_year(values, table):
    years = sorted(table["year"].unique())
    return pd.Series(values, dtype=float).reindex(years).rename_axis("year")


def _known(table):
    """Levels as numbers; a negative one has no share of a whole and is as good as missing."""
    levels = table.astype(float)
    return levels.where(levels >= 0)


def _by_region(part, whole):
    labelled = all(isinstance(levels, pd.Series | dict) for levels in (part, whole))
    part, whole = pd.Series(part, dtype=float), pd.Series(whole, dtype=float)
    if labelled:
        return part.align(whole, join="outer")
    if len(part) != len(whole):
        raise MonitorError(
            f"{len(part)} regions of the part cannot be set against {len(whole)} of the whole.",
            expected="one value a region in both, in the same order.",
        )
    return part.reset_index(drop=True), whole.reset_index(drop=True)
