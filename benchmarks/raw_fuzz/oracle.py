"""Whether every accepted value is what the file prints, or what a line of the log says it was read as.

Nothing here uses the grammars of `analysis`: numbers are fractions of what is printed, names come from the YAML.
"""

import json
import math
import unicodedata
from datetime import date, datetime
from fractions import Fraction

_UNITS = {
    "元": Fraction(1, 10_000), "千元": Fraction(1, 10), "万元": Fraction(1), "万": Fraction(1), "百万元": Fraction(100),
    "亿元": Fraction(10_000), "亿": Fraction(10_000), "yuan": Fraction(1, 10_000), "10k yuan": Fraction(1),
    "m yuan": Fraction(100), "bn yuan": Fraction(100_000),
    "toe": Fraction("1.428571428571428571428571429"), "ktoe": Fraction("1428.571428571428571428571429"),
    "吨标准煤": Fraction(1), "tce": Fraction(1), "千克标准煤": Fraction(1, 1000), "kgce": Fraction(1, 1000),
    "万吨标准煤": Fraction(10_000), "10k tce": Fraction(10_000), "Mtce": Fraction(1_000_000),
    "%": Fraction(1, 100), "‰": Fraction(1, 1000), "1": Fraction(1),
    "吨标准煤/万元": Fraction(1), "tce/万元": Fraction(1), "tce/10k yuan": Fraction(1), "千克标准煤/万元": Fraction(1, 1000),
    "人": Fraction(1), "个": Fraction(1), "家": Fraction(1), "户": Fraction(1), "万人": Fraction(10_000),
    "persons": Fraction(1), "count": Fraction(1),
}  # fmt: skip
MONEY = {
    "revenue", "gross_output", "value_added", "tax", "revenue_month", "gross_output_month",
    "amount", "investment", "capacity_revenue",
}  # fmt: skip
NUMBERS = MONEY | {"energy_tce", "employees", "quantity", "whole"}
DATES = {"founded", "date", "approved", "served", "started", "completed", "vintage", "obtained"}
_INVISIBLE = set(" \t\r\n\u00a0\u1680\u202f\u205f\u3000\u00ad\u2028\u2029\ufeff") | {
    chr(code)
    for first, last in ((0x2000, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069))
    for code in range(first, last + 1)
}


class Log:
    """The log lines of one file: column and raw text -> what it was read as and the note kept apart."""

    def __init__(self, normalised):
        self.found = {}
        for row in normalised.itertuples():
            self.found.setdefault((row.column, row.raw), []).append(row)

    def of(self, column, raw):
        return self.found.get((column, raw), []) or self.found.get((column, shown(raw)), [])


def shown(cell):
    return "" if cell is None else "".join(str(cell).split("\n")).strip(" \t\r\u00a0\u3000")


def is_blank(cell):
    return cell is None or (isinstance(cell, str) and not set(cell) - _INVISIBLE)


def is_missing(value):
    return value is None or value != value or str(value) in ("<NA>", "NaT")


def plain_number(cell, decimal=None):
    """The exact number a cell plainly prints, or None."""
    if decimal == "comma" and isinstance(cell, str):
        cell = None if "." in cell else cell.replace(",", ".")
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Fraction(repr(cell)) if math.isfinite(cell) else None
    if isinstance(cell, str) and cell and not set(cell) - set("0123456789.-"):
        try:
            return Fraction(cell)
        except ValueError:
            return None
    return None


def number_is_bent(cell, value, factor, entries, decimal):
    """What is wrong with the number read from `cell`; nothing where it is right."""
    plain = plain_number(cell, decimal)
    if entries:
        return _bent_beside_its_log(cell, value, factor, entries, decimal)
    if plain is not None:
        return None if not is_missing(value) and value == float(plain * factor) else "is not what is printed"
    if is_blank(cell):
        return None if is_missing(value) else "stands where nothing is printed"
    return "is read from a text that is no number, without a log line"


def _bent_beside_its_log(cell, value, factor, entries, decimal):
    said = entries[0].value
    if is_missing(said):
        return None if is_missing(value) else "is read, but logged as missing"
    if is_missing(value) or float(Fraction(said) * factor) != value:
        return "is not what the log says"
    changes = {entry.change for entry in entries}
    if any(change.startswith(("sign_read", "below_unit")) for change in changes):
        return None if Fraction(said) == 0 else "is a sign that became a number"
    meant = _as_a_person_reads(cell, entries[0].note, factor, decimal)
    return None if meant == Fraction(said) else "is not what a person reads"


def _as_a_person_reads(cell, note, factor, decimal):
    """Digits, point and sign of a printed number, whatever stands around them; the note is left out."""
    text = str(cell).strip("".join(_INVISIBLE))
    text = text.removesuffix(note).strip("".join(_INVISIBLE)) if isinstance(note, str) else text
    digits = "".join(
        str(unicodedata.decimal(c)) if unicodedata.decimal(c, None) is not None else "." for c in text
        if unicodedata.decimal(c, None) is not None or c in (",，" if decimal == "comma" else ".．")
    )  # fmt: skip
    unit = next(
        (unit for unit in sorted(_UNITS, key=len, reverse=True) if text.endswith(unit) and unit != "1"), None
    )
    below = text[:1] in "-－−△▲(（" if text else False
    size = Fraction(digits) * (_UNITS[unit] / factor if unit else 1)
    return -size if below else size


def text_is_bent(cell, value, entries):
    if is_blank(cell):
        return None if is_missing(value) else "stands where nothing is printed"
    if is_missing(value):
        return None if entries and is_missing(entries[0].value) else "is missing without a log line"
    if value == cell:
        return None
    if entries and entries[0].value == value:
        kept = value in str(cell) or _same_code(value, str(cell))
        return None if kept else "is another text than is printed"
    return "is another text than is printed, without a log line"


def _same_code(value, printed):
    narrow = unicodedata.normalize("NFKC", printed).upper()
    return value in "".join(c for c in narrow if c.isalnum())


def day_is_bent(cell, value, entries):
    if is_blank(cell) or entries:
        return text_is_bent(cell, None if is_missing(value) else "x", entries) if is_missing(value) else None
    if isinstance(cell, (datetime, date)):
        return (
            None
            if (value.year, value.month, value.day) == (cell.year, cell.month, cell.day)
            else "is another day"
        )
    digits = "".join(c if c.isdigit() else " " for c in str(cell)).split()
    same = [int(part) for part in digits] == [value.year, value.month, value.day]
    return None if same else "is not the day that is printed"


def period_is_bent(cell, row, entries):
    """The year must be printed, and the month a number that ends the print, unless it is a name of a part of the year."""
    narrow = unicodedata.normalize("NFKC", str(cell))
    year = int(row["year"])
    if str(year) not in narrow and not (entries and f"{year % 100:02d}" in narrow):
        return "is another year than is printed"
    return None


class Names:
    """The names that data/policy/*.yaml gives districts and clusters."""

    def __init__(self, districts, clusters):
        self.entries = {"district": districts["districts"], "cluster": clusters["clusters"]}
        self.outside = {str(name).strip() for name in clusters["outside"]["spellings"]}

    def is_bent(self, kind, cell, value, entries, code):
        if is_missing(value) and kind == "cluster":
            return self._outside_is_bent(cell, code)
        if is_blank(cell) and kind == "cluster":
            return (
                None
                if code is None or self._claims(value, code)
                else "does not follow from the industry code"
            )
        if is_missing(value):
            return None if is_blank(cell) else "is missing although a name is printed"
        entry, printed = self.entries[kind][value], str(cell).strip("".join(_INVISIBLE))
        proper = {*entry["name"].values(), *(entry["short"].values() if kind == "cluster" else ())}
        if printed == cell and printed in proper:
            return None
        known = {*entry["name"].values(), *entry["short"].values(), *entry["aliases"], value}
        if not entries:
            return "is named by an alias without a log line"
        return (
            None
            if printed in known or printed.removeprefix("常德市").strip() in known
            else "is another place or trade"
        )

    def _outside_is_bent(self, cell, code):
        if is_blank(cell):
            claimed = code and any(self._claims(name, code) for name in self.entries["cluster"])
            return "is lost although its industry code has one" if claimed else None
        printed = str(cell).strip("".join(_INVISIBLE))
        inside = printed in self.outside or printed.removeprefix("常德市").strip() in self.outside
        return None if inside else "is lost although a name is printed"

    def _claims(self, cluster, code):
        codes = self.entries["cluster"][cluster]["industry_codes"]
        return code.startswith(tuple(codes["include"])) and not code.startswith(
            tuple(codes.get("exclude", ("x",)))
        )


def facts_of(flags, check):
    """The facts of every finding of one check."""
    return [json.loads(facts) for facts in flags.loc[flags["check"] == check, "facts"]]


def factor_of(column, sidecar):
    """What one printed unit is in 万元, tonnes of coal equivalent, or itself."""
    unit = (
        sidecar.get("unit")
        if column in MONEY
        else sidecar.get("energy_unit")
        if column == "energy_tce"
        else "1"
    )
    return _UNITS[unit]


def official_value_is_bent(row, printed, entries, decimal):
    expected = plain_number(printed["value"], decimal)
    unit = _UNITS[row["printed_unit"]]
    if expected is None and not entries:
        return "is read from a text that is no number, without a log line"
    if entries:
        expected = Fraction(entries[0].value)
        if _as_a_person_reads(printed["value"], entries[0].note, unit, decimal) != expected:
            return "is not what a person reads"
    return None if float(expected * unit) == row["value"] else "is not what is printed"
