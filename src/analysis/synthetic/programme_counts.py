"""Events counted over a year or at its end: loans, investment, services, approvals, charges, new enterprises."""

from datetime import date

import numpy as np

from analysis.synthetic.allocation import allocate
from analysis.synthetic.calibration import changde
from analysis.synthetic.programme_event import Event, year_end
from analysis.synthetic.programme_plan import PLAN_YEARS, YEARS, programme

HALF_YEARS = ((6, 30), (12, 31))


def counted_events(rng):
    """Yearly and half-yearly counts of the city, its districts, clusters, parks, banks and authorities."""
    return [*_loans(), *_park_investment(rng), *_services(), *_approvals(), *_new_enterprises(rng),
            *_inspections(), *_lowest_rates(), *_intermediaries()]  # fmt: skip


def _split(total, weights):
    """`total` 亿元 in parts of 0.01 亿元, as 万元."""
    return allocate(round(total * 100), np.asarray(weights, dtype=float)) * 100.0


def _loans():
    plan = programme()
    for cluster, balances in plan.loans.items():
        for year, balance in zip(YEARS, balances, strict=True):
            parts = _split(balance, list(plan.banks.values()))
            for bank, part in zip(plan.banks, parts, strict=True):
                yield Event("C085", year_end(year), name=bank, cluster=cluster, amount=part)


def _park_investment(rng):
    parks = [(name, park) for name, district in changde().districts.items() for park in district.parks]
    weights = rng.uniform(0.4, 1.6, len(parks))
    for year, total in zip(YEARS, programme().park_investment, strict=True):
        parts = _split(total, weights * rng.uniform(0.8, 1.2, len(parks)))
        for (district, park), part in zip(parks, parts, strict=True):
            yield Event("C026", year_end(year), district=district, park=park, amount=part)


def _services():
    for branch, turnover in programme().producer_services.items():
        for year, amount in zip(YEARS, turnover, strict=True):
            yield Event("C101", year_end(year), name=branch, amount=amount * 1e4)


def _approvals():
    for kind, found in programme().approvals.items():
        for year, days, steps in zip(YEARS, found.days, found.steps, strict=True):
            yield Event("C090", year_end(year), name=kind, quantity=days, whole=steps)


def _new_enterprises(rng):
    """New enterprises by district and year, and how many of each half-year's applicants had an agent."""
    plan, districts = programme(), list(changde().districts)
    weights = rng.uniform(0.5, 1.5, len(districts))
    rates = dict(zip(PLAN_YEARS, plan.agency_rate, strict=True))
    for year, total in zip(YEARS, plan.new_enterprises, strict=True):
        founded = allocate(total, weights * rng.uniform(0.9, 1.1, len(districts)))
        for district, count in zip(districts, founded.tolist(), strict=True):
            yield Event("C081", year_end(year), district=district, quantity=count)
            if year in rates:
                yield from _agents(district, year, count, rates[year])


def _agents(district, year, count, rate):
    for day, applied in zip(HALF_YEARS, (count // 2, count - count // 2), strict=True):
        handled = int(np.floor(applied * rate))
        yield Event("C071", date(year, *day), district=district, quantity=handled, whole=applied)


def _inspections():
    for authority, found in programme().inspections.items():
        for year, breaches, fined in zip(PLAN_YEARS, found.breaches, found.fined, strict=True):
            yield Event("C078", year_end(year), name=authority, quantity=fined, whole=breaches,
                        amount=fined * 0.2)  # fmt: skip


def _lowest_rates():
    for body, found in programme().lowest_rates.items():
        for year, charges, lowest in zip(PLAN_YEARS, found.charges, found.lowest, strict=True):
            yield Event("C079", year_end(year), name=body, quantity=lowest, whole=charges)


def _intermediaries():
    for kind, found in programme().intermediaries.items():
        for year, cases, average in zip(YEARS, found.cases, found.average, strict=True):
            yield Event("C080", year_end(year), name=kind, quantity=cases, amount=cases * average / 1e4)
