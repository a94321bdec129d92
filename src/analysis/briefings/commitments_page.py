"""What the briefing on all commitments shows, one function a cell: counts first, then every promise by clause."""

import pandas as pd

from analysis import promise_text, wording
from analysis.briefings import elements
from analysis.briefings.commitments_readings import readings
from analysis.briefings.promise_notes import notes
from analysis.wording import STATUS, say

__all__ = ["banner", "clauses", "listing", "matrix", "notes", "opening", "readings"]

COLUMNS = ("commitment_id", "promise", "value_text", "target_text", "status", "due", "basis")
# The words of the message, and the statuses each of them takes in.
GROUPS = {
    "kept": ("achieved",),
    "late": ("achieved_late",),
    "missed": ("missed", "overdue"),
    "running": ("on_track", "acceleration_needed", "off_track", "moving_away", "not_due"),
    "unknown": ("not_measured",),
}
BEHIND = ("acceleration_needed", "off_track", "moving_away")


def banner(city, lang):
    """The notice that synthetic data were used; nothing where all data are real."""
    return elements.banner(set(city.sources["kind"]), lang)


def opening(city, lang):
    """The message of the page in one sentence: how many promises are kept, late, missed, running, not measured."""
    status = city.status()["status"]
    counts = {name: int(status.isin(words).sum()) for name, words in GROUPS.items()}
    parts = [_part(name, count, status, lang) for name, count in counts.items() if count]
    text = say("all_opening", lang, total=len(status), as_of=city.as_of, parts=wording.listing(parts, lang))
    return elements.message(text)


def matrix(city, lang, by="clause"):
    """Number of promises by status and `by`: clause or kind."""
    status = city.status()
    groups = _groups(city, status, by, lang)
    counts = pd.crosstab(groups, status["status"])
    shown = [word for word in STATUS if word in counts]
    # In the order of the decree, and the whole below.
    counts = counts.loc[list(dict.fromkeys(groups)), shown]
    counts.loc[say("all_total", lang)] = counts.sum()
    table = counts.assign(total=counts.sum(axis=1)).rename_axis("group").reset_index()
    headings = {"group": say(f"all_by_{by}", lang)} | {word: STATUS[word][lang] for word in shown}
    headings["total"] = say("all_total", lang)
    formats = dict.fromkeys(shown, lambda count: str(count) if count else "–")
    caption = say("all_matrix", lang, by=say(f"all_by_{by}", lang).lower())
    return elements.data_table(table, lang, headings, formats=formats, caption=caption, stacked=False)


def clauses(city, lang):
    """Every promise, one table a clause: what is, what was promised, the verdict, by when, and what it rests on."""
    status = city.status()
    names = _groups(city, status, "clause", lang)
    headings = {name: say(f"all_column_{name}", lang) for name in COLUMNS}
    rows = pd.DataFrame([_row(city, row, lang) for row in status.to_dict("records")])
    tables = [
        elements.verdict_table(part, lang, columns=headings, caption=name, anchored=True)
        for name, part in rows.groupby(names.to_numpy(), sort=False)
    ]
    return elements.group(*tables)


def listing(city, lang, by="status"):
    """The same promises by `by` (status, kind or clause), as links to their rows."""
    status = city.status()
    groups = status["commitment_id"].groupby(_groups(city, status, by, lang).to_numpy(), sort=False)
    order = [STATUS[word][lang] for word in STATUS] if by == "status" else list(groups.groups)
    named = {name: list(ids) for name, ids in groups}
    rows = [
        (say("all_group", lang, name=name, count=len(named[name])), named[name])
        for name in order
        if name in named
    ]
    headings = (say(f"all_by_{by}", lang), say("column_commitment_id", lang))
    caption = say("all_listing", lang, by=say(f"all_by_{by}", lang).lower())
    return elements.links(rows, headings, caption)


def _part(name, count, status, lang):
    behind = int(status.isin(BEHIND).sum())
    key = "all_running_behind" if name == "running" and behind else f"all_{name}"
    return say(key, lang, count=count, behind=behind)


def _groups(city, status, by, lang):
    """The name of the group of each promise, a Series in the order of the decree."""
    commitments = [city.policy.commitments[one] for one in status["commitment_id"]]
    if by == "status":
        return status["status"].map({word: named[lang] for word, named in STATUS.items()})
    if by == "kind":
        return pd.Series([say(f"kind_{c.kind}", lang) for c in commitments], status.index)
    names = [
        say("all_clause", lang, clause=c.clause, name=city.policy.name_of("clause", c.clause, lang))
        for c in commitments
    ]
    return pd.Series(names, status.index)


def _row(city, row, lang):
    commitment, decree = city.policy.commitments[row["commitment_id"]], city.policy.decree
    lacks = promise_text.shortfall(row, city.details(commitment.id), city.policy, lang)
    basis = promise_text.evidence(row, lang)
    return {
        "commitment_id": commitment.id,
        "promise": commitment.promise[lang],
        "value_text": promise_text.now(row, commitment, decree, lang),
        "target_text": promise_text.goal(commitment, decree, lang),
        "status": row["status"],
        "due": promise_text.due(row, lang),
        "basis": _capital(say("all_lacks", lang, lacks=lacks, basis=basis) if lacks else basis),
    }


def _capital(text):
    return text[0].upper() + text[1:]
