"""The current year as one distribution: what the months so far say, and what the years before say."""

import math

import numpy as np
import pandas as pd

from analysis.targets.combination import Combined, combine
from analysis.targets.nowcast import OnBase, with_so_far
from analysis.targets.nowcast_base import published_base
from analysis.targets.series_models import FEWEST_VALUES, LogForecast, forecast

# Longer series are fitted anew for every year replayed, and old years say little about today's errors.
_REPLAYED = 12
# The ends of the intervals are not used here; only how wide they are on logs.
_LEVEL = 0.8


def year_forecast(history, so_far, annual=None, year=None, like_for_like=None, base="published", seed=0):
    """One `Combined` forecast of the year: the nowcast methods on one `base`, and then they and the annual model.

    The methods count by their past errors, or alike where fewer than four years are known. The annual model
    (`series_models.forecast` of `annual`, a Series by year up to a year before) then counts by its past
    errors beside theirs. Where those are fewer than four years, its weight is (1 - s)^2 against 1, s the share
    of the year earned: inverse variances if the part still to come is as uncertain as a whole year is at
    its beginning, hence equal before the first return and next to nothing in November. The weights have the
    names of the methods and `annual_model`; a complete year is certain and has the one name `complete`.

    None where no method says anything and the annual values are fewer than four, have a gap or are not above
    0. MonitorError as `nowcasts`.
    """
    years, year = with_so_far(history, so_far, year)
    points = published_base(years) if base == "published" else like_for_like
    on_base = OnBase(years, points, year, seed)
    rows = on_base.rows(_LEVEL)
    if all(row["outcome"] == "complete" for row in rows):
        known = LogForecast(math.log(rows[0]["estimate"]), 0.0, 1, "complete")
        return Combined(known, pd.Series({"complete": 1.0}), "single")
    modelled = _annual_model(annual, year)
    said = [row for row in rows if not math.isnan(row.get("estimate", math.nan))]
    if not said:
        return modelled and combine({"annual_model": modelled})
    past = on_base.errors(said[0]["month"])
    nowcast = combine({row["method"]: _forecast(row) for row in said}, past)
    if modelled is None:
        return nowcast
    share_earned = years.loc[year].max() / math.exp(nowcast.forecast.centre)
    return _with_annual_model(nowcast, modelled, past, _annual_errors(annual), share_earned)


def _forecast(row):
    sure = (float(row.get(name, math.nan)) for name in ("spread", "freedom"))
    return LogForecast(math.log(row["estimate"]), *sure, row["method"])


def _with_annual_model(nowcast, modelled, past, annual_errors, share_earned):
    own_errors = past[nowcast.weights.index] @ nowcast.weights
    errors = pd.DataFrame({"nowcast": own_errors, "annual_model": annual_errors})
    unlearned = {"nowcast": 1.0, "annual_model": max(0.0, 1 - share_earned) ** 2}
    both = combine({"nowcast": nowcast.forecast, "annual_model": modelled}, errors, unlearned)
    weights = pd.concat([nowcast.weights * both.weights["nowcast"], both.weights[["annual_model"]]])
    return Combined(both.forecast, weights, both.basis)


def _annual_model(annual, year):
    """Forecast of `year` from the annual values before it, over a longer horizon where the newest are missing."""
    if not _is_a_path(annual, year):
        return None
    return forecast(annual, year - int(annual.index[-1]))


def _is_a_path(annual, year):
    """Whether a trajectory can lead from yearly values to `year`."""
    if annual is None or len(annual) < FEWEST_VALUES or not (annual > 0).all() or np.isinf(annual).any():
        return False
    return bool((np.diff(annual.index) == 1).all() and year > annual.index[-1])


def _annual_errors(annual):
    """ln(year as it came / median of the trajectory from the years before it), of the newest years."""
    found = {
        int(annual.index[n]): math.log(annual.iloc[n]) - forecast(annual.iloc[:n], 1).centre
        for n in range(max(FEWEST_VALUES, len(annual) - _REPLAYED), len(annual))
    }
    return pd.Series(found, dtype=float)
