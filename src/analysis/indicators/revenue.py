"""Main-business revenue of clusters and of above-scale industry (decree, clause 二)."""

from analysis.indicators.totals import inside_clusters, yearly_total


def cluster_revenue(cluster_year, cluster):
    """Revenue of one cluster by year, in the table's money unit.

    A year without a row for the cluster is NaN: an undelivered return cannot be told from an empty cluster.
    """
    own = yearly_total(cluster_year[cluster_year["cluster"] == cluster], "revenue")
    return own.reindex(sorted(cluster_year["year"].unique())).rename_axis("year").rename("cluster_revenue")


def clusters_revenue(cluster_year):
    """Revenue of all clusters of the decree together by year, in the table's money unit.

    A cluster without a row adds nothing; a row without revenue makes the year NaN.
    """
    return yearly_total(inside_clusters(cluster_year), "revenue").rename("clusters_revenue")


def industry_revenue(cluster_year):
    """Revenue of all above-scale industry by year, inside and outside clusters, in the table's money unit.

    A row without revenue makes the year NaN.
    """
    return yearly_total(cluster_year, "revenue").rename("industry_revenue")


def cluster_count(cluster_year):
    """Number of the decree's clusters with at least one above-scale enterprise, by year.

    A year in which only industries outside the clusters report is 0, which is a count and not a gap.
    """
    present = inside_clusters(cluster_year[cluster_year["enterprises"] > 0])
    counts = present.groupby("year")["cluster"].nunique()
    years = sorted(cluster_year["year"].unique())
    return counts.reindex(years, fill_value=0).rename_axis("year").rename("cluster_count")
