import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators.firm_dynamics import (
    ABSENT,
    entry_exit,
    mobility,
    probabilities_of,
    size_classes,
    size_distribution,
    transitions,
)
from analysis.indicators.undefined import why_undefined

# PySAL giddy, tests/test_markov.py: incomes of 48 US states in quintiles, yearly moves 1929 to 2009
GIDDY = [
    [729, 71, 1, 0, 0],
    [72, 567, 80, 3, 0],
    [0, 81, 631, 86, 2],
    [0, 3, 86, 573, 56],
    [0, 0, 1, 57, 741],
]
PANEL = st.lists(
    st.lists(st.one_of(st.none(), st.floats(0, 400)), min_size=4, max_size=4), min_size=1, max_size=12
)


def returns(rows):
    return pd.DataFrame(rows, columns=["enterprise_id", "year", "revenue"])


def panel(histories):
    """Returns from histories of revenue in consecutive years, None where there is none."""
    return returns(
        [
            (str(n), 2005 + k, revenue)
            for n, history in enumerate(histories)
            for k, revenue in enumerate(history)
            if revenue is not None
        ]
    )


def test_published_mobility_of_us_states():
    # giddy, tests/test_markov.py and tests/test_mobility.py
    counts = pd.DataFrame(GIDDY)
    assert probabilities_of(counts).iloc[1].to_list() == pytest.approx(
        [0.09972299, 0.78531856, 0.11080332, 0.00415512, 0], abs=5e-9
    )
    result = mobility(counts)
    assert result.shorrocks == pytest.approx(0.19758992000997844, abs=1e-12)
    assert result.determinant == pytest.approx(0.60684854623695594, abs=1e-12)
    assert result.second_eigenvalue == pytest.approx(0.039782002308159647, abs=1e-12)
    assert result.prais.to_list() == pytest.approx(
        [0.08988764, 0.21468144, 0.21125, 0.20194986, 0.07259074], abs=5e-9
    )


def test_nobody_moving_is_no_mobility():
    result = mobility(pd.DataFrame(np.diag([3, 4, 5])))
    assert (result.shorrocks, result.determinant) == pytest.approx((0, 0))
    everybody = mobility(pd.DataFrame(np.ones((3, 3))))
    assert (everybody.shorrocks, everybody.second_eigenvalue) == pytest.approx((1, 1))


def test_mobility_without_observations():
    unseen = mobility(pd.DataFrame([[3, 1], [0, 0]]))
    assert why_undefined(unseen.shorrocks) == "unobserved_class"
    assert unseen.prais.isna().to_list() == [False, True]
    assert why_undefined(mobility(pd.DataFrame([[3]])).determinant) == "single_part"


def test_classes_include_their_upper_limit():
    assert size_classes([100, 2500.5]) == ["up_to_100", "up_to_2500.5", "above_2500.5"]
    sizes = size_distribution(
        returns([(str(n), 2005, r) for n, r in enumerate([0, 100, 100.1, 300, None])]), [100, 200], 2005
    )
    assert sizes.to_dict() == {"up_to_100": 2, "up_to_200": 1, "above_200": 1}
    for limits in ([], [5, 5], [5, 1]):
        with pytest.raises(MonitorError, match="ascending limits"):
            size_classes(limits)


def test_moves_between_classes_and_absence():
    rows = panel([[50, 150, 150], [50, 100, None], [None, 150, 50], [150, None, 150]])
    moves = transitions(rows, [100])
    assert moves.counts.loc["up_to_100"].to_dict() == {ABSENT: 1, "up_to_100": 1, "above_100": 1}
    assert moves.counts.loc["above_100"].to_dict() == {ABSENT: 1, "up_to_100": 1, "above_100": 1}
    assert moves.counts.loc[ABSENT].to_dict() == {ABSENT: 0, "up_to_100": 0, "above_100": 2}
    assert moves.probabilities.loc[ABSENT, "above_100"] == 1
    assert (moves.pairs, moves.unknown) == (2, 0)


def test_a_return_without_revenue_is_not_absence():
    moves = transitions(
        returns([("A", 2005, None), ("A", 2006, 5.0), ("B", 2005, 5.0), ("B", 2006, 5.0)]), [100]
    )
    assert moves.unknown == 1
    assert moves.counts.to_numpy().sum() == 1
    assert entry_exit(returns([("A", 2005, None), ("A", 2006, 5.0)])).loc[1, "entered"] == 0


def test_years_with_a_gap_are_no_pair():
    moves = transitions(returns([("A", 2005, 5.0), ("A", 2007, 5.0)]), [100])
    assert moves.pairs == 0
    assert moves.probabilities.isna().all(axis=None)
    rates = entry_exit(returns([("A", 2005, 5.0), ("A", 2007, 5.0)]))
    assert rates["undefined"].to_list() == ["entry_rate: no_year_before; exit_rate: no_year_before"] * 2


def test_repeated_rows_are_refused():
    with pytest.raises(MonitorError, match="2 rows repeat an enterprise"):
        transitions(returns([("A", 2005, 5.0), ("A", 2005, 6.0)]), [100])


@given(PANEL)
@settings(max_examples=40, deadline=None)
def test_every_enterprise_of_a_year_moves_somewhere(histories):
    rows = panel(histories)
    moves, rates = transitions(rows, [100, 200]), entry_exit(rows)
    counted = moves.counts.drop(ABSENT).to_numpy().sum()
    by_year = rows.groupby("year").size()
    assert counted == sum(n for year, n in by_year.items() if year + 1 in by_year)
    known = moves.probabilities.dropna().sum(axis=1)
    assert known.to_list() == pytest.approx([1] * len(known))
    shuffled = transitions(rows.sample(frac=1, random_state=1), [100, 200])
    pd.testing.assert_frame_equal(shuffled.counts, moves.counts)
    followed = rates.dropna(subset="entered")
    before = followed["year"].map(lambda year: by_year[year - 1])
    assert (before + followed["entered"] - followed["left"]).to_list() == followed["enterprises"].to_list()


def test_entry_and_exit_rates():
    rates = entry_exit(panel([[1, 1, 1], [1, None, 1], [None, 1, 1], [None, 1, None]])).set_index("year")
    assert rates.loc[2006, ["entered", "left"]].to_list() == [2, 1]
    assert rates.loc[2006, ["entry_rate", "exit_rate"]].to_list() == pytest.approx([2 / 3, 1 / 2])
    assert rates.loc[2007, ["entry_rate", "exit_rate"]].to_list() == pytest.approx([1 / 3, 1 / 3])
