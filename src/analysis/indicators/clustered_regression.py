"""Least squares whose errors are alike inside a district, and intervals that hold with a dozen districts.

The usual standard errors by group lean on many groups. Below thirty, intervals and probabilities come from the
restricted wild cluster bootstrap (Cameron, Gelbach and Miller 2008) with Webb's six weights: the residuals under
each hypothesis keep or change sign and size by whole groups, and the t of the data is compared with theirs.
"""

import math

import numpy as np
import pandas as pd
import statsmodels.api as sm

from analysis.errors import MonitorError

COLUMNS = ["term", "estimate", "se", "low", "high", "p_value", "n", "groups", "method", "undefined"]
UNDEFINED = (
    "too_few_rows",  # no more rows than terms
    "collinear",  # the terms before it say the same, or it never varies
    "single_group",  # nothing to compare between groups
    "unbounded",  # so few groups differ in the term that the data rule out no value on this side
)
FEW_GROUPS = 30
_WEBB = np.sqrt([0.5, 1.0, 1.5])
# An end further away than this is none.
_FARTHEST = 1000.0
_HALVINGS = 20
# A column of which less than this part (of its square) is left beside the others says nothing new.
_SAME = 1e-9


def clustered_regression(outcome, terms, groups, level=0.95, draws=999, seed=0, asked=None):
    """Coefficients with intervals that allow for whatever the rows of one group have in common.

    Parameters
    ----------
    outcome : Series. terms : frame of numbers, a column a term, a constant among them if there is to be one.
    groups : Series, the group of each row. All three have one index and nothing missing.
    asked : names of the terms that are bootstrapped, by default all; the others keep only estimate and se.

    One row a term: term, estimate, se (by group, CR1), the ends low and high of the interval at `level`,
    p_value of no effect, n rows, groups, method (`wild_bootstrap` with 2 to 29 groups, `t` with groups - 1
    degrees of freedom from 30 on, empty without), undefined. NaN with a reason of UNDEFINED: everything of a
    term that earlier terms already span, everything with too few rows, all but the estimate with one group, an
    end that is nowhere. MonitorError where a value is missing or infinite.
    """
    _refuse_missing(terms, outcome, groups)
    kept, count = _independent(terms), groups.nunique()
    figures = pd.DataFrame(np.nan, terms.columns, COLUMNS[1:6]).T
    undefined = pd.Series(np.where(kept, "", "collinear"), terms.columns)
    method = "" if count < 2 else "t" if count >= FEW_GROUPS else "wild_bootstrap"
    x, y = terms.loc[:, kept].astype(float), outcome.astype(float)
    if not 0 < x.shape[1] < len(x):
        undefined[:], method = "too_few_rows", ""
    else:
        found = _fitted(y, x, groups, method, level)
        if method == "wild_bootstrap":
            names = x.columns if asked is None else x.columns.intersection(asked)
            found |= _bootstrapped(y, x, names, groups, level, _weights(count, draws, seed))
        figures = pd.DataFrame(found, figures.index).reindex(columns=terms.columns)
        undefined[x.columns] = _why(figures[x.columns], method)
    table = figures.T.assign(n=len(y), groups=count, method=method, undefined=undefined)
    return table.rename_axis("term").reset_index()[COLUMNS]


def _fitted(y, x, groups, method, level):
    """{term: estimate, se, low, high, p_value}, the last three only where t is to be trusted."""
    fit = sm.OLS(y, x).fit()
    figures = np.full((len(x.columns), 5), np.nan)
    figures[:, 0] = fit.params
    if method:
        robust = fit.get_robustcov_results("cluster", groups=pd.factorize(groups)[0], use_t=True)
        # Where the terms fit every row, a variance of nothing can be rounded below zero: no error is known then.
        with np.errstate(invalid="ignore"):
            figures[:, 1] = robust.bse
            if method == "t":
                figures[:, 2:4], figures[:, 4] = robust.conf_int(1 - level), robust.pvalues
    return dict(zip(x.columns, figures, strict=True))


def _bootstrapped(y, x, names, groups, level, weights):
    number, found = pd.factorize(groups)[0], {}
    for name in names:
        nulls = _Hypotheses(y.to_numpy(), x, name, number)
        found[name] = [nulls.estimate, nulls.se, *nulls.interval(weights, level), nulls.p(0.0, weights)]
    return found


def _why(figures, method):
    """The reason of each term that was estimated; empty where nothing is missing that could be there."""
    if not method:
        return "single_group"
    endless = figures.loc[["low", "high"]].isna().any() & figures.loc["p_value"].notna()
    return np.where(endless, "unbounded", "")


class _Hypotheses:
    """The bootstrap of one coefficient under any value it is supposed to have.

    Everything a replication needs is a sum by group and linear in the supposed value, so that a replication
    costs groups squared and no regression.
    """

    def __init__(self, y, x, term, number):
        others = x.drop(columns=term).to_numpy()
        design = x.to_numpy()
        moved = _residual(x[term].to_numpy(), others)
        unexplained = _residual(y, others)
        self.weight = float(moved @ moved)
        self.estimate = float(moved @ unexplained) / self.weight
        groups = number.max() + 1
        by_group = np.eye(groups)[:, number]
        self.score = by_group @ (moved * unexplained), by_group @ moved**2
        pull = (by_group * moved) @ design @ np.linalg.inv(design.T @ design)
        self.fitted = [pull @ ((by_group * part) @ design).T for part in (unexplained, moved)]
        n, k = design.shape
        self.correction = groups / (groups - 1) * (n - 1) / (n - k)
        sums = by_group @ (moved * (unexplained - self.estimate * moved))
        self.se = math.sqrt(self.correction * float(sums @ sums)) / self.weight
        self.exact = self.se <= 1e-10 * max(1.0, abs(self.estimate))

    def p(self, supposed, weights):
        """Share of replications under `supposed` that are at least as far from it as the data are."""
        if self.exact:
            return float(math.isclose(self.estimate, supposed, abs_tol=1e-12))
        score = self.score[0] - supposed * self.score[1]
        spread = np.diag(score) - (self.fitted[0] - supposed * self.fitted[1])
        error = np.sqrt(self.correction * ((weights @ spread.T) ** 2).sum(axis=1))
        far = np.abs(weights @ score) >= abs(self.estimate - supposed) / self.se * error * (1 - 1e-9)
        return float(far.mean())

    def interval(self, weights, level):
        """The values that are not ruled out at `level`; NaN for an end that is nowhere."""
        if self.exact:
            return self.estimate, self.estimate
        return tuple(self._end(side, weights, 1 - level) for side in (-1, 1))

    def _end(self, side, weights, alpha):
        inside, outside = 0.0, 2.0
        while self.p(self.estimate + side * outside * self.se, weights) > alpha:
            inside, outside = outside, 2 * outside
            if outside > _FARTHEST:
                return math.nan
        for _ in range(_HALVINGS):
            middle = (inside + outside) / 2
            ruled_out = self.p(self.estimate + side * middle * self.se, weights) <= alpha
            inside, outside = (inside, middle) if ruled_out else (middle, outside)
        return self.estimate + side * outside * self.se


def _weights(groups, draws, seed):
    """Webb's weights, draws x groups: six values of mean 0 and variance 1."""
    return np.random.default_rng(seed).choice(np.concatenate([-_WEBB, _WEBB]), (draws, groups))


def _residual(values, design):
    return values - design @ np.linalg.solve(design.T @ design, design.T @ values)


def _independent(terms):
    """Which columns are not spanned by those before them."""
    figures = terms.to_numpy(float)
    length = np.sqrt((figures**2).sum(axis=0))
    products = figures.T @ figures / np.outer(length, length).clip(min=1e-300)
    kept = []
    for column in range(terms.shape[1]):
        shared = products[kept, column]
        left = products[column, column] - shared @ np.linalg.solve(products[np.ix_(kept, kept)], shared)
        if left > _SAME:
            kept.append(column)
    return np.isin(np.arange(terms.shape[1]), kept)


def _refuse_missing(terms, outcome, groups):
    numbers = np.column_stack([terms.to_numpy(float), outcome.to_numpy(float)])
    wrong = ~np.isfinite(numbers).all(axis=1) | groups.isna().to_numpy()
    if wrong.any():
        raise MonitorError(
            f"{int(wrong.sum())} of {len(terms)} rows of a regression have something missing or infinite.",
            rows=terms.assign(outcome=outcome, group=groups)[wrong],
            expected="complete rows; whoever builds them leaves out the others and counts them.",
        )
