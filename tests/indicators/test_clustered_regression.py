import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.indicators.clustered_regression import _Hypotheses, _weights, clustered_regression


def rows(rng, groups=12, each=8, effect=0.5, shock=1.0):
    number = np.repeat(np.arange(groups), each)
    x = rng.normal(size=len(number)) + rng.normal(size=groups)[number]
    y = 1 + effect * x + shock * rng.normal(size=groups)[number] + rng.normal(size=len(number))
    return pd.Series(y), pd.DataFrame({"constant": 1.0, "x": x}), pd.Series(number).map("g{}".format)


def test_standard_errors_by_group_of_another_program():
    # Stata, regress invest mvalue kstock, vce(cluster company) on Grunfeld's data; 10 companies
    data = sm.datasets.grunfeld.load_pandas().data
    data = data[~data["firm"].isin(["American Steel"])]
    terms = data[["value", "capital"]].assign(constant=1.0)
    table = clustered_regression(data["invest"], terms, data["firm"], draws=99).set_index("term")
    assert table["estimate"].to_list() == pytest.approx([0.11556216, 0.23067849, -42.71436902], rel=1e-6)
    assert table["se"].to_list() == pytest.approx([0.0158943365, 0.0849671110, 20.4252026], rel=1e-6)
    assert table.loc["value", ["n", "groups"]].to_list() == [200, 10]


def test_many_groups_use_t_of_groups_less_one():
    y, x, groups = rows(np.random.default_rng(1), groups=40)
    table = clustered_regression(y, x, groups).set_index("term")
    row = table.loc["x"]
    assert row["method"] == "t"
    # 97.5 % point of t with 39 degrees of freedom, 2.022691 (any printed t table)
    assert (row["high"] - row["estimate"]) / row["se"] == pytest.approx(2.022691, abs=1e-5)


@given(st.integers(0, 50), st.floats(-1, 1))
@settings(max_examples=10, deadline=None)
def test_sums_by_group_replicate_the_regressions(seed, supposed):
    y, x, groups = rows(np.random.default_rng(seed), groups=7, each=5)
    number = pd.factorize(groups)[0]
    weights = _weights(7, 19, seed)
    fit = sm.OLS(y, x).fit().get_robustcov_results("cluster", groups=number)
    observed = abs(fit.params[1] - supposed) / fit.bse[1]
    restricted = sm.OLS(y - supposed * x["x"], x[["constant"]]).fit()
    distances = []
    for draw in weights:
        again = supposed * x["x"] + restricted.fittedvalues + restricted.resid * draw[number]
        found = sm.OLS(again, x).fit().get_robustcov_results("cluster", groups=number)
        distances.append(abs(found.params[1] - supposed) / found.bse[1])
    expected = np.mean(np.array(distances) >= observed)
    assert _Hypotheses(y.to_numpy(), x, "x", number).p(supposed, weights) == expected


def test_ends_of_the_interval_are_where_the_probability_crosses():
    y, x, groups = rows(np.random.default_rng(4))
    row = clustered_regression(y, x, groups, level=0.9).set_index("term").loc["x"]
    nulls = _Hypotheses(y.to_numpy(), x, "x", pd.factorize(groups)[0])
    weights = _weights(12, 999, 0)
    for end, outwards in ((row["low"], -1e-5), (row["high"], 1e-5)):
        assert nulls.p(end + outwards, weights) <= 0.1 < nulls.p(end - 2 * outwards, weights)
    assert row["low"] < row["estimate"] < row["high"]
    assert (row["p_value"] <= 0.1) == (not row["low"] <= 0 <= row["high"])


def test_intervals_of_twelve_districts_hold_their_level():
    rng = np.random.default_rng(7)
    hits = []
    for _ in range(80):
        y, x, groups = rows(rng)
        row = clustered_regression(y, x[["x", "constant"]], groups, draws=199).set_index("term").loc["x"]
        hits.append(row["low"] <= 0.5 <= row["high"])
    # 95 % and three standard errors of 80 trials
    assert 0.877 <= np.mean(hits) <= 1


@given(st.sampled_from([0.5, 100.0]), st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_scale_order_and_names_change_nothing(factor, random):
    y, x, groups = rows(np.random.default_rng(2))
    one = clustered_regression(y, x, groups, draws=99).set_index("term")
    order = random.sample(range(len(y)), len(y))
    scaled = (y * factor)[order], x.loc[order], groups[order]
    other = clustered_regression(*scaled, draws=99).set_index("term")
    assert other["estimate"].to_list() == pytest.approx((one["estimate"] * factor).to_list())
    assert other["se"].to_list() == pytest.approx((one["se"] * factor).to_list())


def test_reasons():
    y, x, groups = rows(np.random.default_rng(3))
    same = clustered_regression(y, x.assign(twice=2 * x["x"] - 1, never=0.0), groups, draws=99).set_index(
        "term"
    )
    assert same["undefined"].to_dict() == {
        "constant": "",
        "x": "",
        "twice": "collinear",
        "never": "collinear",
    }
    assert same.loc[["twice", "never"], ["estimate", "se", "low", "p_value"]].isna().all(axis=None)
    alone = clustered_regression(y, x, groups.map(lambda name: "g0"))
    assert (alone["undefined"] == "single_group").all()
    assert alone["estimate"].notna().all()
    assert alone[["se", "low", "high", "p_value"]].isna().all(axis=None)
    few = clustered_regression(y[:2], x[:2], groups[:2])
    assert (few["undefined"] == "too_few_rows").all()
    assert few["estimate"].isna().all()


def test_two_groups_rule_nothing_out():
    y, x, groups = rows(np.random.default_rng(3), groups=2)
    row = clustered_regression(y, x, groups).set_index("term").loc["x"]
    assert math.isnan(row["low"])
    assert math.isnan(row["high"])
    assert row["undefined"] == "unbounded"
    assert row["p_value"] > 0.05


def test_an_exact_line_is_found_exactly():
    _, x, groups = rows(np.random.default_rng(3))
    row = clustered_regression(2 + 3 * x["x"], x, groups).set_index("term").loc["x"]
    assert row[["estimate", "low", "high", "p_value"]].to_list() == pytest.approx([3, 3, 3, 0])


def test_missing_values_are_refused():
    y, x, groups = rows(np.random.default_rng(3))
    with pytest.raises(MonitorError, match="1 of 96 rows"):
        clustered_regression(y.where(y.index != 4), x, groups)
    with pytest.raises(MonitorError, match="missing"):
        clustered_regression(y, x.replace({"constant": {1.0: math.inf}}), groups)
    with pytest.raises(MonitorError, match="missing"):
        clustered_regression(y, x, groups.where(groups != "g3"))
