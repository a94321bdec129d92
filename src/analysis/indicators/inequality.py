"""How unequally one quantity is spread over units: Gini coefficient and the two Theil measures.

Undefined results are NaN with a reason (`analysis.indicators.undefined`).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import xlogy

from analysis.errors import MonitorError
from analysis.indicators.undefined import Undefined, why_no_shares


class Theil(NamedTuple):
    """Theil's T and its two parts; between + within = total where there are groups."""

    total: float
    between: float
    within: float


def gini(values, normalised=False):
    """Gini coefficient of levels in any one unit, 0..1-1/n (normalised: 0..1).

    G = sum_ij |x_i - x_j| / (2 n^2 mean), from ranks; normalised G n / (n - 1). NaN: no parts, a missing or
    negative part, a total of zero, and normalised with a single part.
    """
    parts = pd.Series(values, dtype=float)
    reason = why_no_shares(parts)
    if reason is None and normalised and len(parts) == 1:
        reason = "single_part"
    if reason:
        return Undefined(reason)
    n, shares = len(parts), np.sort(parts.to_numpy()) / parts.sum()
    index = float(((2 * np.arange(1, n + 1) - n - 1) * shares).sum() / n)
    return index * n / (n - 1) if normalised else index


def theil(values, groups=None):
    """Theil's T of levels in any one unit, 0..ln n, and its split between and within `groups`.

    T = sum s_i ln(n s_i); between = sum S_g ln(S_g n / n_g); within = sum S_g T_g, Theil 1967. A part of zero
    adds nothing, as x ln x does. NaN, all three: as `gini`. NaN, between and within: no groups given, or a
    group missing. MonitorError where the groups are not as many as the values.
    """
    parts = pd.Series(values, dtype=float)
    reason = why_no_shares(parts)
    if reason:
        return Theil(*[Undefined(reason)] * 3)
    shares = (parts / parts.sum()).reset_index(drop=True)
    total = float(xlogy(shares, shares * len(shares)).sum())
    labels = _labels(groups, len(shares))
    if labels is None or labels.isna().any():
        return Theil(total, *[Undefined("no_groups" if labels is None else "missing_group")] * 2)
    of_group = shares.groupby(labels)
    sums, counts = of_group.transform("sum"), of_group.transform("size")
    between = float((shares * np.log((sums / counts * len(shares)).where(sums > 0, 1))).sum())
    inside = (shares * counts / sums).where(sums > 0, 1.0)
    return Theil(total, between, float(xlogy(shares, inside).sum()))


def mean_log_deviation(values):
    """Theil's L of levels in any one unit: the mean of ln(mean / x), 0 upwards.

    NaN: as `gini`, and a part of zero, whose logarithm does not exist.
    """
    parts = pd.Series(values, dtype=float)
    reason = why_no_shares(parts) or ("zero_part" if (parts == 0).any() else None)
    return Undefined(reason) if reason else float(np.log(parts.mean() / parts).mean())


def _labels(groups, length):
    if groups is None:
        return None
    labels = pd.Series(list(groups), dtype=object)
    if len(labels) != length:
        raise MonitorError(
            f"{length} values have {len(labels)} groups.",
            expected="one group a value, in the order of the values.",
        )
    return labels
