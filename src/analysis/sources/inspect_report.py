"""What inspect saw, as tables on the terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from analysis.exports.cell_text import visible
from analysis.sources.inspect_proposal import column_of, seen_at
from analysis.sources.inspect_wording import say

SHOWN_LINES, SHOWN_SIGNS, SHOWN_CHARACTERS = 20, 12, 120


def print_report(found, lang):
    """Prints to standard error, so that the proposal alone goes to standard output."""
    console = Console(stderr=True)
    console.print(_plain(say("title", lang, name=found.name, lines=found.lines, encoding=found.encoding)))
    for table in (_sheets(found, lang), _lines(found, lang), _columns(found, lang), _findings(found, lang)):
        if table.row_count:
            console.print(table)


def _table(title, headings, lang):
    table = Table(title=say(title, lang), title_justify="left")
    for heading in headings:
        table.add_column(say(heading, lang), overflow="fold")
    return table


def _add(table, *cells):
    table.add_row(*map(_plain, cells))


def _plain(value):
    # What was sent is never markup, nor does it reach the terminal's controls.
    return Text(visible("" if value is None else str(value))[:SHOWN_CHARACTERS])


def _sheets(found, lang):
    table = _table("sheets", ("sheet", "seen", "filled"), lang)
    words = {True: "yes", False: "no", None: "not_known"}
    for sheet in found.sheets:
        mark = f"  {say('chosen', lang)}" if sheet.name == found.sheet else ""
        _add(table, sheet.name + mark, say(words[sheet.visible], lang), sheet.filled)
    return table


def _lines(found, lang):
    table = _table("lines", ("line", "class", "why", "text"), lang)
    for line in found.layout.lines[:SHOWN_LINES]:
        _add(table, line.line, say(f"line_{line.kind}", lang), say(line.why, lang), line.text)
    hidden = len(found.layout.lines) - SHOWN_LINES
    if hidden > 0:
        _add(table, "", "", say("more_lines", lang, count=hidden), "")
    return table


def _columns(found, lang):
    table = _table("columns", ("printed", "canonical", "how", "examples"), lang)
    for heading, match in found.columns.items():
        canonical, how = column_of(found, match, lang)
        _add(table, heading, canonical, how, ", ".join(found.examples[heading]))
    return table


def _findings(found, lang):
    table = _table("findings", ("what", "value", "where"), lang)
    _add(table, say("table", lang), found.table or say("not_known", lang), say("by_its_columns", lang))
    _add(table, say("data_lines", lang), len(found.layout.data), "")
    for evidence in found.periods:
        year, month, _ = evidence.value
        _add(table, say("period", lang), f"{year}-{month:02d}" if month else year, seen_at(evidence, lang))
    for evidence in found.units:
        _add(table, say("unit", lang), evidence.value, seen_at(evidence, lang))
    if found.codes:
        _, right, count = found.codes
        _add(table, say("codes", lang), say("codes_right", lang, right=right, count=count), "")
    for sign in found.signs[:SHOWN_SIGNS]:
        where = say("at_line", lang, line=sign.line)
        _add(table, ", ".join(sign.columns), f"{sign.text} ×{sign.times}", where)
    return table
