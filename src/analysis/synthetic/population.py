"""Who exists: every enterprise the register ever knew, with its place, trade, life and latent size."""

import numpy as np
import pandas as pd

from analysis.errors import MonitorError
from analysis.synthetic.allocation import counts_by_share
from analysis.synthetic.naming import enterprise_names, organisation_codes

GOLDEN = 0.6180339887498949
ENTRANTS, EXITS, BRANCHES = 0.21, 0.10, 0.06
STAYERS = 2  # the largest of each stratum live through all years, so that every total has someone to carry it


def population(calibration, enterprises, rng):
    """One row per enterprise ever registered: stratum, district, code, life, `log_size` in its first year.

    `first` and `last` are positions in `calibration.years`; who never leaves has last = number of years.
    Raises MonitorError when there are too few enterprises to fill every stratum.
    """
    stratum = _strata(calibration, enterprises)
    rows = pd.DataFrame({"stratum": stratum, "log_size": _log_size(calibration, stratum, rng)})
    rows = rows.sort_values(["stratum", "log_size"], ascending=[True, False], ignore_index=True)
    by_stratum = rows.groupby("stratum").cumcount()
    rows["rank"] = by_stratum
    rows["place_in_stratum"] = (by_stratum + 0.5) / rows.groupby("stratum")["rank"].transform("size")
    _live(rows, len(calibration.years), rng)
    _settle(rows, calibration, rng)
    _identify(rows, calibration, rng)
    return rows


def _strata(calibration, enterprises):
    shares = np.array([stratum.share for stratum in calibration.strata.values()])
    singles = np.array([stratum.single is not None for stratum in calibration.strata.values()])
    least = singles.sum() + STAYERS * (~singles).sum()
    if enterprises < least:
        raise MonitorError(
            f"a synthetic city of {enterprises} enterprises cannot fill every cluster.",
            expected=f"at least {least} enterprises.",
        )
    counts = singles + counts_by_share(enterprises - singles.sum(), shares, STAYERS)
    return np.repeat(np.arange(len(counts)), counts)


def _log_size(calibration, stratum, rng):
    # Normal plus an exponential upper tail: the double-Pareto-lognormal shape of firm sizes (Reed 2001).
    spread = np.array([item.spread for item in calibration.strata.values()])[stratum]
    return spread * (rng.standard_normal(len(stratum)) + 0.35 * rng.exponential(size=len(stratum)))


def _live(rows, years, rng):
    n = len(rows)
    even = (rng.permutation(n) + 0.5) / n  # an even spread, so that every year has its entrants
    stays = rows["rank"] < STAYERS
    enters = (even < ENTRANTS) & ~stays & (rows["place_in_stratum"] > 0.06)
    rows["first"] = np.where(enters, 1 + np.floor(even / ENTRANTS * (years - 1)).astype(int), 0)
    rows.loc[enters, "log_size"] -= 0.4
    leaves = (rng.permutation(n) + 0.5) / n
    exits = (leaves < EXITS) & ~stays & (rows["place_in_stratum"] > 0.2)
    last = np.floor(leaves / EXITS * (years - 1)).astype(int)
    rows["last"] = np.where(exits, np.maximum(last, rows["first"]), years)


def _settle(rows, calibration, rng):
    names = np.array(list(calibration.districts), dtype=object)
    district, code, trade = (np.empty(len(rows), dtype=object) for _ in range(3))
    for number, stratum in enumerate(calibration.strata.values()):
        here = np.flatnonzero(rows["stratum"] == number)
        weights = np.array([stratum.districts.get(name, 0) for name in names], dtype=float)
        # Low-discrepancy draw down the size ranking: big and small firms spread over districts alike.
        draw = (rng.random() + GOLDEN * np.arange(len(here))) % 1
        district[here] = names[np.searchsorted(np.cumsum(weights) / weights.sum(), draw, side="right")]
        kinds = np.array(
            [(c, word) for c, words in stratum.industries.items() for word in words], dtype=object
        )
        code[here], trade[here] = kinds[rng.integers(len(kinds), size=len(here))].T
    rows["district"], rows["industry_code"], rows["trade"] = district, code, trade


def _identify(rows, calibration, rng):
    n = len(rows)
    kinds = np.array(list(calibration.ownerships), dtype=object)
    weights = np.array(list(calibration.ownerships.values()), dtype=float)
    rows["enterprise_id"] = organisation_codes(n, rng)
    rows["ownership"] = kinds[rng.choice(len(kinds), size=n, p=weights / weights.sum())]
    rows["founded"] = _founded(rows["first"].to_numpy(), calibration.years[0], rng)
    place = (
        rows["district"].map({k: d.place for k, d in calibration.districts.items()}).to_numpy(dtype=object)
    )
    rows["name"] = enterprise_names(place, rows["trade"].to_numpy(), rows["ownership"].to_numpy(), rng)
    rows["group_id"] = _parents(rows, rng)
    for number, stratum in enumerate(calibration.strata.values()):
        if stratum.single:
            columns = ["name", "founded", "ownership", "group_id"]
            founded = pd.Timestamp(stratum.single.founded)
            rows.loc[rows["stratum"] == number, columns] = [
                stratum.single.name, founded, stratum.single.ownership, None,
            ]  # fmt: skip


def _founded(first, start, rng):
    old = np.minimum(1 + rng.exponential(9, len(first)), 50).astype(int)
    age = np.where(first == 0, old, rng.integers(0, 2, len(first)))
    opening = (start + first - age - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    # Founded in the very year of its first return: in January, or it would report before it existed.
    return (opening + rng.integers(0, np.where(age == 0, 28, 300))).astype("datetime64[s]")


def _parents(rows, rng):
    """Each branch's parent: one of the few largest of its stratum, which is no branch itself."""
    size = rows.groupby("stratum")["rank"].transform("size").to_numpy()
    heads = np.minimum(np.maximum(STAYERS, (size * 0.04).astype(int)), size)
    branch = (rng.random(len(rows)) < BRANCHES) & (rows["rank"].to_numpy() >= heads)
    top = np.arange(len(rows)) - rows["rank"].to_numpy()
    parent = top + np.floor(rng.random(len(rows)) * heads).astype(int)
    ids = rows["enterprise_id"].to_numpy(dtype=object)
    return np.where(branch, ids[parent], None)
