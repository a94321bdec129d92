import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators.planned_effect import CAVEATS, OUTCOMES, ROWS, planned_effect

DISTRICTS, CLUSTERS, YEARS = 12, 6, range(2005, 2011)
PLANNED = [(f"d{d}", f"c{c}") for d in range(9) for c in range(CLUSTERS) if (d + c) % 3 == 0]


def city(seed, effect=0.0, trend=0.0, years=YEARS):
    """Cells with levels, growth and shocks of their own, of their cluster and of their district.

    Planned cells are larger, grow `trend` a year faster all along, and are `effect` higher from 2007 on.
    """
    rng = np.random.default_rng(seed)
    cells = pd.MultiIndex.from_product([range(DISTRICTS), range(CLUSTERS)]).to_frame(index=False).to_numpy()
    planned = np.array([(f"d{d}", f"c{c}") in set(PLANNED) for d, c in cells])
    level = rng.normal(8, 1, len(cells)) + planned
    shocks = {"district": rng.normal(0, 0.08, DISTRICTS), "cluster": rng.normal(0, 0.1, CLUSTERS)}
    parts = []
    for year in years:
        since = year - 2005
        log = level + since * (0.2 + trend * planned) + effect * planned * (year >= 2007)
        log = log + since / 3 * (shocks["district"][cells[:, 0]] + shocks["cluster"][cells[:, 1]])
        log = log + rng.normal(0, 0.1, len(cells))
        parts.append(
            pd.DataFrame(
                {"district": cells[:, 0], "cluster": cells[:, 1], "revenue": np.exp(log), "year": year}
            )
        )
    table = pd.concat(parts, ignore_index=True)
    return table.assign(
        district="d" + table["district"].astype(str), cluster="c" + table["cluster"].astype(str)
    )


def figures(found):
    return found.estimates.set_index("term")


def two_way(table, treated, *effects):
    """Coefficient of `treated` beside a dummy for each value of each of `effects`."""
    dummies = [pd.get_dummies(effect.astype(str), dtype=float).to_numpy() for effect in effects]
    design = np.column_stack([treated.astype(float), *dummies])
    return np.linalg.lstsq(design, np.log(table["revenue"]), rcond=None)[0][0]


def test_the_same_as_effects_of_cell_and_year():
    table = city(1, effect=0.3)
    cell, year = table["district"] + table["cluster"], table["year"].astype(str)
    planned = pd.MultiIndex.from_frame(table[["district", "cluster"]]).isin(PLANNED)
    strata = {None: year, "cluster": year + table["cluster"], "district": year + table["district"]}
    for within, stratum in strata.items():
        found = planned_effect(table, PLANNED, 2007, within=within, draws=49)
        expected = two_way(table, planned & (table["year"] >= 2007), cell, stratum)
        assert figures(found).loc["effect", "estimate"] == pytest.approx(expected)
    pair = table["year"].isin([2006, 2009])
    events = planned_effect(table, PLANNED, 2007, draws=49).events.set_index("year")
    expected = two_way(table[pair], (planned & (table["year"] == 2009))[pair], cell[pair], year[pair])
    assert events.loc[2009, "estimate"] == pytest.approx(expected)


@pytest.mark.parametrize("within", [None, "cluster", "district"])
def test_a_known_effect_lies_in_its_interval(within):
    found = planned_effect(city(2, effect=0.4), PLANNED, 2007, within=within, level=0.99)
    row = figures(found).loc["effect"]
    assert found.outcome == "estimated"
    assert 0 < row["low"] <= 0.4 <= row["high"]
    events = found.events.set_index("years_since")
    assert events.index.to_list() == [-2, -1, 0, 1, 2, 3]
    assert (events.loc[0:, "low"] <= 0.4).all()
    assert (events.loc[0:, "high"] >= 0.4).all()
    assert events.loc[-1, ["estimate", "low", "high"]].to_list() == [0, 0, 0]
    assert events.loc[-2, "low"] <= 0 <= events.loc[-2, "high"]


def test_a_trend_is_seen_and_taken_off():
    years = range(2000, 2011)
    found = planned_effect(
        city(8, effect=0.2, trend=0.15, years=years), PLANNED, 2007, within="cluster", level=0.99
    )
    rows = figures(found)
    assert rows.loc["trend_before", "low"] <= 0.15 <= rows.loc["trend_before", "high"]
    assert rows.loc["trend_before", "p_value"] < 0.05
    # A trend of 0.15 over the 5.5 years between the means of 2000-2006 and 2007-2010 looks like an effect
    assert rows.loc["effect", "low"] > 0.5
    beyond = rows.loc["effect_beyond_trend"]
    assert beyond["low"] <= 0.2 <= beyond["high"]
    assert "trends_differ" in found.caveats


def test_a_plan_without_effect_is_seldom_given_one():
    hits = []
    for seed in range(200):
        table = city(1000 + seed, years=[2006, 2009])
        row = figures(planned_effect(table, PLANNED, 2007, draws=199)).loc["effect"]
        hits.append(row["low"] <= 0 <= row["high"])
    # 95 % and three standard errors of 200 trials
    assert abs(np.mean(hits) - 0.95) <= 0.047


@given(st.integers(0, 100), st.floats(0.01, 1e4), st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_unit_and_order_change_nothing(seed, factor, random):
    table = city(seed)
    order = random.sample(range(len(table)), len(table))
    one = planned_effect(table, PLANNED, 2007, draws=19)
    other = planned_effect(
        table.assign(revenue=table["revenue"] * factor).iloc[order], PLANNED[::-1], 2007, draws=19
    )
    columns = ["estimate", "se", "p_value"]
    assert figures(other)[columns].to_numpy() == pytest.approx(figures(one)[columns].to_numpy())
    assert other.means.to_numpy() == pytest.approx(one.means.to_numpy())


def test_cells_that_come_or_go_are_left_out_and_counted():
    table = city(4)
    full = planned_effect(table, PLANNED, 2007, draws=19)
    assert full.cells.to_numpy().tolist() == [[18, 0], [54, 0]]
    assert "only_lasting_cells" not in full.caveats
    spoilt = table.copy()
    spoilt.loc[spoilt.index[:4], "revenue"] = [math.nan, 0.0, -5.0, math.inf]
    found = planned_effect(spoilt[5:], [*PLANNED, ("d11", "nowhere")], 2007, draws=19)
    gone = {("d0", f"c{c}") for c in range(5)}
    assert found.cells.loc["planned"].to_list() == [
        18 - len(gone & set(PLANNED)),
        len(gone & set(PLANNED)) + 1,
    ]
    assert found.cells["left_out"].sum() == 6
    assert "only_lasting_cells" in found.caveats
    kept = table[[pair not in gone for pair in zip(table["district"], table["cluster"], strict=True)]]
    again = planned_effect(kept, PLANNED, 2007, draws=19)
    assert figures(again)["estimate"].equals(figures(found)["estimate"])


def test_industry_outside_the_clusters_is_no_cell():
    table = city(4)
    outside = table[table["cluster"] == "c0"]
    more = pd.concat([table, outside.assign(cluster="other"), outside.assign(cluster=None)[:3]])
    assert planned_effect(more, PLANNED, 2007, draws=19).cells.to_numpy().tolist() == [[18, 0], [54, 0]]


@pytest.mark.parametrize(
    ("change", "plan", "start_year", "outcome"),
    [
        (lambda t: t, [], 2007, "no_plan"),
        (lambda t: t, [("d1", "nowhere")], 2007, "no_plan"),
        (lambda t: t.assign(revenue=math.nan), PLANNED, 2007, "no_plan"),
        (lambda t: t, [(f"d{d}", f"c{c}") for d in range(12) for c in range(6)], 2007, "no_comparison"),
        (lambda t: t, PLANNED, 2005, "no_years_before"),
        (lambda t: t, PLANNED, 2011, "no_years_after"),
        (
            lambda t: t[(t["district"] == "d0") & t["cluster"].isin(["c0", "c1"])],
            PLANNED,
            2007,
            "too_few_cells",
        ),
        (lambda t: t[:0], PLANNED, 2007, "no_years_before"),
    ],
)
def test_nothing_to_compare(change, plan, start_year, outcome):
    found = planned_effect(change(city(5)), plan, start_year)
    assert found.outcome == outcome
    assert outcome in OUTCOMES
    assert list(found.estimates["term"]) == list(ROWS)
    assert found.estimates[["estimate", "se", "low", "high", "p_value"]].isna().all(axis=None)
    assert found.events[["estimate", "low", "high"]].isna().all(axis=None)


def test_one_district_has_an_estimate_and_no_interval():
    found = planned_effect(city(5)[lambda t: t["district"] == "d0"], PLANNED, 2007)
    row = figures(found).loc["effect"]
    assert found.outcome == "single_district"
    assert not math.isnan(row["estimate"])
    assert math.isnan(row["low"])
    assert row["undefined"] == "single_group"


def test_one_year_before_leaves_trends_unchecked():
    found = planned_effect(city(6), PLANNED, 2006, draws=49)
    rows = figures(found)
    assert rows.loc["effect"].notna().all()
    assert rows.loc[["trend_before", "effect_beyond_trend"], "estimate"].isna().all()
    assert found.caveats == (*CAVEATS[:3], "few_districts", "no_trend_to_check")
    assert "short_trend_to_check" in planned_effect(city(6), PLANNED, 2007, draws=49).caveats


def test_a_cluster_planned_everywhere_has_nothing_beside_it():
    everywhere = [(f"d{d}", "c0") for d in range(DISTRICTS)]
    rows = figures(planned_effect(city(6), everywhere, 2007, within="cluster", draws=49))
    assert rows.loc["effect", "undefined"] == "collinear"
    assert math.isnan(rows.loc["effect", "estimate"])


def test_refusals():
    table = city(6)
    with pytest.raises(MonitorError, match="two figures"):
        planned_effect(pd.concat([table, table[:1]]), PLANNED, 2007)
    with pytest.raises(MonitorError, match="within 'park'"):
        planned_effect(table, PLANNED, 2007, within="park")
    with pytest.raises(MonitorError, match="level 95"):
        planned_effect(table, PLANNED, 2007, level=95)
