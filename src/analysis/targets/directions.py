"""Directions: more, or less, than in the base year, without a number."""

import math
from typing import NamedTuple

from scipy import stats

from analysis.targets.progress import last_year_within

FEWEST_FOR_TREND = 4


class Trend(NamedTuple):
    """How a yearly series moves since its base year.

    change : last less base value, unit of the series. slope : Theil-Sen, the median change a year between any
    two years. tau, p_value : Mann-Kendall, rank correlation with time and its two-sided probability without a
    trend (exact without ties). slope, tau and p_value are NaN below four years. years : how many.
    """

    change: float
    slope: float
    tau: float
    p_value: float
    years: int


def trend(values, since):
    """The Trend of a Series by year from the year `since` on; missing years are left out.

    NaN change: no base value, or no later one.
    """
    known = values[values.index >= since].dropna().sort_index()
    based = since in known.index and len(known) > 1
    change = float(known.iloc[-1] - known[since]) if based else math.nan
    if len(known) < FEWEST_FOR_TREND:
        return Trend(change, math.nan, math.nan, math.nan, len(known))
    slope = float(stats.theilslopes(known.to_numpy(), known.index.to_numpy()).slope)
    tau, p_value = (1.0, 1.0) if known.nunique() == 1 else stats.kendalltau(known.index, known.to_numpy())
    tau = 0.0 if known.nunique() == 1 else float(tau)
    return Trend(change, slope, tau, float(p_value), len(known))


def judge_direction(commitment, values, *, since, deadline):
    """Figures of a direction from its indicator by finished year.

    The change since the base year decides. Once the year of the deadline is known: achieved if the last year
    within it has the promised sign, else achieved_late if the newest has, else missed. Before: on_track,
    off_track where nothing has changed, moving_away the other way; acceleration_needed where it has the
    promised sign and the Theil-Sen slope of four or more years the other one. Only the base year known:
    not_due. No base value: not_measured.
    """
    known = values.dropna().sort_index()
    known = known[known.index >= since]
    moved = trend(known, since)
    return {
        "value": float(known.iloc[-1]) if len(known) else math.nan,
        "target": math.nan,
        "gap": commitment.direction * moved.change,
        "progress_ratio": math.nan,
        "status": _status(
            commitment.direction * (known - known.get(since, math.nan)), moved, last_year_within(deadline)
        ),
        "year": int(known.index[-1]) if len(known) else None,
    }


def _status(gains, moved, last_year):
    """Status from the gains over the base year, positive where they go the promised way."""
    if gains.isna().any() or gains.empty:
        return "not_measured"
    if len(gains) == 1:
        return "not_due"
    newest, year = gains.iloc[-1], gains.index[-1]
    if year >= last_year:
        within = gains[gains.index <= last_year].iloc[-1]
        return "achieved" if within > 0 else "achieved_late" if newest > 0 and year > last_year else "missed"
    if newest <= 0:
        return "moving_away" if newest < 0 else "off_track"
    # A gain that the trend of all years contradicts rests on the base year or the last one alone.
    return "acceleration_needed" if moved.slope * moved.change < 0 else "on_track"
