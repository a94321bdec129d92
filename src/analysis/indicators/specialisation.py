"""Which district is specialised in which cluster (decree, clause 三.2: the layout)."""

import math

import pandas as pd

from analysis.indicators.totals import ratio, yearly_total


def location_quotient(table):
    """Location quotient of each region (row) in each industry (column); 1 = as in the whole area.

    LQ = (e_ij / e_j) / (e_i / e), Florence 1939. `table` holds levels in any one unit. A cell of 0 is an
    industry that is absent and gives 0. NaN where the region's, the industry's or the area's total is
    missing, zero or negative; a missing cell leaves its region, its industry and the area unknown.
    """
    regions, industries = table.sum(axis=1, skipna=False), table.sum(axis=0, skipna=False)
    area = regions.sum(skipna=False)
    if not area > 0:
        return table * math.nan
    in_region = table.div(regions.where(regions > 0), axis=0)
    return in_region.div((industries / area).where(industries > 0), axis=1)


def planned_cell_specialisation(district_cluster_year, district, cluster):
    """Location quotient of one cell (district x cluster) by year, from revenue; 1 = as in the city.

    Industries outside the clusters count in the district's and the city's revenue. A cell without a row while
    its district reports is 0; a year in which the district or the cluster has no revenue at all is NaN.
    """
    cells = district_cluster_year.astype({"revenue": float}).groupby(["year", "district", "cluster"])[
        "revenue"
    ]
    quotients = {
        year: _quotient(one_year.droplevel("year").unstack("cluster", fill_value=0.0), district, cluster)
        for year, one_year in cells.sum(skipna=False).groupby("year")
    }
    return _by_year(quotients, district_cluster_year).rename("planned_cell_specialisation")


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
    return location_quotient(table).loc[district, cluster]


def _by_year(values, table):
    years = sorted(table["year"].unique())
    return pd.Series(values, dtype=float).reindex(years).rename_axis("year")
