"""The year so far: cumulative returns for months 2, 5, 8 and 11, with the slump of late 2008."""

import numpy as np
import pandas as pd

NOISE = 0.05


def cumulative(calibration, firms, returns, rng):
    """Revenue and gross output so far, enterprise x year x month, cumulative from January, 万元.

    Never falls within a year and never exceeds the annual figure. A new enterprise sends its first return
    in the period in which it starts; before that it has no row.
    """
    parts = [
        _months(calibration, firms, returns[returns["year"] == year], year, rng)
        for year in calibration.ytd_years
    ]
    return pd.concat(parts).sort_values(["year", "month", "firm"], ignore_index=True)


def _months(calibration, firms, annual, year, rng):
    firm = annual["firm"].to_numpy()
    pace = _pace(calibration, firms, firm, year, rng)
    parts = []
    for position, month in enumerate(calibration.months):
        so_far = pace[:, position]
        rows = pd.DataFrame({"firm": firm, "year": year, "month": month})
        for measure in ("revenue", "gross_output"):
            rows[measure] = np.floor(annual[measure].to_numpy() * so_far).astype(np.int64)
        parts.append(rows[so_far > 0])
    return pd.concat(parts)


def _pace(calibration, firms, firm, year, rng):
    """Share of the year earned by each month, enterprise x month."""
    normal = np.array(calibration.calendar["normal"])
    slump = np.array([item.slump for item in calibration.strata.values()])[firms["stratum"].to_numpy()[firm]]
    moved = np.array(calibration.calendar.get(year, normal)) - normal
    so_far = normal + slump[:, None] * moved
    steps = np.diff(so_far, axis=1, prepend=0, append=1)
    steps = steps * np.exp(NOISE * rng.standard_normal(steps.shape))
    entered = firms["first"].to_numpy()[firm] == calibration.years.index(year)
    starts = np.where((entered & (year > calibration.years[0])), rng.integers(0, 4, len(firm)), 0)
    steps[np.arange(5) < starts[:, None]] = 0
    return np.cumsum(steps / steps.sum(axis=1, keepdims=True), axis=1)[:, :-1]
