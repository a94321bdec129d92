"""The canonical tables: grain, key, columns and units, in one place.

Money is in the city's `money_unit` (decree.yaml), energy in tonnes of coal equivalent, ratios in 0..1.
An empty number is missing, never 0.
"""

from dataclasses import dataclass
from functools import cache

import pandas as pd
import pandera.pandas as pa

TEXT, MONEY, ENERGY, COUNT, WHOLE, DATE, FLAG = "text", "money", "energy", "count", "whole", "date", "flag"
_DTYPE = {
    TEXT: "str",
    MONEY: "float64",
    ENERGY: "float64",
    COUNT: "Int64",
    WHOLE: "Int64",
    DATE: "datetime64[us]",
    "number": "float64",
    FLAG: "bool",
}
# Constant prices are named by their base year; "comparable" where a source does not say which.
PRICE_BASE = r"current|comparable|none|(?:19|20)\d\d"


@dataclass(frozen=True)
class Column:
    """One column: what it holds, whether it may be missing, and the least, the only or the form of its values."""

    name: str
    type: str
    required: bool = False
    minimum: float | None = None
    allowed: tuple[str, ...] | None = None
    pattern: str | None = None

    @property
    def dtype(self):
        # Plain integers where nothing is missing: they are friendlier to compute with.
        return "int64" if self.type == WHOLE and self.required else _DTYPE[self.type]


@dataclass(frozen=True)
class Table:
    """One canonical table; `key` names a row within one delivery."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self):
        return [column.name for column in self.columns]

    def column(self, name):
        return next(column for column in self.columns if column.name == name)

    def schema(self):
        """The pandera schema every saved frame of this table has passed."""
        columns = {column.name: _pandera_column(column) for column in self.columns}
        unique = [*self.key, "obtained", "correction"]
        return pa.DataFrameSchema(columns, unique=unique, strict=True, ordered=True)


def _pandera_column(column):
    checks = []
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum))
    if column.allowed:
        checks.append(pa.Check.isin(column.allowed))
    if column.pattern:
        checks.append(pa.Check.str_matches(f"^(?:{column.pattern})$"))
    return pa.Column(column.dtype, checks, nullable=not column.required)


_LINEAGE = (
    Column("obtained", DATE, required=True),  # when received; for official_series its vintage
    Column("kind", TEXT, required=True, allowed=("real", "synthetic")),
    Column("file", TEXT, required=True),  # relative to data/raw
    Column("line", WHOLE, required=True, minimum=1),  # physical line of the file, from 1
    Column("correction", TEXT),  # the record that made this version of the row; missing = as delivered
    Column("withdrawn", FLAG, required=True),  # from `obtained` on the row no longer counts
)
_ID = (Column("enterprise_id", TEXT, required=True), Column("name", TEXT, required=True))
_PLACE = (
    Column("district", TEXT, required=True),
    Column("park", TEXT),  # as printed; missing = outside every park
    Column("industry_code", TEXT),  # GB/T 4754, four digits
    Column("cluster", TEXT),  # missing = outside the decree's clusters
)
_YEAR = Column("year", WHOLE, required=True, minimum=1949)
_OUTPUT = (Column("revenue", MONEY, minimum=0), Column("gross_output", MONEY, minimum=0))

ENTERPRISE = Table(
    "enterprise",
    "one row an enterprise of the register",
    ("enterprise_id",),
    (
        *_ID,
        *_PLACE,
        Column("group_id", TEXT),  # the parent enterprise
        Column("founded", DATE),
        Column("ownership", TEXT),
        *_LINEAGE,
    ),
)
ENTERPRISE_YEAR = Table(
    "enterprise_year",
    "one row an enterprise and year, annual return",
    ("enterprise_id", "year"),
    (
        *_ID,
        _YEAR,
        *_PLACE,
        *_OUTPUT,
        Column("value_added", MONEY),
        Column("tax", MONEY),
        Column("energy_tce", ENERGY, minimum=0),
        Column("employees", COUNT, minimum=0),
        *_LINEAGE,
    ),
)
ENTERPRISE_YTD = Table(
    "enterprise_ytd",
    "one row an enterprise, year and month; figures cumulative from January to the month",
    ("enterprise_id", "year", "month"),
    (
        *_ID,
        _YEAR,
        Column("month", WHOLE, required=True, minimum=1),
        *_PLACE,
        *_OUTPUT,
        Column("revenue_month", MONEY),  # of the month alone, where the return prints it
        Column("gross_output_month", MONEY),
        *_LINEAGE,
    ),
)
OFFICIAL_SERIES = Table(
    "official_series",
    "one row a published figure and vintage",
    ("entity", "indicator", "year", "year_from", "month", "price_base", "scope", "vintage"),
    (
        Column("entity", TEXT, required=True),
        Column("indicator", TEXT, required=True),
        _YEAR,  # of a span, its last year
        Column("year_from", WHOLE, required=True, minimum=1949),
        Column("month", WHOLE, minimum=1),  # cumulative to; missing = the whole year
        Column("value", "number", required=True),
        Column("unit", TEXT, required=True),  # of `value`
        Column("printed_value", TEXT, required=True),
        Column("printed_unit", TEXT, required=True),
        Column("price_base", TEXT, required=True, pattern=PRICE_BASE),
        Column("scope", TEXT),  # what is covered, where a series exists for more than one coverage
        Column("vintage", DATE, required=True),
        Column("vintage_basis", TEXT, required=True, allowed=("stated", "assumed")),
        Column("source", TEXT, required=True),
        Column("note", TEXT),
        *_LINEAGE,
    ),
)
PROGRAMME_EVENT = Table(
    "programme_event",
    "one row a thing done, paid or counted for a commitment",
    ("event_id",),
    (
        Column("event_id", TEXT, required=True),
        Column("commitment_id", TEXT, required=True),
        Column("date", DATE, required=True),  # of what is counted over a year, its last day
        Column("name", TEXT),  # of the body, document, platform, list or class
        Column("district", TEXT),
        Column("cluster", TEXT),
        Column("park", TEXT),
        Column("enterprise_id", TEXT),
        Column("quantity", "number", minimum=0),  # how many; missing = one
        Column("whole", "number", minimum=0),  # of how many, where a share is promised
        Column("amount", MONEY),
        Column("note", TEXT),
        *_LINEAGE,
    ),
)
PROJECT = Table(
    "project",
    "one row an investment project",
    ("project_id",),
    (
        Column("project_id", TEXT, required=True),
        Column("name", TEXT, required=True),
        Column("enterprise_id", TEXT),
        Column("district", TEXT, required=True),
        Column("cluster", TEXT),
        Column("approved", DATE),
        Column("served", DATE),  # day from which the five-in-one service accompanied it
        Column("started", DATE),
        Column("completed", DATE),  # planned or actual day of coming on stream
        Column("investment", MONEY, minimum=0),
        Column("capacity_revenue", MONEY, minimum=0),  # yearly revenue expected at full capacity
        *_LINEAGE,
    ),
)
REJECTED = Table(
    "rejected",
    "one row a cell that made its row fail",
    ("file", "sheet", "line", "column", "rule"),
    (
        Column("file", TEXT, required=True),
        Column("sheet", TEXT),
        Column("line", WHOLE, required=True, minimum=1),
        Column("cell", TEXT),  # the spreadsheet's name of the cell
        Column("column", TEXT),  # as printed in the header
        Column("raw", TEXT),
        Column("rule", TEXT, required=True),
        Column("facts", TEXT, required=True),  # JSON; fills the rule's sentence in either language
        Column("hint", TEXT, required=True),  # that sentence in English
        Column("table", TEXT, required=True),
        Column("period", TEXT),
        Column("enterprise_id", TEXT),
        Column("name", TEXT),
        Column("district", TEXT),
        Column("obtained", DATE, required=True),
        Column("resolved", DATE),  # the day from which a correction settles it
    ),
)
NORMALISED = Table(
    "normalised",
    "one row a file, column and printed text whose value is not what is plainly printed",
    ("file", "column", "raw", "change"),
    (
        Column("file", TEXT, required=True),
        Column("table", TEXT, required=True),
        Column("column", TEXT, required=True),
        Column("raw", TEXT, required=True),
        Column("value", TEXT),  # missing = read as missing
        Column("change", TEXT, required=True),
        Column("note", TEXT),  # what was printed beside the value
        Column("rows", WHOLE, required=True, minimum=1),
        Column("first_line", WHOLE, required=True, minimum=1),
        Column("obtained", DATE, required=True),
    ),
)
FLAGS = Table(
    "flags",
    "one row a finding that a person should look at",
    ("check", "file", "subject", "column"),
    (
        Column("check", TEXT, required=True),
        Column("outcome", TEXT, required=True, allowed=("warning", "rejected")),
        Column("file", TEXT, required=True),
        Column("table", TEXT, required=True),
        Column("year", WHOLE),
        Column("month", WHOLE),
        Column("line", WHOLE),
        # file, enterprise, district, cluster, park or series
        Column("subject_kind", TEXT, required=True),
        Column("subject", TEXT, required=True),
        Column("column", TEXT),
        Column("before", "number"),
        Column("now", "number"),
        Column("facts", TEXT, required=True),  # JSON; fills the check's sentence
        Column("obtained", DATE, required=True),
    ),
)
LINKS = Table(
    "links",
    "one row an enterprise that goes on under another id",
    ("enterprise_id",),
    (
        Column("enterprise_id", TEXT, required=True),
        Column("linked_id", TEXT, required=True),
        Column("decided", DATE, required=True),
        Column("correction", TEXT, required=True),
    ),
)
VALIDATED = {
    t.name: t
    for t in (ENTERPRISE, ENTERPRISE_YEAR, ENTERPRISE_YTD, OFFICIAL_SERIES, PROGRAMME_EVENT, PROJECT)
}


def conform(table, rows):
    """`rows` (frame or list of dicts) with the columns and dtypes of `table`, absent columns missing."""
    # Most files have nothing rejected, changed or flagged, and a frame of nothing costs as much as one of rows.
    return _typed(table, rows) if len(rows) else _empty(table).copy()


@cache
def _empty(table):
    return _typed(table, [])


def _typed(table, rows):
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows)
    frame = frame.reindex(columns=table.names).reset_index(drop=True)
    for column in table.columns:
        if column.type == FLAG:
            frame[column.name] = frame[column.name].astype("boolean").fillna(False)
    return frame.astype({column.name: column.dtype for column in table.columns})


def validated_frame(table, rows):
    """`rows` as a checked frame of `table`, in the order given.

    Raises pandera.errors.SchemaError where a row breaks the table: sources/ has let through what it must not.
    """
    return table.schema().validate(conform(table, rows))
