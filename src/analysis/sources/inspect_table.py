"""Which canonical table an unknown file most likely belongs to."""

from analysis.sources import periods
from analysis.sources.grid import shown
from analysis.sources.inspect_evidence import only_period
from analysis.sources.rules import CellError
from analysis.sources.sidecar import PERIOD
from analysis.tables import COUNT, ENERGY, MONEY, VALIDATED

_FIGURES = {
    column.name
    for name in ("enterprise_year", "enterprise_ytd")
    for column in VALIDATED[name].columns
    if column.type in (MONEY, ENERGY, COUNT)
}
_OF_A_MONTH = {"revenue_month", "gross_output_month"}
_READ = 50


def numeric(column):
    """Whether a canonical column of a return holds figures."""
    return column in _FIGURES


def of_type(table, names, column_type):
    """Those of the canonical `names` that `table` holds as money, energy ..."""
    return [c.name for c in VALIDATED[table].columns if c.name in names and c.type == column_type]


def has_column(table, column):
    """Whether a sidecar of `table` may name `column`; the official series print a period instead of years."""
    return column in VALIDATED[table].names or column == PERIOD


def likely_table(names, evidence, rows, period_place):
    """The table whose columns are there, or None where annual and year-to-date cannot be told apart.

    `names` are the canonical columns found, `evidence` the periods seen; `rows` the cells of the data lines and
    `period_place` the place of a column that prints the period.
    """
    if {"entity", "indicator", "value"} <= names:
        return "official_series"
    if not names & {"enterprise_id", "name"}:
        return None
    if not names & _FIGURES:
        return "enterprise"
    if names & _OF_A_MONTH:
        return "enterprise_ytd"
    if period_place is not None:
        return _table_of_kinds({_kind(row, period_place) for row in rows[:_READ]})
    period = only_period(evidence)
    if period is None:
        return None
    if period.month is None:
        return "enterprise_year"
    return "enterprise_ytd" if period.cumulative else None


def _table_of_kinds(kinds):
    return (
        {"year": "enterprise_year", "year_to_date": "enterprise_ytd"}.get(kinds.pop())
        if len(kinds) == 1
        else None
    )


def _kind(row, place):
    try:
        read = periods.period(shown(row[place])).value
    except (CellError, IndexError):
        return None
    return read.kind if read else None
