"""One programme record before it is printed."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Event:
    """One thing done, paid or counted: the columns of programme_event, money in 万元.

    `known` is the day the office learnt of it, by default `date`; `later` is the record that replaces it under
    the same id once that is known.
    """

    commitment_id: str
    date: date
    name: str | None = None
    district: str | None = None
    cluster: str | None = None
    park: str | None = None
    enterprise_id: str | None = None
    quantity: float | None = None
    whole: float | None = None
    amount: float | None = None
    note: str | None = None
    known: date | None = None
    later: "Event | None" = None

    @property
    def learnt(self):
        return self.known or self.date


def of_firm(firm, commitment_id, day, **facts):
    """An event of an enterprise (a row of the register): its id, district and cluster."""
    place = {"district": firm.district, "cluster": firm.cluster, "enterprise_id": firm.enterprise_id}
    return Event(commitment_id, day, **{**place, **facts})


def year_end(year):
    return date(year, 12, 31)


def some_day(rng, year, first=(2, 1), last=(12, 20)):
    """A day between two (month, day) of a year."""
    start = date(year, *first)
    return start + timedelta(days=int(rng.integers((date(year, *last) - start).days + 1)))


def years_after(day, years):
    """The same day `years` later; 29 February becomes 28 February."""
    day = date(day.year, day.month, min(day.day, 28)) if (day.month, day.day) == (2, 29) else day
    return date(day.year + years, day.month, day.day)
