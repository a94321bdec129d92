"""One dated record that mends, withdraws, moves, links or confirms rows as delivered.

A record says which row it is about (`where`), the value it expects to find there, what stands instead, why, and
who decided it when. It is in force from `decided` until the day before `until`.
"""

import math
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Generic, Literal, TypeVar

import pandas as pd
from pydantic import BeforeValidator, Field, field_validator, model_validator

from analysis.policy.correctable import cell_value, correctable, figures, may_be_named
from analysis.policy.models import Bilingual, Closed, Day, Identifier, Number, Prose, Year
from analysis.policy.refusals import closest

Whole = Annotated[int, Field(strict=True, ge=1)]
Month = Annotated[int, Field(strict=True, ge=1, le=12)]
Value = str | float | int | date | None


def _both_languages(name):
    return {"zh": name, "en": name} if isinstance(name, str) else name


def _figure(value):
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("a number without quotes, or one for each of `columns`")
    return float(value)


def _figures(value):
    return {key: _figure(one) for key, one in value.items()} if isinstance(value, dict) else _figure(value)


def same(found, expected):
    """Whether a cell holds what a record expects: numbers to 9 digits, everything else exactly."""
    if expected is None or pd.isna(found):
        return expected is None and bool(pd.isna(found))
    if isinstance(expected, int | float):
        return math.isclose(found, expected, rel_tol=1e-9)
    if isinstance(expected, date):
        return pd.Timestamp(found) == pd.Timestamp(expected)
    return found == expected


class Where(Closed):
    """Which row, by its key; `file` and `line` narrow it to one delivery."""

    file: Prose | None = None
    line: Whole | None = None

    @field_validator("line")
    @classmethod
    def line_belongs_to_a_file(cls, line, info):
        if line is not None and info.data.get("file") is None:
            raise ValueError("`file` beside it: every file has such a line")
        return line

    @property
    def cells(self):
        """Column -> value of every cell that tells the row; None for a cell that is blank."""
        return {name: value for name, value in self if value is not None}

    def holds(self, row):
        """Whether `row`, a mapping of columns, is such a row."""
        return all(same(row[name], value) for name, value in self.cells.items())


class OfEnterprise(Where):
    enterprise_id: Prose


class OfYear(OfEnterprise):
    year: Year


class OfMonth(OfYear):
    month: Month


class OfSeries(Where):
    """A published figure: of the whole year, of one year and of no stated scope unless written otherwise."""

    entity: Identifier
    indicator: Identifier
    year: Year
    year_from: Year | None = None
    month: Month | None = None
    scope: Identifier | None = None
    price_base: Prose | None = None
    vintage: Day | None = None

    @property
    def cells(self):
        absent = {"month": None, "scope": None, "year_from": self.year}
        return absent | super().cells


class Correction(Closed):
    """What every record says; `rewrites` is the table whose rows it changes, None where it changes none."""

    id: str
    action: str
    reason: Bilingual
    decided: Day
    decided_by: Annotated[Bilingual, BeforeValidator(_both_languages)]
    status: Literal["in_force", "proposed", "withdrawn"]

    withdraws: ClassVar = False

    @property
    def in_force(self):
        return self.status == "in_force"

    @property
    def rewrites(self):
        return None


W = TypeVar("W", bound=Where)


class Rewriting(Correction):
    """A record that puts another version beside a row.

    `found` is column -> the value expected there, `made` column -> what stands instead. From `until` on the row
    counts as delivered again; a delivery of that day or later is not looked at.
    """

    until: Day | None = None

    @field_validator("until")
    @classmethod
    def until_follows_decided(cls, until, info):
        if until is not None and until <= info.data.get("decided", date.min):
            raise ValueError("a day after `decided`")
        return until

    @property
    def rewrites(self):
        return self.table

    def covers(self, year):
        return True


class Override(Rewriting, Generic[W]):
    """Another value in one cell."""

    action: Literal["override"]
    table: str
    where: W
    column: str
    expected: Value
    set: Value

    @field_validator("column")
    @classmethod
    def column_can_be_corrected(cls, column, info):
        return _one_of(column, correctable(info.data["table"]))

    @field_validator("expected", "set", mode="before")
    @classmethod
    def value_fits_the_column(cls, value, info):
        return cell_value(info.data["table"], info.data["column"], value) if "column" in info.data else value

    @model_validator(mode="after")
    def something_changes(self):
        if self.set == self.expected:
            raise ValueError("`set` to differ from `expected`")
        return self

    @property
    def found(self):
        return {self.column: self.expected}

    @property
    def made(self):
        return {self.column: self.set}


class Scale(Rewriting, Generic[W]):
    """One or several figures of a row times `factor`, as for a row sent in another unit."""

    action: Literal["scale"]
    table: str
    where: W
    column: str | None = None
    columns: tuple[str, ...] = ()
    expected: Annotated[float | dict[str, float], BeforeValidator(_figures)]
    factor: Number

    @field_validator("column", "columns")
    @classmethod
    def columns_hold_figures(cls, named, info):
        for column in (named,) if isinstance(named, str) else named or ():
            _one_of(column, figures(info.data["table"]))
        return named

    @field_validator("factor")
    @classmethod
    def factor_changes_the_figure(cls, factor):
        if factor <= 0 or factor == 1:
            raise ValueError("a factor above 0 that is not 1")
        return factor

    @model_validator(mode="after")
    def every_column_is_expected_once(self):
        if bool(self.column) == bool(self.columns):
            raise ValueError("either `column` or `columns`")
        named = set(self.expected) if isinstance(self.expected, dict) else None
        if named != (set(self.columns) or None):
            raise ValueError("`expected` to give a number for `column`, or for each of `columns` by name")
        return self

    @property
    def found(self):
        return self.expected if self.columns else {self.column: self.expected}

    @property
    def made(self):
        # In decimals: 1234000 x 0.1 is 123400 and not 123400.00000000001.
        factor = Decimal(repr(self.factor))
        return {column: float(Decimal(repr(value)) * factor) for column, value in self.found.items()}


class Drop(Rewriting, Generic[W]):
    """The row does not count."""

    action: Literal["drop"]
    table: str
    where: W
    expected: Annotated[dict[str, Value], Field(min_length=1)]

    withdraws: ClassVar = True

    @field_validator("expected", mode="before")
    @classmethod
    def values_fit_their_columns(cls, expected, info):
        if not isinstance(expected, dict):
            raise ValueError("the values found now, such as {revenue: 1200}")
        table = info.data["table"]
        named = {_one_of(column, may_be_named(table)): value for column, value in expected.items()}
        return {column: cell_value(table, column, value) for column, value in named.items()}

    @property
    def found(self):
        return self.expected

    @property
    def made(self):
        return {}


class Move(Rewriting, Generic[W]):
    """The enterprise's rows belong to another district: those of `years`, or of every year from `since` on."""

    action: Literal["move"]
    table: str
    where: W
    since: Year | None = None
    years: tuple[Year, ...] = ()
    expected: Identifier
    to: Identifier

    @model_validator(mode="after")
    def district_and_years_are_told(self):
        if self.to == self.expected:
            raise ValueError("`to` to differ from `expected`")
        if self.table == "enterprise" and (self.since or self.years):
            raise ValueError("neither `since` nor `years`: the register has one row an enterprise")
        if self.table != "enterprise" and bool(self.since) == bool(self.years):
            raise ValueError("either `since` or `years`")
        return self

    def covers(self, year):
        return year in self.years if self.years else self.since is None or year >= self.since

    @property
    def found(self):
        return {"district": self.expected}

    @property
    def made(self):
        return {"district": self.to}


class Known(Closed):
    enterprise_id: Prose


class Names(Closed):
    """The names the old and the new id are known by."""

    old: Prose
    new: Prose


class Link(Correction):
    """An enterprise goes on under another id, renamed or merged."""

    action: Literal["link"]
    where: Known
    to: Prose
    expected: Names

    @field_validator("to")
    @classmethod
    def ids_are_two(cls, to, info):
        if "where" in info.data and to == info.data["where"].enterprise_id:
            raise ValueError("another id than that of `where`")
        return to


class Confirm(Correction, Generic[W]):
    """A figure that a check takes for impossible is right, and counts from `decided` on."""

    action: Literal["confirm"]
    table: str
    where: W
    column: str
    rule: Identifier
    expected: Number

    @field_validator("column")
    @classmethod
    def column_holds_figures(cls, column, info):
        return _one_of(column, figures(info.data["table"]))


def _one_of(name, allowed):
    if name not in allowed:
        raise ValueError(f"one of: {', '.join(allowed)}{closest(name, allowed)}")
    return name
