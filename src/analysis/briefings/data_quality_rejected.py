"""The rejected rows by reason: where each bad cell stands, whose it is and what was found in it."""

from analysis.briefings import elements
from analysis.briefings.data_quality_words import (
    column_name,
    counted,
    enterprise_name,
    excerpt,
    place,
    reason,
    rejects_command,
)
from analysis.exports import rejects as given_back
from analysis.wording import say

# Cells on the page in all; a reason with more than `FEW` of them has a table of its own.
SHOWN_CELLS, FEW = 30, 3
_LIST = ("place", "enterprise", "column", "found")


def rejected(city, lang):
    """The rejected cells by reason, the most frequent first, and how many more there are of each."""
    cells = given_back.rejects(city, lang)
    if cells.empty:
        return elements.message(say("quality_rejected_none", lang))
    rows, count = given_back.counted(cells)
    words = {"rows": counted("rows", rows, lang), "cells": counted("cells", count, lang)}
    sizes = cells["rule"].value_counts()
    often = sizes.index[sizes > FEW]
    most = max(SHOWN_CELLS // len(sizes), FEW)
    seldom = cells[~cells["rule"].isin(often)]
    left_out = int((sizes[often] - most).clip(lower=0).sum()) + max(len(seldom) - SHOWN_CELLS, 0)
    return elements.group(
        elements.message(say("quality_rejected", lang, **words)),
        *(_of_rule(cells[cells["rule"] == rule], most, lang) for rule in often),
        *_seldom(seldom, len(often), lang),
        *_more(city, left_out, lang),
    )


def _of_rule(cells, most, lang):
    """The first cells that break one rule, under its reason; each with its own where the reasons differ."""
    columns = _LIST if cells["reason"].nunique() == 1 else (*_LIST, "why")
    count = counted("cells", len(cells), lang)
    caption = say("quality_heading_count", lang, heading=reason(cells, lang).rstrip("。."), count=count)
    return _table(cells.head(most), columns, caption, lang)


def _seldom(cells, others, lang):
    """The cells whose reason is rare, in one table with the reason beside each."""
    if len(cells):
        caption = say("quality_rejected_seldom", lang) if others else None
        yield _table(cells.head(SHOWN_CELLS), (*_LIST, "why"), caption, lang)


def _more(city, left_out, lang):
    if left_out:
        yield elements.note(say("quality_rejected_more", lang, cells=counted("cells", left_out, lang)))
        yield elements.command(rejects_command(city, "--out", f"rejects_{city.as_of}.xlsx"))


def _table(cells, columns, caption, lang):
    printed = given_back.returned(cells, lang)
    reasons = [reason(cells.iloc[[i]], lang) for i in range(len(cells))]
    rows = [
        {
            "place": place(row, lang),
            "enterprise": enterprise_name(row.name, row.enterprise_id, lang),
            "column": column_name(column, lang),
            "found": excerpt(raw),
            "why": why,
        }
        for row, column, raw, why in zip(
            cells.itertuples(index=False), printed["column"], printed["raw"], reasons, strict=True
        )
    ]
    headings = {name: say(f"quality_column_{name}", lang) for name in columns}
    return elements.data_table(rows, lang, headings, caption=caption)
