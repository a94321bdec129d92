"""The closed, frozen models behind decree.yaml, clusters.yaml and districts.yaml."""

import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from analysis.units import dimension, is_known


def _known_unit(unit):
    if not is_known(unit):
        raise ValueError("a unit listed in analysis/units.py, such as 亿元, %, 个 or 人")
    return unit


def _money(unit):
    if dimension(_known_unit(unit)) not in {"yuan", "euro"}:
        raise ValueError("a unit of money, such as 万元, 亿元 or m EUR")
    return unit


def _iso_day(value):
    # Left to itself the model would read 2010 as a number of seconds since 1970.
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError('a day written "YYYY-MM-DD", in quotes')
    return date.fromisoformat(value)


Unit = Annotated[str, AfterValidator(_known_unit)]
Money = Annotated[str, AfterValidator(_money)]
Day = Annotated[date, BeforeValidator(_iso_day)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Prose = Annotated[str, Field(min_length=1)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Year = Annotated[int, Field(strict=True, ge=1900, le=2200)]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-F]{6}$")]
IndustryCode = Annotated[str, Field(pattern=r"^\d{2,4}$")]
CommitmentId = Annotated[str, Field(pattern=r"^C\d{3}$")]


class Closed(BaseModel):
    """Refuses keys it does not know and cannot be changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Closed):
    """One text, written once in Chinese and once in English."""

    zh: Prose
    en: Prose

    def __getitem__(self, lang):
        return {"zh": self.zh, "en": self.en}[lang]


class Amount(Closed):
    """A number and its unit, as the decree prints it."""

    value: Number
    unit: Unit


class Issued(Closed):
    year: Year
    note: Bilingual | None = None


class ProgressBands(Closed):
    """Lowest progress ratios that count as on track and as in need of acceleration."""

    on_track: Number
    acceleration_needed: Number

    @model_validator(mode="after")
    def bands_descend(self):
        if not 0 < self.acceleration_needed < self.on_track <= 1:
            raise ValueError("0 < acceleration_needed < on_track <= 1")
        return self


class Headline(Closed):
    """The commitments that answer the decree's leading questions; a question it does not raise is left out.

    `also` names further leading commitments, shown after these under the name of their indicator.
    """

    share: CommitmentId | None = None
    concentration: CommitmentId | None = None
    energy: CommitmentId | None = None
    revenue: CommitmentId | None = None
    industry: CommitmentId | None = None
    also: tuple[CommitmentId, ...] = ()

    @property
    def asked(self):
        """{question: commitment id} in this order, an id of `also` being its own question."""
        roles = {key: self.__dict__[key] for key in Headline.model_fields if key != "also"}
        return {key: found for key, found in roles.items() if found} | {each: each for each in self.also}

    @model_validator(mode="after")
    def something_leads(self):
        if not self.asked:
            raise ValueError("at least one commitment, such as `revenue: C001`")
        return self


class ClassSize(Closed):
    """What a training class can plausibly hold, and the two commitments that imply it."""

    classes: CommitmentId
    persons: CommitmentId
    low: Number
    high: Number

    @model_validator(mode="after")
    def low_is_below_high(self):
        if not 0 < self.low < self.high:
            raise ValueError("0 < low < high")
        return self


class Scope(Closed):
    """Which enterprises the statistics cover from a year on: `above-scale` industry and its threshold."""

    since: Year
    name: Bilingual
    least_revenue: Amount | None = None


class Decree(Closed):
    """decree.yaml: what holds for the whole plan."""

    id: Identifier
    city: Bilingual
    title: Bilingual
    number: Prose
    issued: Issued
    deadline: Day
    baseline_year: Year
    energy_baseline_year: Year | None = None
    money_unit: Money
    money_display: Bilingual
    core_enterprise_revenue: Amount
    headline: Headline
    questions: dict[Literal["share", "concentration", "energy", "revenue", "industry"], Bilingual] = {}
    progress_bands: ProgressBands
    class_size: ClassSize | None = None
    classification: Prose | None = None
    scopes: dict[Identifier, Scope] = {}
    clauses: dict[str, Bilingual]
    entities: dict[Identifier, Bilingual] = {}
    measures: dict[Identifier, Bilingual] = {}
    indicators: dict[Identifier, Bilingual]

    @field_validator("money_display")
    @classmethod
    def money_display_is_money(cls, display):
        _money(display.zh), _money(display.en)
        return display

    @property
    def energy_since(self):
        """The year energy use is compared with: `energy_baseline_year`, or that of everything else."""
        return self.energy_baseline_year or self.baseline_year

    @model_validator(mode="after")
    def core_enterprise_revenue_is_money(self):
        unit = self.core_enterprise_revenue.unit
        if dimension(unit) != dimension(self.money_unit):
            raise ValueError(f"core_enterprise_revenue in the currency of {self.money_unit}, not in {unit}")
        return self


class IndustryCodes(Closed):
    """Prefixes of the decree's `classification` a cluster takes in, less those it leaves to others."""

    include: tuple[IndustryCode, ...] = Field(min_length=1)
    exclude: tuple[IndustryCode, ...] = ()

    @model_validator(mode="after")
    def exclusions_lie_inside(self):
        outside = [code for code in self.exclude if not code.startswith(self.include)]
        if outside:
            raise ValueError(f"excluded codes that lie inside an included one; {', '.join(outside)} does not")
        return self

    def matched_length(self, code):
        """Length of the longest included prefix of `code`; 0 where none holds or one is excluded."""
        if code.startswith(self.exclude):
            return 0
        return max((len(prefix) for prefix in self.include if code.startswith(prefix)), default=0)


class Cluster(Closed):
    id: Identifier
    name: Bilingual
    short: Bilingual
    aliases: tuple[str, ...] = ()
    tier: Identifier
    colour: Colour
    industry_codes: IndustryCodes | None = None

    def takes_in(self, code):
        """How much of an industry code it claims, in characters; 0 where it does not, or has no codes at all."""
        return self.industry_codes.matched_length(code) if self.industry_codes else 0


class Outside(Closed):
    """Industry that belongs to no cluster, and how offices write that."""

    name: Bilingual
    spellings: tuple[str, ...]
    colour: Colour


class District(Closed):
    id: Identifier
    name: Bilingual
    short: Bilingual
    aliases: tuple[str, ...] = ()
    type: Literal["district", "zone"]
    planned: tuple[Identifier, ...] = ()
    tile: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
