"""Printed totals against the rows they sum."""

from decimal import Decimal

from analysis.sources.cells import CellError, number
from analysis.sources.grid import shown
from analysis.tables import COUNT, ENERGY, MONEY

_WHOLE = ("合计", "总计", "全市合计", "Total")
_PART = ("小计", "Subtotal")


def totals_differ_from_rows(grid, classes, records, columns, table, symbols):
    """A warning for each printed total that its rows, accepted and rejected, do not add up to.

    合计 sums all rows, 小计 the block it closes (or opens, where none stands before it); 其中 is a part that
    cannot be checked. A difference that rounding can explain is none.
    """
    types = {column.name: column.type for column in table.columns}
    summed = [c for c in columns if types.get(c.name) in (MONEY, ENERGY, COUNT)]
    blocks = list(_blocks(grid.rows, classes))
    by_line = {record.line: record for record in records if not record.duplicate}
    findings = []
    for row, label, lines in blocks:
        within = [by_line[line] for line in lines if line in by_line]
        for column in summed:
            finding = _difference(row, label, column, within, symbols)
            findings += [finding] if finding else []
    return findings


def _blocks(rows, classes):
    pairs = list(zip(rows, classes, strict=True))
    data = [row.line for row, kind in pairs if kind == "data"]
    parts = [row.line for row, kind in pairs if kind == "total" and _label(row).startswith(_PART)]
    opens = bool(parts) and not any(line < parts[0] for line in data)
    for row, kind in pairs:
        if kind != "total":
            continue
        if _label(row).startswith(_WHOLE):
            yield row, _label(row), data
        elif row.line in parts:
            before = max((line for line in parts if line < row.line), default=0)
            after = min((line for line in parts if line > row.line), default=float("inf"))
            low, high = (row.line, after) if opens else (before, row.line)
            yield row, _label(row), [line for line in data if low < line < high]


def _label(row):
    return next(filter(None, map(shown, row.cells)), "")


def _difference(row, label, column, records, symbols):
    try:
        printed = number(row.cells[column.place] if column.place < len(row.cells) else None, symbols)
    except CellError:
        return (
            f"line {row.line} {label}: {column.printed} {shown(row.cells[column.place])!r} is not a number."
        )
    if printed is None:
        return None
    values = [(r, r.values.get(column.name)) for r in records]
    readable = [(r, Decimal(v)) for r, v in values if v is not None and not isinstance(v, str)]
    total = sum((value for _, value in readable), Decimal(0))
    exact = isinstance(next((v for _, v in values if v is not None), None), int)
    if abs(total - printed) <= (0 if exact else _rounding(printed, [value for _, value in readable])):
        return None
    rejected = sum((value for record, value in readable if not record.accepted), Decimal(0))
    unreadable = sum(isinstance(v, str) for _, v in values)
    unread = f"; {unreadable} cells are not readable" if unreadable else ""
    return (
        f"line {row.line} {label}: {column.printed} is printed {printed:,f}, its rows add up to {total:,f} "
        f"(accepted {total - rejected:,f}, rejected {rejected:,f}{unread})."
    )


def _rounding(printed, values):
    """The largest difference that rounding every row and the total to their last digit can make."""
    row_step = min((_last_digit(value) for value in values), default=0)
    halves = Decimal(5).scaleb(row_step - 1) * len(values) + Decimal(5).scaleb(_last_digit(printed) - 1)
    # A spreadsheet sums in binary: its total is off in the 16th digit.
    return halves + abs(printed) * Decimal("1e-12")


def _last_digit(value):
    return min(value.normalize().as_tuple().exponent, 0)
