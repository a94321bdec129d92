"""Undefined results: NaN that carries its reason, so that nothing undefined shows as 0 or as a bare gap."""

import math

import pandas as pd

# Every key a result may carry; sentences for readers are looked up under these.
REASONS = (
    "missing_value",  # a figure that is not there, and no more is known
    "no_parts",  # an empty whole
    "missing_part",  # one part unknown leaves the whole unknown
    "negative_part",  # a loss has no share of a whole
    "infinite_part",  # a part or a total too large to be a number
    "zero_total",  # shares of nothing
    "zero_part",  # a measure that takes logarithms of every part
    "single_part",  # a comparison of parts, and there is one
    "single_region",  # everything lies in one region, so nowhere else is possible
    "rank_below_one",  # the largest 0 parts
    "no_groups",  # within and between need groups
    "missing_group",  # a part that belongs to no known group
    "silent_district",  # a district without a single return
    "empty_region",  # a region that holds nothing of the whole has no quotient
    "empty_industry",  # an industry that exists nowhere has no quotient
    "reference_without_industry",  # the region has an industry its reference lacks
    "no_growth_base",  # a change measured from zero or from below
    "no_year_before",  # a change needs the year before
    "no_time",  # growth over no years
    "total_loss",  # a fall of 100 % or more has no yearly rate
    "energy_without_activity",  # energy used where nothing was produced
    "no_fall",  # the share of a fall that did not happen
    "no_plan",  # no cell is planned
    "no_strong_cell",  # no cell is specialised
    "no_leading_cluster",  # a district or park without revenue inside the clusters
    "no_parks_named",  # the year's returns name no park at all
    "unobserved_class",  # no enterprise of this class was ever followed for a year
)


class Undefined(float):
    """NaN with a `reason`, one of REASONS; computes, prints and compares as the NaN it is.

    Arithmetic and numeric columns keep the NaN and lose the reason, so a frame that has undefined figures
    carries a column `undefined` written by `reasons_of`.
    """

    def __new__(cls, reason):
        if reason not in REASONS:
            raise ValueError(f"{reason!r} is not one of the reasons a result can be undefined for")
        result = super().__new__(cls, math.nan)
        result.reason = reason
        return result

    def __reduce__(self):
        return Undefined, (self.reason,)


def why_undefined(value):
    """The reason a scalar result is undefined, a key of REASONS; None where it is a number."""
    return getattr(value, "reason", "missing_value") if pd.isna(value) else None


def reasons_of(figures):
    """The undefined figures of one row as text, `growth: no_year_before; ...`; empty where there are none.

    `figures` maps the names of the row's computed columns to their values.
    """
    reasons = {name: why_undefined(value) for name, value in figures.items()}
    return "; ".join(f"{name}: {reason}" for name, reason in reasons.items() if reason)


def why_no_shares(parts):
    """The reason a Series of levels cannot be turned into shares of its total; None where it can."""
    if len(parts) == 0:
        return "no_parts"
    if parts.isna().any():
        return "missing_part"
    if (parts < 0).any():
        return "negative_part"
    total = parts.sum()
    if math.isinf(total):
        return "infinite_part"
    return None if total > 0 else "zero_total"
