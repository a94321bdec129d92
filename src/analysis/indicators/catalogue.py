"""Every indicator the software computes, under the name a commitment gives it."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.indicators import clustering_degree, revenue, specialisation
from analysis.indicators.energy import cumulative_intensity_change
from analysis.indicators.series import growth_within_vintage, latest_vintage
from analysis.indicators.share import clusters_share


@dataclass(frozen=True)
class Tables:
    """What indicators are computed from: aggregates and official figures as known on one date."""

    cluster_year: pd.DataFrame
    district_cluster_year: pd.DataFrame
    park_year: pd.DataFrame
    official_series: pd.DataFrame
    planned_cells: tuple
    city: str
    energy_baseline_year: int

    @cached_property
    def cell_quotients(self):
        """`specialisation.cell_quotients` of the districts and clusters."""
        return specialisation.cell_quotients(self.district_cluster_year)


# The published series of the city behind an indicator; every other indicator comes from returns alone.
PUBLISHED_INPUTS = {"energy_per_gdp": ("energy_consumption", "gdp_real_growth")}


def energy_per_gdp(tables):
    """Change of the city's energy per GDP since the baseline, constant prices, by year; -0.2 = 20 % less.

    From official energy use and real GDP growth. Empty where either has no value for the year after the
    baseline, or energy use of two neighbouring years was never released together.
    """
    energy, gdp_growth = PUBLISHED_INPUTS["energy_per_gdp"]
    return cumulative_intensity_change(
        growth_within_vintage(tables.official_series, tables.city, energy),
        latest_vintage(tables.official_series, tables.city, gdp_growth),
        tables.energy_baseline_year,
    )


# Every entry: (tables, scope of the commitment) -> Series by year, named as the indicator.
COMPUTED = {
    "cluster_count": lambda t, s: revenue.cluster_count(t.cluster_year),
    "cluster_revenue": lambda t, s: revenue.cluster_revenue(t.cluster_year, s.cluster),
    "clusters_revenue": lambda t, s: revenue.clusters_revenue(t.cluster_year),
    "industry_revenue": lambda t, s: revenue.industry_revenue(t.cluster_year),
    "clusters_share_of_revenue": lambda t, s: clusters_share(t.cluster_year, "revenue"),
    "clusters_share_of_gross_output": lambda t, s: clusters_share(t.cluster_year, "gross_output"),
    "clusters_share_of_value_added": lambda t, s: clusters_share(t.cluster_year, "value_added"),
    "park_share_of_revenue": lambda t, s: clustering_degree.park_share_of_revenue(t.cluster_year),
    "enterprises_in_parks": lambda t, s: clustering_degree.enterprises_in_parks(t.cluster_year),
    "leading_industry_share_of_parks": lambda t, s: clustering_degree.leading_industry_share_of_parks(
        t.park_year
    ),
    "cr3_of_clusters": lambda t, s: clustering_degree.cr3_of_clusters(t.cluster_year),
    "revenue_in_planned_cells": lambda t, s: clustering_degree.revenue_in_planned_cells(
        t.district_cluster_year, t.planned_cells
    ),
    "planned_cell_specialisation": lambda t, s: specialisation.planned_cell_specialisation(
        t.district_cluster_year, s.district, s.cluster, t.cell_quotients
    ),
    "planned_cell_share": lambda t, s: specialisation.planned_cell_share(
        t.district_cluster_year, s.district, s.cluster
    ),
    "energy_per_gdp": lambda t, s: energy_per_gdp(t),
}
