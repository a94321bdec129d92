"""The sample, and the sample with the returns of one place altered: what offices sometimes leave out."""

from functools import cache

from analysis import open_city

TABLES = (
    "enterprise_year", "enterprise_ytd", "entity_year", "district_cluster_year", "cluster_year", "park_year",
)  # fmt: skip


@cache
def known(root, as_of):
    """The sample as known on a day; read only."""
    return open_city(root, as_of)


@cache
def altered(root, kind, key, change):
    """The city in which `change(frame, rows of the place)` has been applied to every table that names the place; read only."""
    city = open_city(root, "2011-03-31")
    for name in TABLES:
        table = getattr(city, name)
        if kind in table:
            setattr(city, name, change(table, table[kind] == key))
    return city


def gone(table, own):
    """Nobody of the place has ever reported."""
    return table[~own].reset_index(drop=True)


def silent(table, own):
    """Nobody of the place reported for the newest year."""
    return table[~(own & (table["year"] == 2010))].reset_index(drop=True)


def without_figure(table, own):
    """The place reported for the newest year, without a figure for revenue."""
    return table.assign(revenue=table["revenue"].mask(own & (table["year"] == 2010)))


def food_alone(table, own):
    """The place has no other industry than food."""
    return table[~own | (table["cluster"] == "food")].reset_index(drop=True)
