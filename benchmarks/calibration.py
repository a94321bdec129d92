"""How often the intervals and probabilities of the trajectories hold, on simulated and on real series.

    python benchmarks/calibration.py > calibration.md

Prints three tables as markdown, in less than three minutes on two processors. Real series: the official figures in data/raw/official, statsmodels' data sets, and
calibration_series.csv (typed in, each with its source). Exit code 1 where the coverage of `drift` on the process it
assumes is more than two points off.
"""

import argparse
import os
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from math import inf, nan
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from analysis import open_city
from analysis.indicators.series import latest_vintage, rebase
from analysis.targets import series_models
from analysis.targets.calibration import LEVELS, interval_hits, replay, scores, simulated_hits
from analysis.targets.series_models import LogForecast, drift, naive, state_space
from analysis.targets.simulation import simulate_paths
from analysis.targets.trajectory import drift_interval

HERE = Path(__file__).parent
YEARS, HORIZON, TOLERANCE = (4, 5, 6, 8, 12), 2, 0.02
WINDOWS = (4, 5, 6, 8, 12, 20)
# A fit by statsmodels takes a tenth of a second: fewer simulated series, two lengths and every second real series.
FITTED_WINDOWS, FITTED_EVERY = (12, 20), 2
PARTS = ("primary", "industry", "construction", "tertiary")


def main():
    asked = _arguments()
    warnings.simplefilter("ignore")
    with ProcessPoolExecutor(asked.jobs, initializer=warnings.simplefilter, initargs=("ignore",)) as pool:
        simulated = list(pool.map(partial(_simulated, asked=asked), _simulated_cases()))
        real = list(pool.map(_real, *zip(*_real_cases(), strict=True)))
        totals = list(pool.map(_totals, *zip(*_total_cases(asked.totals), strict=True)))
    _print("Simulated series: log random walk with drift, two years ahead", simulated)
    _print("Real series: forecasts that share no year; skill against naive on the same forecasts", real)
    _print(
        "The total of several series that move together: joint paths beside the drift of the total", totals
    )
    own = [row for row in simulated if row["model"] == series_models.DRIFT]
    return int(any(abs(row[f"hits {level:.0%}"] - level) > TOLERANCE for row in own for level in LEVELS))


def ets(values, horizon):
    """statsmodels' additive trend in logs with its own prediction interval."""
    logs = pd.Series(np.log(np.asarray(values, dtype=float)))
    fitted = ETSModel(logs, error="add", trend="add").fit(disp=False)
    ahead = (
        fitted.get_prediction(start=len(logs), end=len(logs) + horizon - 1).summary_frame(alpha=0.05).iloc[-1]
    )
    error = (ahead["pi_upper"] - ahead["pi_lower"]) / (2 * 1.959964)
    return LogForecast(float(ahead["mean"]), float(error), inf, "statsmodels ETS(A,A,N)")


def local_trend(values, horizon):
    """statsmodels' local linear trend in logs with its own prediction interval."""
    logs = np.log(np.asarray(values, dtype=float))
    ahead = sm.tsa.UnobservedComponents(logs, "lltrend").fit(disp=False).get_forecast(horizon)
    return LogForecast(
        float(ahead.predicted_mean[-1]), float(ahead.se_mean[-1]), inf, "statsmodels local trend"
    )


FITTED = (state_space, ets, local_trend)
NAMES = {drift: "drift", naive: "naive", state_space: "state_space", ets: "statsmodels ETS(A,A,N)",
         local_trend: "statsmodels local linear trend"}  # fmt: skip


@cache
def real_series():
    """Every real series, name -> levels by year."""
    return _official() | _typed() | _of_statsmodels()


def _official():
    """Indices of published yearly growth: each rate was computed by its publisher inside one release."""
    figures = open_city(HERE.parent, as_of="2013-12-31").official_series
    wanted = {"changde real gdp": ("changde", "gdp_real_growth"),
              "china energy per gdp": ("china", "energy_per_gdp_change")}  # fmt: skip
    growth = {name: latest_vintage(figures, *which) for name, which in wanted.items()}
    return {name: rebase(pd.Series({int(one.index[0]) - 1: 100.0}), one) for name, one in growth.items()}


def _typed():
    rows = pd.read_csv(HERE / "calibration_series.csv")
    return {
        f"{place} {name}": group.set_index("year")["value"]
        for (place, name), group in rows.groupby(["place", "series"])
    }


def _of_statsmodels():
    macro = sm.datasets.macrodata.load_pandas().data.groupby("year").mean()
    longley = sm.datasets.longley.load_pandas().data.set_index("YEAR")
    copper = sm.datasets.copper.load_pandas().data
    copper.index = range(1951, 1951 + len(copper))
    nile = sm.datasets.nile.load_pandas().data.set_index("year")
    co2 = sm.datasets.co2.load_pandas().data["co2"]
    return (
        {f"US {name}": macro[name] for name in ("realgdp", "realcons", "realinv", "realgovt", "cpi", "m1")}
        | {f"longley {name}": longley[name] for name in ("GNP", "TOTEMP")}
        | {f"copper {name}": copper[name] for name in ("WORLDCONSUMPTION", "COPPERPRICE", "ALUMPRICE")}
        | {"nile": nile["volume"], "co2": co2.groupby(co2.index.year).mean()}
        | {f"grunfeld {firm}": values for firm, values in _grunfeld().items()}
    )


def _grunfeld():
    rows = sm.datasets.grunfeld.load_pandas().data
    return rows.pivot(index="year", columns="firm", values="value").astype(float)


def _simulated_cases():
    return [(model, years) for model in NAMES for years in YEARS]


def _simulated(case, asked):
    model, years = case
    series = asked.fits if model in FITTED else asked.series
    hits = simulated_hits(model, years, HORIZON, series=series, seed=asked.seed)
    return {"model": NAMES[model], "years": years} | _shown(hits)


def _real_cases():
    plain = [(model, window, ahead, 1) for model in (drift, naive) for ahead in (1, 2) for window in WINDOWS]
    return plain + [(model, window, 2, FITTED_EVERY) for window in FITTED_WINDOWS for model in NAMES]


def _real(model, window, horizon, every):
    series = list(real_series().values())[::every]
    own, other = (
        pd.concat([replay(values, each, window, horizon) for values in series]) for each in (model, naive)
    )
    found = scores(own, other)
    rounded = {name: round(found[name], 3) for name in ("brier", "brier_skill", "interval_skill")}
    which = {"model": NAMES[model], "years": window, "ahead": horizon, "series": len(series)}
    return which | _shown(found["hits"]) | rounded


def _total_cases(series):
    real = [(name, table, window) for name, table in _panels().items() for window in (5, 8)]
    return [("simulated, correlation 0.5", series, years) for years in (5, 6, 8)] + real


def _panels():
    rows = pd.read_csv(HERE / "calibration_series.csv")
    rows = rows[rows["series"].isin(PARTS)]
    tables = {
        place: group.pivot(index="year", columns="series", values="value")
        for place, group in rows.groupby("place")
        if set(group["series"]) == set(PARTS)
    }
    return {f"{place}, four sectors": table for place, table in tables.items()} | {
        "eleven firms (Grunfeld)": _grunfeld()
    }


def _totals(name, source, years):
    if isinstance(source, int):
        pairs = list(_simulated_panels(source, years))
    else:
        ends = range(len(source) - HORIZON - 1, years - 2, -HORIZON)
        pairs = [(source.iloc[end - years + 1 : end + 1], source.iloc[end + HORIZON].sum()) for end in ends]
    inside = {level: ([], []) for level in LEVELS}
    for history, actual in pairs:
        paths = simulate_paths(history, HORIZON, draws=2000)
        simulated = paths.in_year(paths.total(), paths.years[-1])
        for level, (joint, direct) in inside.items():
            low, high = np.quantile(simulated, [(1 - level) / 2, (1 + level) / 2])
            joint.append(low <= actual <= high)
            ends = drift_interval(history.sum(axis=1), HORIZON, level)
            direct.append(ends.low <= actual <= ends.high)
    found = {
        f"{way} {level:.0%}": interval_hits(inside[level][at], level)
        for at, way in enumerate(("paths", "total"))
        for level in LEVELS
    }
    return {"series": name, "years": years, "n": len(pairs)} | {
        key: round(hits.share, 3) for key, hits in found.items()
    }


def _simulated_panels(series, years):
    rng, names = np.random.default_rng(5), range(11)
    mixing = np.linalg.cholesky(np.full((11, 11), 0.5) + 0.5 * np.eye(11))
    start = np.array([240, 150, 110, 100, 90, 80, 50, 40, 20, 20, 100.0])
    spread, growth = rng.uniform(0.04, 0.12, 11), rng.uniform(0.08, 0.30, 11)
    for _ in range(series):
        steps = growth + (rng.standard_normal((years - 1 + HORIZON, 11)) @ mixing.T) * spread
        levels = start * np.exp(np.vstack([np.zeros(11), steps.cumsum(axis=0)]))
        yield pd.DataFrame(levels[:years], index=range(2001, 2001 + years), columns=names), levels[-1].sum()


def _shown(hits):
    row = {"n": hits[LEVELS[0]].n}
    for level, found in hits.items():
        row[f"hits {level:.0%}"] = round(found.share, 3)
        row[f"band {level:.0%}"] = f"{found.low:.3f} to {found.high:.3f}" if found.n else nan
    return row


def _print(title, rows):
    table = pd.DataFrame(rows)
    lines = [table.columns, ["---"] * len(table.columns), *table.astype(str).to_numpy()]
    print(f"\n### {title}\n")
    print("\n".join(f"| {' | '.join(line)} |" for line in lines))


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--series", type=int, default=2000, help="simulated series a model and length")
    parser.add_argument(
        "--fits", type=int, default=60, help="the same where each has to be fitted by statsmodels"
    )
    parser.add_argument("--totals", type=int, default=400, help="simulated sets of series that move together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
