"""How the cells of each canonical column are read: by the column's type, and what the sidecar declares."""

from functools import partial

import numpy as np

from analysis import units
from analysis.sources import codes, numbers, texts
from analysis.sources.records import Column
from analysis.sources.rules import Parsed
from analysis.tables import COUNT, DATE, ENERGY, MONEY, TEXT

# A word or a day has no zero: a sign in its place says that there is none.
_UNKNOWN = {
    "missing": "missing",
    "zero": "missing",
    "below_unit": "missing",
    "not_applicable": "not_applicable",
}


def columns_of(header, readers):
    """The file's columns in its order, each read as `readers` says for its canonical name."""
    return [
        Column(place, printed, name, **readers[name]) for place, (printed, name) in header.columns.items()
    ]


def table_readers(table, sidecar, money_unit):
    """How to read every column of a canonical table, by the column's type."""
    return {column.name: _of_type(column, sidecar, money_unit) for column in table.columns} | {
        "name": {"parse": texts.text, "bulk": texts.plain_texts}
    }


def _of_type(column, sidecar, money_unit):
    if column.type in (MONEY, ENERGY):
        unit = sidecar.unit if column.type == MONEY else sidecar.energy_unit
        target = money_unit if column.type == MONEY else units.CANONICAL["energy"]
        return _amount(column.name, unit, target, sidecar)
    if column.type == COUNT:
        return {
            "parse": partial(numbers.count, signs=signs_of(sidecar)),
            "bulk": partial(_plain_counts, signs=signs_of(sidecar)),
            "finish": float,
        }
    if column.type == "number":
        return _plain_number(sidecar)
    if column.type == DATE:
        return {"parse": partial(declared, parse=texts.day, symbols=sidecar.symbols)}
    if column.type == TEXT:
        return {
            "parse": partial(declared, parse=texts.text, symbols=sidecar.symbols),
            "bulk": _plain_unless(sidecar.symbols),
        }
    return {"parse": texts.text}


def signs_of(sidecar, inline_unit=None):
    """What the statistical signs of one file mean."""
    return numbers.Signs(
        symbols=dict(sidecar.symbols),
        negatives=frozenset(sidecar.negatives),
        inline_units=inline_unit,
        decimal=sidecar.decimal,
    )


def _amount(name, unit, target, sidecar):
    signs = signs_of(sidecar, unit if name in sidecar.inline_units else None)
    parse = partial(numbers.number, signs=signs)
    if unit is None:
        # Only a column that no unit was asked for, since the file does not print it.
        return {"parse": parse, "finish": float}
    power = units.power_of_ten(unit, target)
    if power is None:
        return {"parse": parse, "finish": lambda value: float(units.to_unit(value, unit, target))}
    return {
        "parse": parse,
        "bulk": partial(numbers.plain_floats, exponent=power, signs=signs),
        # Shifting the point of the exact number and rounding once: a product of floats would round twice.
        "finish": lambda value: float(f"{value:f}e{power}"),
    }


def _plain_number(sidecar):
    signs = signs_of(sidecar)
    return {
        "parse": partial(numbers.number, signs=signs),
        "bulk": partial(numbers.plain_floats, exponent=0, signs=signs),
        "finish": float,
    }


def _plain_counts(cells, signs):
    values = numbers.plain_floats(cells, 0, signs)
    if values is None or (np.floor(values) != values)[~np.isnan(values)].any():
        return None
    return values


def declared(cell, parse, symbols):
    """A cell in which a declared sign means missing; only for columns where no name could look like one."""
    if isinstance(cell, str) and cell.strip():
        read = texts.text(cell)
        if read.value in symbols:
            return Parsed(None, (*read.changes, f"sign_read_as_{_UNKNOWN[symbols[read.value]]}"))
    return parse(cell)


def _plain_unless(symbols):
    def plain(cells):
        return None if symbols and not symbols.keys().isdisjoint(cells) else texts.plain_texts(cells)

    return plain


def code_readers(sidecar):
    """How to read an enterprise's own id and its parent's: organisation codes, or the sender's own numbering."""
    if sidecar.codes == "own":
        own = {"parse": codes.own_code}
        return own, {"parse": partial(declared, parse=codes.own_code, symbols=sidecar.symbols)}
    own = {"parse": codes.organisation_code, "bulk": codes.plain_organisation_codes}
    return own, {"parse": partial(declared, parse=codes.organisation_code, symbols=sidecar.symbols)}


def industry_reader(sidecar, classification):
    """How to read an industry code, by the classification of the file or else of the decree."""
    is_nace = (sidecar.classification or classification or "").startswith("NACE")
    parse = codes.nace_code if is_nace else codes.industry_code
    return {"parse": partial(declared, parse=parse, symbols=sidecar.symbols)}
