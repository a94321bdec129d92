"""Rejected rows -> what each sender gets back: its own bad cells, the reason, and room for the answer."""

import csv
import io
import json
import re

import pandas as pd

from analysis import wording
from analysis.errors import MonitorError
from analysis.exports.cell_text import csv_text, revealed, visible
from analysis.exports.workbook import Sheet, safe_workbook
from analysis.sources.rules import sentence

COLUMNS = (
    "file",
    "sheet",
    "line",
    "cell",
    "column",
    "raw",
    "rule",
    "facts",
    "reason",
    "table",
    "period",
    "enterprise_id",
    "name",
    "district",
    "obtained",
    "producer_zh",
    "producer_en",
)
RETURNED = (
    "file",
    "sheet",
    "line",
    "cell",
    "period",
    "enterprise_id",
    "name",
    "column",
    "raw",
    "reason",
    "answer",
)
_NO_FILE_NAME = re.compile(r'[<>:"/\\|?*\s]+')
LONGEST_FILE_NAME = 60


def rejects(city, lang):
    """What the city's senders have to correct on its date, with reason in `lang` and sender.

    One row a cell that made its row fail and that no correction has settled: the columns of COLUMNS.
    """
    return with_senders(city.rejected, city.sources, lang, city.as_of)


def with_senders(rejected, sources, lang, as_of):
    """The rejected cells with the reason in `lang` and the producer of their file, in the order of files.

    Parameters
    ----------
    rejected : file, line, rule, facts (JSON) and the other columns of tables.REJECTED.
    sources : file, producer_zh, producer_en; a file it lacks has a missing producer.
    as_of : a cell with a `resolved` day up to this one is settled and left out.
    """
    open_cells = rejected
    if "resolved" in rejected:
        open_cells = rejected[~(rejected["resolved"] <= pd.Timestamp(as_of))]
    senders = sources[["file", "producer_zh", "producer_en"]].drop_duplicates("file")
    joined = open_cells.merge(senders, on="file", how="left")
    joined["reason"] = [_reason(row, lang) for row in joined.itertuples()]
    ordered = joined.sort_values(["file", "line"], kind="stable")
    return ordered.reindex(columns=list(COLUMNS)).reset_index(drop=True)


def _reason(row, lang):
    cell = "" if pd.isna(row.cell) else row.cell
    return sentence(row.rule, json.loads(row.facts) | {"cell": cell}, lang)


def by_sender(frame, lang, sender=None):
    """{sender's name in `lang`: its rows}, sorted by name; `sender` keeps those whose name holds that text.

    Raises MonitorError where no sender's name does.
    """
    unknown = wording.say("rejects_sender_unknown", lang)
    names = frame[f"producer_{lang}"].fillna(unknown)
    groups = dict(list(frame.groupby(names, sort=True)))
    if sender is None:
        return groups
    other = {
        name: rows["producer_en" if lang == "zh" else "producer_zh"].iloc[0] for name, rows in groups.items()
    }
    wanted = sender.casefold()
    kept = {name: rows for name, rows in groups.items() if wanted in f"{name}\n{other[name]}".casefold()}
    if not kept:
        raise MonitorError(
            f"no rejected row comes from a sender like {sender!r}.",
            expected=f"part of one of: {'; '.join(groups) or 'none, since nothing is rejected'}.",
        )
    return kept


def counted(rows):
    """(rows, cells): the lines that failed and the cells that made them fail."""
    return len(rows[["file", "sheet", "line"]].drop_duplicates()), len(rows)


def returned(rows, lang):
    """The rows as their sender reads them: RETURNED columns, blank cells said in words, an empty answer."""
    shown = rows.assign(
        raw=rows["raw"].fillna("").map(revealed).replace("", wording.say("rejects_blank_cell", lang)),
        column=rows["column"].fillna(wording.say("rejects_whole_row", lang)),
        answer=None,
    )
    return shown[list(RETURNED)]


def rejects_workbook(groups, place, as_of, lang):
    """The bytes of a workbook: an overview that says how to answer, then one sheet a sender.

    `groups` as by_sender gives them; `place` is the city's name in `lang`.
    """
    headings = _headings(RETURNED, lang)
    pages = [
        Sheet(name, returned(rows, lang), headings=headings, above=(name,), answers=("answer",))
        for name, rows in groups.items()
    ]
    return safe_workbook([_cover(groups, place, as_of, lang), *pages], (), lang)


def _cover(groups, place, as_of, lang):
    rows = [
        dict(zip(("sender", "rows", "cells"), (name, *counted(found)), strict=True))
        | {"files": "\n".join(sorted(set(found["file"])))}
        for name, found in groups.items()
    ]
    columns = ("sender", "rows", "cells", "files")
    return Sheet(
        wording.say("rejects_cover", lang),
        pd.DataFrame(rows, columns=list(columns)),
        headings=_headings(columns, lang),
        above=(
            wording.say("rejects_title", lang, place=place, as_of=as_of),
            *(wording.say(f"rejects_how_{number}", lang) for number in (1, 2, 3)),
            wording.say("rejects_signed", lang),
            "",
        ),
    )


def _headings(columns, lang):
    return {column: wording.say(f"rejects_column_{column}", lang) for column in columns}


def rejects_csv(groups, lang):
    """The bytes of one CSV of all groups: UTF-8 with a byte order mark, every cell quoted, safe against formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    columns = ("sender", *RETURNED)
    writer.writerow(_headings(columns, lang).values())
    for name, rows in groups.items():
        for values in returned(rows, lang).itertuples(index=False, name=None):
            writer.writerow(
                ["" if pd.isna(value) else csv_text(visible(str(value))) for value in (name, *values)]
            )
    return out.getvalue().encode("utf-8-sig")


def file_name(sender, as_of):
    """The name of a sender's own workbook."""
    plain = _NO_FILE_NAME.sub("_", visible(sender)).strip("._")[:LONGEST_FILE_NAME]
    return f"rejects_{as_of}_{plain or 'sender'}.xlsx"
