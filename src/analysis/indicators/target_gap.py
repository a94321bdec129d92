"""Who closes and who opens the gap to a target: parts that add up to it.

A gap is the actual value less the required one, positive where the target is passed. For a target where less
is better, `direction=-1` turns every sign, as in `commitment_status`. Each function returns a frame indexed
by part (cluster, district or enterprise): actual, required, contribution, undefined, the widest shortfall
first. The contributions add up to the gap; with an undefined one among them the gap is undefined too.
Undefined results are NaN with a reason (`analysis.indicators.undefined`).
"""

import numpy as np
import pandas as pd

from analysis.indicators.undefined import why_no_shares

REST, UNALLOCATED = "rest", "unallocated"


def gap_by_own_target(actual, targets, total_target=None, direction=1):
    """Gap of each part to a target of its own; Series by part, in one unit.

    A part without a target was promised nothing and contributes what it has; a part with a target and no row
    in `actual` has nothing. What `total_target` holds beyond the parts' targets is the part `unallocated`.
    """
    actual, targets = pd.Series(actual, dtype=float), pd.Series(targets, dtype=float)
    parts = actual.index.union(targets.index, sort=False)
    actual, required = actual.reindex(parts, fill_value=0.0), targets.reindex(parts, fill_value=0.0)
    if total_target is not None and total_target != required.sum(skipna=False):
        actual = pd.concat([actual, pd.Series({UNALLOCATED: 0.0})])
        required = pd.concat([required, pd.Series({UNALLOCATED: total_target - required.sum(skipna=False)})])
    return _gap(actual, required, actual - required, direction)


def gap_by_equal_growth(start, actual, target, direction=1):
    """Gap of each part to where it would be if all had grown alike from `start` to the `target` of the total.

    required_i = start_i target / sum start: the part's share of the target is its share at the start. A part
    that is new has nothing required of it; one that is gone has nothing. For a year before the deadline pass
    the total that the required path has then. NaN: all parts, where a start is missing or negative or all are
    zero; a part whose actual value is missing.
    """
    start, actual = pd.Series(start, dtype=float), pd.Series(actual, dtype=float)
    parts = start.index.union(actual.index, sort=False)
    start, actual = start.reindex(parts, fill_value=0.0), actual.reindex(parts, fill_value=0.0)
    reason = why_no_shares(start)
    required = start * (np.nan if reason else target / start.sum())
    reason = "no_growth_base" if reason in ("zero_total", "no_parts") else reason
    return _gap(actual, required, actual - required, direction, reason)


def gap_of_ratio(part, whole, target, direction=1):
    """Gap of a ratio of totals (a share, or energy per output) to its target, by part.

    contribution_i = (part_i - target whole_i) / whole, which adds up to part / whole - target; actual and
    required are part_i / whole and target whole_i / whole, so a part weighs by its size. Series by part, each
    in one unit; a row missing from one of them is missing. NaN: all parts, where a whole is missing or
    negative or all are zero; a part that is missing.
    """
    part, whole = pd.Series(part, dtype=float).align(pd.Series(whole, dtype=float), join="outer")
    reason = why_no_shares(whole)
    total = np.nan if reason else whole.sum()
    actual, required = part / total, target * whole / total
    return _gap(actual, required, (part - target * whole) / total, direction, reason)


def widest(contributions, n):
    """The `n` contributions furthest from 0 on each side, and all others as the part `rest`; the sum stays.

    Undefined parts are kept one by one, since a sum over them would hide which they are.
    """
    undefined = contributions[contributions["contribution"].isna()]
    known = contributions[contributions["contribution"].notna()].sort_values("contribution", kind="stable")
    ends = [known.head(n), known.tail(max(min(n, len(known) - n), 0))]
    middle = known.iloc[n : max(len(known) - n, n)]
    if len(middle):
        rest = middle[["actual", "required", "contribution"]].sum().to_frame(REST).T.assign(undefined="")
        ends.insert(1, rest)
    return pd.concat([*ends, undefined]).rename_axis(contributions.index.name)


def _gap(actual, required, contribution, direction, reason=None):
    """`reason` says why every part is undefined; without one, an undefined part is a missing figure."""
    found = pd.DataFrame(
        {"actual": actual, "required": required, "contribution": contribution * direction}, dtype=float
    )
    text = f"contribution: {reason or 'missing_value'}"
    found["undefined"] = np.where(found["contribution"].isna(), text, "")
    return found.rename_axis("part").sort_values("contribution", kind="stable")
