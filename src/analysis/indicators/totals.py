"""Yearly totals of an aggregate table, and ratios of two of them."""

OUTSIDE = "other"


def inside_clusters(table):
    """The rows of an aggregate table that belong to one of the decree's clusters."""
    return table[table["cluster"].notna() & (table["cluster"] != OUTSIDE)]


def yearly_total(table, measure):
    """Sum of `measure` by year, in its own unit; Series indexed by year.

    A total with a missing part is missing (NaN), never the sum of what is known. Empty in, empty out.
    """
    return table[measure].astype(float).groupby(table["year"]).sum(skipna=False)


def ratio(part, whole):
    """`part` / `whole` by year. NaN where either is missing or the whole is zero or negative."""
    return part.reindex(whole.index).div(whole.where(whole > 0))
