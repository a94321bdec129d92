"""Splitting a whole total over enterprises so that the parts add up to it exactly."""

import numpy as np


def allocate(total, weights):
    """Whole parts of `total` in proportion to `weights`, by largest remainder; they sum to `total`."""
    exact = total * weights / weights.sum()
    parts = np.floor(exact).astype(np.int64)
    short = int(total - parts.sum())
    order = np.argsort(parts - exact, kind="stable")
    parts[order[:short]] += 1
    return parts


def above_threshold(total, sizes, threshold):
    """Which of `sizes` reach `threshold` once those that do share out `total`.

    Dropping the small ones raises everyone else, so the number kept is the largest k whose k-th size,
    scaled to the sum of the first k, still reaches the threshold. At least one is always kept.
    """
    order = np.argsort(-sizes, kind="stable")
    sizes_down = sizes[order]
    reaches = sizes_down * total / np.cumsum(sizes_down) >= threshold
    kept = np.zeros(len(sizes), dtype=bool)
    kept[order[: max(1, int(reaches.sum()))]] = True
    return kept


def counts_by_share(total, shares, least):
    """Whole counts in proportion to `shares`, summing to `total`; every positive share gets `least`."""
    floor = np.where(shares > 0, least, 0)
    return floor + allocate(total - floor.sum(), shares)
