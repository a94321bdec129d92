"""Tables for people who go on working in a spreadsheet: printed names, units, formats, notes; safe to open."""

import pandas as pd

from analysis.errors import MonitorError
from analysis.exports.columns import COUNT_UNIT, headings_of, units_of
from analysis.exports.place import put_file, vacant
from analysis.exports.workbook import Sheet, safe_workbook
from analysis.wording import say

ENDINGS = (".xlsx",)
ONE_ENTERPRISE = ("enterprise_id", "linked_id")


class Table(Sheet):
    """A `Sheet` that prints no unit for plain counts: enterprises are not counted in `count`."""

    def heading(self, column, lang):
        if self.units.get(column) == COUNT_UNIT:
            return self.headings.get(column, str(column))
        return super().heading(column, lang)


def to_excel(
    tables,
    path,
    *,
    lang="zh",
    units=None,
    headings=None,
    money_unit=None,
    above=(),
    notes=(),
    overwrite=False,
    enterprises=False,
):
    """Writes a frame, a Series, or {title: frame} to `path` (.xlsx), one sheet each, and gives the Path back.

    Money, shares, energy and counts are formatted by the suffix of their column, units stand in the headings,
    texts stay texts whatever they begin with, a missing value is an empty cell. A last sheet lists the columns
    and the `notes`.

    Parameters
    ----------
    units : {column: unit} where the name of a column does not say it; `money_unit` is that of money columns.
    headings : {column: printed name} over those of `wording_columns`.
    above : lines of text over every table, the first one bold; notes : lines of the last sheet.
    enterprises : True to write rows of single enterprises; the file says then that it is confidential.

    Example: `to_excel(city.cluster_year, "clusters.xlsx", lang="en", money_unit="万元")`. MonitorError for a file
    that is there already (unless `overwrite`), another ending, a place in the city's data, an empty set of
    tables, and rows of enterprises nobody asked for.
    """
    frames = {title: _flat(table) for title, table in _named(tables).items()}
    found = [title for title, frame in frames.items() if set(ONE_ENTERPRISE) & set(frame.columns)]
    if not enterprises:
        rows_of_enterprises_unasked(found)
    put = vacant(path, ENDINGS, overwrite)
    warning = (say("excel_confidential", lang),) if found else ()
    sheets = [
        Table(
            title,
            frame,
            units=units_of(frame, money_unit) | (units or {}),
            headings=headings_of(frame, lang) | (headings or {}),
            above=(*above, *warning),
        )
        for title, frame in frames.items()
    ]
    lines = [*warning, *notes, say("excel_missing", lang), *_definitions(sheets, lang)]
    return put_file(put, safe_workbook(sheets, lines, lang))


def rows_of_enterprises_unasked(titles):
    """Refuses tables of single enterprises that were not asked for in so many words."""
    if titles:
        raise MonitorError(
            f"{', '.join(map(str, titles))}: these are rows of single enterprises, which are confidential.",
            way_out="Pass enterprises=True if the file is for internal use, or take a table by cluster or district.",
        )


def _named(tables):
    if isinstance(tables, pd.DataFrame | pd.Series):
        tables = {"data": tables}
    if not tables:
        raise MonitorError("there is no table to write.", expected="a frame, or frames by title.")
    return tables


def _flat(table):
    """A frame with its index as columns; a numbering that nobody named is left out."""
    frame = table.to_frame(table.name or "value") if isinstance(table, pd.Series) else table
    named = any(name is not None for name in frame.index.names)
    if named or isinstance(frame.index, pd.RangeIndex):
        return frame.reset_index() if named else frame
    return frame.rename_axis("row").reset_index()


def _definitions(sheets, lang):
    """What each column of each sheet is called in code, so that a reader can find it in docs/methods.md."""
    for sheet in sheets:
        yield ""
        yield say("excel_columns", lang, table=sheet.title)
        for column in sheet.frame.columns:
            unit = sheet.units.get(column)
            plain = unit in (None, COUNT_UNIT)
            named = {"heading": sheet.headings.get(column, column), "column": column}
            key = "excel_column" if plain else "excel_column_unit"
            yield say(key, lang, **named, unit="%" if unit == "1" else unit)
