"""From current to constant prices with the one deflator a city publishes: GDP at current prices and its real growth."""

import itertools

import pandas as pd


def implicit_deflator(levels, real_growth, base_year):
    """Price level of GDP by year, 1 in `base_year`: growth at current prices over real growth, chained.

    P(t) = P(t - 1) (Y(t) / Y(t - 1)) / (1 + g(t)). `levels` at current prices in any one unit, `real_growth`
    0.12 = 12 %, both Series by year. The Series ends before the first year in which a level or rate is missing or
    zero or below, or GDP fell by all of itself. Empty without a level of the base year.

    Levels may come from different releases here, as current prices have no base year to mix; a revision between
    two of them is then read as a change of prices (docs/assumptions.md).
    """
    levels, growth = levels[levels > 0], real_growth[real_growth > -1]
    prices = {base_year: 1.0} if base_year in levels.index else {}
    for year in itertools.takewhile(
        lambda year: prices and year in levels.index and year in growth.index, itertools.count(base_year + 1)
    ):
        prices[year] = prices[year - 1] * levels[year] / levels[year - 1] / (1 + growth[year])
    return pd.Series(prices, dtype=float).rename_axis("year").rename("deflator")


def energy_and_activity(cluster_year, year, price_level=1.0):
    """One year as `indicators.energy_by_cluster` takes it: a row a cluster, activity and energy.

    activity : value added over `price_level`, in its own unit; energy : tce. A missing figure stays missing. Empty
    where the year has no returns.
    """
    rows = cluster_year[cluster_year["year"] == year].set_index("cluster")
    figures = rows[["value_added", "energy_tce"]].astype(float)
    return figures.set_axis(["activity", "energy"], axis=1).assign(
        activity=lambda frame: frame["activity"] / price_level
    )
