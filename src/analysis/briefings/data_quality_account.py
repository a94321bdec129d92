"""Where every line of every file went."""

import pandas as pd

from analysis import figures, wording
from analysis.briefings import elements
from analysis.briefings.data_quality_words import counted
from analysis.tables import VALIDATED
from analysis.wording import say

PARTS = ("accepted", "rejected", "non_data")
_LIST = ("file", "lines_in", *PARTS)
SHOWN_FILES = 24


def account(city, lang):
    """The account of all lines in one sentence and one chart, then file by file."""
    files = city.sources
    if files.empty:
        return elements.message(say("quality_account_none", lang))
    lines = counted("lines", files["lines_in"].sum(), lang)
    sentence = say(
        "quality_account",
        lang,
        files=counted("files", len(files), lang),
        lines=lines,
        **_numbers(files[list(PARTS)].sum()),
    )
    notes = [elements.note(say("quality_account_note", lang))]
    if city.corrections["status"].eq("in_force").any():
        notes.append(elements.note(say("quality_account_settled", lang)))
    tables = [table for table in VALIDATED if table in set(files["table"])]
    return elements.group(
        elements.message(sentence),
        _chart(files, tables, lang),
        *notes,
        *(_files_of(files[files["table"] == table], table, lang) for table in tables),
    )


def _chart(files, tables, lang):
    sums = files.groupby("table")[list(PARTS)].sum().reindex(tables)
    table = sums.assign(file=[say(f"quality_tables_{name}", lang) for name in tables])
    rejected = files["rejected"].sum()
    key = "quality_account_title" if rejected else "quality_account_title_clean"
    title = say(key, lang, rejected=counted("rows", rejected, lang))
    points = [
        say("quality_account_point", lang, file=row.file, **_numbers(row)) for row in table.itertuples()
    ]
    alt = say("chart_alt", lang, title=title, points=wording.listing(points, lang))
    return elements.chart(lambda size: figures.row_account(table, lang=lang, title=title, size=size), alt)


def _numbers(row):
    return {part: wording.number(getattr(row, part), 0) for part in PARTS}


def _files_of(files, table, lang):
    """One row a file of one table, in the order received; counts are lines. Of many, those left out as one row."""
    heading = say(f"quality_tables_{table}", lang)
    caption = say("quality_heading_count", lang, heading=heading, count=counted("files", len(files), lang))
    ordered = files.sort_values(["obtained", "vintage", "file"], kind="stable")
    rows = ordered.assign(file=ordered["file"].str.rsplit("/", n=1).str[-1])[list(_LIST)]
    headings = {name: say(f"quality_column_{name}", lang) for name in _LIST}
    counts = {name: lambda value: wording.number(value, 0) for name in _LIST[1:]}
    return elements.data_table(as_shown(rows, lang), lang, headings, formats=counts, caption=caption)


def as_shown(rows, lang):
    """At most SHOWN_FILES rows: files with rejected lines and the newest; the sum of the others comes first."""
    if len(rows) <= SHOWN_FILES:
        return rows
    by_interest = rows["rejected"].gt(0).sort_values(kind="stable").index
    left_out, kept = rows.loc[by_interest[:-SHOWN_FILES]], rows.drop(by_interest[:-SHOWN_FILES])
    summed = left_out[list(_LIST[1:])].sum().to_frame().T
    named = say("quality_other_files", lang, files=counted("files", len(left_out), lang))
    return pd.concat([summed.assign(file=named), kept], ignore_index=True)
