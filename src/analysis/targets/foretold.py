"""What the outlook of a promise foretells, year by year, beside the models it has to be better than."""

import math

import numpy as np
import pandas as pd

from analysis.targets.outlook import comparability, on_paths, outlook_of, rests_on_returns
from analysis.targets.paths import reaches, share_of_paths
from analysis.targets.series_models import FEWEST_VALUES, drift, forecast, naive
from analysis.targets.trajectory import comparable_window

# Models of the promise's own series, on the values known then.
REFERENCES = {"naive": naive, "drift": drift}
# What a year may come to beside what was promised: half, and one and a half times, the growth before it.
AMBITIONS = {"half": 0.5, "more": 1.5}
ENDS = ("median", "low_80", "high_80", "low_95", "high_95")
_CHANCES = np.array([0.5, 0.1, 0.9, 0.025, 0.975])
COLUMNS = (
    "commitment_id",
    "basis",
    "last_year",
    "month",
    "horizon",
    "year",
    "scope",
    "lift",
    *ENDS,
    "probability",
    *(f"{what}_{name}" for name in AMBITIONS for what in ("level", "probability")),
    *(
        f"{who}_{what}"
        for who in REFERENCES
        for what in (*ENDS, "probability", *(f"probability_{name}" for name in AMBITIONS))
    ),
)


def foretold(cases, future, month=0):
    """What the outlooks of promises (`targets.case.Case`) say of every year ahead: one row a promise and year.

    last_year : of its newest value; horizon : years from there. month : `month`, the newest of the current
    year with returns, where a nowcast from them moved the outlook, else 0. scope : the statistical scope of
    last_year, missing for figures that do not hang on who reports. lift : added before logs are taken (1 for a
    change since a year). level_half, level_more : the values that half, and one and a half times, the growth of
    the promise's own comparable years would give; probability_half, probability_more : that they are reached.
    probability : that the promise is kept, in the year it falls due; NaN in other years. naive_*, drift_* : the
    models of REFERENCES on the same years, NaN where these are fewer than four or without spread. No row where
    nothing can be said.
    """
    rows = [row for case in cases for row in _years_ahead(case, future, month)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def own_years(case, future):
    """The comparable levels of a promise's own series, by year: what its references rest on."""
    levels = case.yearly + case.commitment.lift
    return comparable_window(levels, **comparability(case.commitment, future)).values


def _years_ahead(case, future, month):
    outlook = outlook_of(case, future)
    values = outlook.values.dropna()
    if outlook.table.empty or values.empty:
        return []
    commitment, last = case.commitment, int(values.index[-1])
    fixed = {
        "commitment_id": commitment.id,
        "basis": outlook.basis,
        "last_year": last,
        "month": month if _rests_on_months(outlook.basis, commitment, future) else 0,
        "scope": future.scopes.get(last) if rests_on_returns(commitment) else None,
        "lift": commitment.lift,
    }
    window = own_years(case, future)
    return [
        fixed
        | ahead
        | {"horizon": int(ahead["year"]) - last}
        | _chances(case, outlook, window, future, ahead)
        for ahead in outlook.table.to_dict("records")
    ]


def _rests_on_months(basis, commitment, future):
    """Whether a nowcast moved an outlook; one without an interval moves nothing."""
    if basis not in ("paths", "list"):
        return False
    moved = [cluster for cluster, said in future.nowcasts.items() if said.forecast.error > 0]
    own = commitment.scope.cluster
    return own in moved if own else bool(moved)


def _chances(case, outlook, window, future, ahead):
    """Levels a year may reach, and how likely the outlook and its references say that is."""
    commitment, year = case.commitment, int(ahead["year"])
    if not _is_a_path(window) or (window.iloc[0] == window).all():
        return {}
    horizon = year - int(window.index[-1])
    levels = _ambitions(window, horizon)
    row = {f"level_{name}": level - commitment.lift for name, level in levels.items()}
    row |= {
        f"probability_{name}": _reached(case, outlook.basis, window, future, year, level)
        for name, level in levels.items()
    }
    asked = {f"probability_{name}": (level, 1) for name, level in levels.items()}
    if year == outlook.end_year and not math.isnan(outlook.probability):
        row["probability"] = outlook.probability
        asked["probability"] = (commitment.target + commitment.lift, commitment.direction)
    for who, model in REFERENCES.items():
        row |= {
            f"{who}_{what}": value for what, value in _said(model(window, horizon), asked, commitment).items()
        }
    return row


def _said(ahead, asked, commitment):
    """Ends and probabilities of one model; nothing without spread."""
    if ahead.error == 0:
        return {}
    ends = ahead.quantile(_CHANCES) - commitment.lift
    chances = {name: ahead.probability(*event) for name, event in asked.items()}
    return dict(zip(ENDS, ends.tolist(), strict=True)) | chances


def _ambitions(window, horizon):
    start, growth = float(window.iloc[-1]), math.log(window.iloc[-1] / window.iloc[0]) / (len(window) - 1)
    return {name: start * math.exp(times * growth * horizon) for name, times in AMBITIONS.items()}


def _reached(case, basis, window, future, year, level):
    """Probability that a year comes to `level` or more; NaN for a list, whose enterprises are drawn one by one."""
    if basis == "paths":
        quantity = on_paths(case.commitment, future.paths)
        return share_of_paths(reaches(future.paths.in_year(quantity, year), level - case.commitment.lift))
    if basis == "list":
        return math.nan
    if basis == "odds":
        if level >= 1:
            return 0.0
        window, level = window / (1 - window), level / (1 - level)
    return forecast(window, year - int(window.index[-1])).probability(level)


def _is_a_path(levels):
    return len(levels) >= FEWEST_VALUES and bool((levels > 0).all() and (np.diff(levels.index) == 1).all())
