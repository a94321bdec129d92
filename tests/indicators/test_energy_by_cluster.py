import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.indicators.energy_by_cluster import (
    energy_effects,
    energy_effects_by_cluster,
    intensity_effects,
    intensity_effects_by_cluster,
    structure_share,
    why_no_energy_effects,
)
from analysis.indicators.undefined import why_undefined

CLUSTER = st.tuples(*[st.floats(0.1, 1e4)] * 4)


def year(*rows, names="abcdef"):
    return pd.DataFrame(rows, columns=["activity", "energy"], index=list(names[: len(rows)]), dtype=float)


@given(st.lists(CLUSTER, min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_effects_add_up(rows):
    start, end = year(*[row[:2] for row in rows]), year(*[row[2:] for row in rows])
    change = end["energy"].sum() - start["energy"].sum()
    tolerance = 1e-9 * (start["energy"].sum() + end["energy"].sum())
    assert energy_effects(start, end).sum() == pytest.approx(change, abs=tolerance)
    by_cluster = energy_effects_by_cluster(start, end)
    assert by_cluster.sum(axis=1).to_list() == pytest.approx(
        (end["energy"] - start["energy"]).to_list(), abs=tolerance
    )
    before, after = (table["energy"].sum() / table["activity"].sum() for table in (start, end))
    assert intensity_effects(start, end).sum() == pytest.approx(after - before, abs=1e-9 * (before + after))
    ratio = intensity_effects(start, end, "multiplicative").prod()
    assert ratio == pytest.approx(after / before, rel=1e-9)


def test_growth_alone_is_activity():
    start, end = year((10, 30), (20, 20)), year((15, 45), (30, 30))
    assert energy_effects(start, end).to_list() == pytest.approx([25, 0, 0], abs=1e-9)
    assert why_undefined(structure_share(start, end)) == "no_fall"


def test_saving_alone_is_intensity():
    start, end = year((10, 30), (20, 20)), year((10, 24), (20, 16))
    assert energy_effects(start, end).to_list() == pytest.approx([0, 0, -10], abs=1e-9)
    assert structure_share(start, end) == pytest.approx(0, abs=1e-9)


def test_moving_to_light_industry_is_structure():
    start, end = year((10, 30), (20, 20)), year((5, 15), (25, 25))
    assert energy_effects(start, end).to_list() == pytest.approx([0, -10, 0], abs=1e-9)
    assert structure_share(start, end) == pytest.approx(1)
    assert intensity_effects_by_cluster(start, end)["intensity"].to_list() == pytest.approx([0, 0], abs=1e-12)


def test_both_forms_give_one_structure_share():
    start, end = year((10, 30), (20, 20), (5, 2)), year((9, 24), (30, 27), (8, 3))
    effects = intensity_effects(start, end, "multiplicative").map(math.log)
    assert structure_share(start, end) == pytest.approx(effects["structure"] / effects.sum())


def test_structure_against_the_fall_counts_below_zero():
    start, end = year((10, 30), (20, 20)), year((15, 30), (15, 10))
    assert structure_share(start, end) < 0


def test_a_cluster_that_arrives_or_leaves_is_structure():
    start, end = year((10, 30), (20, 20), (0, 0)), year((10, 30), (20, 20), (5, 4))
    arrival = energy_effects_by_cluster(start, end).loc["c"]
    assert arrival.to_dict() == pytest.approx({"activity": 0, "structure": 4, "intensity": 0})
    departure = energy_effects_by_cluster(end, start).loc["c"]
    assert departure.to_dict() == pytest.approx({"activity": 0, "structure": -4, "intensity": 0})


def test_a_cluster_that_never_existed_changes_nothing():
    start, end = year((10, 30), (20, 20)), year((9, 24), (30, 27))
    nothing = year((0, 0), names="z")
    with_nothing = energy_effects(pd.concat([start, nothing]), pd.concat([end, nothing]))
    assert with_nothing.to_list() == pytest.approx(energy_effects(start, end).to_list())


def test_activity_that_needs_no_energy_is_allowed():
    start, end = year((10, 30), (20, 0)), year((10, 30), (20, 5))
    assert energy_effects(start, end).to_list() == pytest.approx([0, 0, 5], abs=1e-9)


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (year((10, 30), (0, 5)), "energy_without_activity"),
        (year((10, 30), (math.nan, 5)), "missing_part"),
        (year((10, 30), (20, math.nan)), "missing_part"),
        (year((10, 30), (-2, 5)), "negative_part"),
        (year((0, 0), (0, 0)), "zero_total"),
        (year((10, 30)), "missing_part"),
    ],
)
def test_undefined_says_why(end, reason):
    start = year((10, 30), (20, 20))
    assert why_no_energy_effects(start, end) == reason
    assert energy_effects(start, end).isna().all()
    assert why_undefined(structure_share(start, end)) == reason


def test_no_clusters_at_all():
    assert why_no_energy_effects(year(), year()) == "no_parts"
    assert why_undefined(structure_share(year(), year())) == "no_parts"
