from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators.energy import compound_change
from analysis.indicators.series import (
    growth_within_vintage,
    latest_vintage,
    newest_releases,
    rebase,
    releases,
    restatements,
)

OFFICIAL = Path(__file__).parents[2] / "data" / "raw" / "official"


@pytest.fixture(scope="module")
def official():
    """The committed official figures in the columns that a selection needs; per cent as fractions."""
    rows = pd.concat(
        [pd.read_csv(file, dtype=str) for file in sorted(OFFICIAL.glob("*.csv"))], ignore_index=True
    )
    span = rows["period"].str.extract(r"^(?:(\d{4})-)?(\d{4})$")
    return rows.assign(
        year=span[1].astype(int),
        year_from=span[0].fillna(span[1]).astype(int),
        month=rows["month"].astype("Int64"),
        value=rows["value"].astype(float).where(rows["unit"] != "%", rows["value"].astype(float) / 100),
        vintage=pd.to_datetime(rows["vintage"]),
    )


def as_of(official, day):
    return official[official["vintage"] <= day]


def test_levels_at_two_price_bases_are_refused(official):
    with pytest.raises(MonitorError, match="different vintages, price bases or scopes") as refusal:
        latest_vintage(official, "china", "energy_per_gdp")
    assert "Rebase" in str(refusal.value)
    assert "0.793" in str(refusal.value)


def test_census_release_replaces_earlier_levels(official):
    early = latest_vintage(as_of(official, "2008-12-31"), "china", "energy_per_gdp")
    assert early.to_dict() == {2005: 1.226}
    census = latest_vintage(official, "china", "energy_per_gdp", price_base="2005")
    assert census.to_dict() == {2005: 1.276, 2006: 1.241, 2007: 1.179, 2008: 1.118, 2009: 1.077}


def test_provincial_levels_of_different_vintages_are_refused(official):
    # 1.225 (2009 vintage) to 1.202 (2010 vintage) would be -1.9 %; the published change is -5.10 %
    known = as_of(official, "2010-12-31")
    with pytest.raises(MonitorError, match="different vintages"):
        latest_vintage(known, "hunan", "energy_per_gdp")
    assert growth_within_vintage(known, "hunan", "energy_per_gdp").empty
    assert latest_vintage(known, "hunan", "energy_per_gdp_change")[2009] == pytest.approx(-0.0510)


def test_published_changes_chain_across_vintages(official):
    changes = latest_vintage(official, "china", "energy_per_gdp_change")
    assert round(compound_change(changes.loc[2006:2009]), 4) == -0.1561
    assert compound_change(changes.loc[2006:2010]) == pytest.approx(-0.1899, abs=1e-4)


def test_growth_from_levels_agrees_with_published_changes(official):
    levels = growth_within_vintage(official, "china", "energy_per_gdp")
    published = latest_vintage(official, "china", "energy_per_gdp_change")
    # The levels are printed to a thousandth, hence half a unit of the last digit in each of two years
    assert (levels - published.loc[2006:2009]).abs().max() < 0.0009
    assert levels.to_list() == pytest.approx([-0.027429, -0.04996, -0.051739, -0.036673], abs=1e-5)


def test_spans_and_months_are_other_quantities(official):
    assert releases(official, "china", "energy_per_gdp_change_total").empty
    assert latest_vintage(official, "hunan", "industry_revenue").empty
    assert latest_vintage(official, "atlantis", "gdp").empty


def test_newest_release_of_changde_gdp_is_the_final_one(official):
    assert newest_releases(official, "changde", "gdp").loc[2010, "value"] == 1491.57
    assert newest_releases(as_of(official, "2011-03-01"), "changde", "gdp").loc[2010, "value"] == 1450


def test_current_prices_would_save_a_fifth_by_inflation_alone(official):
    gdp = newest_releases(official, "changde", "gdp")["value"]
    growth = latest_vintage(official, "changde", "gdp_real_growth")
    real = 1 + compound_change(growth.loc[2006:2010])
    assert 1 - real / (gdp[2010] / gdp[2005]) == pytest.approx(0.202, abs=5e-4)


def rows(*values):
    columns = ["year", "vintage", "value"]
    return pd.DataFrame(values, columns=columns).assign(
        entity="x", indicator="energy_consumption", month=pd.NA, year_from=lambda t: t["year"],
        price_base="none", unit="tce", source="s",
    )  # fmt: skip


def test_growth_takes_the_newest_release_that_holds_both_years():
    table = rows(
        (2005, "2007", 100),
        (2006, "2007", 110),
        (2006, "2008", 120),
        (2007, "2008", 126),
        (2007, "2009", 200),
    )
    assert growth_within_vintage(table, "x", "energy_consumption").to_dict() == pytest.approx(
        {2006: 0.10, 2007: 0.05}
    )


def test_zero_before_has_no_growth():
    table = rows((2005, "2007", 0), (2006, "2007", 110))
    assert growth_within_vintage(table, "x", "energy_consumption").empty


def test_two_values_in_one_vintage_are_refused():
    table = rows((2005, "2007", 100), (2005, "2007", 101))
    with pytest.raises(MonitorError, match="two values for one year"):
        latest_vintage(table, "x", "energy_consumption")
    with pytest.raises(MonitorError, match="two values for one year"):
        growth_within_vintage(table, "x", "energy_consumption")


ABOVE_5M, ABOVE_20M = "above_5_million", "above_20_million"


def scoped(*values):
    return rows(*[value[:3] for value in values]).assign(scope=[value[3] for value in values])


# The reporting threshold rose in 2011; its first release repeats 2010 on the new scope.
THRESHOLD_RISES = [
    (2009, "2010", 100, ABOVE_5M),
    (2010, "2010", 120, ABOVE_5M),
    (2010, "2011", 108, ABOVE_20M),
    (2011, "2011", 135, ABOVE_20M),
]


def test_levels_of_two_scopes_are_refused_with_the_way_to_rebase():
    table = scoped(*THRESHOLD_RISES)
    with pytest.raises(MonitorError, match="different vintages, price bases or scopes") as refusal:
        latest_vintage(table, "x", "energy_consumption")
    assert list(refusal.value.rows["scope"]) == [ABOVE_5M, ABOVE_20M, ABOVE_20M]
    assert "rebase(level, changes)" in str(refusal.value)
    one = latest_vintage(table, "x", "energy_consumption", scope=ABOVE_20M)
    assert one.to_dict() == {2010: 108, 2011: 135}


def test_levels_of_one_vintage_and_two_scopes_are_refused():
    table = scoped((2010, "2011", 120, ABOVE_5M), (2011, "2011", 135, ABOVE_20M))
    with pytest.raises(MonitorError, match="scopes"):
        latest_vintage(table, "x", "energy_consumption")


def test_a_scope_that_is_not_stated_is_another_scope():
    table = scoped((2010, "2011", 120, None), (2011, "2011", 135, ABOVE_20M))
    with pytest.raises(MonitorError, match="unstated"):
        latest_vintage(table, "x", "energy_consumption")
    unstated = scoped((2010, "2011", 120, None), (2011, "2011", 135, None))
    assert latest_vintage(unstated, "x", "energy_consumption").to_dict() == {2010: 120, 2011: 135}
    assert growth_within_vintage(unstated, "x", "energy_consumption").to_dict() == pytest.approx(
        {2011: 0.125}
    )


def test_growth_stays_within_one_scope():
    growth = growth_within_vintage(scoped(*THRESHOLD_RISES), "x", "energy_consumption")
    assert growth.to_dict() == pytest.approx({2010: 0.20, 2011: 0.25})
    apart = scoped((2010, "2011", 120, ABOVE_5M), (2011, "2011", 135, ABOVE_20M))
    assert growth_within_vintage(apart, "x", "energy_consumption").empty


def test_changes_inside_each_scope_join_the_levels():
    table = scoped(*THRESHOLD_RISES)
    level = latest_vintage(table, "x", "energy_consumption", scope=ABOVE_20M).loc[[2011]]
    joined = rebase(level, growth_within_vintage(table, "x", "energy_consumption"))
    assert joined.to_dict() == pytest.approx({2009: 90, 2010: 108, 2011: 135})


def test_two_scopes_of_one_release_need_a_choice():
    table = scoped(
        *[(2010, "2012", 120, ABOVE_5M), (2010, "2012", 108, ABOVE_20M)],
        *[(2011, "2012", 144, ABOVE_5M), (2011, "2012", 135, ABOVE_20M)],
    )
    for select in (newest_releases, latest_vintage, growth_within_vintage):
        with pytest.raises(MonitorError, match="two readings in one vintage"):
            select(table, "x", "energy_consumption")
    small = growth_within_vintage(table, "x", "energy_consumption", scope=ABOVE_5M)
    assert small.to_dict() == pytest.approx({2011: 0.20})
    newest = newest_releases(table, "x", "energy_consumption", scope=ABOVE_20M)
    assert newest["value"].to_dict() == {2010: 108, 2011: 135}


def test_growth_rates_may_come_from_several_scopes():
    table = scoped((2010, "2010", 0.2, ABOVE_5M), (2011, "2011", 0.25, ABOVE_20M))
    table["indicator"] = "revenue_growth"
    assert latest_vintage(table, "x", "revenue_growth").to_dict() == {2010: 0.2, 2011: 0.25}


def test_published_changes_rebase_the_national_level(official):
    levels = latest_vintage(official, "china", "energy_per_gdp", price_base="2005")
    changes = latest_vintage(official, "china", "energy_per_gdp_change").loc[2006:2009]
    assert changes.to_list() == pytest.approx([-0.0274, -0.0504, -0.0520, -0.0361])
    chained = rebase(levels.loc[[2005]], changes)
    assert chained.loc[2005] == 1.276
    # Half a unit of the last digit in two levels and in each change: 0.0005 + 0.0005 + 4 * 0.00005 * 1.276
    assert (
        chained - pd.Series({2005: 1.276, 2006: 1.241, 2007: 1.179, 2008: 1.118, 2009: 1.077})
    ).abs().max() < 0.0013
    # From the other end: the level of 2009 leads back to that of 2005
    assert abs(rebase(levels.loc[[2009]], changes).loc[2005] - 1.276) < 0.0013


@given(st.lists(st.floats(-0.5, 2), min_size=1, max_size=8), st.floats(0.001, 1e6), st.integers(0, 8))
@settings(max_examples=30, deadline=None)
def test_rebased_levels_have_the_changes_they_were_made_of(changes, level, place):
    published = pd.Series(changes, index=range(2006, 2006 + len(changes)))
    base = 2005 + min(place, len(changes))
    chained = rebase(pd.Series({base: level}), published)
    assert list(chained.index) == list(range(2005, 2006 + len(changes)))
    assert chained[base] == level
    assert chained.pct_change().dropna().to_list() == pytest.approx(changes, abs=1e-9)


def test_a_chain_ends_before_a_missing_change():
    changes = pd.Series({2004: 0.1, 2006: 0.1, 2007: None, 2008: 0.1})
    assert rebase(pd.Series({2005: 100.0}), changes).to_dict() == pytest.approx({2005: 100, 2006: 110})
    total_loss = pd.Series({2005: -1.0, 2006: -1.0})
    assert rebase(pd.Series({2005: 100.0}), total_loss).to_dict() == {2005: 100}


@pytest.mark.parametrize("levels", [{}, {2005: 1.276, 2006: 1.241}, {2005: None}])
def test_a_chain_needs_exactly_one_level(levels):
    with pytest.raises(MonitorError, match="levels to chain changes from"):
        rebase(pd.Series(levels, dtype=float), pd.Series({2006: -0.0274}))


def test_restated_figures_are_listed(official):
    found = restatements(official)
    levels = found[found["indicator"] == "energy_per_gdp"]
    assert levels[["entity", "year", "before", "after"]].values.tolist() == [
        ["china", 2005, 1.22, 1.226],
        ["china", 2005, 1.226, 1.276],
    ]
    assert (found["vintage_before"] < found["vintage_after"]).all()
    gdp = found[(found["entity"] == "changde") & (found["indicator"] == "gdp")]
    assert gdp[["year", "before", "after"]].values.tolist() == [[2010, 1450, 1491.57]]


def test_a_figure_of_another_scope_is_no_restatement():
    assert restatements(scoped(*THRESHOLD_RISES)).empty
    again = scoped(
        (2010, "2010", 120, ABOVE_5M), (2010, "2011", 120, ABOVE_5M), (2010, "2012", 125, ABOVE_5M)
    )
    found = restatements(again)
    assert found[["vintage_before", "vintage_after", "before", "after"]].values.tolist() == [
        ["2011", "2012", 120, 125]
    ]
    assert restatements(again.drop(columns="scope")).shape == found.shape


def test_every_figure_says_where_it_comes_from(official):
    needed = ["entity", "indicator", "period", "value", "unit", "price_base", "vintage", "source"]
    assert official[needed].notna().all(axis=None)
    assert not official.duplicated(["entity", "indicator", "period", "month", "price_base", "vintage"]).any()
    assert official["vintage_basis"].isin(["stated", "assumed"]).all()
    # A figure cannot have been released before its period was over
    assert (official["vintage"].dt.year > official["year"]).where(official["month"].isna(), True).all()


def test_revenue_of_2006_is_the_printed_figure_and_not_a_derived_one(official):
    changde = official[(official["entity"] == "changde") & (official["indicator"] == "industry_revenue")]
    revenue = changde.set_index("year")["value"]
    # 510 / 1.274 = 400.31 follows from the report on 2007; no source prints it.
    assert revenue.to_dict() == {2006: 386.6, 2007: 510.0}
