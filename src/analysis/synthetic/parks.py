"""Where in the district: which enterprises move into a park, and when."""

import numpy as np

NEVER = 9999
SIZE_PULL, ZONE_PULL, FILLERS = 0.85, 2.0, 4


def park_moves(calibration, firms, returns, rng):
    """(park, year of moving in) per enterprise, so that parks earn the calibrated share of revenue each year.

    Enterprises move once and stay. Large ones and those of the zones move first; the single plant never does.
    The year is 9999 for those that never move.
    """
    places = [calibration.districts[name].parks for name in calibration.districts]
    number = firms["district"].map({name: i for i, name in enumerate(calibration.districts)}).to_numpy()
    choices = np.array([len(parks) for parks in places])[number]
    most = max(len(parks) for parks in places)
    table = np.array([parks + [None] * (most - len(parks)) for parks in places], dtype=object)
    park = table[number, np.floor(rng.random(len(firms)) * choices).astype(int)]
    since = _moving_years(calibration, firms, returns, rng)
    return np.where(since == NEVER, None, park), since


def _moving_years(calibration, firms, returns, rng):
    singles = [n for n, s in enumerate(calibration.strata.values()) if s.single]
    since = np.full(len(firms), NEVER)
    zone = firms["district"].isin(["deshan", "xihu", "xidongting"]).to_numpy()
    pull = SIZE_PULL * firms["log_size"].to_numpy() + ZONE_PULL * zone + rng.gumbel(size=len(firms))
    order = np.argsort(-pull, kind="stable")
    free = ~firms["stratum"].isin(singles).to_numpy()
    for year, share in zip(calibration.years, calibration.park_revenue_share, strict=True):
        of_year = returns[returns["year"] == year]
        revenue = np.zeros(len(firms))
        revenue[of_year["firm"]] = of_year["revenue"]
        wanted = share * revenue.sum() - revenue[since <= year].sum()
        queue = order[free[order] & (since[order] == NEVER) & (revenue[order] > 0)]
        since[_movers(queue, revenue[queue], wanted)] = year
    return since


def _movers(queue, revenue, wanted):
    """The head of the queue that earns no more than `wanted`, and the few that best fill what is left."""
    if wanted <= 0:
        return queue[:0]
    moved = np.cumsum(revenue) <= wanted
    for _ in range(FILLERS):
        gap = wanted - revenue[moved].sum()
        miss = np.where(moved, np.inf, np.abs(revenue - gap))
        if len(queue) and miss.min() < gap:
            moved[np.argmin(miss)] = True
    return queue[moved]
