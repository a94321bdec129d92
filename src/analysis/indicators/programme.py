"""Indicators of what was done, paid or counted for a promise, from programme_event and project.

Rows of one promise in, a number or a Series by year out. A row is a thing done unless its quantity or its
amount is 0, which says that somebody looked and found nothing. A missing quantity means one thing; a missing
amount, or a missing number of persons, leaves the total unknown. Undefined results are NaN with a reason
(`analysis.indicators.undefined`).
"""

import pandas as pd

from analysis.indicators.undefined import Undefined

CITY = "city"
_COLUMN = {
    "district": "district",
    "place": "district",
    "budget": "district",
    "cluster": "cluster",
    "name": "name",
    "enterprise": "enterprise_id",
    "date": "date",
}


def done(rows):
    """The rows of things done: neither a quantity nor an amount of 0."""
    return rows[rows["quantity"].ne(0) & rows["amount"].ne(0)]


def things(rows, each, districts=()):
    """What a row counts for, a Series of names; missing where it counts for nothing.

    `each` is one of the words of `policy.counted.Counted`; `districts` the ids that count under `district`
    and `budget`. A row without a district is the city's own under `budget`. Parks of one name in two
    districts are two parks.
    """
    if each == "park":
        return (rows["district"].fillna("") + "/" + rows["park"]).where(rows["park"].notna())
    named = rows[_COLUMN[each]]
    if each == "budget":
        named = named.fillna(CITY)
        return named.where(named.isin([*districts, CITY]))
    return named.where(named.isin(list(districts))) if each == "district" else named


def first_days(rows, each, districts=()):
    """The day each distinct thing was first done, a Series of days by thing, earliest first."""
    kept = done(rows)
    return kept["date"].groupby(things(kept, each, districts)).min().sort_values(kind="stable")


def days_of_things(rows, counted, districts=()):
    """A day for each thing done, in order: of distinct things the first, else one a unit of quantity."""
    if counted.each:
        return first_days(rows, counted.each, districts)
    kept = done(rows)
    times = kept["quantity"].fillna(1.0).astype(int)
    names = kept["name"].fillna(kept["event_id"]).repeat(times).to_numpy()
    return pd.Series(kept["date"].repeat(times).to_numpy(), index=names).sort_values(kind="stable")


def count(rows, each=None, districts=()):
    """How many things were done: distinct ones with `each`, else the sum of quantities."""
    if each:
        return float(len(first_days(rows, each, districts)))
    return float(done(rows)["quantity"].fillna(1.0).sum())


def total(rows, column, *, nothing=0.0):
    """Sum of `column`, in its unit; `nothing` without a row. NaN: a row without a figure."""
    if rows.empty:
        return nothing
    return float(rows[column].sum()) if rows[column].notna().all() else Undefined("missing_part")


def coverage(rows):
    """Quantities over wholes of all rows, 0..1. NaN: no rows, a missing figure, wholes of 0."""
    if rows.empty:
        return Undefined("no_parts")
    if rows[["quantity", "whole"]].isna().any(axis=None):
        return Undefined("missing_part")
    whole = rows["whole"].sum()
    return float(rows["quantity"].sum() / whole) if whole > 0 else Undefined("zero_total")


def mean_quantity(rows):
    """Mean quantity of the rows, each with the same weight. NaN: no rows, a missing quantity."""
    if rows.empty:
        return Undefined("no_parts")
    return total(rows, "quantity") / len(rows)


def average_charge(rows):
    """Amount for one case, money unit: amounts over quantities. NaN: none, a missing figure, no case."""
    if rows.empty:
        return Undefined("no_parts")
    cases, charged = total(rows, "quantity"), total(rows, "amount")
    return charged / cases if cases > 0 else Undefined("missing_part" if pd.isna(cases) else "zero_total")


def _level(rows):
    # Loans or investment of a year nobody reported are unknown; money set aside that nobody reported is none.
    return total(rows, "amount", nothing=Undefined("no_parts"))


COUNTS = (
    "milestone_count", "event_count", "class_count", "reward_count", "penalty_count", "enterprise_count",
    "brand_count", "park_count", "project_count",
)  # fmt: skip
# Every other indicator of programme records: rows of one period -> number.
FIGURES = {
    "persons_trained": lambda rows: total(rows, "quantity"),
    "fund_amount": lambda rows: total(rows, "amount"),
    "fee_charged": average_charge,
    "investment": _level,
    "service_output": _level,
    "loan_balance": _level,
    "coverage": coverage,
    "approval_time": mean_quantity,
}
MEASURED = (*COUNTS, *FIGURES)


def figure(rows, indicator, counted, districts=()):
    """The value of one of MEASURED for `rows`, in the money unit, as a count, a share or days."""
    if indicator in COUNTS:
        return count(rows, counted.each, districts)
    return FIGURES[indicator](rows)


def by_year(rows, indicator, counted, years, districts=()):
    """`figure` by year: of the rows of the year, or of all up to its end where `counted.over` is to_date."""
    year = rows["date"].dt.year
    to_date = counted.over == "to_date"
    parts = {y: rows[year <= y] if to_date else rows[year == y] for y in years}
    values = {y: figure(part, indicator, counted, districts) for y, part in parts.items()}
    return pd.Series(values, dtype=float, name=indicator).rename_axis("year")


def core_list(events, day):
    """The rows of the newest version of a list dated no later than `day`; none before the first version."""
    dates = events["date"][events["date"] <= pd.Timestamp(day)]
    return events[events["date"] == dates.max()] if len(dates) else events.iloc[:0]


def least_revenue_of_list(events, enterprise_year, threshold):
    """Lowest revenue among the enterprises of the list in force at the end of a year, by year, money unit.

    All of them are above `threshold` where this is. An enterprise of the list without a figure leaves the
    year NaN, unless another one falls short already. Only years with returns and with a list.
    """
    values = {}
    for year, returns in enterprise_year.groupby("year"):
        listed = core_list(events, f"{year}-12-31")["enterprise_id"].dropna().unique()
        if len(listed):
            revenue = returns.set_index("enterprise_id")["revenue"].reindex(listed)
            least = revenue.min()
            values[int(year)] = least if revenue.notna().all() or least <= threshold else float("nan")
    return pd.Series(values, dtype=float, name="core_enterprise_revenue").rename_axis("year")


def project_events(project, counted, money_floor=None):
    """Projects as rows of programme_event, so that the same counting holds for them.

    Counted by year: a row a project with the day `counted.projects` names. With `money_floor` (the money
    unit): a row an approved project of a cluster with more investment, on the day of approval, whole 1 and
    quantity 1 where it has the other day, else 0.
    """
    day = project[counted.projects]
    rows = project.rename(columns={"project_id": "event_id", "capacity_revenue": "amount"})
    rows = rows.assign(date=day, amount=float("nan"), quantity=float("nan"), whole=float("nan"), park=None)
    if money_floor is None:
        return rows[rows["date"].notna()]
    above = (project["investment"] > money_floor) & project["cluster"].notna() & project["approved"].notna()
    served = day.notna().astype(float)
    return rows.assign(date=project["approved"], quantity=served, whole=1.0)[above]
