"""The chain behind one verdict, from the clause to the rows it used: lines of text for a terminal."""

import re

import pandas as pd

from analysis import promise_text, wording
from analysis.errors import MonitorError
from analysis.policy.refusals import closest
from analysis.wording import say

ROWS = 20
# The columns that say what a row holds, by the table it is of; the rest is about how it was delivered.
HELD = {
    "official_series": ("entity", "indicator", "year", "value", "unit", "vintage"),
    "programme_event": (
        "event_id", "date", "name", "district", "cluster", "park", "enterprise_id", "quantity", "whole",
        "amount", "obtained",
    ),
    "project": (
        "event_id", "date", "name", "district", "cluster", "investment", "approved", "served", "started",
        "completed", "quantity", "whole", "obtained",
    ),
    "enterprise_year": (
        "year", "enterprise_id", "name", "district", "cluster", "park", "revenue", "gross_output",
        "value_added", "tax", "obtained",
    ),
}  # fmt: skip


def explain(city, commitment_id, lang="zh", reading=None, rows=ROWS):
    """The lines of the chain: clause, promise, reading, formula, target, what it is made of, rows, value, verdict.

    `reading` is one the commitment lists; by default the one in use. At most `rows` rows and details are
    listed, those of the year of the verdict first; how many there are, and where, always ends the text.
    Raises MonitorError for an id the decree does not have, with the closest, and PolicyError for a reading.
    """
    commitment = _known(city, commitment_id)
    row = _row(city, commitment, reading)
    read, used = commitment.under(reading), city.rows_used(commitment.id, reading)
    return [
        f"{commitment.id}  {commitment.promise[lang]}",
        *_said(commitment, read, row, city.policy, lang),
        *_made_of(city, row, reading, lang, rows),
        *_rows(used, row, lang, rows),
        *_verdict(row, read, city.policy.decree, lang),
        *_where(used, commitment, reading, lang),
    ]


def _known(city, commitment_id):
    known = city.policy.commitments
    if commitment_id not in known:
        ids = list(known)
        near = closest(_numbered(commitment_id), ids)
        raise MonitorError(
            f"{commitment_id!r} is no commitment of the decree.",
            expected=f"an id from {ids[0]} to {ids[-1]}{near}.",
        )
    return known[commitment_id]


def _numbered(text):
    """c16 and 16 as C016; anything without a number in capitals."""
    number = re.fullmatch(r"\D*(\d{1,3})", str(text))
    return f"C{int(number[1]):03}" if number else str(text).upper()


def _row(city, commitment, reading):
    if reading is None:
        table = city.status()
    else:
        commitment.under(reading)
        table = city.readings().query("reading == @reading")
    return table.set_index("commitment_id", drop=False).loc[commitment.id].to_dict()


def _said(commitment, read, row, policy, lang):
    """What the decree says, how it is read, and how it is judged."""
    clause = f"{commitment.clause} {policy.name_of('clause', commitment.clause, lang)}"
    indicator = policy.name_of("indicator", read.indicator, lang)
    basis, day = say(f"due_{row['due_basis']}", lang), row["due"]
    return [
        _line("clause", clause, lang),
        *_reading(commitment, row, lang),
        _line("indicator", f"{read.indicator}  {indicator}", lang),
        *_formula(row, lang),
        _line("target", promise_text.goal(read, policy.decree, lang), lang),
        _line("due", say("explain_due_basis", lang, day=day, basis=basis), lang),
    ]


def _reading(commitment, row, lang):
    words = [say(f"explain_{commitment.reading}", lang)]
    labels = {
        one.id: say("explain_this_reading", lang, label=one.label[lang], id=one.id)
        for one in commitment.readings
    }
    if labels:
        words.append(labels.pop(row["reading"]))
        words.append(say("explain_other_readings", lang, readings=wording.listing(labels.values(), lang)))
    note = [commitment.note[lang]] if commitment.note else []
    return [_line("reading", ("；" if lang == "zh" else "; ").join(words), lang), *map(_indented, note)]


def _formula(row, lang):
    key = row["evidence"]
    return [] if pd.isna(key) else [_line("formula", f"{key}  {say(f'formula_{key}', lang)}", lang)]


def _made_of(city, row, reading, lang, most):
    """What the verdict is made of: years, things or cases, the first `most` of them."""
    details = city.details(row["commitment_id"], reading)
    if details is None or details.empty:
        return []
    shown = details.head(most).drop(columns=["rule"], errors="ignore")
    if "verdict" in shown:
        words = [promise_text.case_word(row["evidence"], one, lang) for one in shown["verdict"]]
        shown = shown.assign(verdict=words)
    if "date" in shown:
        shown = shown.assign(date=shown["date"].dt.strftime("%Y-%m-%d"))
    lines = _table(shown.dropna(axis=1, how="all"))
    return [_line("made_of", "", lang).rstrip(), *lines, *_more(len(details) - most, lang)]


def _rows(used, row, lang, most):
    if used.empty:
        needs = row["missing"][lang] if row["missing"] is not None else ""
        return [_line("rows", say("explain_no_rows", lang, needs=needs), lang)]
    ordered = _of_year_first(used, row["year"])
    lines = [line for _, part in ordered.head(most).groupby("table", sort=False) for line in _held(part)]
    is_sorted = len(used) > most and pd.notna(row["year"])
    first = say("explain_year_first", lang, year=f"{row['year']:.0f}") if is_sorted else ""
    return [_line("rows", first, lang).rstrip(), *lines, *_more(len(used) - most, lang)]


def _of_year_first(used, year):
    """The rows of the year a verdict is about, then all others; each in the order of its file."""
    own = pd.Series(False, used.index)
    if "year" in used:
        own |= used["year"].eq(year).fillna(False)
    if "date" in used:
        own |= used["date"].dt.year.eq(year).fillna(False)
    return pd.concat([used[own], used[~own]])


def _held(part):
    """Rows of one table, with a file and a line each, and the columns of it that hold something."""
    table = part["table"].iloc[0]
    columns = [name for name in HELD[table] if name in part and part[name].notna().any()]
    shown = part[columns].copy()
    for name in columns:
        if pd.api.types.is_datetime64_any_dtype(shown[name]):
            shown[name] = shown[name].dt.strftime("%Y-%m-%d")
        elif pd.api.types.is_float_dtype(shown[name]):
            shown[name] = shown[name].map(lambda value: f"{value:.15g}")
    places = [f"{file}:{line}" for file, line in zip(part["file"], part["line"], strict=True)]
    shown.insert(0, table, places)
    return _table(shown)


def _verdict(row, read, decree, lang):
    lines = []
    if row["status"] != "not_measured":
        value = promise_text.now(row, read, decree, lang)
        known = say("explain_value_known", lang, value=value, year=f"{row['year']:.0f}", day=row["vintage"])
        lines.append(_line("value", known, lang))
    word, ratio = wording.STATUS[row["status"]][lang], row["progress_ratio"]
    if pd.notna(ratio):
        word = say("explain_ratio", lang, status=word, ratio=wording.number(ratio, 2))
    return [*lines, _line("verdict", f"{word} ({row['status']})", lang)]


def _where(used, commitment, reading, lang):
    """How many rows, in which files, and how to see them all."""
    if used.empty:
        return []
    counts = used.groupby("file", sort=False).size()
    named = [say("explain_file", lang, file=file, count=f"{count:,}") for file, count in counts.items()]
    form = "one" if len(used) == 1 else "many"
    files = wording.listing(named, lang)
    code = f'city.rows_used("{commitment.id}"{f", {reading!r}" if reading else ""})'
    return [
        say(f"explain_end_{form}", lang, count=f"{len(used):,}", files=files),
        say("explain_where", lang, code=code),
    ]


def _more(hidden, lang):
    if hidden <= 0:
        return []
    form = "one" if hidden == 1 else "many"
    return [_indented(say(f"explain_more_{form}", lang, count=f"{hidden:,}"))]


def _line(key, text, lang):
    return f"{say(f'explain_{key}', lang)}  {text}"


def _indented(text):
    return f"    {text}"


def _table(frame):
    text = frame.to_string(index=False, na_rep="", max_colwidth=60)
    return [_indented(line.rstrip()) for line in text.splitlines()]
