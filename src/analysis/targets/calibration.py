"""How often forecasts were right: interval hits with binomial bands, Brier score, skill against a naive forecast."""

import itertools
import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from analysis.errors import MonitorError
from analysis.targets.series_models import FEWEST_VALUES

LEVELS = (0.80, 0.95)
# With fewer, even an interval that holds three times in five is often taken for one of 80 %.
FEWEST_TO_JUDGE = 20
# Below this, a hundredth more or less in a probability is a difference nobody could ever have noticed.
FEWEST_FOR_PER_CENT = 100
# Forecasts of one year err together, so that their number alone says little.
FEWEST_YEARS_FOR_PER_CENT = 5
VERDICTS = ("calibrated", "too_narrow", "too_wide", "too_few_to_judge")
# Targets that ask for half and for one and a half times the growth seen so far.
_AMBITIONS = (0.5, 1.5)


class Hits(NamedTuple):
    """How many intervals held.

    share : hits / n, NaN without any. low, high : the band the share falls into 19 times in 20 if the intervals
    have the level they claim (binomial, so for forecasts that do not share the same errors). verdict : one of
    VERDICTS.
    """

    hits: int
    n: int
    share: float
    low: float
    high: float
    verdict: str


def interval_hits(inside, level):
    """`Hits` of intervals at `level` (0.8 = 80 %); `inside` says of each whether it held."""
    inside = np.asarray(inside, dtype=bool)
    hits, n = int(inside.sum()), len(inside)
    if n == 0:
        return Hits(0, 0, math.nan, math.nan, math.nan, "too_few_to_judge")
    low, high = (float(end) / n for end in stats.binom.interval(0.95, n, level))
    share = hits / n
    verdict = "too_narrow" if share < low else "too_wide" if share > high else "calibrated"
    return Hits(hits, n, share, low, high, verdict if n >= FEWEST_TO_JUDGE else "too_few_to_judge")


def digits_earned(settled, years, verdict):
    """How many digits of a probability past forecasts justify: 1 (tenths) or 2 (per cent).

    Per cent take at least 100 settled forecasts, of at least five different years, and 80 % intervals whose
    `Hits.verdict` is calibrated.
    """
    enough = settled >= FEWEST_FOR_PER_CENT and years >= FEWEST_YEARS_FOR_PER_CENT
    earned = enough and verdict == "calibrated"
    return 2 if earned else 1


def brier(probabilities, happened):
    """Brier score, 0 (always sure and right) to 1: mean of (probability - what happened)^2; NaN without any."""
    chances, events = _paired(probabilities, happened)
    return float(np.mean((chances - events) ** 2)) if len(chances) else math.nan


def skill(score, reference):
    """1 - score / reference: 1 is perfect, 0 no better than the reference, below 0 worse; NaN against 0."""
    return 1 - score / reference if reference > 0 else math.nan


def reliability(probabilities, happened, edges=(0.0, 0.2, 0.4, 0.6, 0.8, 1.0)):
    """What happened beside what was said: one row a class of probability: low, high, n, said, happened."""
    chances, events = _paired(probabilities, happened)
    classes = pd.cut(chances, edges, include_lowest=True, labels=False)
    rows = [
        (low, high, int((classes == i).sum()), _mean(chances[classes == i]), _mean(events[classes == i]))
        for i, (low, high) in enumerate(itertools.pairwise(edges))
    ]
    return pd.DataFrame(rows, columns=["low", "high", "n", "said", "happened"])


def interval_score(low, high, actual, level):
    """Width of an interval plus 2 / (1 - level) times how far the actual value lies outside (Gneiting and Raftery).

    In the unit of its arguments; lower is better. It rewards narrow intervals only while they hold.
    """
    outside = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
    return high - low + 2 / (1 - level) * outside


def replay(values, model, window, horizon):
    """Forecasts as they would have been made, each from `window` years, `horizon` years ahead.

    `values` is a Series of positive levels by year without gaps; origins lie `horizon` years apart, so that
    no two forecasts share a year to be wrong in. One row an origin: origin, year, actual, median, then for
    each level inside_80, score_80 (`interval_score` in logs), ..., and for targets that ask for half and for
    one and a half times the window's growth chance_0.5, happened_0.5, ... Origins without spread are left out.
    MonitorError for fewer than four years in a window.
    """
    if window < FEWEST_VALUES:
        raise MonitorError(
            f"a window of {window} years is too short.", expected=f"at least {FEWEST_VALUES} years."
        )
    ends = range(len(values) - horizon - 1, window - 2, -horizon)
    rows = [_one(values.iloc[end - window + 1 : end + 1], values, model, horizon) for end in ends]
    return pd.DataFrame([row for row in rows if row is not None])


def simulated_hits(model, years, horizon, series=2000, seed=0, growth=0.10, spread=0.05):
    """`Hits` by level of a model on simulated log random walks with drift, the process `drift` assumes.

    A mapping level -> Hits over `series` series of `years` years each, `horizon` years ahead. Another growth,
    spread or unit would change nothing for `drift`, whose hits depend on neither.
    """
    steps = np.random.default_rng(seed).normal(growth, spread, (series, years - 1 + horizon))
    levels = np.exp(np.hstack([np.zeros((series, 1)), steps.cumsum(axis=1)]))
    ahead = [model(one[:years], horizon) for one in levels]
    chances = [_place(one, actual) for one, actual in zip(ahead, levels[:, -1], strict=True)]
    return {level: interval_hits(np.abs(np.array(chances) - 0.5) <= level / 2, level) for level in LEVELS}


def scores(replayed, reference):
    """One row of figures for forecasts beside those of a reference model on the same origins.

    n, then for each level the `Hits`, brier and its skill against `reference`, and the skill of the 80 %
    interval score. A mapping; NaN where there are no forecasts.
    """
    if replayed.empty or reference.empty:
        return {"n": 0, "hits": {level: interval_hits([], level) for level in LEVELS}} | dict.fromkeys(
            ("brier", "brier_skill", "interval_skill"), math.nan
        )
    own, other = _brier_of(replayed), _brier_of(reference)
    return {
        "n": len(replayed),
        "hits": {level: interval_hits(replayed[f"inside_{level * 100:.0f}"], level) for level in LEVELS},
        "brier": own,
        "brier_skill": skill(own, other),
        "interval_skill": skill(replayed["score_80"].mean(), reference["score_80"].mean()),
    }


def _one(seen, values, model, horizon):
    ahead = model(seen, horizon)
    if ahead.error == 0:
        return None
    end = values.index.get_loc(seen.index[-1])
    actual, start = float(values.iloc[end + horizon]), float(seen.iloc[-1])
    row = {"origin": seen.index[-1], "year": values.index[end + horizon], "actual": actual}
    row["median"] = float(ahead.quantile(0.5))
    for level in LEVELS:
        name, place = f"{level * 100:.0f}", _place(ahead, actual)
        low, high = (math.log(ahead.quantile(p)) for p in ((1 - level) / 2, (1 + level) / 2))
        row[f"inside_{name}"] = abs(place - 0.5) <= level / 2
        row[f"score_{name}"] = float(interval_score(low, high, math.log(actual), level))
    growth = math.log(start / float(seen.iloc[0])) / (len(seen) - 1)
    for ambition in _AMBITIONS:
        target = start * math.exp(ambition * growth * horizon)
        row |= {f"chance_{ambition}": ahead.probability(target), f"happened_{ambition}": actual >= target}
    return row


def _place(ahead, actual):
    """Where a value lies in its forecast, 0..1; evenly spread where forecasts are right."""
    return float(stats.t.cdf((math.log(actual) - ahead.centre) / ahead.error, ahead.freedom))


def _brier_of(replayed):
    return float(np.mean([brier(replayed[f"chance_{a}"], replayed[f"happened_{a}"]) for a in _AMBITIONS]))


def _paired(probabilities, happened):
    chances, events = np.asarray(probabilities, dtype=float), np.asarray(happened, dtype=float)
    if chances.shape != events.shape:
        raise MonitorError(
            f"{chances.size} probabilities for {events.size} events.", expected="one probability an event."
        )
    if np.isnan(chances).any() or np.isnan(events).any() or ((chances < 0) | (chances > 1)).any():
        raise MonitorError(
            "a forecast to be scored is missing or no probability.",
            expected="a probability between 0 and 1, and an event that did or did not happen.",
            way_out="Score settled forecasts only.",
        )
    return chances, events


def _mean(numbers):
    return float(numbers.mean()) if len(numbers) else math.nan
