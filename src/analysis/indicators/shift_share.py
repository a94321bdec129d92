"""Why a region grew: with the whole, because of its industries, or against the odds (shift-share).

Undefined results are NaN with a reason (`analysis.indicators.undefined`).
"""

from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from analysis.errors import MonitorError
from analysis.indicators.undefined import Undefined

PARTS = ["national", "mix", "regional"]


class ShiftShare(NamedTuple):
    """Change of a region and its three parts, in the unit of the levels; the parts add up to `growth`."""

    growth: float
    national: float
    mix: float
    regional: float


def shift_share(start, end, reference_start, reference_end):
    """Change of a region between two years, split by cause, in the unit of the levels.

    With reference (nation or city) growth r overall and r_i in industry i: national = sum start_i r,
    mix = sum start_i (r_i - r), regional = sum end_i - start_i (1 + r_i), Dunn 1960.

    Parameters
    ----------
    start, end : levels of the region by industry.
    reference_start, reference_end : levels of the reference by industry; the region is usually a part of it.

    Series and dicts are matched by industry, other inputs by order; an industry missing from one of them is
    missing, not zero. An industry that starts at zero in the region has no base and so counts as regional.
    NaN: a missing or negative level leaves all four unknown; a reference of zero at the start all but growth;
    an industry the region has and the reference does not at the start, mix and regional. MonitorError where
    unlabelled inputs differ in length.
    """
    return _summed(_table(start, end, reference_start, reference_end))


def shift_share_by_industry(start, end, reference_start, reference_end):
    """`shift_share` of each industry: a row an industry, columns growth, national, mix, regional.

    The columns' sums are the result of `shift_share`. NaN in the cells where a part does not exist.
    """
    levels = _table(start, end, reference_start, reference_end)
    overall = levels["reference_end"].sum(skipna=False) / _positive(
        levels["reference_start"].sum(skipna=False)
    )
    own = levels["reference_end"] / levels["reference_start"].where(levels["reference_start"] > 0)
    # Without a base of its own an industry follows no rate, whatever the reference's is.
    expected = (levels["start"] * own).mask(levels["start"] == 0, 0.0)
    return pd.DataFrame(
        {
            "growth": levels["end"] - levels["start"],
            "national": levels["start"] * (overall - 1),
            "mix": expected - levels["start"] * overall,
            "regional": levels["end"] - expected,
        }
    )


def dynamic_shift_share(years, reference_years):
    """`shift_share` of each step from one year to the next, summed over the steps, Barff and Knight 1988.

    Yearly steps let the industry mix change on the way; over one step it is `shift_share`.

    Parameters
    ----------
    years, reference_years : frames of industries (rows) x years (columns), oldest first, or a sequence of
        yearly vectors. A frame with the years in its rows is turned.

    NaN: as `shift_share` in any step; `growth` is the change from the first to the last year. MonitorError:
    fewer than two years, or different years in the two frames.
    """
    region, reference = _years_in_columns(years), _years_in_columns(reference_years)
    if len(region.columns) < 2 or list(region.columns) != list(reference.columns):
        raise MonitorError(
            f"a change over {len(region.columns)} years of the region and {len(reference.columns)} of the "
            "reference cannot be split into yearly steps.",
            expected="the same two or more years in both.",
        )
    steps = [
        shift_share(region[a], region[b], reference[a], reference[b]) for a, b in pairwise(region.columns)
    ]
    return ShiftShare(*(_sum(parts) for parts in zip(*steps, strict=True)))


def _summed(levels):
    reason = _why_unknown(levels)
    if reason:
        return ShiftShare(*[Undefined(reason)] * 4)
    growth = float(levels["end"].sum() - levels["start"].sum())
    if not levels["reference_start"].sum() > 0:
        return ShiftShare(growth, *[Undefined("no_growth_base")] * 3)
    parts = shift_share_by_industry(*(levels[name] for name in levels))[PARTS].sum(skipna=False)
    if parts.isna().any():
        return ShiftShare(growth, float(parts["national"]), *[Undefined("reference_without_industry")] * 2)
    return ShiftShare(growth, *(float(parts[name]) for name in PARTS))


def _why_unknown(levels):
    if levels.empty:
        return "no_parts"
    if levels.isna().any(axis=None):
        return "missing_part"
    return "negative_part" if (levels < 0).any(axis=None) else None


def _sum(parts):
    undefined = [part for part in parts if isinstance(part, Undefined)]
    return undefined[0] if undefined else float(sum(parts))


def _positive(total):
    return total if total > 0 else Undefined("no_growth_base")


def _table(start, end, reference_start, reference_end):
    levels = {"start": start, "end": end, "reference_start": reference_start, "reference_end": reference_end}
    if all(isinstance(level, pd.Series | dict) for level in levels.values()):
        return pd.DataFrame({name: pd.Series(level, dtype=float) for name, level in levels.items()})
    lengths = {name: len(list(level)) for name, level in levels.items()}
    if len(set(lengths.values())) > 1:
        raise MonitorError(
            "the four vectors of a shift-share analysis differ in length.",
            rows=pd.DataFrame(lengths.items(), columns=["vector", "industries"]),
            expected="one value an industry in each, in the same order.",
        )
    return pd.DataFrame({name: list(level) for name, level in levels.items()}, dtype=float)


def _years_in_columns(levels):
    if not isinstance(levels, pd.DataFrame):
        vectors = list(levels)
        return pd.concat(
            [pd.Series(vector, dtype=float) for vector in vectors], axis=1, keys=range(len(vectors))
        )
    turned = levels.index.name == "year" or (_are_years(levels.index) and not _are_years(levels.columns))
    return (levels.T if turned else levels).astype(float)


def _are_years(labels):
    return pd.api.types.is_integer_dtype(labels) and len(labels) > 0 and labels.min() >= 1000
