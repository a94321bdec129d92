"""Growth of the enterprises that report in both periods, beside growth of the totals, and the gap explained.

A total grows because enterprises grow, and because the list of those that report changes: new ones enter,
known ones cross the reporting threshold, others leave. Only the first is growth of industry.
"""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import MonitorError
from analysis.indicators.series import UNSTATED
from analysis.indicators.totals import yearly_total

PARTS = (
    "matched",  # change of the enterprises that report in both periods
    "entry",  # first reports, did not exist before
    "threshold_up",  # first reports, existed before below the threshold
    "entry_or_threshold",  # first reports, nothing known about before
    "exit",  # reports no longer, gone
    "threshold_down",  # reports no longer, still exists
    "exit_or_threshold",  # reports no longer, nothing known about after
    "correction",  # what corrections have taken out of the totals as delivered
)


class GrowthBridge(NamedTuple):
    """Two totals, the panel behind both, and `parts`, which add up to the change of the total.

    `parts` is indexed by PARTS with the columns `enterprises` (count), `change` (unit of the input),
    `contribution` (to total_growth, fraction) and `gap` (to total_growth - matched_growth, fraction). A part
    that cannot be told apart is missing, and its sum stands in the part named `.._or_threshold`.
    `missing_before` and `missing_after` count enterprises that report without a figure. `undefined` says why
    a growth rate is NaN: `total_growth: scope_break; ...`, empty where both are numbers.
    """

    total_before: float
    total_after: float
    total_growth: float
    matched_before: float
    matched_after: float
    matched_growth: float
    parts: pd.DataFrame
    missing_before: int
    missing_after: int
    undefined: str


def growth_bridge(
    before,
    after,
    *,
    register_before=None,
    register_after=None,
    delivered_before=None,
    delivered_after=None,
    scope_before=None,
    scope_after=None,
):
    """Growth of the total and of the matched panel between two periods, and the parts of the change.

    Parameters
    ----------
    before, after : Series of revenue by enterprise id, one of each period, in one unit, corrections applied.
        An id in it reports; a missing figure is a report without one.
    register_before, register_after : who existed then: a collection of ids that is complete, or a boolean
        Series by id, in which a missing id or value is not known. None: nothing is known.
    delivered_before, delivered_after : the totals before corrections, where they are what is to be explained.
    scope_before, scope_after : the statistical scope of each period; missing reads 'unstated'.

    A total or part with a missing figure is missing (NaN); the matched panel holds the enterprises with both
    figures, so that its growth stays known. Growth is NaN from a base that is zero or negative. Between two
    scopes the totals do not compare: total_growth and contributions are NaN, matched_growth is defined.
    MonitorError where an id repeats. Parts add up exactly in whole units, else to the last binary digit.
    """
    panel = _panel(before, after)
    part = _part_of_each(panel, register_before, register_after)
    sum_before, sum_after = (float(figures.sum(skipna=False)) for figures in (before, after))
    total_before = sum_before if delivered_before is None else float(delivered_before)
    total_after = sum_after if delivered_after is None else float(delivered_after)
    both = panel.loc[part == "matched", ["before", "after"]].dropna()
    matched_before, matched_after = float(both["before"].sum()), float(both["after"].sum())
    broken = scope_break(scope_before, scope_after)
    total_growth, why_total = _growth(total_before, total_after, "scope_break" if broken else None)
    matched_growth, why_matched = _growth(matched_before, matched_after, None if len(both) else "no_parts")

    parts = _parts(panel, part, register_before is None, register_after is None)
    parts.loc["correction", "change"] = (total_after - sum_after) - (total_before - sum_before)
    parts["contribution"] = parts["change"] / (math.nan if why_total else total_before)
    # The panel grows from a smaller base than the total, so its own rate counts for less in the total's.
    parts["gap"] = math.nan if why_matched else parts["contribution"]
    parts.loc["matched", "gap"] -= matched_growth
    undefined = _undefined(total_growth=why_total, matched_growth=why_matched)
    return GrowthBridge(
        total_before, total_after, total_growth, matched_before, matched_after, matched_growth, parts,
        int(before.isna().sum()), int(after.isna().sum()), undefined,
    )  # fmt: skip


def scope_break(before, after):
    """Whether two periods have different statistical scopes; a missing scope is the scope 'unstated'."""
    return _stated(before) != _stated(after)


def founded_by(enterprise, day):
    """Whether each enterprise of the register existed on `day`: nullable boolean Series by enterprise_id.

    Required columns: enterprise_id, founded. Missing where the day of founding is.
    """
    _refuse_repeats(enterprise, ["enterprise_id"])
    founded = pd.to_datetime(enterprise.set_index("enterprise_id")["founded"])
    return founded.le(pd.Timestamp(day)).astype("boolean").mask(founded.isna())


def chained_matched_index(panel, measure="revenue", scope=None):
    """Index of linked matched growth by year, 1 in the first year, beside the totals it replaces.

    I(t) = I(t - 1) (sum over the enterprises of both years of x(t) / sum of x(t - 1)): each year is compared
    with the year before on the enterprises that have a figure in both, so the index crosses a change of
    scope. Rows: one an enterprise and year, columns enterprise_id, year and `measure`; `scope` maps years to
    scopes. Columns by year: total, total_growth, matched_before, matched_after, matched_growth, enterprises
    (matched), index, undefined. A year without a link (no year before, nobody in both, a base that is not
    above zero) ends the index: NaN from there on. Total growth is NaN between two scopes and where a figure is
    missing. MonitorError where an enterprise repeats within a year.
    """
    key = ["enterprise_id", "year"]
    own = panel[[*key, measure]].rename(columns={measure: "matched"})
    _refuse_repeats(own, key)
    pairs = own.merge(own.assign(year=own["year"] + 1), on=key, suffixes=("_after", "_before")).dropna()
    linked = pairs.drop(columns="enterprise_id").groupby("year")
    table = linked.sum().assign(enterprises=linked.size())
    totals = yearly_total(own, "matched")
    table = table.reindex(totals.index).fillna({"enterprises": 0}).astype({"enterprises": int})
    table = table.assign(total=totals)
    rows, level = [], 1.0
    for year in table.index:
        total_growth, matched_growth, reasons = _against_year_before(table, year, scope or {})
        level *= 1 if year == table.index[0] else 1 + matched_growth
        reasons["index"] = "no_year_before" if math.isnan(level) else None
        rows.append((total_growth, matched_growth, level, _undefined(**reasons)))
    names = ["total_growth", "matched_growth", "index", "undefined"]
    table = table.join(pd.DataFrame(rows, table.index, names))
    order = ["total", "total_growth", "matched_before", "matched_after", "matched_growth", "enterprises"]
    return table[[*order, "index", "undefined"]]


def under_last_id(ids, links):
    """`ids` with every enterprise that goes on under another id renamed to its last one; same order.

    `links` has the columns enterprise_id and linked_id. Sum by the result before comparing periods:
    `revenue.groupby(under_last_id(revenue.index, links)).sum(skipna=False)`. MonitorError where links run in
    a circle.
    """
    onward = links.set_index("enterprise_id")["linked_id"].to_dict()
    last = {}
    for start in onward:
        seen, end = [start], onward[start]
        while end in onward and end not in seen:
            seen.append(end)
            end = onward[end]
        if end in seen:
            raise MonitorError(
                "the links between enterprises run in a circle.",
                rows=pd.DataFrame({"enterprise_id": seen, "linked_id": [onward[link] for link in seen]}),
                expected="every chain of links to end at an id that is not linked further.",
                way_out="Withdraw one of these link corrections.",
            )
        last[start] = end
    return pd.Index([last.get(name, name) for name in ids], name="enterprise_id")


def _panel(before, after):
    for figures in (before, after):
        _refuse_repeats(figures.index.to_frame(name="enterprise_id"), ["enterprise_id"])
    panel = pd.DataFrame({"before": before.astype(float), "after": after.astype(float)})
    reports = {
        "reports_before": _are_among(panel.index, before.index),
        "reports_after": _are_among(panel.index, after.index),
    }
    return panel.assign(**reports)


def _part_of_each(panel, register_before, register_after):
    stays, arrives = panel["reports_before"] & panel["reports_after"], ~panel["reports_before"]
    existed, exists = (_standing(panel.index, register) for register in (register_before, register_after))
    arrival, departure = ([known.eq(False), known.eq(True)] for known in (existed, exists))
    arrival = np.select([known.fillna(False) for known in arrival], PARTS[1:3], PARTS[3])
    departure = np.select([known.fillna(False) for known in departure], PARTS[4:6], PARTS[6])
    part = np.where(stays, "matched", np.where(arrives, arrival, departure))
    return pd.Series(part, panel.index, dtype="str")


def _standing(ids, register):
    """Nullable boolean Series by id: in the register, not in it, not known."""
    if register is None:
        return pd.Series(pd.NA, ids, dtype="boolean")
    if not isinstance(register, (pd.Series, pd.DataFrame)):
        return pd.Series(_are_among(ids, pd.Index(list(register))), ids, dtype="boolean")
    if isinstance(register, pd.DataFrame) or not pd.api.types.is_bool_dtype(register):
        raise MonitorError(
            "the register is a table or Series that does not say yes or no for each enterprise.",
            expected="a collection of ids, or a boolean Series by enterprise id.",
            way_out="Pass a set of the ids, or founded_by(enterprise, day).",
        )
    return register.astype("boolean").reindex(ids)


def _are_among(ids, others):
    # Several times as fast as isin on long lists of text.
    return others.unique().get_indexer(ids) >= 0


def _parts(panel, part, before_unknown, after_unknown):
    step = panel["after"].where(panel["reports_after"], 0) - panel["before"].where(panel["reports_before"], 0)
    by_part = step.groupby(part)
    change = by_part.sum(skipna=False).reindex(PARTS, fill_value=0.0)
    parts = pd.DataFrame({"enterprises": by_part.size().reindex(PARTS, fill_value=0), "change": change})
    parts = parts.astype({"enterprises": "Int64"}).rename_axis("part")
    parts.loc["correction", "enterprises"] = pd.NA
    for unknown, told_apart in ((before_unknown, list(PARTS[1:3])), (after_unknown, list(PARTS[4:6]))):
        if unknown:
            parts.loc[told_apart, "enterprises"], parts.loc[told_apart, "change"] = pd.NA, math.nan
    return parts


def _against_year_before(table, year, scope):
    """(growth of the total, growth of the matched panel, {which: why it is undefined}) of one year."""
    if year - 1 not in table.index:
        return math.nan, math.nan, dict.fromkeys(["total_growth", "matched_growth"], "no_year_before")
    now, before = table.loc[year], table.loc[year - 1]
    broken = scope_break(scope.get(year - 1), scope.get(year))
    total_growth, why_total = _growth(before["total"], now["total"], "scope_break" if broken else None)
    nobody = "no_parts" if now["enterprises"] == 0 else None
    matched_growth, why_matched = _growth(now["matched_before"], now["matched_after"], nobody)
    return total_growth, matched_growth, {"total_growth": why_total, "matched_growth": why_matched}


def _growth(before, after, refused):
    """(growth as a fraction, None), or (NaN, why it is undefined)."""
    if refused:
        reason = refused
    elif math.isnan(before) or math.isnan(after):
        reason = "missing_part"
    elif math.isinf(before) or math.isinf(after):
        reason = "infinite_part"
    else:
        reason = None if before > 0 else "no_growth_base"
    return (math.nan if reason else after / before - 1), reason


def _undefined(**reasons):
    return "; ".join(f"{name}: {reason}" for name, reason in reasons.items() if reason)


def _stated(scope):
    return UNSTATED if pd.isna(scope) else scope


def _refuse_repeats(rows, key):
    repeated = rows[rows.duplicated(key, keep=False)]
    if not repeated.empty:
        raise MonitorError(
            f"{repeated[key[0]].nunique()} enterprises have more than one row for one period.",
            rows=repeated.sort_values(key),
            expected="one row an enterprise and period.",
            way_out="Keep the newest delivery of each, or add up those that were merged.",
        )
