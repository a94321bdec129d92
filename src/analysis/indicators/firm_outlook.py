"""How many enterprises are likely to be in the top size class in the years to come."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import MonitorError
from analysis.indicators.firm_dynamics import ABSENT
from analysis.indicators.undefined import Undefined, why_undefined


class Expected(NamedTuple):
    """An expected number of enterprises and the ends of its interval."""

    mean: float
    low: float
    high: float


def expected_above(moves, now, years_ahead=1, level=0.8, seed=0, draws=2000):
    """Expected number of enterprises in the top class `years_ahead` years on, with its interval at `level`.

    Mean: numbers by class times the observed probabilities, plus the yearly newcomers by class, year by year.
    The interval is simulated: probabilities drawn from the observed moves (Rubin's Bayesian bootstrap, so a
    move never seen stays impossible), a Gamma draw of the number of newcomers, then multinomial moves and
    Poisson newcomers. Assumes that the years to come move like the years pooled in `moves`.

    Parameters
    ----------
    moves : `firm_dynamics.Transitions`.
    now : Series or mapping, size class -> number of enterprises in the last known year; others hold 0.

    NaN with a reason, all three: no pair of years, or enterprises in a class nobody was ever followed from.
    MonitorError: an unknown class, a level outside 0..1, less than one year.
    """
    if not 0 < level < 1 or years_ahead < 1:
        raise MonitorError(
            f"there is no interval at level {level} over {years_ahead} years.",
            expected="a level between 0 and 1, and one year or more.",
        )
    stock = _stock(moves, now)
    mean = _mean(moves, stock, years_ahead)
    if why_undefined(mean):
        return Expected(*[mean] * 3)
    ends = _simulated(moves, stock, years_ahead, draws, np.random.default_rng(seed))
    low, high = np.quantile(ends, [(1 - level) / 2, (1 + level) / 2])
    return Expected(mean, float(low), float(high))


def _stock(moves, now):
    classes = moves.counts.index.drop(ABSENT)
    numbers = pd.Series(now, dtype=float)
    unknown = numbers.index.difference(classes)
    if len(unknown):
        raise MonitorError(
            f"there are no moves of the class {', '.join(map(str, unknown))}.",
            expected=f"one of {', '.join(classes)}.",
        )
    return numbers.reindex(classes, fill_value=0.0)


def _mean(moves, stock, years_ahead):
    if moves.pairs == 0:
        return Undefined("no_year_before")
    inside = moves.probabilities.loc[stock.index, stock.index]
    newcomers = moves.counts.loc[ABSENT, stock.index] / moves.pairs
    for _ in range(years_ahead):
        if (stock[inside.isna().any(axis=1)] > 0).any():
            return Undefined("unobserved_class")
        stock = stock @ inside.fillna(0) + newcomers
    return float(stock.iloc[-1])


def _simulated(moves, stock, years_ahead, draws, rng):
    """Numbers in the top class at the end of each simulated path."""
    odds = _drawn_odds(moves.counts.loc[stock.index].to_numpy(), draws, rng)
    starts = _drawn_odds(moves.counts.loc[[ABSENT], stock.index].to_numpy(), draws, rng)[:, 0]
    arrivals = rng.standard_gamma(moves.counts.loc[ABSENT].sum(), draws) / moves.pairs
    numbers = np.tile(stock.to_numpy().astype(int), (draws, 1))
    for _ in range(years_ahead):
        stayed = rng.multinomial(numbers, odds).sum(axis=1)[:, 1:]
        numbers = stayed + rng.multinomial(rng.poisson(arrivals), starts)
    return numbers[:, -1]


def _drawn_odds(counts, draws, rng):
    """Dirichlet draws, one set of rows a draw; a row without counts goes to its first column."""
    weights = rng.standard_gamma(np.broadcast_to(counts, (draws, *counts.shape)))
    weights[:, counts.sum(axis=1) == 0, 0] = 1.0
    return weights / weights.sum(axis=2, keepdims=True)
