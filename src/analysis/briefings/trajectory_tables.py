"""Every promise in numbers: what is likely and why, or what was said of it and what came."""

import pandas as pd

from analysis.briefings import elements
from analysis.briefings.promise_notes import spans
from analysis.briefings.trajectory_view import GROUPS
from analysis.wording import say

OPEN = ("name", "value", "goal", "median", "span", "chance")
SETTLED = ("name", "goal", "span", "chance", "came", "inside", "standing")
# Columns that a table of many cells does without.
OF_FEW = ("goal", "median")
EVEN = 0.5


def promises(view):
    """The promises in numbers by group, with distribution and chance; once settled, with what came."""
    parts = _counts(view)
    for group in GROUPS:
        rows = view.rows(group)
        if len(rows):
            parts.append(_table(view, group, rows))
        if group == "headline" and len(rows) > 1:
            parts.append(elements.note(_bases(view, rows)))
    parts += [elements.note(words) for words in _reasons(view, view.rows("cells"))]
    return elements.group(*parts, elements.note(say("ahead_range_caution", view.lang)))


def _table(view, group, rows):
    is_cells = group == "cells"
    columns = SETTLED if view.settled else OPEN
    columns = [name for name in columns if not is_cells or name not in OF_FEW]
    table = pd.DataFrame([_row(view, row) for row in rows.to_dict("records")])
    caption = say(f"ahead_group_{group}", view.lang)
    titles = headings(view, columns)
    # Some thirty rows, each a block on a phone, would be a page of their own.
    return elements.data_table(table, view.lang, titles, caption=caption, stacked=False if is_cells else None)


def likely(rows):
    """How many rows are more likely than not to be kept."""
    return int((rows["probability"] >= EVEN).sum())


def turned_out(view, rows):
    """Counts of rows against what came: ranges given and held, chances given and on the right side."""
    value = pd.Series({name: view.came(name) for name in rows.index}, dtype=float)
    kept = view.now.loc[rows.index, "standing"] == "kept"
    has_range, has_chance = (rows[name].notna() & value.notna() for name in ("low_80", "probability"))
    held = has_range & value.between(rows["low_80"], rows["high_80"])
    right = has_chance & ((rows["probability"] >= EVEN) == kept)
    return {"n": int(has_range.sum()), "hits": int(held.sum()), "chances": int(has_chance.sum()), "right": int(right.sum())}  # fmt: skip


def headings(view, columns, **values):
    """Headings of a table of the trajectory pages by column."""
    return {name: say(f"ahead_column_{name}", view.lang, **values) for name in columns}


def dated(view, row):
    """The newest value of a row with its year; None where nothing is known."""
    if pd.isna(row["value"]):
        return None
    value = view.amount(row["commitment_id"], row["value"])
    return say("ahead_year", view.lang, value=value, year=int(row["last_year"]))


def _counts(view):
    """How many promises have a chance, or how many came out as said; nothing where there is one promise alone."""
    rows = view.outlook
    cells = rows["group"] == "cells"
    parts = _settled_words if view.settled else _open_words
    words = list(parts(view, rows[~cells], rows[cells]))
    return [elements.message(("" if view.lang == "zh" else " ").join(words))] if words else []


def _open_words(view, rows, cells):
    if len(rows) > 1:
        given = int(rows["probability"].notna().sum())
        counts = {"total": len(rows), "given": given, "likely": likely(rows), "silent": len(rows) - given}
        if not view.outlook["probability"].notna().any():
            yield say("ahead_counts_none", view.lang)
            return
        yield say("ahead_counts_all" if given == len(rows) else "ahead_counts", view.lang, **counts)
    if cells["probability"].notna().any():
        yield say("ahead_cells_counts", view.lang, total=len(cells), likely=likely(cells))


def _settled_words(view, rows, cells):
    if len(rows) > 1:
        yield say("ahead_turned_out", view.lang, day=view.said.as_of, **turned_out(view, rows))
    if len(cells):
        yield say("ahead_turned_out_cells", view.lang, **turned_out(view, cells))


def _row(view, row):
    name, is_cell = row["commitment_id"], row["group"] == "cells"
    shown = {
        "name": f"{name} {view.name(name)}",
        "value": view.amount(name, row["value"]) if is_cell else dated(view, row),
        "goal": view.goal(name),
        "median": "–" if pd.isna(row["median"]) else view.amount(name, row["median"]),
        "span": view.span(name, row),
        "chance": view.short(row["probability"]) if is_cell else view.likely(row),
    }
    if not view.settled:
        return shown
    came = view.came(name)
    standing = "unknown" if pd.isna(came) else view.now.loc[name, "standing"]
    return shown | {
        "came": view.amount(name, came),
        "inside": say("ahead_standing_unknown" if pd.isna(came) else f"ahead_{_side(row, came)}", view.lang),
        "standing": say(f"ahead_standing_{standing}", view.lang),
    }


def _side(row, value):
    if pd.isna(row["low_80"]):
        return "no_range"
    return "below" if value < row["low_80"] else "above" if value > row["high_80"] else "inside"


def _reasons(view, rows):
    """Why cells have no chance, each reason with its cells: their table has no room for it."""
    for outcome, group in rows[rows["probability"].isna()].groupby("outcome", sort=False):
        reason = say(f"ahead_outcome_{outcome}", view.lang)
        yield say("ahead_reason", view.lang, names=spans(group.index), reason=reason)


def _bases(view, rows):
    """What the distributions rest on, each basis with its promises."""
    known = rows.dropna(subset="basis")
    colon, stop = ("：", "；") if view.lang == "zh" else (": ", "; ")
    parts = [
        f"{spans(group.index)}{colon}{say(f'ahead_basis_{basis}', view.lang)}"
        for basis, group in known.groupby("basis", sort=False)
    ]
    return f"{say('ahead_column_basis', view.lang)}{colon}{stop.join(parts)}"
