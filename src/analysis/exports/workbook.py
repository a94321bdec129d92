"""Frames -> one .xlsx that is safe to open and ready to read, filter and print."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from io import BytesIO

import pandas as pd
from xlsxwriter import Workbook

from analysis import wording
from analysis.errors import MonitorError
from analysis.exports.cell_text import display_width, fitted, sheet_names
from analysis.exports.cell_values import Styles, is_missing, number_format, write_text, write_value

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
NARROWEST, ANSWER_WIDTH, WIDEST, MEASURED_ROWS = 7, 20, 56, 200
NOTE_WIDTH = 110
A4 = 9
# Texts go through write_string alone; should one ever take another way, it still must not become a formula.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CLOCK = datetime(2007, 1, 1)  # equal content, equal bytes: no file says when it was written


@dataclass(frozen=True)
class Sheet:
    """One sheet: a frame, the unit of its columns, and what a reader sees around it.

    Parameters
    ----------
    title : becomes a valid and unique sheet name.
    frame : any frame; a named index becomes columns. A missing value is an empty cell, never 0.
    units : unit by column; it sets the number format and stands in the heading.
    headings : printed heading by column; a column without one keeps its name.
    above : lines of text over the table, the first one bold.
    answers : columns left empty for the reader to fill in.
    """

    title: str
    frame: pd.DataFrame
    units: dict = field(default_factory=dict)
    headings: dict = field(default_factory=dict)
    above: tuple = ()
    answers: tuple = ()

    @cached_property
    def flat(self):
        """The frame with its named index as columns."""
        named = any(name is not None for name in self.frame.index.names)
        return self.frame.reset_index() if named else self.frame

    def heading(self, column, lang):
        """What stands over a column: its printed name and, where the numbers need one, its unit."""
        levels = column if isinstance(column, tuple) else (column,)
        name = self.headings.get(column, " / ".join(str(level) for level in levels if level != ""))
        unit = self.units.get(column)
        if unit is None or unit == "1":
            return name
        return wording.say("figure_measure", lang, measure=name, unit=unit)


def safe_workbook(sheets, notes, lang):
    """The bytes of an .xlsx with the `sheets` in order and, where there are `notes`, a last sheet of them.

    Every text is stored as text, whatever it begins with, and stays text when its cell is edited. Characters a
    spreadsheet cannot hold are shown by a sign, text beyond 32,767 characters is cut with a mark, a number of
    more than 15 digits is stored as text. Equal content gives equal bytes.

    Raises MonitorError for a table that is larger than a sheet.
    """
    for sheet in sheets:
        table_is_larger_than_a_sheet(sheet)
    titles = [sheet.title for sheet in sheets] + ([wording.say("export_notes", lang)] if notes else [])
    names = sheet_names(titles)
    written = BytesIO()
    with Workbook(written, _OPTIONS) as book:
        book.set_properties({"created": _CLOCK})
        styles = Styles(book)
        for name, sheet in zip(names, sheets, strict=False):
            _write_table(book.add_worksheet(name), sheet, styles, lang)
        if notes:
            _write_notes(book.add_worksheet(names[-1]), notes, styles)
    return written.getvalue()


def table_is_larger_than_a_sheet(sheet):
    """Refuses a table that a sheet cannot hold whole: a cut one would be read as complete."""
    rows, columns = len(sheet.flat) + len(sheet.above) + 1, len(sheet.flat.columns)
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise MonitorError(
            f"{sheet.title}: {rows:,} rows and {columns:,} columns do not fit a sheet.",
            expected=f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns.",
            way_out="Take fewer rows or columns, or save the table as CSV or Parquet.",
        )


def _write_table(page, sheet, styles, lang):
    frame, top = sheet.flat, len(sheet.above)
    headings = [fitted(sheet.heading(column, lang)) for column in frame.columns]
    _set_up_page(page, top, frame.shape)
    for place, width in enumerate(_widths(sheet, headings)):
        page.set_column(place, place, width)
    for line, text in enumerate(sheet.above):
        page.write_string(line, 0, fitted(text), styles(num_format="@", bold=line == 0))
    for place, heading in enumerate(headings):
        write_text(page, top, place, heading, styles, bold=True, bg_color="#E8EDF2", bottom=1)
    _write_rows(page, sheet, top + 1, styles)


def _write_rows(page, sheet, first, styles):
    columns = sheet.flat.columns
    formats = [number_format(column, sheet.units.get(column)) for column in columns]
    answers = {place for place, column in enumerate(columns) if column in sheet.answers}
    blank = styles(num_format="@", text_wrap=True, bg_color="#FFF8DC", border=1, border_color="#C8B560")
    for line, values in enumerate(sheet.flat.itertuples(index=False, name=None), start=first):
        for place, value in enumerate(values):
            if place in answers:
                page.write_blank(line, place, None, blank)
            else:
                write_value(page, line, place, value, formats[place], styles)


def _set_up_page(page, top, shape):
    rows, columns = shape
    page.freeze_panes(top + 1, 0)
    if rows and columns:
        page.autofilter(top, 0, top + rows, columns - 1)
    page.repeat_rows(top)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&R&P / &N")


def _widths(sheet, headings):
    sample = sheet.flat.head(MEASURED_ROWS)
    for place, heading in enumerate(headings):
        longest = max(map(display_width, (heading, *map(_printed, sample.iloc[:, place]))))
        least = ANSWER_WIDTH if sample.columns[place] in sheet.answers else NARROWEST
        yield min(max(longest + 3, least), WIDEST)  # room for the filter's arrow


def _printed(value):
    if is_missing(value):
        return ""
    return f"{value:,.4f}" if isinstance(value, float) else fitted(str(value), WIDEST)


def _write_notes(page, notes, styles):
    page.set_column(0, 0, NOTE_WIDTH)
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    for line, note in enumerate(notes):
        write_text(page, line, 0, note, styles)
