"""Whether an industry is more concentrated in space than its few large plants alone would make it.

Undefined results are NaN with a reason (`analysis.indicators.undefined`).
"""

import math
from typing import NamedTuple

import pandas as pd

from analysis.errors import MonitorError
from analysis.indicators.concentration import herfindahl
from analysis.indicators.undefined import Undefined, why_no_shares


class EllisonGlaeser(NamedTuple):
    """Agglomeration `gamma`, concentration `g`, Herfindahl `h` of plants; `z` is the standard score of g."""

    gamma: float
    g: float
    h: float
    z: float


def ellison_glaeser(size, region, region_total):
    """Ellison and Glaeser's index of one industry; gamma 0 = as if plants threw darts, above 0 = clustered.

    gamma = (G - (1 - X) H) / ((1 - X)(1 - H)), G = sum_r (s_r - x_r)^2, X = sum_r x_r^2, H the Herfindahl
    index of plants; z = (G - E G) / sd G for darts, Ellison and Glaeser 1997. The usual reading: below 0.02
    little, above 0.05 strong agglomeration.

    Parameters
    ----------
    size : level of each plant of the industry, any one unit.
    region : the region of each plant, in the same order.
    region_total : mapping or Series region -> level of all industry; every region of the area, any one unit.

    NaN, all four: no plants, a missing or negative size or total, a total of zero, all in one region.
    NaN, gamma and z: a single plant. A region without a plant counts with a share of zero. MonitorError where
    a plant's region has no total, or sizes and regions differ in number.
    """
    plants, area = _plants(size, region), pd.Series(region_total, dtype=float)
    _refuse_unknown_regions(plants, area)
    reason = why_no_shares(plants) or why_no_shares(area)
    if reason is None and (area > 0).sum() == 1:
        reason = "single_region"
    if reason:
        return EllisonGlaeser(*[Undefined(reason)] * 4)
    x = area / area.sum()
    s = (plants / plants.sum()).groupby(level=0).sum().reindex(x.index, fill_value=0.0)
    g, h, free = float(((s - x) ** 2).sum()), herfindahl(plants), 1 - float((x**2).sum())
    if h == 1:
        return EllisonGlaeser(Undefined("single_part"), g, h, Undefined("single_part"))
    gamma = (g - free * h) / (free * (1 - h))
    return EllisonGlaeser(gamma, g, h, (g - free * h) / _spread(plants / plants.sum(), x))


def _spread(z, x):
    """Standard deviation of G when every plant picks a region by chance with the odds `x`."""
    x2, x3 = float((x**2).sum()), float((x**3).sum())
    h, z4 = float((z**2).sum()), float((z**4).sum())
    return math.sqrt(2 * (h**2 * (x2 - 2 * x3 + x2**2) - z4 * (x2 - 4 * x3 + 3 * x2**2)))


def _plants(size, region):
    sizes, regions = pd.Series(size, dtype=float), list(region)
    if len(sizes) != len(regions):
        raise MonitorError(
            f"{len(sizes)} plants have {len(regions)} regions.", expected="one region a plant."
        )
    return sizes.set_axis(pd.Index(regions, dtype=object))


def _refuse_unknown_regions(plants, area):
    unknown = plants[~plants.index.isin(area.index)]
    if len(unknown):
        raise MonitorError(
            f"{len(unknown)} plants lie in a region without a total.",
            rows=pd.DataFrame({"region": unknown.index, "size": unknown.to_numpy()}),
            expected=f"one of {', '.join(map(str, area.index))}.",
        )
