"""Energy per unit of GDP in the official form: real growth rates, chained (decree, clause 二).

Levels at current prices are never used: inflation alone would look like saving. Undefined results are NaN
with a reason (`analysis.indicators.undefined`).
"""

import itertools

import pandas as pd

from analysis.indicators.lmdi import lmdi as lmdi
from analysis.indicators.undefined import Undefined


def intensity_change(energy_growth, gdp_growth):
    """Change of energy per unit of GDP, -0.04 = 4 % less; numbers or Series by year.

    (1 + g_E) / (1 + g_GDP) - 1 with real GDP growth, the form of the NBS bulletins.
    NaN where either is missing or GDP fell by all of itself.
    """
    energy, gdp = 1 + energy_growth, 1 + gdp_growth
    if isinstance(gdp, pd.Series):
        return energy / gdp.where(gdp > 0) - 1
    if pd.isna(energy) or pd.isna(gdp):
        return Undefined("missing_value")
    return energy / gdp - 1 if gdp > 0 else Undefined("total_loss")


def compound_change(changes):
    """Total change of consecutive yearly changes, product of (1 + c) less 1; NaN: none, or one missing."""
    chain = pd.Series(changes, dtype=float)
    if chain.empty or chain.isna().any():
        return Undefined("no_parts" if chain.empty else "missing_part")
    return float((1 + chain).prod() - 1)


def required_annual_change(total_change, years):
    """Yearly change that compounds to `total_change` in `years`; -0.20 in 5 gives -0.043648.

    NaN: a fall of 100 % or more, no time, or either missing.
    """
    if pd.isna(total_change) or pd.isna(years):
        return Undefined("missing_value")
    if total_change <= -1 or years <= 0:
        return Undefined("no_time" if years <= 0 else "total_loss")
    return (1 + total_change) ** (1 / years) - 1


def cumulative_intensity_change(energy_growth, gdp_real_growth, base_year):
    """Change of energy per GDP since `base_year` at constant prices, by year; the base year itself is 0.

    Chains `intensity_change` of the years after the base. The Series ends before the first year in which
    either rate is missing, and is empty if that is the first year: a broken chain has no later value.
    """
    changes = intensity_change(*energy_growth.align(gdp_real_growth, join="inner")).dropna()
    levels = {base_year: 1.0}
    for year in itertools.takewhile(changes.index.__contains__, itertools.count(base_year + 1)):
        levels[year] = levels[year - 1] * (1 + changes[year])
    chain = pd.Series(levels if len(levels) > 1 else {}, dtype=float) - 1
    return chain.rename_axis("year").rename("energy_per_gdp")


def energy_per_gdp(energy_consumption, gdp_real_growth, base_year):
    """`cumulative_intensity_change` from yearly energy use (any one unit, one vintage) and real GDP growth.

    A year whose own or preceding energy use is missing, zero or negative ends the chain.
    """
    energy = energy_consumption.where(energy_consumption > 0)
    # Shifting by year, not by row: a gap must not turn two years' growth into one.
    before = energy.rename(lambda year: year + 1).reindex(energy.index)
    return cumulative_intensity_change(energy / before - 1, gdp_real_growth, base_year)
