"""What part of above-scale industry the clusters are (decree, clause 二)."""

from analysis.indicators.totals import inside_clusters, ratio, yearly_total


def clusters_share(cluster_year, measure="revenue"):
    """Share of the decree's clusters in the city's above-scale industry by year, 0..1, in one `measure`.

    The decree names no measure (工业经济总量), so revenue, gross_output and value_added are all defensible.
    NaN where a part is missing or the city's total is zero or negative. Negative value added of a loss-making
    cluster can carry the share outside 0..1; that is then what the returns say.
    """
    clusters = yearly_total(inside_clusters(cluster_year), measure)
    city = yearly_total(cluster_year, measure)
    # A year that reports, but nothing inside the clusters, has a share of 0 and not a gap.
    share = ratio(clusters.reindex(city.index, fill_value=0.0), city)
    return share.rename(f"clusters_share_of_{measure}")
