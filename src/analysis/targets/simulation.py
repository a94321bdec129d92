"""Simulated paths of all clusters together: shared shocks, and the uncertainty of what a few years can teach."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.indicators.totals import OUTSIDE
from analysis.targets.paths import Paths
from analysis.targets.series_models import spread_of
from analysis.targets.trajectory import comparable_window, outcome_of

DRAWS = 10_000
SIMULATED = ("forecast", "no_spread")
_AT_ONCE = 200


class Correlation(NamedTuple):
    """Correlation of yearly log growth between series, shrunk.

    matrix : series x series. common : the average correlation it is drawn towards. weight : how far, 0..1.
    """

    matrix: np.ndarray
    common: float
    weight: float


def simulate_paths(history, horizon, draws=DRAWS, seed=0, *, scopes=None, matched_growth=None):
    """`Paths` of all columns of `history` (years x series, levels in one unit) for `horizon` years ahead.

    Multivariate t in logs. One chi-squared draw with m - 1 degrees of freedom says how much larger the true
    spreads are than those of the m observed steps, one normal vector how far the true drifts lie off, and one
    a year shocks the growth of that year; all vectors have the correlation of `shrunk_correlation`. Each
    margin is then in every year exactly the distribution of `series_models.drift`. Same seed, same paths.

    A column for which `trajectory.outcome_of` gives anything but forecast or no_spread is NaN on all paths
    and keeps that outcome. Columns rest on the years that all those simulated share. `scopes` and
    `matched_growth` (years x series) as in `annual_trajectory`.
    """
    windows = {
        name: comparable_window(
            history[name], scopes, None if matched_growth is None else matched_growth[name]
        )
        for name in history.columns
    }
    last = int(history.index[-1]) if len(history) else 0
    outcomes = {name: _outcome(window, last, horizon) for name, window in windows.items()}
    known = [name for name, outcome in outcomes.items() if outcome in SIMULATED]
    levels = np.full((draws, horizon, len(outcomes)), np.nan)
    if known:
        shared = pd.concat([windows[name].values.rename(name) for name in known], axis=1, join="inner")
        outcomes |= {name: outcome_of(windows[name]._replace(values=shared[name]), horizon) for name in known}
        known = [name for name in known if outcomes[name] in SIMULATED]
        at = [list(outcomes).index(name) for name in known]
        levels[:, :, at] = _simulated(shared[known], horizon, draws, np.random.default_rng(seed))
    years = tuple(range(last + 1, last + horizon + 1))
    return Paths(years, tuple(outcomes), levels, outcomes, history)


def shrunk_correlation(steps):
    """`Correlation` of log growth, years x series, drawn towards one common correlation of all pairs.

    R* = w T + (1 - w) R, T the average correlation everywhere; w = sum of the variances of the correlations /
    sum of their squared distances to T, at most 1 (Schaefer and Strimmer 2005, the covariance of both left
    out, which shrinks more). Four steps of eleven series say next to nothing on single pairs. A series
    without spread has no correlation with any other.
    """
    steps = np.asarray(steps, dtype=float)
    matrix = np.eye(steps.shape[1])
    moving = np.array([spread_of(one) > 0 for one in steps.T])
    k = int(moving.sum())
    if k < 2:
        return Correlation(matrix, 0.0, 1.0)
    z = steps[:, moving] - steps[:, moving].mean(axis=0)
    z /= z.std(axis=0, ddof=1)
    observed, off = np.corrcoef(z.T), ~np.eye(k, dtype=bool)
    common = float(observed[off].mean())
    weight = _weight(z, (observed - common)[off], off)
    matrix[np.ix_(moving, moving)] = np.where(off, weight * common + (1 - weight) * observed, 1.0)
    return Correlation(matrix, common, weight)


def firm_deviations(panel, least=0.0):
    """How far the log growth of an enterprise was from that of its cluster, one number a firm and pair of years.

    `panel`: enterprise_id, year, cluster (missing: outside the clusters), revenue. Enterprises with revenue
    above 0 in both years and in one cluster; the cluster's growth is that of these enterprises together. Only
    those of `least` revenue or more in the first year are returned: large enterprises move less than small ones.
    """
    rows = panel.loc[panel["revenue"] > 0, ["enterprise_id", "year", "cluster", "revenue"]]
    rows = rows.assign(cluster=rows["cluster"].fillna(OUTSIDE))
    before = rows.assign(year=rows["year"] + 1)
    pairs = rows.merge(before, on=["enterprise_id", "year", "cluster"], suffixes=("", "_before"))
    sums = pairs.groupby(["year", "cluster"])[["revenue", "revenue_before"]].transform("sum")
    own, whole = pairs["revenue"] / pairs["revenue_before"], sums["revenue"] / sums["revenue_before"]
    return np.log(own / whole)[pairs["revenue_before"] >= least].to_numpy()


def firms_above(paths, firms, deviations, floor, seed=0):
    """Number of enterprises with revenue of `floor` or more on each path and year: draws x years.

    `firms`: cluster (missing: outside the clusters) and revenue in the last observed year, in the unit of `floor`. An enterprise grows like its
    cluster on that path, times one of the observed `deviations` (`firm_deviations`) drawn anew each year.
    Newcomers of later years are not in it. NaN on every path where a cluster of `firms` was not simulated,
    or where no deviation was ever observed.
    """
    rng, numbers = np.random.default_rng(seed), np.zeros(paths.levels.shape[:2])
    own = np.asarray(deviations, dtype=float)
    if len(own) == 0:
        return numbers * np.nan
    for cluster, group in firms[firms["revenue"] > 0].groupby(firms["cluster"].fillna(OUTSIDE)):
        start = float(paths.history[cluster].iloc[-1])
        growth = paths.level(cluster) / start
        # A firm that would not get there even with the largest deviation every year need not be drawn.
        reach = np.nanmax(growth * np.exp(np.arange(1, growth.shape[1] + 1) * max(own.max(), 0)), initial=0)
        sizes = group["revenue"].to_numpy()[group["revenue"].to_numpy() * reach >= floor]
        numbers += _above(growth, sizes, own, floor, rng) + growth * 0
    return numbers


def least_of_firms(paths, firms, deviations, seed=0):
    """Revenue of the smallest of some enterprises on each path and year: draws x years.

    `firms` and `deviations` as in `firms_above`; all of them reach a level where the least does. NaN on every
    path where a cluster of `firms` was not simulated, an enterprise has no revenue, or no deviation was seen.
    """
    rng, own = np.random.default_rng(seed), np.asarray(deviations, dtype=float)
    least = np.full(paths.levels.shape[:2], np.inf)
    if len(own) == 0 or firms.empty or not (firms["revenue"] > 0).all():
        return least * np.nan
    for cluster, group in firms.groupby(firms["cluster"].fillna(OUTSIDE)):
        growth = paths.level(cluster) / float(paths.history[cluster].iloc[-1])
        for size in group["revenue"]:
            drawn = rng.choice(own, growth.shape).cumsum(axis=1)
            # NaN, of a cluster without paths, stays.
            least = np.minimum(least, size * growth * np.exp(drawn))
    return least


def _outcome(window, last, horizon):
    """As `outcome_of`; a series that ended before the others is unknown since."""
    if len(window.values) and int(window.values.index[-1]) < last:
        return "missing_year"
    return outcome_of(window, horizon)


def _weight(z, distances, off):
    m = len(z)
    products = z[:, :, None] * z[:, None, :]
    variances = m / (m - 1) ** 3 * ((products - products.mean(axis=0)) ** 2).sum(axis=0)
    spread = float((distances**2).sum())
    return 1.0 if spread == 0 else min(1.0, float(variances[off].sum()) / spread)


def _simulated(levels, horizon, draws, rng):
    """Levels on every path, draws x years x series."""
    steps = np.diff(np.log(levels.to_numpy(dtype=float)), axis=0)
    m, k = steps.shape
    mixing = _root(shrunk_correlation(steps).matrix)
    spread = np.array([spread_of(one) for one in steps.T])
    scale = spread * np.sqrt((m - 1) / rng.chisquare(m - 1, (draws, 1)))
    off = rng.standard_normal((draws, 1, k)) @ mixing / np.sqrt(m)
    shocks = rng.standard_normal((draws, horizon, k)) @ mixing
    growth = steps.mean(axis=0) + scale[:, None, :] * (off + shocks)
    return levels.iloc[-1].to_numpy(dtype=float) * np.exp(growth.cumsum(axis=1))


def _root(matrix):
    """The symmetric root, which unlike a list of eigenvectors does not hang on the rounding of equal ones."""
    weights, vectors = np.linalg.eigh(matrix)
    return (vectors * np.sqrt(np.clip(weights, 0, None))) @ vectors.T


def _above(growth, sizes, deviations, floor, rng):
    numbers = np.zeros(growth.shape)
    for part in np.array_split(sizes, range(_AT_ONCE, len(sizes), _AT_ONCE)):
        drawn = rng.choice(deviations, (*growth.shape, len(part))).cumsum(axis=1)
        numbers += (part * growth[:, :, None] * np.exp(drawn) >= floor).sum(axis=2)
    return numbers
