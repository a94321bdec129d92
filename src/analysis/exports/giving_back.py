"""The rejects of a city, printed or written where the statistician wants them."""

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from analysis import wording
from analysis.errors import MonitorError
from analysis.exports.cell_text import visible
from analysis.exports.files import replace_file
from analysis.exports.rejects import (
    by_sender,
    counted,
    file_name,
    rejects,
    rejects_csv,
    rejects_workbook,
    returned,
)

SHOWN_CELLS, SHOWN_CHARACTERS = 20, 200
_PRINTED = ("line", "cell", "name", "column", "raw", "reason")


def give_back(city, lang, out=None, sender=None):
    """Prints the rejects of `city` by sender, or writes them to `out`.

    `out` is an .xlsx (all senders), a .csv, or a folder (one workbook a sender); a file that was there is
    replaced. Raises MonitorError for another ending, a place inside the city's data, or an unknown sender.
    """
    found = rejects(city, lang)
    if found.empty:
        print(wording.say("rejects_none", lang, as_of=city.as_of))
        return
    groups = by_sender(found, lang, sender)
    if out is None:
        print_groups(groups, lang)
        return
    for path, content, part in _files(Path(out), groups, city, lang):
        replace_file(path, content, city.paths.root)
        rows, cells = _sizes(part)
        print(wording.say("rejects_written", lang, file=path, senders=len(part), rows=rows, cells=cells))
    if Path(out).suffix.lower() == ".csv":
        print(wording.say("rejects_csv_prefix", lang))


def _files(out, groups, city, lang):
    """(path, bytes, groups in it) of each file to write."""
    place, ending = getattr(city.policy.decree.city, lang), out.suffix.lower()
    if out.is_dir() or not ending:
        for name, rows in groups.items():
            part = {name: rows}
            yield out / file_name(name, city.as_of), rejects_workbook(part, place, city.as_of, lang), part
    elif ending == ".xlsx":
        yield out, rejects_workbook(groups, place, city.as_of, lang), groups
    elif ending == ".csv":
        yield out, rejects_csv(groups, lang), groups
    else:
        raise MonitorError(
            f"--out {out}: rejects are not written as {ending}.",
            expected="a name ending in .xlsx or .csv, or a folder.",
        )


def _sizes(groups):
    sizes = [counted(rows) for rows in groups.values()]
    return sum(rows for rows, _ in sizes), sum(cells for _, cells in sizes)


def print_groups(groups, lang):
    """One table a sender and file on the terminal; of a long list its beginning, and how many more there are."""
    console = Console()
    for name, rows in groups.items():
        lines, cells = counted(rows)
        title = wording.say("rejects_sender_line", lang, sender=name, rows=lines, cells=cells)
        console.print(Text(visible(title), style="bold"))
        for file, found in rows.head(SHOWN_CELLS).groupby("file", sort=False):
            console.print(_table(returned(found, lang), _plain(file), lang))
        if cells > SHOWN_CELLS:
            console.print(Text(wording.say("rejects_more", lang, count=cells - SHOWN_CELLS)))


def _table(rows, title, lang):
    table = Table(title=title, title_justify="left")
    columns = [column for column in _PRINTED if column != "cell" or rows["cell"].notna().any()]
    for column in columns:
        table.add_column(wording.say(f"rejects_column_{column}", lang), overflow="fold")
    for row in rows[columns].itertuples(index=False):
        table.add_row(*map(_plain, row))
    return table


def _plain(value):
    # What was sent is never markup, nor does it reach the terminal's controls.
    return Text("" if value is None or value != value else visible(str(value))[:SHOWN_CHARACTERS])
