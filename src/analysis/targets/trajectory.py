"""Where an indicator has to be, and where it is likely to go."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import MonitorError
from analysis.indicators.growth import required_growth
from analysis.targets.progress import meets
from analysis.targets.series_models import FEWEST_VALUES, drift, forecast, spread_of

LEVELS = (0.80, 0.95)
# What a series allows to be said about the years to come; sentences for readers are looked up under these.
OUTCOMES = (
    "forecast",  # a distribution of every year asked for
    "no_values",  # nothing observed
    "too_few_years",  # fewer than four years
    "scope_break",  # fewer than four years since the statistical scope changed, and no matched growth across
    "gap_in_years",  # a year without a row
    "missing_year",  # a year without a figure
    "not_positive",  # zero or negative in some year: no rate of growth
    "no_spread",  # one rate of growth in all years: continued, but nothing is known about its spread
    "horizon_beyond_data",  # more years ahead than yearly changes were seen
    "deadline_past",  # the year asked about is known already
)
# How the newest value stands to the target.
STANDINGS = (
    "no_target",
    "unknown",  # no value to compare
    "open",
    "met",  # met early: the deadline asks for it once more
    "kept",  # the deadline's year is known, and meets the target
    "missed",
    "no_growth_path",  # a target of zero or below is no matter of growth
)


class Interval(NamedTuple):
    """Median and the two ends of a prediction interval, in the unit of the series."""

    median: float
    low: float
    high: float


class Window(NamedTuple):
    """The part of a series that one scope makes comparable.

    values : levels by year at the newest scope. bridged : years of a new scope crossed by matched growth.
    cut : the year of a new scope that could not be crossed, before which everything is left out; or None.
    """

    values: pd.Series
    bridged: tuple
    cut: int | None


@dataclass(frozen=True)
class Trajectory:
    """What one indicator is likely to do.

    outcome : one of OUTCOMES. standing : one of STANDINGS. model : drift, state_space or None.
    table : one row a year ahead: year, median, low_80, high_80, low_95, high_95 in the unit of the series;
        empty where nothing can be said, ends NaN without spread.
    probability : that the target is met in the deadline's year; NaN unless `outcome` is forecast.
    window : the years it rests on.
    """

    outcome: str
    standing: str
    model: str | None
    table: pd.DataFrame
    probability: float
    window: Window


def required_path(start, target, start_year, end_year):
    """Values by year that lead from `start` to `target` at one constant growth rate, in their unit.

    NaN in every year where such a path does not exist: a start or target of zero or below, or a missing one.
    MonitorError where `end_year` is not after `start_year`.
    """
    if end_year <= start_year:
        raise MonitorError(
            f"a path cannot lead from {start_year} to {end_year}.",
            expected="an end year after the start year.",
        )
    years = pd.RangeIndex(start_year, end_year + 1, name="year")
    growth = required_growth(start, target, end_year - start_year) if target > 0 else math.nan
    path = pd.Series(start * (1 + growth) ** (years - start_year), index=years, name="required_path")
    # The first year would survive an impossible path, since NaN to the power of 0 is 1.
    return path * math.nan if math.isnan(growth) else path


def drift_interval(values, horizon, level):
    """Prediction interval at `level` (0.8 = 80 %) of a yearly series `horizon` years ahead, in its unit.

    Median ln y_n + h*mu; ends +- t(m-1) * s * sqrt(h + h^2/m), m = n - 1 log differences, s with ddof 1.
    A series that always grew at one rate has no spread: both ends equal the median, which states what was
    observed and not certainty. MonitorError: fewer than four values, one missing or not positive, years with
    a gap, a horizon below one year, a level outside 0..1.
    """
    if not 0 < level < 1:
        raise MonitorError(f"an interval cannot have the level {level}.", expected="a level between 0 and 1.")
    return _interval(drift(values, horizon), level)


def probability_of_reaching(values, horizon, target, direction=1):
    """Probability, 0..1, that a yearly series is at or beyond `target` `horizon` years ahead.

    From the same t distribution as `drift_interval`; `direction` -1 asks for at or below. A series without
    spread gives 1 where its continued growth reaches the target and 0 where not. MonitorError as
    `drift_interval`, and for a target of zero or below.
    """
    if not target > 0:
        raise MonitorError(f"no growth path leads to {target}.", expected="a target above 0.")
    return drift(values, horizon).probability(target, direction)


def annual_trajectory(
    values, end_year, target=None, direction=1, *, lift=0.0, scopes=None, matched_growth=None
):
    """The `Trajectory` of a yearly series up to `end_year`, whatever the series is like; refuses nothing.

    `lift` is added to values and target before logs are taken and subtracted again: 1 for a change since a
    base year. `scopes` maps years to statistical scopes, `matched_growth` (0.12 = 12 %) to the growth of the
    enterprises of both years (`matched_growth.chained_matched_index`); see `comparable_window`.
    """
    window = comparable_window(values + lift, scopes, matched_growth)
    last = int(window.values.index[-1]) if len(window.values) else end_year
    outcome = outcome_of(window, end_year - last)
    standing = _standing(values, target, direction, end_year, lift)
    # Only what ends early for its horizon is shown in part.
    changes = len(window.values) - 1
    shown = {"forecast": end_year - last, "no_spread": end_year - last, "horizon_beyond_data": changes}
    ahead = [forecast(window.values, h) for h in range(1, shown.get(outcome, 0) + 1)]
    earned = outcome == "forecast" and standing in ("open", "met")
    return Trajectory(
        outcome=outcome,
        standing=standing,
        model=ahead[0].model if ahead else None,
        table=_table(ahead, last, lift),
        probability=ahead[-1].probability(target + lift, direction) if earned else math.nan,
        window=window,
    )


def outcome_of(window, horizon):
    """The key of OUTCOMES for a window of levels and a number of years ahead.

    As many years ahead as yearly changes are known is the most: beyond, more than half of the variance
    h + h^2/m is ignorance of the drift itself.
    """
    numbers = window.values.to_numpy(dtype=float)
    rules = {
        "no_values": len(numbers) == 0,
        "deadline_past": horizon < 1,
        "missing_year": not np.isfinite(numbers).all(),
        "not_positive": (numbers <= 0).any(),
        "gap_in_years": (np.diff(window.values.index) != 1).any(),
        "scope_break": len(numbers) < FEWEST_VALUES and window.cut is not None,
        "too_few_years": len(numbers) < FEWEST_VALUES,
    }
    found = next((outcome for outcome, holds in rules.items() if holds), None)
    if found:
        return found
    if horizon > len(numbers) - 1:
        return "horizon_beyond_data"
    return "forecast" if spread_of(np.diff(np.log(numbers))) else "no_spread"


def comparable_window(values, scopes=None, matched_growth=None):
    """The years of a series that one scope makes comparable, as a `Window`.

    At the first year of a new scope, earlier levels are scaled so that growth into that year is that of the
    enterprises in both, which a change of the threshold does not touch; without it the series starts anew.
    Years that `scopes` does not name belong to the scope before them. Missing values at either end are left
    out: the series has not begun, or is not known yet.
    """
    values = _without_open_ends(values.astype(float).rename_axis("year").sort_index())
    bridged = []
    for year in reversed(_breaks(values.index, scopes or {})):
        factor = _bridge(values, year, {} if matched_growth is None else matched_growth)
        if math.isnan(factor):
            return Window(values.loc[year:], tuple(bridged[::-1]), int(year))
        values = values.where(values.index >= year, values * factor)
        bridged.append(int(year))
    return Window(values, tuple(bridged[::-1]), None)


def _without_open_ends(values):
    known = values.dropna().index
    return values.loc[known[0] : known[-1]] if len(known) else values.iloc[:0]


def _breaks(years, scopes):
    """The first year of each new scope but the first."""
    named = [year for year in years if not pd.isna(scopes.get(year))]
    return [after for before, after in pairwise(named) if scopes[before] != scopes[after]]


def _bridge(values, year, matched_growth):
    """What levels before `year` are multiplied by; NaN where nothing links them to it."""
    growth, before = matched_growth.get(year, math.nan), values.get(year - 1, math.nan)
    return values[year] / (before * (1 + growth)) if before > 0 and growth > -1 else math.nan


def _standing(values, target, direction, end_year, lift):
    known = values.dropna()
    if target is None or pd.isna(target):
        return "no_target"
    if known.empty:
        return "unknown"
    if known.index[-1] >= end_year:
        return _met(known.get(end_year), target, direction, "kept", "missed")
    if target + lift <= 0:
        return "no_growth_path"
    return _met(known.iloc[-1], target, direction, "met", "open")


def _met(value, target, direction, yes, no):
    verdict = meets(math.nan if value is None else value, "at_least" if direction > 0 else "at_most", target)
    return "unknown" if verdict is None else yes if verdict else no


def _interval(ahead, level):
    return Interval(*(float(ahead.quantile(p)) for p in (0.5, (1 - level) / 2, (1 + level) / 2)))


def _table(ahead, last, lift):
    rows = []
    for distance, one in enumerate(ahead, start=1):
        row = {"year": last + distance, "median": math.exp(one.centre) - lift}
        for level in LEVELS:
            ends = _interval(one, level)[1:] if one.error else (math.nan, math.nan)
            row[f"low_{level * 100:.0f}"], row[f"high_{level * 100:.0f}"] = ends[0] - lift, ends[1] - lift
        rows.append(row)
    columns = ["year", "median", "low_80", "high_80", "low_95", "high_95"]
    return pd.DataFrame(rows, columns=columns)
