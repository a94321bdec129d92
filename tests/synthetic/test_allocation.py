import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.synthetic.allocation import above_threshold, allocate, counts_by_share

sizes = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=60).map(np.array)


@given(st.integers(0, 10**8), sizes)
def test_parts_sum_to_total_and_stay_within_one_of_proportion(total, weights):
    parts = allocate(total, weights)
    assert parts.sum() == total
    assert np.all(np.abs(parts - total * weights / weights.sum()) <= 1 + 1e-6)


@given(st.integers(500, 10**7), sizes)
def test_those_kept_reach_the_threshold_and_the_next_one_would_not(total, size):
    kept = above_threshold(total, size, 500)
    share = size[kept] * total / size[kept].sum()
    assert kept.sum() == 1 or share.min() >= 500 * (1 - 1e-9)
    if not kept.all():
        following = size[~kept].max()
        assert following * total / (size[kept].sum() + following) < 500 * (1 + 1e-9)


def test_every_positive_share_gets_its_least():
    counts = counts_by_share(20, np.array([0.98, 0.02, 0.0]), 2)
    assert counts.tolist() == [18, 2, 0]
