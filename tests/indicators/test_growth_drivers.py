import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from analysis.errors import MonitorError
from analysis.indicators.growth_drivers import CAVEATS, growth_drivers, growth_panel

EFFECTS = {"log_size": -0.05, "log_age": -0.03, "in_park": 0.08}


def made_panel(seed=0, districts=12, each=30):
    """Rows of a growth panel with EFFECTS, machinery 0.10 above food and the shocks of districts."""
    rng = np.random.default_rng(seed)
    n = districts * each
    number = np.repeat(np.arange(districts), each)
    rows = pd.DataFrame(
        {
            "enterprise_id": [f"E{place}" for place in range(n)],
            "year": rng.choice([2007, 2008, 2009], n, p=[0.3, 0.3, 0.4]),
            "log_size": rng.normal(8, 1.5, n),
            "log_age": np.log1p(rng.integers(0, 30, n)),
            "in_park": (rng.random(n) < 0.2 + 0.4 * (number % 2)).astype(float),
            "district": pd.Series(number).map("d{}".format),
            "cluster": rng.choice(["food", "machinery"], n, p=[0.6, 0.4]),
            "ownership": rng.choice(["private", "state"], n, p=[0.8, 0.2]),
        }
    )
    growth = 0.2 + sum(rows[name] * effect for name, effect in EFFECTS.items())
    growth += 0.1 * (rows["cluster"] == "machinery") - 0.05 * (rows["year"] == 2008)
    shock = rng.normal(0, 0.05, districts)[number]
    return rows.assign(growth=growth + shock + rng.normal(0, 0.15, n))


def returns():
    """Two enterprises over three years and one that reports once."""
    rows = [
        ("A", 2006, "wuling", "food", "East Park", 100.0),
        ("A", 2007, "wuling", "food", None, 150.0),
        ("A", 2008, "wuling", "food", None, 300.0),
        ("B", 2006, "lixian", None, None, 50.0),
        ("B", 2007, "lixian", None, "West Park", 0.0),
        ("B", 2008, "lixian", None, "West Park", 20.0),
        ("C", 2008, "lixian", "food", "West Park", 20.0),
    ]
    return pd.DataFrame(rows, columns=["enterprise_id", "year", "district", "cluster", "park", "revenue"])


def register(**changes):
    rows = {
        "enterprise_id": ["A", "B", "C"],
        "founded": pd.to_datetime(["2000-05-01", "2006-07-01", "2008-01-01"]),
        "ownership": ["private", "state", "private"],
    }
    return pd.DataFrame(rows | changes)


def test_panel_looks_at_the_year_before():
    panel = growth_panel(returns(), register())
    assert panel.rows["year"].to_list() == [2007, 2008]
    first, second = panel.rows.to_dict("records")
    assert first["growth"] == pytest.approx(math.log(1.5))
    assert first["log_size"] == pytest.approx(math.log(100))
    assert first["log_age"] == pytest.approx(math.log(7))
    assert (first["in_park"], second["in_park"]) == (1, 0)
    assert panel.left_out.to_dict() == {
        "not_positive": 2,
        "founding_unknown": 0,
        "ownership_unknown": 0,
        "parks_unknown": 0,
    }


def test_who_is_left_out_and_why():
    rows = returns().assign(revenue=10.0)
    unknown = register(
        founded=pd.to_datetime([None, "2007-07-01", "2008-01-01"]), ownership=["private", None, "x"]
    )
    assert growth_panel(rows, unknown).left_out.to_list() == [0, 3, 1, 0]
    assert growth_panel(rows.assign(park=None), register()).left_out.to_list() == [0, 0, 0, 4]
    assert growth_panel(rows.assign(revenue=math.nan), register()).left_out["not_positive"] == 4
    outside = growth_panel(rows[rows["enterprise_id"] == "B"], register()).rows
    assert set(outside["cluster"]) == {"other"}
    kept = growth_panel(rows, register(enterprise_id=["A", "X", "C"]))
    assert len(kept.rows) + kept.left_out.sum() == 4


def test_a_row_too_many_is_refused():
    twice = pd.concat([returns(), returns()[:1]])
    with pytest.raises(MonitorError, match="1 enterprises have more than one row"):
        growth_panel(twice, register())
    with pytest.raises(MonitorError, match="more than one row"):
        growth_panel(returns(), pd.concat([register(), register()[:1]]))


def test_known_effects_lie_in_their_intervals():
    found = growth_drivers(made_panel(), level=0.99)
    terms = found.terms.set_index("term")
    assert found.references == {"cluster": "food", "ownership": "private", "year": "2009"}
    assert found.outcome == "estimated"
    truths = EFFECTS | {
        "cluster:machinery": 0.1,
        "ownership:state": 0.0,
        "year:2007": 0.0,
        "year:2008": -0.05,
    }
    assert set(terms.index) == {"constant", *truths}
    for term, truth in truths.items():
        assert terms.loc[term, "low"] <= truth <= terms.loc[term, "high"], term
        assert terms.loc[term, "high"] - terms.loc[term, "low"] < 0.2
    assert (terms[["n", "groups"]] == [360, 12]).all(axis=None)


def test_the_same_coefficients_as_a_formula():
    rows = made_panel(3)
    found = growth_drivers(rows, draws=99)
    formula = "growth ~ log_size + log_age + in_park + C(cluster) + C(ownership) + C(year, Treatment(2009))"
    model = smf.ols(formula, rows).fit(
        cov_type="cluster", cov_kwds={"groups": pd.factorize(rows["district"])[0]}, use_t=True
    )
    terms = found.terms.set_index("term")
    for name in EFFECTS:
        assert terms.loc[name, "estimate"] == pytest.approx(model.params[name])
        assert terms.loc[name, "se"] == pytest.approx(model.bse[name])
    assert found.r_squared == pytest.approx(model.rsquared)


def test_the_unit_of_money_is_in_the_constant_alone():
    rows = made_panel(4)
    one = growth_drivers(rows, draws=99).terms.set_index("term")
    other = growth_drivers(rows.assign(log_size=rows["log_size"] + math.log(1e4)), draws=99).terms.set_index(
        "term"
    )
    slopes = one.index.drop("constant")
    assert other.loc[slopes, "estimate"].to_list() == pytest.approx(one.loc[slopes, "estimate"].to_list())


def test_what_cannot_be_told_is_said():
    rows = made_panel(each=10)
    nobody = growth_drivers(rows.assign(in_park=0.0), draws=99).terms.set_index("term")
    assert nobody.loc["in_park", "undefined"] == "collinear"
    assert nobody["undefined"].ne("").sum() == 1
    alone = growth_drivers(rows.assign(district="wuling"))
    assert alone.outcome == "single_district"
    assert alone.terms["low"].isna().all()
    few = growth_drivers(rows[:5])
    assert few.outcome == "too_few_rows"
    assert math.isnan(few.r_squared)
    none = growth_drivers(rows[:0])
    assert none.outcome == "too_few_rows"
    assert none.references == {"cluster": None, "ownership": None, "year": None}
    steady = growth_drivers(rows.assign(growth=0.1), draws=99)
    assert steady.terms.set_index("term").loc["in_park", "estimate"] == pytest.approx(0, abs=1e-12)
    assert math.isnan(steady.r_squared)


def test_caveats():
    rows = made_panel(each=10)
    assert growth_drivers(rows, draws=99).caveats == (*CAVEATS[:3], "few_districts")
    rows.loc[:4, "ownership"] = "collective"
    assert growth_drivers(rows, draws=99).caveats[-1] == "rare_category"
    many = made_panel(districts=31, each=10)
    assert growth_drivers(many).caveats == CAVEATS[:3]
    assert set(growth_drivers(many).terms["method"]) == {"t"}
