"""Core, flagship and related enterprises, groups, brands, and what core enterprises buy from local suppliers."""

from datetime import date

import numpy as np

from analysis.synthetic.calibration import changde
from analysis.synthetic.programme_event import Event, of_firm, some_day, year_end
from analysis.synthetic.programme_plan import PLAN_YEARS

# No list was made in 2009: the revision of that year is a promise not kept.
LIST_DAYS = (date(2007, 5, 20), date(2008, 4, 15), date(2010, 4, 20))
LISTED_PER_CLUSTER, FLAGSHIPS, BRANDS, GROUPS = 3, {2006: 3, 2007: 2, 2008: 2, 2009: 3, 2010: 3}, 26, 4
BASE_BRANDS, BASE_RELATED_PER_FIRM, RELATED = 6, 0.1, 0.6
LOCAL_SHARE, REWARD_RATE, REWARDED = (0.01, 0.06), 0.01, 0.85


def core_events(city, rng):
    """Everything recorded about the enterprises the city supports most."""
    firms = city.enterprise.set_index("enterprise_id", drop=False)
    leaders = _leaders(city, firms)
    return [*_lists(city, firms), *_flagships(leaders, rng), *_groups(city, firms, rng),
            *_related(city, rng), *_brands(leaders, rng), *_purchases(city, firms, rng)]  # fmt: skip


def _leaders(city, firms):
    """Enterprises of the clusters, the largest of 2006 first."""
    year = city.enterprise_year.query("year == 2006 and cluster.notna()")
    ordered = year.sort_values(["revenue", "enterprise_id"], ascending=[False, True])
    return firms.loc[ordered["enterprise_id"]]


def listed(city, year):
    """The enterprises on the core list of `year`: the largest of every cluster in the year before."""
    before = city.enterprise_year.query("year == @year - 1 and cluster.notna()")
    ordered = before.sort_values(["revenue", "enterprise_id"], ascending=[False, True])
    return sorted(ordered.groupby("cluster").head(LISTED_PER_CLUSTER)["enterprise_id"])


def _lists(city, firms):
    for day in LIST_DAYS:
        for firm in firms.loc[listed(city, day.year)].itertuples(index=False):
            yield of_firm(firm, "C018", day, name=f"核心企业名单（{day.year}年）")


def _flagships(leaders, rng):
    queue = iter(leaders.itertuples(index=False))
    for year, count in FLAGSHIPS.items():
        for firm, _ in zip(queue, range(count), strict=False):
            yield of_firm(firm, "C019", some_day(rng, year), name=firm.name)


def _groups(city, firms, rng):
    # None forms after the decree: a direction that does not move.
    parents = sorted(set(city.enterprise["group_id"].dropna()))[:GROUPS]
    for place, firm in enumerate(firms.loc[parents].itertuples(index=False)):
        deal = float(rng.integers(20, 180) * 50)
        yield of_firm(firm, "C020", some_day(rng, 2003 + place), name=f"{firm.name}集团", amount=deal)


def _related(city, rng):
    firms = city.enterprise.dropna(subset="cluster")
    old = firms[firms["founded"].dt.year <= 2006]
    for cluster, stock in old.groupby("cluster").size().items():
        name = f"{changde().clusters[cluster]}产业关联企业（2006年末存量）"
        yield Event("C021", year_end(2006), name=name, cluster=cluster,
                    quantity=int(np.ceil(stock * BASE_RELATED_PER_FIRM)))  # fmt: skip
    for firm in firms[firms["founded"].dt.year > 2006].itertuples(index=False):
        if rng.random() < RELATED:
            yield of_firm(firm, "C021", firm.founded.date(), name=firm.name)


def _brands(leaders, rng):
    chosen = leaders.iloc[: BRANDS * 3].sample(min(BRANDS, len(leaders)), random_state=rng)
    for place, firm in enumerate(chosen.itertuples(index=False)):
        year = 2003 + place % 4 if place < BASE_BRANDS else 2007 + place % 4
        yield of_firm(firm, "C028", some_day(rng, year), name=f"{firm.name}名牌产品")


def _purchases(city, firms, rng):
    """C065: `quantity` bought from local suppliers in the year, `whole` in 2006, `amount` rewarded for it."""
    revenue = city.enterprise_year.set_index(["enterprise_id", "year"])["revenue"]
    ids = sorted({firm for day in LIST_DAYS for firm in listed(city, day.year)})
    shares = dict(zip(ids, rng.uniform(*LOCAL_SHARE, len(ids)), strict=True))
    for year in PLAN_YEARS:
        newest = max(day.year for day in LIST_DAYS if day.year <= year)
        for firm in firms.loc[listed(city, newest)].itertuples(index=False):
            share = shares[firm.enterprise_id]
            base = round(share * revenue.get((firm.enterprise_id, 2006), 0))
            bought = round(share * rng.uniform(0.75, 1.3) * revenue.get((firm.enterprise_id, year), 0))
            paid = round(max(bought - base, 0) * REWARD_RATE, 1) if rng.random() < REWARDED else 0
            yield of_firm(firm, "C065", year_end(year), name=f"本地配套采购奖励（{year}年）",
                          quantity=bought, whole=base, amount=paid)  # fmt: skip
