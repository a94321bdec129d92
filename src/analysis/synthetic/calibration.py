"""What the synthetic city is calibrated to, read from changde.yaml into a closed, frozen model."""

from datetime import date
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict

from analysis.units import to_unit


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Single(Closed):
    """The one enterprise of a stratum that has only one."""

    name: str
    founded: date
    ownership: str


class Ratios(Closed):
    """Per 万元 of revenue, except value_added, which is per 万元 of gross output."""

    gross_output: float
    value_added: float
    tax: float
    energy: float
    employees: float


class Stratum(Closed):
    """Enterprises calibrated together; revenue in 亿元, one figure a year."""

    cluster: str | None
    single: Single | None = None
    revenue: list[float]
    share: float
    spread: float
    slump: float
    ratios: Ratios
    industries: dict[str, list[str]]
    districts: dict[str, float]


class District(Closed):
    name: str
    place: str
    parks: list[str]


class Trend(Closed):
    base_year: int
    factor: float

    def at(self, year):
        """The factor that applies in `year`; 1 in the base year."""
        return self.factor ** (year - self.base_year)


class Calibration(Closed):
    """Targets, shares and printed names of the synthetic city."""

    years: list[int]
    months: list[int]
    ytd_years: list[int]
    threshold: int
    reference_size: int
    city_energy: list[float]
    park_revenue_share: list[float]
    calendar: dict[str | int, list[float]]
    energy_trend: Trend
    employee_trend: Trend
    strata: dict[str, Stratum]
    clusters: dict[str, str]
    outside_name: str
    districts: dict[str, District]
    ownerships: dict[str, int]

    @property
    def cluster_of_stratum(self):
        return np.array([stratum.cluster for stratum in self.strata.values()], dtype=object)

    def scale(self, enterprises):
        """How many Changdes a sample of `enterprises` stands for; never less than one."""
        return max(1.0, enterprises / self.reference_size)

    def revenue_totals(self, enterprises):
        """Revenue to meet in whole 万元, strata x years."""
        totals = np.array([stratum.revenue for stratum in self.strata.values()])
        return np.rint(to_unit(totals, "亿元", "万元") * self.scale(enterprises)).astype(np.int64)


@cache
def changde():
    """The calibration shipped with the package."""
    text = (files("analysis.synthetic") / "changde.yaml").read_text(encoding="utf-8")
    return Calibration.model_validate(yaml.safe_load(text))
