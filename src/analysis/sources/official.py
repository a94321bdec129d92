"""Published figures -> official_series; each keeps its unit as printed, vintage, price base and source."""

import re

import pandas as pd

from analysis import units
from analysis.errors import MonitorError
from analysis.sources import checks, numbers, texts
from analysis.sources.records import fault
from analysis.sources.rules import CellError, Parsed
from analysis.tables import OFFICIAL_SERIES, PRICE_BASE

_SLUG = re.compile(r"[a-z][a-z0-9_]*")
_PERIOD = re.compile(r"(?:(\d{4})-)?(\d{4})", re.ASCII)
_MAY_BE_BLANK = {"month", "note", "scope"}


def readers(sidecar, policy):
    """How to read each column of a file of published figures."""
    table = OFFICIAL_SERIES
    parsers = {
        "entity": _slug,
        "indicator": _slug,
        "period": _period,
        "month": _month,
        "value": texts.text,
        "unit": _unit,
        "price_base": _price_base,
        "scope": _slug,
        "vintage": texts.day,
        "vintage_basis": _one_of(table.column("vintage_basis").allowed),
        "source": texts.text,
        "note": texts.text,
    }
    return {name: {"parse": parse} for name, parse in parsers.items()}


def _slug(cell):
    read = texts.text(cell)
    if read.value and not _SLUG.fullmatch(read.value):
        raise CellError("not_a_slug")
    return read


def _period(cell):
    """(first year, last year) of '2007' or '2006-2010'."""
    read = texts.text(cell)
    if read.value is None:
        return read
    match = _PERIOD.fullmatch(read.value)
    first, last = (int(match[1] or match[2]), int(match[2])) if match else (1, 0)
    if not 1949 <= first <= last <= 2100:
        raise CellError("not_a_period")
    return read._replace(value=(first, last))


def _month(cell):
    read = numbers.count(cell)
    if read.value is not None and not 1 <= read.value <= 12:
        raise CellError("not_a_month")
    return read


def _unit(cell):
    read = texts.text(cell)
    if read.value and not units.is_known(read.value):
        raise CellError("unit_is_not_known")
    return read


def _price_base(cell):
    read = texts.text(cell)
    if read.value and not re.fullmatch(PRICE_BASE, read.value, re.ASCII):
        raise CellError("not_an_allowed_word", allowed="current, comparable, none, 2005, 2010 …")
    return read


def _one_of(allowed):
    def parse(cell):
        read = texts.text(cell)
        if read.value and read.value not in allowed:
            raise CellError("not_an_allowed_word", allowed=", ".join(allowed))
        return read

    return parse


def check(records, columns, sidecar, policy, name):
    """Rejects figures without a source, unit, vintage or readable value, and figures given twice."""
    required = {column.name for column in columns} - _MAY_BE_BLANK
    checks.required_cells_are_blank(records, columns, required)
    records.values["converted"] = [None] * len(records)
    records.values["canonical_unit"] = [None] * len(records)
    for position in records.accepted():
        _convert(records, position, policy.decree.money_unit, numbers.Signs(decimal=sidecar.decimal))
    key = ["entity", "indicator", "period", "month", "price_base", "vintage"]
    key += ["scope"] if "scope" in records.values else []
    return checks.figures_repeat_within_series(records, columns, tuple(key))


def _convert(records, position, money_unit, signs):
    printed, unit = records.values["value"][position], records.values["unit"][position]
    try:
        target = units.CANONICAL.get(units.dimension(unit), money_unit)
        read: Parsed = numbers.number(printed, signs)
        records.values["converted"][position] = float(units.to_unit(read.value, unit, target))
        records.values["canonical_unit"][position] = target
        for change in read.changes:
            records.changes[("value", printed, change)] = [read.value, read.note, 1, records.lines[position]]
    except CellError as error:
        records.reject(position, fault("value", printed, error.rule, **error.facts))
    except MonitorError as error:
        records.reject(position, fault("unit", unit, "unit_has_no_place_here", why=str(error)))


def canonical(records, sidecar):
    """The accepted rows as a frame; a figure is hidden from editions before its own vintage."""
    accepted = records.accepted()
    found = {name: [values[i] for i in accepted] for name, values in records.values.items()}
    same = (
        "entity",
        "indicator",
        "month",
        "price_base",
        "scope",
        "vintage",
        "vintage_basis",
        "source",
        "note",
    )
    return pd.DataFrame(
        {
            **{name: found.get(name, [None] * len(accepted)) for name in same},
            "year": [last for _, last in found["period"]],
            "year_from": [first for first, _ in found["period"]],
            "value": found["converted"],
            "unit": found["canonical_unit"],
            "printed_value": found["value"],
            "printed_unit": found["unit"],
            "obtained": found["vintage"],
        }
    )
