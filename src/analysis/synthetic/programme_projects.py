"""The register of investment projects, whole at every half-year, as the office knew it then."""

from datetime import timedelta

import numpy as np
import pandas as pd

from analysis.synthetic.calibration import changde
from analysis.synthetic.programme_event import some_day
from analysis.synthetic.programme_plan import YEARS, programme

NEWCOMERS, OUTSIDE, REVISED = 0.12, 0.06, 0.2
SERVED = {2006: 0.9, 2007: 0.85, 2008: 0.92, 2009: 1.0, 2010: 0.95}
SERVICE_BEGAN = pd.Timestamp(2007, 5, 8)


def projects(city, rng):
    """One row a project: who, where, days and money in 万元, with the plan (`planned`, `budget`) beside the outcome."""
    owners = city.enterprise[city.enterprise["cluster"].notna()]
    rows = [
        _project(owners, year, number, rng)
        for year, count in zip(YEARS, programme().projects_approved, strict=True)
        for number in range(1, count + 1)
    ]
    found = pd.DataFrame(rows)
    again = found.groupby("name").cumcount()
    return found.assign(
        name=found["name"].where(again == 0, found["name"] + "·" + (again + 1).astype(str) + "期")
    )


def _project(owners, year, number, rng):
    approved = pd.Timestamp(some_day(rng, year, (1, 10), (12, 15)))
    owner = next(owners[owners["founded"] < approved].sample(1, random_state=rng).itertuples())
    new = rng.random() < NEWCOMERS
    cluster = None if new and rng.random() < OUTSIDE / NEWCOMERS else owner.cluster
    place = changde().districts[owner.district].place
    trade = changde().clusters.get(cluster, changde().outside_name)
    return {
        "project_id": f"CD{year}-{number:03d}",
        "name": f"{place}引进{trade}项目（{number}号）" if new else f"{owner.name}扩建项目",
        "enterprise_id": None if new else owner.enterprise_id,
        "district": owner.district,
        "cluster": cluster,
        "approved": approved,
        **_days(approved, rng),
        **_money(approved, rng),
    }


def _days(approved, rng):
    started = approved + timedelta(days=int(rng.integers(20, 160)))
    built = started + timedelta(days=int(rng.integers(240, 760)))
    return {
        "started": started,
        "planned": built,
        "completed": built + timedelta(days=int(rng.integers(-40, 260))),
    }


def _money(approved, rng):
    budget = float(np.round(np.exp(rng.normal(8.9, 1.1)), -2) + 500)
    spent = budget * float(rng.choice([1.0, 1.15], p=[1 - REVISED, REVISED]))
    served = None
    if max(budget, spent) > programme().rules.service_above and rng.random() < SERVED[approved.year]:
        served = max(approved, SERVICE_BEGAN) + timedelta(days=int(rng.integers(3, 45)))
    revenue = float(np.round(budget * rng.uniform(1.1, 2.4), -1))
    return {"budget": budget, "investment": round(spent, 1), "served": served, "capacity_revenue": revenue}


def known_by(truth, day):
    """The register as printed on `day`: what is approved, days that have come, and plans for the rest."""
    day = pd.Timestamp(day)
    rows = truth[truth["approved"] <= day].copy()
    # A plan that has passed without completion is printed anew, by then with the day it will keep.
    still_planned = (rows["completed"] > day) & (rows["planned"] > day)
    rows["completed"] = rows["planned"].where(still_planned, rows["completed"])
    rows["investment"] = rows["budget"].where(rows["started"] > day, rows["investment"])
    for name in ("served", "started"):
        rows[name] = pd.to_datetime(rows[name]).mask(pd.to_datetime(rows[name]) > day)
    return rows.drop(columns=["planned", "budget"])
