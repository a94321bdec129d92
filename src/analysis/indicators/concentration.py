"""How unequal the parts of one whole are: Herfindahl-Hirschman index and concentration ratio.

Undefined results are NaN with a reason (`analysis.indicators.undefined`).
"""

import pandas as pd

from analysis.indicators.undefined import Undefined, why_no_shares, why_undefined


def herfindahl(values, normalised=False):
    """Herfindahl-Hirschman index of the parts of one whole, 1/n..1 (normalised: 0..1).

    H = sum s^2; normalised (H - 1/n) / (1 - 1/n), Hirschman 1964. `values` are levels in any one unit.
    NaN: no parts, a missing or negative part, a total of zero, and normalised with a single part.
    A part of zero counts in n.
    """
    parts = pd.Series(values, dtype=float)
    reason = why_no_shares(parts)
    if reason is None and normalised and len(parts) == 1:
        reason = "single_part"
    if reason:
        return Undefined(reason)
    index, least = float(((parts / parts.sum()) ** 2).sum()), 1 / len(parts)
    return (index - least) / (1 - least) if normalised else index


def top_share(values, n):
    """Concentration ratio CRn: share of the `n` largest parts in the whole, 0..1.

    With fewer than n parts it is 1. NaN: no parts, a missing or negative part, a total of zero, n below 1.
    """
    parts = pd.Series(values, dtype=float)
    reason = why_no_shares(parts) or ("rank_below_one" if n < 1 else None)
    return Undefined(reason) if reason else float((parts / parts.sum()).nlargest(n).sum())


def equivalent_number(values):
    """Number of equal parts that would be as concentrated: 1 / H. NaN where the Herfindahl index is."""
    index = herfindahl(values)
    return index if why_undefined(index) else 1 / index
