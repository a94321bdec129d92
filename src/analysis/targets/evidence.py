"""What verdicts on deeds rest on: the records of a promise, and how far their register has reported."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from analysis.indicators.catalogue import Tables
from analysis.indicators.programme import project_events
from analysis.units import to_unit


@dataclass(frozen=True)
class Evidence:
    """Everything verdicts are computed from, as known on one date.

    tables : aggregates and official figures. programme_event, project, enterprise, enterprise_year : the
    canonical tables; of enterprise_year only enterprise_id, name, year, cluster, district, the money figures,
    obtained, file and line are read. returned : year and obtained, the day the newest annual return of a year
    arrived.
    """

    tables: Tables
    programme_event: pd.DataFrame
    project: pd.DataFrame
    enterprise: pd.DataFrame
    enterprise_year: pd.DataFrame
    returned: pd.DataFrame

    def events_known(self, as_of):
        """Events known on `as_of`, with `register`: files that share a commitment, at any remove, are one."""
        if as_of not in self._by_day:
            self._by_day[as_of] = _with_register(known_on(self.programme_event, as_of))
        return self._by_day[as_of]

    def span(self, as_of, registers):
        """What time the `registers` (a frozenset of their numbers) report on; many promises share one."""
        if (as_of, registers) not in self._spans:
            events = self.events_known(as_of)
            self._spans[as_of, registers] = _span(events[events["register"].isin(registers)])
        return self._spans[as_of, registers]

    @cached_property
    def _by_day(self):
        return {}

    @cached_property
    def _spans(self):
        return {}


@dataclass(frozen=True)
class Register:
    """The records of one promise and the span of time in which their silence means that nothing happened.

    rows : columns of programme_event. first_year : of the oldest record in the register. closed_to : the
    last year it has reported in full. reported_to : the day it last arrived. newest : the day of its newest
    record.
    """

    rows: pd.DataFrame
    first_year: int
    closed_to: int
    reported_to: date
    newest: date

    @cached_property
    def years(self):
        """The years that are known in full."""
        return range(self.first_year, self.closed_to + 1)


def register_of(commitment, evidence, as_of, policy):
    """The Register of one commitment on `as_of`; None where nobody has ever reported on it.

    Files that share a commitment are one register: an office that lists three kinds of events in one ledger
    says with the ledger that a fourth did not happen. A file closes the years up to its newest record as far
    as they had ended when it arrived. A commitment without a single record uses the register of the
    commitments with the same `needs`.
    """
    if commitment.counted.projects:
        return _register_of_projects(commitment, evidence, as_of, policy)
    events = evidence.events_known(as_of)
    own = events[events["commitment_id"] == (commitment.counted.list_of or commitment.id)]
    seeds = own if len(own) else _of_same_needs(events, commitment, policy)
    office = frozenset(seeds["register"])
    return (
        Register(own.drop(columns="register").reset_index(drop=True), *evidence.span(as_of, office))
        if office
        else None
    )


def known_on(events, as_of):
    """The events that had happened and been received by `as_of`."""
    day = pd.Timestamp(as_of)
    return events[(events["date"] <= day) & (events["obtained"] <= day)]


def _of_same_needs(events, commitment, policy):
    needed = [c.id for c in policy.commitments.values() if c.needs == commitment.needs]
    return events[events["commitment_id"].isin(needed)]


def _with_register(events):
    """The events with the number of the register each belongs to."""
    pairs = events[["file", "commitment_id"]].drop_duplicates()
    register = {file: number for number, file in enumerate(pairs["file"].unique())}
    moved = True
    while moved:
        numbers = pairs["file"].map(register)
        lowest = numbers.groupby(pairs["commitment_id"]).transform("min")
        joined = lowest.groupby(pairs["file"]).min().to_dict()
        moved, register = joined != register, joined
    return events.assign(register=events["file"].map(register))


def _span(office):
    """first_year, closed_to, reported_to and newest of the Register these events are."""
    # A corrected row carries the later day of its correction, which says nothing about the delivery.
    files = office.groupby("file").agg(newest=("date", "max"), arrived=("obtained", "min"))
    ended = files["arrived"].dt.year - 1
    closed = files["newest"].dt.year.clip(upper=ended).max()
    return (
        int(office["date"].dt.year.min()),
        int(closed),
        files["arrived"].max().date(),
        office["date"].max().date(),
    )


def _register_of_projects(commitment, evidence, as_of, policy):
    counted, project = commitment.counted, known_projects(evidence.project, as_of)
    if project.empty:
        return None
    floor, money = counted.investment_above, policy.decree.money_unit
    floor = None if floor is None else float(to_unit(floor.value, floor.unit, money))
    rows = project_events(project, counted, floor)
    arrived = project["obtained"].max()
    first = project[["approved", "started"]].min().min()
    return Register(
        rows.reset_index(drop=True),
        arrived.year if pd.isna(first) else int(first.year),
        int(arrived.year) - 1,
        arrived.date(),
        arrived.date(),
    )


def known_projects(project, as_of):
    """Projects received by `as_of`, with the days after it unknown: a plan is no deed."""
    day = pd.Timestamp(as_of)
    known = project[project["obtained"] <= day].copy()
    for column in ("approved", "served", "started", "completed"):
        known[column] = known[column].where(known[column] <= day)
    return known
