"""What the enterprises earn: latent growth, the reporting threshold, and totals met exactly."""

import numpy as np
import pandas as pd

from analysis.synthetic.allocation import above_threshold, allocate

PERSISTENCE, SHOCK, STARTUP = 0.45, 0.17, 0.18
MEASURES = ["revenue", "gross_output", "value_added", "tax", "energy_tce", "employees"]


def latent_sizes(firms, years, rng):
    """Relative size of every enterprise in every year (n x years); growth persists from year to year."""
    n = len(firms)
    growth = SHOCK * rng.standard_normal(n)
    log_size = firms["log_size"].to_numpy().copy()
    sizes = np.empty((n, years))
    for year in range(years):
        age = year - firms["first"].to_numpy()
        grows = np.where(age > 0, growth + STARTUP * ((age <= 3) & (firms["first"] > 0)), 0)
        log_size = log_size + grows
        sizes[:, year] = np.exp(log_size)
        growth = PERSISTENCE * growth + SHOCK * rng.standard_normal(n)
    return sizes


def panel(calibration, firms, totals, rng):
    """Annual returns, enterprise x year: `firm`, year and measures; money in 万元, energy in tce.

    Revenue adds up to `totals` (strata x years, whole 万元) exactly; below the threshold there is no return.
    """
    sizes = latent_sizes(firms, len(calibration.years), rng)
    habits = np.exp(np.clip(0.15 * rng.standard_normal((len(firms), len(MEASURES))), -0.35, 0.35))
    first, last, stratum = (firms[name].to_numpy() for name in ("first", "last", "stratum"))
    parts = [
        _stratum_year(calibration, number, position, np.flatnonzero(alive), sizes, totals, habits)
        for position in range(len(calibration.years))
        for number in range(len(calibration.strata))
        if (alive := (stratum == number) & (first <= position) & (position <= last)).any()
    ]
    return pd.concat(parts).sort_values(["year", "firm"], ignore_index=True)


def _stratum_year(calibration, number, position, alive, sizes, totals, habits):
    total, year = totals[number, position], calibration.years[position]
    ratios = list(calibration.strata.values())[number].ratios
    size = sizes[alive, position]
    kept = above_threshold(total, size, calibration.threshold)
    firm = alive[kept]
    rows = pd.DataFrame({"firm": firm, "year": year, "revenue": allocate(total, size[kept])})
    earned, habit = rows["revenue"].to_numpy(dtype=float), habits[firm].T
    output = total * ratios.gross_output
    energy = ratios.energy * calibration.energy_trend.at(year)
    people = ratios.employees * calibration.employee_trend.at(year)
    rows["gross_output"] = _spread(output, earned * (1 + (habit[1] - 1) / 4))
    rows["value_added"] = _spread(output * ratios.value_added, rows["gross_output"] * habit[2])
    rows["tax"] = _spread(total * ratios.tax, earned * habit[3])
    rows["energy_tce"] = _spread(total * energy, earned * habit[4])
    # Large plants need fewer people for the same revenue.
    rows["employees"] = 1 + _spread(total * people, earned**0.85 * habit[5])
    return rows


def _spread(total, weights):
    return allocate(int(np.rint(total)), np.asarray(weights, dtype=float))
