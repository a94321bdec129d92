"""The current year from what was earned so far: returns cumulative to months 2, 5, 8 and 11, or to every month.

Each method says how many times the figure so far the whole year will be. How sure that is, is measured: the
same method on every past year as it was known then, ln(year as it came / year as estimated).
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import stats

from analysis.targets.combination import FEWEST_ERRORS, interval_of, refuse_level
from analysis.targets.nowcast_base import WHOLE_YEAR, cumulative_years, published_base
from analysis.targets.nowcast_methods import (
    figures_by_year,
    growth_carry,
    historical_share,
    simulated_remainder,
)
from analysis.targets.series_models import LogForecast

METHODS = {
    "growth_carry": growth_carry,  # the year before, times the growth so far
    "historical_share": historical_share,  # so far, over the share of the year usually earned by then
    # so far, and periods to come whose growth wanders on from the newest period's
    "simulated_remainder": simulated_remainder,
}
BASES = ("published", "like_for_like")
OUTCOMES = (
    "estimated",
    "no_spread",  # the method was never wrong: what was observed, not certainty
    "no_interval",  # an estimate, with too few past years to say how sure
    "complete",  # the whole year is known
    "nothing_reported",  # no figure above 0 so far in this year
    "month_not_in_history",  # no month so far was reported in an earlier year with a known whole
    "no_year_before",  # the year before has no figure for that month, or no whole
    "no_same_enterprises",  # nobody reports in both years
    "not_positive",  # growth and shares need figures above 0
)
# Below this, a spread of logs is the rounding of binary fractions.
_NO_SPREAD = 1e-12
_COLUMNS = [
    "method",
    "base",
    "month",
    "growth_so_far",
    "estimate",
    "low",
    "high",
    "spread",
    "freedom",
    "outcome",
]


def annual_from_cumulative(history, so_far, year=None):
    """The whole year by each of METHODS, a Series in the unit of the figures; NaN where one cannot say.

    `nowcasts` says why one cannot, how sure each is, and gives the same on the like-for-like base.

    Parameters
    ----------
    history : cumulative figures of earlier years with the whole year at month 12: a frame of years x months,
        a Series by (year, month), or a mapping year -> month -> figure.
    so_far : cumulative figures of this year, a Series or mapping by month.
    year : of `so_far`; by default the one after the last of `history`.
    """
    return nowcasts(history, so_far, year).set_index("method")["estimate"]


def nowcasts(history, so_far, year=None, like_for_like=None, level=0.8, seed=0):
    """The whole year by method and base, one row each, and how sure it is.

    The newest month counts that an earlier year has too, together with its whole. Columns: method, base,
    month (that month; missing without one), growth_so_far (on the base, fraction), estimate and the ends
    low, high of its interval at `level` (unit of the figures), spread and freedom (on logs, of a t), outcome
    (one of OUTCOMES). No end lies below what is already earned: figures are of a measure that cannot be
    negative. The spread of the first two methods is the root mean square of their past errors, without a mean
    taken out, and their freedom the number of errors; fewer than two give no interval. That of the simulated
    remainder comes from its paths.

    Parameters
    ----------
    history, so_far, year : as `annual_from_cumulative`.
    like_for_like : the base of the same enterprises in both years, `nowcast_base.like_for_like_base`.

    Undefined figures are NaN with their outcome. MonitorError for months that are none, infinite figures and a
    level outside 0..1.
    """
    refuse_level(level)
    years, year = with_so_far(history, so_far, year)
    bases = {"published": published_base(years)}
    if like_for_like is not None:
        bases["like_for_like"] = like_for_like
    found = {name: OnBase(years, base, year, seed) for name, base in bases.items()}
    rows = [row | {"base": name} for name, one in found.items() for row in one.rows(level)]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"month": "Int64"})


def past_errors(history, month, base=None, seed=0):
    """ln(year as it came / year as estimated from `month`) by year and method, each year as known then.

    `history` as in `nowcasts`, all years complete; `base` is the published one by default. NaN where a method
    could not say.
    """
    years = cumulative_years(history)
    base = published_base(years) if base is None else base
    return OnBase(years, base, None, seed).errors(month)


@dataclass(frozen=True)
class OnBase:
    """The methods on one base, for one year: estimates, and errors in the years before, computed once.

    years : `with_so_far`. base : as `nowcast_base` makes it. year : the one to estimate.
    """

    years: pd.DataFrame
    base: pd.DataFrame
    year: int | None
    seed: int = 0

    def rows(self, level):
        """One mapping a method, the columns of `nowcasts` but `base`."""
        return [{"method": method, **self._nowcast(method, level)} for method in METHODS]

    def errors(self, month):
        """ln(year as it came / year as estimated from `month`) by earlier year and method."""
        earlier = self.years.index[self.years.index != self.year]
        return pd.DataFrame({method: self._errors_of(method, month) for method in METHODS}, index=earlier)

    @cached_property
    def _figures(self):
        return figures_by_year(self.base)

    @cached_property
    def _newest(self):
        so_far = self.years.loc[self.year].dropna().to_dict()
        nobody = "no_same_enterprises" if "enterprises" in self.base else "month_not_in_history"
        return _newest_month(so_far, self._figures, self.year, nobody)

    @cached_property
    def _errors(self):
        return {}

    @cached_property
    def _wholes(self):
        return {}

    def _nowcast(self, method, level):
        month, outcome = self._newest
        if outcome == "complete":
            whole = float(self.years.loc[self.year, month])
            known = dict.fromkeys(("estimate", "low", "high"), whole)
            return {"month": month, **known, "spread": 0.0, "outcome": outcome}
        row = {"month": month, "growth_so_far": _growth_so_far(self._figures, self.year, month)}
        if outcome:
            return row | {"outcome": outcome}
        ratio = METHODS[method](self._figures, self.year, month, self.seed)
        if ratio.outcome:
            return row | {"outcome": ratio.outcome}
        so_far = float(self.years.loc[self.year, month])
        if ratio.paths is not None:
            return row | _from_paths(so_far, ratio, level)
        errors = np.array(list(self._errors_of(method, month).values()))
        return row | _from_errors(so_far, ratio, errors[~np.isnan(errors)], level)

    def _errors_of(self, method, month):
        """{year: error} of one method; NaN where it could not say."""
        if (method, month) not in self._errors:
            self._errors[method, month] = {
                year: math.log(
                    whole / (so_far * METHODS[method](self._figures, year, month, self.seed).times)
                )
                for year, so_far, whole in self._complete(month)
            }
        return self._errors[method, month]

    def _complete(self, month):
        """Year, figure to `month` and whole of each earlier year that has both, above 0."""
        if month not in self._wholes:
            known = self.years.reindex(columns=[month, WHOLE_YEAR])
            known = known[(known > 0).all(axis=1) & (known.index != self.year)]
            self._wholes[month] = list(known.itertuples())
        return self._wholes[month]


def with_so_far(history, so_far, year):
    """Cumulative figures of the years before `year` and of `year` itself, and `year`."""
    years = cumulative_years(history)
    if year is None:
        year = int(years.index.max()) + 1 if len(years) else 0
    current = cumulative_years({year: so_far})
    return pd.concat([years[years.index < year], current]).sort_index(axis=1), year


def _newest_month(so_far, figures, year, nobody):
    """The newest month so far that an earlier year with a known whole has too, and an outcome that settles it."""
    if WHOLE_YEAR in so_far:
        return WHOLE_YEAR, "complete"
    if not so_far:
        return None, "nothing_reported"
    before = [points for (of, column), points in figures.items() if column == "before" and of <= year]
    if not any(column == "before" for _, column in figures):
        return None, nobody
    shared = [month for month in so_far if any({month, WHOLE_YEAR} <= points.keys() for points in before)]
    if not shared:
        return None, "month_not_in_history"
    return shared[-1], None if so_far[shared[-1]] > 0 else "not_positive"


def _growth_so_far(figures, year, month):
    before, now = (figures.get((year, column), {}).get(month, math.nan) for column in ("before", "now"))
    return now / before - 1 if before > 0 else math.nan


def _from_errors(so_far, ratio, errors, level):
    estimate, freedom = max(so_far, so_far * ratio.times), len(errors)
    if freedom < FEWEST_ERRORS:
        return {"estimate": estimate, "freedom": freedom, "outcome": "no_interval"}
    spread = float(np.sqrt((errors**2).mean()))
    spread = 0.0 if spread < _NO_SPREAD else spread
    interval = interval_of(LogForecast(math.log(estimate), spread, freedom, "nowcast"), level, least=so_far)
    return _said(*interval, spread, freedom)


def _from_paths(so_far, ratio, level):
    estimate = so_far * ratio.times
    if ratio.freedom < FEWEST_ERRORS:
        return {"estimate": estimate, "freedom": ratio.freedom, "outcome": "no_interval"}
    low, high = (float(end) for end in so_far * np.quantile(ratio.paths, [(1 - level) / 2, (1 + level) / 2]))
    near, far = np.log(np.quantile(ratio.paths, [0.1, 0.9]))
    spread = float((far - near) / 2 / stats.t.ppf(0.9, ratio.freedom))
    return _said(estimate, low, high, 0.0 if spread < _NO_SPREAD else spread, ratio.freedom)


def _said(estimate, low, high, spread, freedom):
    figures = {"estimate": estimate, "low": low, "high": high, "spread": spread, "freedom": freedom}
    return figures | {"outcome": "estimated" if spread else "no_spread"}
