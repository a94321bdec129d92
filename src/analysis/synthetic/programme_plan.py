"""What the invented offices recorded, read from programme.yaml into a closed, frozen model."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import Field

from analysis.synthetic.calibration import Closed

YEARS = range(2006, 2011)  # the base year and the four years of the plan
PLAN_YEARS = range(2007, 2011)


class Producer(Closed):
    zh: str
    en: str


class Rules(Closed):
    tax_threshold: float
    free_years: int
    service_above: float


class Office(Closed):
    """Who keeps a ledger, how it looks and when it is sent; `columns` is printed header -> canonical column."""

    producer: Producer
    title: str
    file: str
    prefix: str
    format: Literal["gb18030", "utf-8", "utf-8-sig", "xlsx"]
    days: Literal["chinese", "slash", "iso", "cells"]
    unit: str | None = None
    total: bool = False
    blank: str = ""
    schedule: Literal["half_year", "year", "fiscal"]
    note: str
    commitments: list[str] = Field(default=[])
    columns: dict[str, str]


class Milestones(Closed):
    """Things that are there or not, by district, cluster, park or name; `share` marks a promise of coverage."""

    by: Literal["district", "cluster", "park", "name"]
    name: str
    share: bool = False
    done: dict[str, date]
    undone: dict[str, date] = Field(default={})
    opened: dict[str, date] = Field(default={})
    notes: dict[str, str] = Field(default={})
    clusters: dict[str, str] = Field(default={})
    districts: dict[str, str] = Field(default={})


class Fund(Closed):
    name: str
    set_aside: dict[int, float]
    spent: dict[int, float]


class Approval(Closed):
    days: list[float]
    steps: list[int]


class Inspections(Closed):
    breaches: list[int]
    fined: list[int]


class Charges(Closed):
    charges: list[int]
    lowest: list[int]


class Fees(Closed):
    cases: list[int]
    average: list[float]


class Programme(Closed):
    """Everything in programme.yaml; lists by year run from 2006 or from 2007, as the file says."""

    rules: Rules
    offices: dict[str, Office]
    project_office: Office
    projects_approved: list[int]
    milestones: dict[str, Milestones]
    rounds: list[tuple[date, int, date | None, date | None]]
    manager_classes: list[tuple[date, int]]
    technicians: dict[int, int]
    training_agencies: list[str]
    agencies_absent: dict[int, list[str]]
    funds: dict[str, Fund]
    rewards: dict[str, list[tuple[date, str, float]]]
    guarantee_subsidies: dict[str, tuple[int, float]]
    banks: dict[str, float]
    loans: dict[str, list[float]]
    bank_meetings: list[tuple[date, float]]
    park_investment: list[float]
    producer_services: dict[str, list[float]]
    approvals: dict[str, Approval]
    new_enterprises: list[int]
    agency_rate: list[float]
    inspections: dict[str, Inspections]
    lowest_rates: dict[str, Charges]
    intermediaries: dict[str, Fees]


@cache
def programme():
    """The records shipped with the package."""
    text = (files("analysis.synthetic") / "programme.yaml").read_text(encoding="utf-8")
    return Programme.model_validate(yaml.safe_load(text))
