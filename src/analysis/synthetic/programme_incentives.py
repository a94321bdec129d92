"""Rewards to enterprises and fees charged to them, with the few that break the decree's rules."""

from dataclasses import replace
from datetime import date, timedelta

from analysis.synthetic.calibration import changde
from analysis.synthetic.programme_event import of_firm, some_day, years_after
from analysis.synthetic.programme_plan import PLAN_YEARS, programme

FORGOTTEN, LATE = 0.07, 0.03  # of the rewards on first reaching the tax threshold
PRIVATE = ("私营企业", "有限责任公司")
RETAINED = 0.3  # the locally retained part of the tax, invented
INCUBATED, CHECKED = 3, 2  # every third young enterprise sits in an incubator, every second is looked at
VIOLATIONS = {"C069": 2, "C072": 4, "C073": 5}
NATIONAL = {"C083": ("国家级研发项目", 9, (20, 81)), "C084": ("国家标准", 6, (5, 21))}


def incentive_events(city, rng):
    """Every reward and charge of an enterprise."""
    young = _young(city.enterprise)
    guests = _incubated(young)
    return [*_tax_rewards(city, rng), *_retained_tax(city, guests, rng), *_incubator_fees(guests, rng),
            *_set_up_fees(young, rng), *_early_fees(young, rng), *_national(city, rng)]  # fmt: skip


def _young(register):
    """Private enterprises founded from 2005 on, by id."""
    chosen = register["ownership"].isin(PRIVATE) & (register["founded"].dt.year >= 2005)
    return list(register[chosen & register["cluster"].notna()].sort_values("enterprise_id").itertuples())


def _incubated(young):
    """(enterprise, incubator, day the incubator opened) of those that moved into one."""
    opened = programme().milestones["C067"].done
    names = changde().districts
    return [
        (firm, f"{names[firm.district].name}中小企业创业园", max(opened[firm.district], firm.founded.date()))
        for firm in young[::INCUBATED]
        if firm.district in opened
    ]


def _tax_rewards(city, rng):
    """C075: paid in February after the year in which tax first reached the threshold."""
    firms = {firm.enterprise_id: firm for firm in city.enterprise.itertuples()}
    returns = city.enterprise_year
    reached = (
        returns[returns["tax"] >= programme().rules.tax_threshold].groupby("enterprise_id")["year"].min()
    )
    for enterprise_id, year in reached[reached > returns["year"].min()].sort_index().items():
        fate = rng.random()
        if year in PLAN_YEARS and fate > FORGOTTEN:
            paid = some_day(rng, year + (2 if fate < FORGOTTEN + LATE else 1), (2, 10), (2, 27))
            yield _tax_reward(firms[enterprise_id], paid, year)
    never = sorted(set(returns["enterprise_id"]) - set(reached.index))
    for enterprise_id in never[:1]:
        yield _tax_reward(firms[enterprise_id], date(2009, 2, 20), 2008)


def _tax_reward(firm, paid, year):
    return of_firm(firm, "C075", paid, name=f"年纳税首次达50万元奖励（{year}年度）", amount=2)


def _retained_tax(city, guests, rng):
    """C070: at most all of the year's retained tax, within three years of founding; one pays more, one too late."""
    tax = city.enterprise_year.set_index(["enterprise_id", "year"])["tax"]
    paid, late = [], []
    for firm, incubator, opened in guests:
        for year in PLAN_YEARS:
            day, owed = date(year, 12, 20), tax.get((firm.enterprise_id, year))
            if day < opened or owed is None:
                continue
            retained = round(owed * RETAINED, 1)
            reward = round(retained * rng.uniform(0.3, 1.0), 1)
            event = of_firm(firm, "C070", day, name=f"地方留成税收奖励（{year}年度）", park=incubator,
                            quantity=reward, whole=retained, amount=reward)  # fmt: skip
            (paid if day < _end_of_free_years(firm) else late).append(event)
    excess = [replace(e, quantity=round(e.whole * 1.2, 1), amount=round(e.whole * 1.2, 1)) for e in paid[:1]]
    return [*excess, *paid[1:], *late[:1]]


def _incubator_fees(guests, rng):
    """C069: one look a year at every enterprise in an incubator."""
    charges = [
        of_firm(
            firm, "C069", some_day(rng, year, (11, 1)), name="行政事业性收费检查", park=incubator, amount=0
        )
        for firm, incubator, opened in guests
        for year in PLAN_YEARS
        if year > opened.year
    ]
    return _with_violations("C069", charges, (150, 900), rng)


def _set_up_fees(young, rng):
    """C072: what was charged when an enterprise was set up, from the decree on."""
    charges = [
        of_firm(firm, "C072", _after(firm, rng.integers(1, 20)), name="新办企业登记环节规费", amount=0)
        for firm in young
        if date(2007, 5, 1) <= firm.founded.date() < date(2010, 12, 1)
    ]
    return _with_violations("C072", charges, (200, 1300), rng)


def _early_fees(young, rng):
    """C073: nothing in the first three years except a few violations; lawful charges after them."""
    early, lawful = [], []
    for firm in young[::CHECKED]:
        end = _end_of_free_years(firm)
        for year in range(max(2007, firm.founded.year + 1), PLAN_YEARS.stop):
            day = some_day(rng, year)
            charge = of_firm(firm, "C073", day, name="市及市以下行政性收费", amount=0)
            if day < end:
                early.append(charge)
            elif day > end:
                note = "已满三年，依法收取"
                lawful.append(replace(charge, amount=_yuan(rng, (300, 2000)), note=note))
    return [*_with_violations("C073", early, (100, 1500), rng), *lawful]


def _end_of_free_years(firm):
    return years_after(firm.founded.date(), programme().rules.free_years)


def _after(firm, days):
    return firm.founded.date() + timedelta(days=int(days))


def _with_violations(commitment, charges, span, rng):
    wrong = set(rng.permutation(len(charges))[: VIOLATIONS[commitment]].tolist())
    return [
        replace(charge, amount=_yuan(rng, span)) if place in wrong else charge
        for place, charge in enumerate(charges)
    ]


def _yuan(rng, span):
    """A charge of whole ten 元, in 万元."""
    return int(rng.integers(*span)) // 10 * 10 / 1e4


def _national(city, rng):
    """C083 and C084: the last of each kind is never paid, the one before it a year late."""
    large = city.enterprise_year.query("year == 2007 and cluster.notna()").nlargest(40, "revenue")
    firms = city.enterprise.set_index("enterprise_id", drop=False).loc[large["enterprise_id"]]
    for commitment, (what, count, span) in NATIONAL.items():
        chosen = firms.sample(min(count, len(firms)), random_state=rng)
        for place, firm in enumerate(chosen.itertuples(index=False)):
            day = some_day(rng, 2007 + place % 3)
            paid = of_firm(firm, commitment, day, name=f"{firm.name}{what}", quantity=1, whole=1,
                           amount=int(rng.integers(*span)))  # fmt: skip
            yield _in_time(paid, len(chosen) - place)


def _in_time(paid, left):
    unpaid = replace(paid, quantity=0, amount=0)
    if left > 2:
        return paid
    late = replace(paid, known=years_after(paid.date, 1), note="次年补付")
    return replace(unpaid, later=late) if left == 2 else unpaid
