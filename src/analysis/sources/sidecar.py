"""X.source.yaml: what the person who received file X says about it."""

from collections import Counter
from datetime import date
from difflib import get_close_matches
from typing import Literal

import pandas as pd
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis import units
from analysis.errors import SourceError
from analysis.tables import ENERGY, MONEY, VALIDATED

SUFFIX = ".source.yaml"
IGNORE = "ignore"
_STAMPED = {"year", "month", "obtained", "kind", "file", "line", "correction", "withdrawn"}
PERIOD = "period"
# What a return may print beside its table's columns: the period, where one file holds several.
_WITH_PERIOD = ("enterprise_year", "enterprise_ytd")
_PRINTED = {
    **{
        name: [
            *[c for c in table.names if c not in _STAMPED],
            *([PERIOD] if name in _WITH_PERIOD else []),
        ]
        for name, table in VALIDATED.items()
    },
    "official_series": ["entity", "indicator", PERIOD, "month", "value", "unit", "price_base", "scope",
                        "vintage", "vintage_basis", "source", "note"],
}  # fmt: skip
_NEEDED = {
    "enterprise": ("enterprise_id", "name", "district"),
    "enterprise_year": ("enterprise_id", "name", "district", "revenue"),
    "enterprise_ytd": ("enterprise_id", "name", "district", "revenue"),
    "programme_event": ("event_id", "commitment_id", "date"),
    "project": ("project_id", "name", "district"),
    "official_series": tuple(name for name in _PRINTED["official_series"] if name != "scope"),
}
_PERIOD_OF = {"enterprise_year": ("year",), "enterprise_ytd": ("year", "month")}


Classification = Literal[
    "GB/T 4754-1994", "GB/T 4754-2002", "GB/T 4754-2011", "GB/T 4754-2017",
    "NACE Rev. 1.1", "NACE Rev. 2", "NACE Rev. 2.1",
]  # fmt: skip


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Producer(_Closed):
    zh: str
    en: str


class Period(_Closed):
    year: int = Field(ge=1949, le=2100)
    month: int | None = Field(default=None, ge=1, le=12)

    def __str__(self):
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02d}"


class Sidecar(_Closed):
    """The delivery's table, kind, date received, period, units, layout and column names."""

    table: Literal[
        "enterprise", "enterprise_year", "enterprise_ytd", "official_series", "programme_event", "project"
    ]
    kind: Literal["real", "synthetic"]
    producer: Producer
    obtained: date
    period: Period | None = None
    unit: str | None = None
    energy_unit: str | None = None
    sheet: str | None = None
    ignore_sheets: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = Field(min_length=1)
    unit_line: int | None = Field(default=None, ge=1)
    columns: dict[str, str]
    totals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    symbols: dict[str, Literal["missing", "zero", "below_unit", "not_applicable"]] = {}
    negatives: tuple[Literal["parentheses", "triangle", "minus_sign"], ...] = ()
    inline_units: tuple[str, ...] = ()
    decimal: Literal["point", "comma"] = "point"
    encoding: Literal["windows-1252"] | None = None
    codes: Literal["organisation", "own"] = "organisation"
    scope: str | None = None
    classification: Classification | None = None

    @property
    def canonical(self):
        """Canonical columns this file prints, in its order."""
        return [column for column in self.columns.values() if column != IGNORE]

    def of_type(self, column_type):
        table = VALIDATED[self.table]
        return [c for c in self.canonical if c in table.names and table.column(c).type == column_type]


def read_sidecar(path, shown):
    """The sidecar at `path`; `shown` is the name used in errors.

    Raises SourceError naming file, key, what was found and expected, and the closest known key.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourceError(f"is not readable YAML: {_one_line(error)}.", file=shown) from error
    if not isinstance(content, dict):
        raise SourceError(
            "says nothing.", file=shown, expected="keys such as table, kind, obtained, columns."
        )
    try:
        sidecar = Sidecar.model_validate(content)
    except ValidationError as error:
        raise _refusal(error, shown) from error
    for rule in (columns_not_in_table, columns_missing_for_table, column_named_twice, period_not_of_table):
        rule(sidecar, shown)
    for rule in (money_has_no_unit, energy_has_no_unit, header_rows_not_consecutive):
        rule(sidecar, shown)
    for rule in (inline_units_not_of_money_or_energy, symbols_hold_digits):
        rule(sidecar, shown)
    return sidecar


def _refusal(error, shown):
    rows = pd.DataFrame([_problem(each) for each in error.errors()])
    wrong = "1 key is wrong" if len(rows) == 1 else f"{len(rows)} keys are wrong"
    return SourceError(
        f"{wrong}.", file=shown, rows=rows, way_out="Correct the sidecar and run prepare again."
    )


def _problem(each):
    key = ".".join(str(part) for part in each["loc"])
    if each["type"] == "extra_forbidden":
        close = get_close_matches(str(each["loc"][-1]), Sidecar.model_fields, n=1, cutoff=0.5)
        expected = f"no such key; did you mean {close[0]}?" if close else "no such key"
    elif each["type"] == "missing":
        return {"key": key, "found": "", "expected": "this key is required"}
    elif each["type"] == "literal_error":
        expected = each["ctx"]["expected"] + _closest(each["input"], each["ctx"]["expected"])
    else:
        expected = each["msg"]
    return {
        "key": key,
        "found": "" if each["input"] is None else str(each["input"])[:40],
        "expected": expected,
    }


def _closest(found, expected):
    names = expected.replace("'", "").replace(" or ", ", ").split(", ")
    close = get_close_matches(str(found), names, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _one_line(error):
    return " ".join(str(error).split())


def columns_not_in_table(sidecar, shown):
    """Refuses a header that the sidecar gives to a column the table does not have."""
    known = _PRINTED[sidecar.table]
    wrong = {p: c for p, c in sidecar.columns.items() if c != IGNORE and c not in known}
    if wrong:
        rows = pd.DataFrame(
            [{"key": f"columns.{p}", "found": c, "closest": _close(c, known)} for p, c in wrong.items()]
        )
        raise SourceError(
            f"table {sidecar.table} has no such column.",
            file=shown,
            rows=rows,
            expected=f"one of: {', '.join(known)}; or ignore.",
        )


def _close(name, known):
    return next(iter(get_close_matches(name, known, n=1, cutoff=0.4)), "")


def columns_missing_for_table(sidecar, shown):
    """Refuses a sidecar whose columns do not give the table's indispensable ones."""
    missing = [column for column in _NEEDED[sidecar.table] if column not in sidecar.canonical]
    if missing:
        raise SourceError(
            f"columns: nothing is read as {', '.join(missing)}, which table {sidecar.table} needs.",
            file=shown,
            expected=f"at least: {', '.join(_NEEDED[sidecar.table])}.",
        )


def column_named_twice(sidecar, shown):
    """Refuses two printed headers read as the same column."""
    twice = [column for column, count in Counter(sidecar.canonical).items() if count > 1]
    if twice:
        raise SourceError(f"columns: {', '.join(twice)} is read from two printed columns.", file=shown)


def period_not_of_table(sidecar, shown):
    """Refuses a period that is absent where the table has one, or present where it has none."""
    found = tuple(sidecar.period.model_dump(exclude_none=True)) if sidecar.period else ()
    in_rows = sidecar.table in _WITH_PERIOD and PERIOD in sidecar.canonical
    expected = () if in_rows else _PERIOD_OF.get(sidecar.table, ())
    if found != expected:
        raise SourceError(
            f"period: found {' and '.join(found) or 'none'} for table {sidecar.table}.",
            file=shown,
            expected=f"{' and '.join(expected) or 'no period, since its rows or figures print theirs'}.",
        )


def inline_units_not_of_money_or_energy(sidecar, shown):
    """Refuses `inline_units` for a column that is not read as money or energy."""
    wrong = [c for c in sidecar.inline_units if c not in (*sidecar.of_type(MONEY), *sidecar.of_type(ENERGY))]
    if wrong:
        raise SourceError(
            f"inline_units: {', '.join(wrong)} is no column of money or energy in this file.",
            file=shown,
            expected="canonical columns such as revenue or energy_tce.",
        )


def money_has_no_unit(sidecar, shown):
    """Refuses money columns without a unit, and a unit that is not one of money."""
    _unit_fits(sidecar.of_type(MONEY), "unit", sidecar.unit, ("yuan", "euro"), shown)


def money_is_of_another_currency(sidecar, money_unit, shown):
    """Refuses money in another currency than the city's tables are kept in: no one rate turns a year into it."""
    if sidecar.of_type(MONEY) and units.dimension(sidecar.unit) != units.dimension(money_unit):
        raise SourceError(
            f"unit: {sidecar.unit} is another currency than {money_unit}, the money_unit of decree.yaml.",
            file=f"{shown}{SUFFIX}",
            way_out="Ask the sender for the figures in the city's currency, or correct `unit`.",
        )


def energy_has_no_unit(sidecar, shown):
    """Refuses an energy column without a unit, and a unit that is not one of energy."""
    _unit_fits(sidecar.of_type(ENERGY), "energy_unit", sidecar.energy_unit, ("energy",), shown)


def _unit_fits(columns, key, unit, dimensions, shown):
    if columns and unit is None:
        raise SourceError(
            f"{key}: no unit is given for {', '.join(columns)}.",
            file=shown,
            way_out=f"Ask the sender and add `{key}: ...`; a unit is never guessed.",
        )
    if unit is not None and (not units.is_known(unit) or units.dimension(unit) not in dimensions):
        raise SourceError(f"{key}: {unit!r} is not a unit of {' or '.join(dimensions)}.", file=shown)


def header_rows_not_consecutive(sidecar, shown):
    """Refuses header rows with gaps, or before line 1."""
    first = sidecar.header_rows[0]
    if first < 1 or sidecar.header_rows != tuple(range(first, first + len(sidecar.header_rows))):
        raise SourceError(
            f"header_rows: found {list(sidecar.header_rows)}.",
            file=shown,
            expected="rows that follow each other.",
        )


def symbols_hold_digits(sidecar, shown):
    """Refuses a statistical sign with a digit in it: it could be a number."""
    wrong = [sign for sign in sidecar.symbols if any(character.isdigit() for character in sign)]
    if wrong:
        raise SourceError(
            f"symbols: {', '.join(map(repr, wrong))} has a digit, so it could be a number.",
            file=shown,
            expected="signs such as … or —.",
        )
