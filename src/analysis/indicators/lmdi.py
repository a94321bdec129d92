"""Logarithmic mean Divisia index (LMDI-I): a change split by factor without a residual.

Ang 2005 for the formulae; Ang, Zhang and Choi 1998 for the eight cases with a zero. Undefined results are NaN
with a reason (`analysis.indicators.undefined`), given for a decomposition by `why_no_decomposition`.
"""

import math

import numpy as np
import pandas as pd

from analysis.errors import MonitorError

FORMS = ("additive", "multiplicative")


def logarithmic_mean(a, b):
    """L(a, b) = (a - b) / ln(a / b), elementwise; L(a, a) = a, L(a, 0) = 0. NaN: no level.

    A level is a number, not below 0 and not infinite.
    """
    high, low = np.maximum(a, b).astype(float), np.minimum(a, b).astype(float)
    levels = (low >= 0) & np.isfinite(high)
    apart = levels & (low > 0) & (high > low)
    difference = np.where(apart, high - low, 1.0)
    # ln(1 + x) keeps its digits where the two are almost equal and ln(a / b) does not.
    mean = difference / np.log1p(difference / np.where(apart, low, 1.0))
    # Not apart: equal, or the lower is 0; the lower is the mean in both.
    return np.where(levels, np.where(apart, mean, low), math.nan)[()]


def lmdi(start, end, form="additive"):
    """Effect of each factor on the change of V = sum over rows of the product over columns.

    Additive: in the unit of V, adding up to V_end - V_start; sum_i L(v_i) ln(x_end / x_start).
    Multiplicative: ratios whose product is V_end / V_start; exp(additive / L(V)).

    Parameters
    ----------
    start, end : frames of sub-categories (rows) x factors (columns), in one order of columns or another; rows
        are matched by label. An absent sub-category is a row of zeros, not a missing row.
    form : "additive" or "multiplicative".

    One effect a factor, a Series named as the form. Zeros take the limits of Ang, Zhang and Choi: a row that
    appears or vanishes is the effect of the factor that is zero, in equal parts where several are. NaN: see
    `why_no_decomposition`. MonitorError: another form, or different factors in the two frames.
    """
    effects = lmdi_by_row(start, end)
    if form not in FORMS:
        raise MonitorError(f"there is no {form!r} decomposition.", expected=" or ".join(FORMS) + ".")
    if why_no_decomposition(start, end, form):
        return pd.Series(math.nan, index=effects.columns, name=form)
    additive = effects.sum().rename(form)
    if form == "additive":
        return additive
    return np.exp(additive / logarithmic_mean(_total(end), _total(start)))


def lmdi_by_row(start, end):
    """The additive effects of `lmdi` by sub-category: rows x factors, in the unit of V.

    NaN in a row with a missing or negative factor. MonitorError where the two frames have different factors.
    """
    start, end = _matched(start, end)
    x0, x1 = start.to_numpy(), end.to_numpy()
    v0, v1 = x0.prod(axis=1), x1.prod(axis=1)
    effects = np.where(((v0 > 0) & (v1 > 0))[:, None], _between_positives(x0, x1, v0, v1), 0.0)
    appeared = _in_equal_parts(np.where((v0 == 0) & (v1 > 0), v1, 0.0), x0 == 0)
    vanished = _in_equal_parts(np.where((v1 == 0) & (v0 > 0), v0, 0.0), x1 == 0)
    unknown = ~((x0 >= 0) & (x1 >= 0)).all(axis=1)
    effects = np.where(unknown[:, None], math.nan, effects + appeared - vanished)
    return pd.DataFrame(effects, index=start.index, columns=start.columns)


def why_no_decomposition(start, end, form="additive"):
    """The reason `lmdi` is NaN, or None: no_parts, missing_part, negative_part, infinite_part;
    multiplicative also zero_total."""
    start, end = _matched(start, end)
    both = pd.concat([start, end])
    if both.empty:
        return "no_parts"
    if both.isna().any(axis=None):
        return "missing_part"
    if (both < 0).any(axis=None):
        return "negative_part"
    if np.isinf(both).any(axis=None):
        return "infinite_part"
    return "zero_total" if form == "multiplicative" and 0 in (_total(start), _total(end)) else None


def _between_positives(x0, x1, v0, v1):
    positive = (x0 > 0) & (x1 > 0)
    rates = np.log(np.where(positive, x1, 1.0)) - np.log(np.where(positive, x0, 1.0))
    return logarithmic_mean(np.abs(v1), np.abs(v0))[:, None] * rates


def _in_equal_parts(amounts, chosen):
    """Each row's amount spread over the factors chosen in it; the limit of zeros that shrink at one pace."""
    return amounts[:, None] * chosen / np.maximum(chosen.sum(axis=1, keepdims=True), 1)


def _total(table):
    return float(table.to_numpy(dtype=float).prod(axis=1).sum())


def _matched(start, end):
    if set(start.columns) != set(end.columns):
        raise MonitorError(
            "the two ends of a decomposition have different factors.",
            rows=pd.DataFrame(
                {"end": ["start", "end"], "factors": [", ".join(map(str, f)) for f in (start, end)]}
            ),
            expected="the same factors at both ends.",
        )
    if not (start.index.is_unique and end.index.is_unique):
        raise MonitorError("a sub-category has more than one row.", expected="one row a sub-category.")
    start, end = start.align(end[start.columns], axis=0, join="outer")
    return start.astype(float), end.astype(float)
