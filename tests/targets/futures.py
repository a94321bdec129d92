"""Small cities by hand whose years ahead are asked for."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.indicators.catalogue import Tables
from analysis.policy import load_policy
from analysis.targets.case import Case
from analysis.targets.evidence import Evidence
from analysis.targets.future import future_of

POLICY = load_policy(Path(__file__).parents[2] / "data" / "policy")
NAMES = [*POLICY.clusters, "other"]
NO_ROWS = pd.DataFrame(
    {name: [] for name in ("commitment_id", "file", "date", "obtained", "enterprise_id", "event_id")}
).astype({"date": "datetime64[ns]", "obtained": "datetime64[ns]"})


def growing(years=range(2005, 2010), seed=1, spread=0.06, growth=0.2):
    """Revenue by year and cluster: every cluster grows, shocks are partly shared."""
    rng, n = np.random.default_rng(seed), len(years)
    common, own = rng.normal(0, spread, (n, 1)), rng.normal(0, spread, (n, len(NAMES)))
    logs = np.log(200_000) + (growth + common + own).cumsum(axis=0)
    return pd.DataFrame(np.exp(logs), pd.Index(years, name="year"), NAMES)


def long(levels, **columns):
    rows = levels.rename_axis(columns="cluster").stack().rename("revenue").reset_index()
    return rows.assign(**columns)


def tables(levels, official=None):
    rows = long(levels)
    cells = rows.assign(district="wuling", planned=True)
    parks = rows.assign(park_revenue=rows["revenue"] * 0.4, park_enterprises=1, enterprises=2)
    nothing = pd.DataFrame(columns=["entity", "indicator", "year", "value", "vintage", "price_base"])
    return Tables(
        cluster_year=parks,
        district_cluster_year=cells,
        park_year=rows.assign(park="p"),
        official_series=nothing if official is None else official,
        planned_cells=POLICY.planned_cells,
        city="changde",
        energy_baseline_year=2005,
    )


def firms(levels):
    """One enterprise a cluster, and a second of a tenth of its size."""
    whole = long(levels)
    parts = [
        whole.assign(enterprise_id=whole["cluster"] + end, revenue=whole["revenue"] * part)
        for end, part in (("-a", 0.9), ("-b", 0.1))
    ]
    return pd.concat(parts)


def so_far(levels, year, months, share=0.6):
    """Cumulative figures of all years of `levels` and of `year`, by month: `share` of the year by August."""
    usual = {2: share / 4, 5: share / 2, 8: share, 11: 0.9}
    rows = [
        {"cluster": name, "year": y, "month": m, "revenue": float(levels.loc[y, name]) * usual[m]}
        for name in levels
        for y in levels.index
        for m in usual
        if y < year or m in months
    ]
    return pd.DataFrame(rows)


def known(levels, ytd=None, horizon=1, scopes=None, official=None):
    return future_of(
        tables(levels, official),
        pd.DataFrame(columns=["cluster", "year", "month", "revenue"]) if ytd is None else ytd,
        firms(levels),
        horizon=horizon,
        scopes=scopes or dict.fromkeys([*levels.index, levels.index.max() + 1], "one"),
        floor=100_000,
    )


def case(commitment_id, levels, as_of=date(2010, 9, 30), events=NO_ROWS, official=None, **changes):
    commitment = POLICY.commitments[commitment_id].model_copy(update=changes)
    returned = pd.DataFrame({"year": levels.index, "obtained": pd.Timestamp("2010-03-01")})
    evidence = Evidence(
        tables=tables(levels, official),
        programme_event=events,
        project=pd.DataFrame({"obtained": []}),
        enterprise=pd.DataFrame(),
        enterprise_year=firms(levels),
        returned=returned,
    )
    return Case(commitment, evidence, as_of, POLICY)
