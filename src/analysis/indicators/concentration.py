"""How unequal the parts of one whole are: Herfindahl-Hirschman index and concentration ratio."""

import math

import pandas as pd


def _shares(values):
    parts = pd.Series(values, dtype=float)
    total = parts.sum(skipna=False)
    # A negative part has no share of a whole, and a missing one leaves the whole unknown.
    defined = len(parts) > 0 and total > 0 and math.isfinite(total) and bool((parts >= 0).all())
    return parts / total if defined else None


def herfindahl(values, normalised=False):
    """Herfindahl-Hirschman index of the parts of one whole, 1/n..1 (normalised: 0..1).

    H = sum s^2; normalised (H - 1/n) / (1 - 1/n), Hirschman 1964. `values` are levels in any one unit.
    NaN: no parts, a missing or negative part, a total of zero, and normalised with a single part.
    A part of zero counts in n.
    """
    shares = _shares(values)
    if shares is None or (normalised and len(shares) == 1):
        return math.nan
    index, least = float((shares**2).sum()), 1 / len(shares)
    return (index - least) / (1 - least) if normalised else index


def top_share(values, n):
    """Concentration ratio CRn: share of the `n` largest parts in the whole, 0..1.

    With fewer than n parts it is 1. NaN: no parts, a missing or negative part, a total of zero, n below 1.
    """
    shares = _shares(values)
    return math.nan if shares is None or n < 1 else float(shares.nlargest(n).sum())


def equivalent_number(values):
    """Number of equal parts that would be as concentrated: 1 / H. NaN where the Herfindahl index is."""
    return 1 / herfindahl(values)
