"""How many times the figure so far the whole year will be: three methods, each from the figures of one base.

`figures` are those of `figures_by_year`. Of them a method uses only what was known once `year` had been reported
to `month`, so that a past year can be replayed.
"""

import math
from typing import NamedTuple

import numpy as np

from analysis.targets.nowcast_base import COLUMNS, WHOLE_YEAR

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


def figures_by_year(base):
    """The known figures of a base (`nowcast_base`) by (year, column): month -> figure, months ascending."""
    found = {}
    for (year, month), *pair in base[COLUMNS].sort_index().itertuples():
        for column, figure in zip(COLUMNS, pair, strict=True):
            if not math.isnan(figure):
                found.setdefault((year, column), {})[month] = figure
    return found


def growth_carry(figures, year, month, seed=0):
    """The year before grows as a whole as it did so far: Y(t-1) / C(t-1, month) times what is earned."""
    before = figures.get((year, "before"), {})
    if not {month, WHOLE_YEAR} <= before.keys():
        return Ratio(math.nan, "no_year_before")
    if before[month] <= 0 or before[WHOLE_YEAR] <= 0:
        return Ratio(math.nan, "not_positive")
    return Ratio(float(before[WHOLE_YEAR] / before[month]))


def historical_share(figures, year, month, seed=0):
    """What is earned, over the geometric mean of the shares of the year earned by `month` in earlier years.

    A year with a figure that is not above 0 has no share and is left out.
    """
    known = [
        (before[WHOLE_YEAR], before[month])
        for (of, column), before in figures.items()
        if column == "before" and of <= year and {month, WHOLE_YEAR} <= before.keys()
    ]
    if not known:
        return Ratio(math.nan, "month_not_in_history")
    shares = [whole / so_far for whole, so_far in known if whole > 0 and so_far > 0]
    if not shares:
        return Ratio(math.nan, "not_positive")
    return Ratio(math.exp(float(np.log(shares).mean())))


def simulated_remainder(figures, year, month, seed=0):
    """What is earned, and what each period to come earned a year ago times a growth that wanders on.

    The log growth of each period over the same period a year ago starts from the newest period and takes a
    normal step a period. The variance of the steps is that of all steps between periods of one year seen so
    far, known to their number only (a scaled inverse chi-squared draw a path). `times` is the median.
    """
    before, now = (figures.get((year, column), {}) for column in COLUMNS)
    now = {point: figure for point, figure in now.items() if point <= month}
    if not {month, WHOLE_YEAR} <= before.keys() or month not in now:
        return Ratio(math.nan, "no_year_before")
    growth = _period_growth(before, now)
    rest = np.diff([figure for point, figure in before.items() if point >= month])
    if growth is None or (rest <= 0).any():
        return Ratio(math.nan, "not_positive")
    steps = np.concatenate([np.diff(growth), *_earlier_steps(figures, year)])
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


def _earlier_steps(figures, year):
    """Changes of growth from period to period inside each earlier year that has any."""
    earlier = sorted({of for of, _ in figures if of < year})
    grown = (_period_growth(*(figures.get((of, column), {}) for column in COLUMNS)) for of in earlier)
    return [np.diff(growth) for growth in grown if growth is not None]


def _period_growth(before, now):
    """Log growth of the periods both years know; None without a period or where one earned nothing."""
    months = [month for month in before if month in now]
    then, since = (np.diff([part[month] for month in months], prepend=0.0) for part in (before, now))
    if not months or (then <= 0).any() or (since <= 0).any():
        return None
    return np.log(since / then)
