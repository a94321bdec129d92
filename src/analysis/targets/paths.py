"""Questions to simulated paths of several series at once: totals, shares, concentration, and what is met together."""

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import stats

from analysis.errors import MonitorError


@dataclass(frozen=True)
class Paths:
    """Levels of several series on the same simulated paths.

    years : the years simulated. names : the series. levels : draws x years x series, in the unit of the
    history; NaN on every path for a series that cannot be simulated. outcomes : series -> the key of
    `trajectory.OUTCOMES` that says why, or `forecast`. history : the observed levels, years x series.

    Quantities are arrays of draws x years. One that takes in a series that cannot be simulated is NaN on
    every path, and so is its probability: a total without one of its parts is not a total.
    """

    years: tuple
    names: tuple
    levels: np.ndarray
    outcomes: dict
    history: pd.DataFrame

    def level(self, name):
        """One series."""
        return self.levels[:, :, self._positions([name])[0]]

    def total(self, names=None):
        """The sum of some series, by default of all: clusters add up to the city on every path."""
        return self.levels[:, :, self._positions(names)].sum(axis=2)

    def share(self, names, of=None):
        """What part, 0..1, some series are of the total of others, by default of all."""
        return self.total(names) / self.total(of)

    def concentration(self, names=None):
        """Herfindahl-Hirschman index of some series, by default of all, 1/n..1."""
        parts = self.levels[:, :, self._positions(names)]
        return ((parts / parts.sum(axis=2, keepdims=True)) ** 2).sum(axis=2)

    def in_year(self, quantity, year):
        """A quantity in one year, by draw."""
        if year not in self.years:
            raise MonitorError(
                f"no path was simulated for {year}.", expected=f"one of {', '.join(map(str, self.years))}."
            )
        return quantity[:, self.years.index(year)]

    def table(self, quantity):
        """A quantity by year: year, median, low_80, high_80, low_95, high_95; shares of paths, not of a formula."""
        ends = np.quantile(quantity, [0.5, 0.1, 0.9, 0.025, 0.975], axis=0)
        columns = ["median", "low_80", "high_80", "low_95", "high_95"]
        return pd.DataFrame(ends.T, columns=columns).assign(year=self.years)[["year", *columns]]

    def with_year(self, year, quantiles):
        """The same paths with the distribution of some series in one year replaced, as by a nowcast.

        `quantiles` maps series to functions from probabilities to levels (`LogForecast.quantile`). Each path
        keeps its rank, so what moved together still does, and later years follow in proportion.
        """
        at, levels = self.years.index(year), self.levels.copy()
        chances = (np.arange(len(levels)) + 0.5) / len(levels)
        for name, quantile in quantiles.items():
            one = self._positions([name])[0]
            rank = np.argsort(np.argsort(levels[:, at, one], kind="stable"), kind="stable")
            new = np.asarray(quantile(chances), dtype=float)[rank]
            levels[:, at:, one] *= (new / levels[:, at, one])[:, None]
        return replace(self, levels=levels)

    def _positions(self, names):
        asked = self.names if names is None else tuple(names)
        unknown = [name for name in asked if name not in self.names]
        if unknown:
            raise MonitorError(
                f"no path was simulated for {', '.join(map(str, unknown))}.",
                expected=f"some of {', '.join(map(str, self.names))}.",
            )
        return [self.names.index(name) for name in asked]


def reaches(quantity, target, direction=1):
    """Whether each path is at or beyond `target`: 1 or 0, NaN where the quantity is; -1 asks for at or below.

    A difference that is only rounding of binary fractions counts as reached.
    """
    beyond = direction * (np.asarray(quantity, dtype=float) - target) >= -1e-9 * abs(target)
    return np.where(np.isnan(quantity), math.nan, beyond)


def all_of(*events):
    """Whether each path meets every one of several events; NaN where one of them is unknown."""
    return np.prod(np.stack(events), axis=0)


def count_of(*events):
    """How many of several events each path meets; NaN where one of them is unknown."""
    return np.sum(np.stack(events), axis=0)


def share_of_paths(event):
    """The probability of an event, 0..1: the share of paths that meet it; NaN where it is unknown on any."""
    return float(np.mean(event))


def simulation_band(event, level=0.95):
    """The two ends between which `share_of_paths` would lie with endless paths (Clopper and Pearson)."""
    if np.isnan(event).any():
        return math.nan, math.nan
    band = stats.binomtest(int(np.sum(event)), len(event)).proportion_ci(level)
    return float(band.low), float(band.high)
