"""The industrial clustering degree (产业集聚度, decree clause 二), which the decree never defines.

Each function is one plausible definition, a share 0..1 by year, so that verdicts can be compared.
In all of them a missing part makes the year NaN, and so does a whole that is zero or negative.
"""

import math

import pandas as pd

from analysis.indicators.concentration import top_share
from analysis.indicators.totals import inside_clusters, ratio, yearly_total


def park_share_of_revenue(cluster_year):
    """Share of above-scale revenue earned by enterprises located in a park, by year; the headline reading."""
    # Without a park enterprise a cluster earns nothing in parks, however its empty sum is written.
    in_parks = cluster_year["park_revenue"].mask(cluster_year["park_enterprises"].eq(0).fillna(False), 0.0)
    parks = yearly_total(cluster_year.assign(park_revenue=in_parks), "park_revenue")
    return ratio(parks, yearly_total(cluster_year, "revenue")).rename("park_share_of_revenue")


def enterprises_in_parks(cluster_year):
    """Share of above-scale enterprises that are located in a park, by year."""
    parks = yearly_total(cluster_year, "park_enterprises")
    return ratio(parks, yearly_total(cluster_year, "enterprises")).rename("enterprises_in_parks")


def leading_industry_share_of_parks(park_year):
    """Share of all park revenue that each park's leading cluster earns there, summed over parks, by year.

    The leading cluster is the park's largest by revenue. Industries outside the clusters cannot lead, since
    they are not one industry, but they count in the whole.
    """
    city = yearly_total(park_year, "revenue")
    per_cluster = inside_clusters(park_year).groupby(["year", "park", "cluster"])["revenue"].sum(skipna=False)
    leading = per_cluster.groupby(["year", "park"]).max().groupby("year").sum()
    share = ratio(leading.reindex(city.index, fill_value=0.0), city)
    return share.rename("leading_industry_share_of_parks")


def cr3_of_clusters(cluster_year):
    """Share of the three largest clusters in the revenue of all above-scale industry, by year."""
    clusters = inside_clusters(cluster_year).groupby(["year", "cluster"])["revenue"].sum(skipna=False)
    three = clusters.groupby("year").agg(lambda one_year: top_share(one_year, 3) * one_year.sum())
    city = yearly_total(cluster_year, "revenue")
    return ratio(three.reindex(city.index), city).rename("cr3_of_clusters")


def revenue_in_planned_cells(district_cluster_year, planned_cells):
    """Share of the city's above-scale revenue earned in planned cells (district x cluster), by year.

    The whole is all above-scale revenue of the city, clusters and other industries. A planned cell without a
    row earns nothing. NaN without a plan.
    """
    city = yearly_total(district_cluster_year, "revenue")
    cells = pd.MultiIndex.from_frame(district_cluster_year[["district", "cluster"]])
    planned = yearly_total(district_cluster_year[cells.isin(list(planned_cells))], "revenue")
    share = ratio(planned.reindex(city.index, fill_value=0.0), city)
    return (share if planned_cells else share * math.nan).rename("revenue_in_planned_cells")
