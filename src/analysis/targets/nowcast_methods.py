"""How many times the figure so far the whole year will be: three methods, each from one base.

A base is a frame by (year, month) with the columns before and now, as `nowcast_base` makes it. Of it a method
uses only what was known once `year` had been reported to `month`, so that a past year can be replayed.
"""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.targets.nowcast_base import WHOLE_YEAR

DRAWS = 4000
# A walk of this many log units is out of every reach; beyond it binary numbers overflow.
_FARTHEST = 300.0


class Ratio(NamedTuple):
    """Whole year / so far, or NaN and the outcome that says why not.

    `paths` are simulated ratios, where the method makes any, resting on `freedom` observed changes of growth.
    """

    times: float
    outcome: str | None = None
    paths: np.ndarray | None = None
    freedom: int = 0


def growth_carry(base, year, month, seed=0):
    """The year before grows as a whole as it did so far: Y(t-1) / C(t-1, month) times what is earned."""
    before = _figures(base, year, "before")
    if not {month, WHOLE_YEAR} <= set(before.index):
        return Ratio(math.nan, "no_year_before")
    if before[month] <= 0 or before[WHOLE_YEAR] <= 0:
        return Ratio(math.nan, "not_positive")
    return Ratio(float(before[WHOLE_YEAR] / before[month]))


def historical_share(base, year, month, seed=0):
    """What is earned, over the geometric mean of the shares of the year earned by `month` in earlier years.

    A year with a figure that is not above 0 has no share and is left out.
    """
    wide = base["before"].unstack().reindex(columns=[month, WHOLE_YEAR])
    known = wide[wide.index <= year].dropna()
    if known.empty:
        return Ratio(math.nan, "month_not_in_history")
    known = known[(known > 0).all(axis=1)]
    if known.empty:
        return Ratio(math.nan, "not_positive")
    return Ratio(math.exp(float(np.log(known[WHOLE_YEAR] / known[month]).mean())))


def simulated_remainder(base, year, month, seed=0):
    """What is earned, and what each period to come earned a year ago times a growth that wanders on.

    The log growth of each period over the same period a year ago starts from the newest period and takes a
    normal step a period. The variance of the steps is that of all steps between periods of one year seen so
    far, known to their number only (a scaled inverse chi-squared draw a path). `times` is the median.
    """
    before, now = _figures(base, year, "before"), _figures(base, year, "now")
    now = now[now.index <= month]
    if not {month, WHOLE_YEAR} <= set(before.index) or month not in now.index:
        return Ratio(math.nan, "no_year_before")
    growth = _period_growth(before, now)
    rest = np.diff(before[before.index >= month])
    if growth is None or (rest <= 0).any():
        return Ratio(math.nan, "not_positive")
    steps = np.concatenate([np.diff(growth), *_earlier_steps(base, year)])
    paths = _paths(growth[-1], steps, len(rest), seed)
    ratios = 1 + np.exp(paths) @ rest / now[month]
    return Ratio(float(np.median(ratios)), None, ratios, len(steps))


def _paths(start, steps, periods, seed):
    """Log growth of each period to come, draws x periods."""
    rng = np.random.default_rng(seed)
    normal = rng.standard_normal((DRAWS // 2, periods))
    # Mirrored pairs, so that the median is the path without steps.
    normal = np.concatenate([normal, -normal])
    if len(steps) == 0:
        return np.full_like(normal, start)
    scale = np.sqrt((steps**2).sum() / rng.chisquare(len(steps), DRAWS // 2))
    walk = start + np.cumsum(np.tile(scale, 2)[:, None] * normal, axis=1)
    return np.clip(walk, -_FARTHEST, _FARTHEST)


def _earlier_steps(base, year):
    """Changes of growth from period to period inside each earlier year that has any."""
    earlier = base.index.get_level_values("year").unique()
    grown = (
        _period_growth(_figures(base, y, "before"), _figures(base, y, "now")) for y in earlier if y < year
    )
    return [np.diff(growth) for growth in grown if growth is not None]


def _period_growth(before, now):
    """Log growth of the periods both years know; None without a period or where one earned nothing."""
    months = before.index.intersection(now.index)
    then, since = (np.diff(figures[months].to_numpy(), prepend=0.0) for figures in (before, now))
    if len(months) == 0 or (then <= 0).any() or (since <= 0).any():
        return None
    return np.log(since / then)


def _figures(base, year, column):
    """The known figures of one year by month; empty for a year without any."""
    if year not in base.index.get_level_values("year"):
        return pd.Series(dtype=float)
    return base[column].loc[year].dropna().sort_index()
