"""Published figures -> official_series; each keeps its unit as printed, vintage, price base and source."""

import re

from analysis import units
from analysis.errors import MonitorError
from analysis.sources import cells, checks
from analysis.sources.records import Fault
from analysis.tables import OFFICIAL_SERIES

_SLUG = re.compile(r"[a-z][a-z0-9_]*")
_PERIOD = re.compile(r"(?:(\d{4})-)?(\d{4})", re.ASCII)
_MAY_BE_BLANK = {"month", "note"}


def parsers(sidecar):
    """A parser for each column of a file of published figures."""
    table = OFFICIAL_SERIES
    return {
        "entity": _slug,
        "indicator": _slug,
        "period": _period,
        "month": _month,
        "value": cells.text,
        "unit": _unit,
        "price_base": _one_of(table.column("price_base").allowed),
        "vintage": cells.day,
        "vintage_basis": _one_of(table.column("vintage_basis").allowed),
        "source": cells.text,
        "note": cells.text,
    }


def _slug(cell):
    printed = cells.text(cell)
    if printed and not _SLUG.fullmatch(printed):
        raise cells.CellError(
            "not_a_slug", "Use small letters, digits and underscores, such as gdp_real_growth."
        )
    return printed


def _period(cell):
    """(first year, last year) of '2007' or '2006-2010'."""
    printed = cells.text(cell)
    if printed is None:
        return None
    match = _PERIOD.fullmatch(printed)
    first, last = (int(match[1] or match[2]), int(match[2])) if match else (1, 0)
    if not 1949 <= first <= last <= 2100:
        raise cells.CellError("not_a_period", "Write a year such as 2007 or a span such as 2006-2010.")
    return first, last


def _month(cell):
    month = cells.count(cell)
    if month is not None and not 1 <= month <= 12:
        raise cells.CellError("not_a_month", "A month is 1 to 12; leave it blank for the whole year.")
    return month


def _unit(cell):
    printed = cells.text(cell)
    if printed and not units.is_known(printed):
        raise cells.CellError(
            "unit_is_not_known", "Use a unit that units.py converts, such as 亿元, % or 吨标准煤."
        )
    return printed


def _one_of(allowed):
    def parse(cell):
        printed = cells.text(cell)
        if printed and printed not in allowed:
            raise cells.CellError("not_an_allowed_word", f"Use one of: {', '.join(allowed)}.")
        return printed

    return parse


def check(records, columns, sidecar, policy, name):
    """Rejects figures without a source, unit, vintage or readable value, and figures given twice."""
    required = {column.name for column in columns} - _MAY_BE_BLANK
    checks.required_cells_are_blank(records, columns, required)
    for record in (record for record in records if record.accepted):
        _convert(record, policy.decree.money_unit)
    key = ("entity", "indicator", "period", "month", "price_base", "vintage")
    checks.figures_repeat_within_series(records, columns, key)
    return []


def _convert(record, money_unit):
    values = record.values
    try:
        target = units.CANONICAL.get(units.dimension(values["unit"]), money_unit)
        values["converted"] = float(units.to_unit(cells.number(values["value"]), values["unit"], target))
        values["canonical_unit"] = target
    except cells.CellError as error:
        record.faults.append(Fault("value", values["value"], error.rule, error.hint))
    except MonitorError as error:
        record.faults.append(Fault("unit", values["unit"], "unit_has_no_place_here", str(error)))


def canonical(record, sidecar, money_unit):
    """The row of official_series; hidden from editions before its own vintage."""
    values = record.values
    first, last = values["period"]
    return {
        **{k: values[k] for k in ("entity", "indicator", "month", "price_base", "vintage", "vintage_basis")},
        "year": last,
        "year_from": first,
        "value": values["converted"],
        "unit": values["canonical_unit"],
        "printed_value": values["value"],
        "printed_unit": values["unit"],
        "source": values["source"],
        "note": values["note"],
        "obtained": values["vintage"],
    }
