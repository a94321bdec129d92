"""Where a figure is not the one first delivered: corrections, restatements, and values read as something else."""

import pandas as pd

from analysis import wording
from analysis.briefings import elements
from analysis.briefings.data_quality_words import (
    column_name,
    counted,
    enterprise_name,
    excerpt,
    first_of,
    period_name,
    place_name,
    table_name,
)
from analysis.sources.correction_log import corrections_frame
from analysis.sources.rules import sentence
from analysis.wording import say

SHOWN_CHANGES, SHOWN_EXAMPLES = 10, 2
STATES = ("in_force", "proposed", "ended", "withdrawn")


def corrections(city, lang):
    """The correction records decided so far: those in force, those proposed, and those that have ended."""
    if city.corrections.empty:
        return elements.message(say("quality_corrections_none", lang))
    states = corrections_frame(city.corrections, city.as_of, lang).set_index("correction")["state"]
    records = city.corrections.assign(state=city.corrections["correction"].map(states))
    groups = {state: records[records["state"] == say(f"correction_is_{state}", lang)] for state in STATES}
    counts = {state: wording.number(len(rows), 0) for state, rows in groups.items()}
    names = _names(city)
    tables = [_records(rows, names, city.policy, lang) for rows in groups.values() if len(rows)]
    unit = say("quality_money_unit", lang, unit=city.policy.decree.money_unit)
    lead = say("quality_corrections", lang, **counts)
    return elements.group(elements.message(lead), elements.note(unit), *tables)


def restatements(city, lang):
    """How many figures of each period were delivered anew with another value, and the largest changes."""
    changed = city.restatements
    if changed.empty:
        return elements.message(say("quality_restated_none", lang))
    changed = changed.assign(change=changed["after"] - changed["before"])
    figures = counted("figures", len(changed), lang)
    lead = say("quality_restated", lang, figures=figures, as_of=city.as_of)
    unit = say("quality_money_unit", lang, unit=city.policy.decree.money_unit)
    return elements.group(
        elements.message(lead),
        elements.note(unit),
        _restated_periods(changed, lang),
        _largest_changes(changed, lang),
    )


def normalised(city, lang):
    """What was read as something else than is printed: each kind of change with its columns and examples."""
    found = city.normalised
    if found.empty:
        return elements.message(say("quality_normalised_none", lang))
    lead = say("quality_normalised", lang, cells=counted("cells", found["rows"].sum(), lang))
    frequent = found.groupby("change")["rows"].sum().sort_values(ascending=False, kind="stable")
    rows = [
        {
            "change_made": sentence(change, {}, lang),
            "columns": first_of(sorted(set(kind["column"])), lang),
            "examples": _examples(kind, city.policy, lang),
            "cells": count,
            "file_count": kind["file"].nunique(),
        }
        for change, count in frequent.items()
        for kind in [found[found["change"] == change]]
    ]
    headings = {name: say(f"quality_column_{name}", lang) for name in rows[0]}
    counts = {name: lambda value: wording.number(value, 0) for name in ("cells", "file_count")}
    return elements.group(elements.message(lead), elements.data_table(rows, lang, headings, formats=counts))


def _names(city):
    """Names of enterprises by code, as far as they are known."""
    frames = [city.enterprise, city.enterprise_year, city.enterprise_ytd]
    rows = pd.concat([frame[["enterprise_id", "name"]] for frame in frames])
    return rows.drop_duplicates("enterprise_id").set_index("enterprise_id")["name"]


def _records(records, names, policy, lang):
    rows = [
        {
            "no": row["correction"],
            "subject": _subject(row, names, lang),
            "what": _what(row, policy, lang),
            "because": say(
                "quality_because", lang, reason=row[f"reason_{lang}"], by=row[f"decided_by_{lang}"]
            ),
            "decided": _days(row, lang),
        }
        for row in records.to_dict("records")
    ]
    headings = {name: say(f"quality_column_{name}", lang) for name in rows[0]}
    state = records["state"].iloc[0]
    return elements.data_table(rows, lang, headings, caption=state[:1].upper() + state[1:])


def _subject(row, names, lang):
    known = enterprise_name(names.get(row["subject"]), row["subject"], lang)
    if pd.isna(row["period"]):
        return known
    since, is_open, _ = row["period"].partition("-")
    if is_open and row["action"] == "move":
        return say("quality_subject_since", lang, subject=known, year=since)
    return say("quality_subject", lang, subject=known, period=row["period"])


def _days(row, lang):
    day = row["decided"].date()
    return (
        str(day) if pd.isna(row["until"]) else say("quality_until", lang, day=day, until=row["until"].date())
    )


def _what(row, policy, lang):
    """What a record does: the action, and where a value changes the column with both values."""
    action = say(f"correction_{row['action']}", lang)
    if row["action"] == "drop":
        return action
    before, after = (_value(row[name], policy, lang) for name in ("before", "after"))
    values = before if row["action"] == "confirm" else say("quality_example", lang, raw=before, value=after)
    columns = [column_name(column, lang) for column in row["column"].split(", ")]
    named = row["action"] not in ("move", "link")
    what = f"{wording.listing(columns, lang)} {values}" if named else values
    return say("quality_correction_what", lang, action=action, what=what)


def _value(text, policy, lang):
    """The values of a record as a reader expects them: numbers grouped, districts by name."""
    parts = [place_name(part, lang, policy) for part in text.split(", ")]
    return wording.listing([_grouped(part) for part in parts], lang)


def _grouped(text):
    try:
        number = float(text)
    except ValueError:
        return text
    return wording.number(number, 0 if number.is_integer() else 2)


def _restated_periods(changed, lang):
    key = ["table", "year", "month", "column"]
    sums = changed.groupby(key, dropna=False, sort=True).agg(
        figures=("change", "size"), net_change=("change", lambda change: change.sum(min_count=1))
    )
    rows = sums.reset_index().assign(
        period=lambda t: [period_name(row.year, row.month, lang) for row in t.itertuples()],
        table=lambda t: [table_name(name, lang) for name in t["table"]],
        column=lambda t: [column_name(name, lang) for name in t["column"]],
    )
    columns = ("period", "table", "column", "figures", "net_change")
    headings = {name: say(f"quality_column_{name}", lang) for name in columns}
    formats = {"figures": lambda value: wording.number(value, 0), "net_change": _signed}
    caption = say("quality_restated_by_period", lang)
    return elements.data_table(rows, lang, headings, formats=formats, caption=caption)


def _largest_changes(changed, lang):
    largest = changed.reindex(changed["change"].abs().sort_values(ascending=False, kind="stable").index)
    rows = [
        {
            "enterprise": enterprise_name(row.name, row.enterprise_id, lang),
            "period": period_name(row.year, row.month, lang),
            "column": column_name(row.column, lang),
            "before": row.before,
            "after": row.after,
            "change": row.after / row.before - 1 if row.before > 0 else None,
            "dates": say(
                "quality_dates", lang, before=row.received_before.date(), after=row.received_after.date()
            ),
        }
        for row in largest.head(SHOWN_CHANGES).itertuples(index=False)
    ]
    headings = {name: say(f"quality_column_{name}", lang) for name in rows[0]}
    formats = {
        "before": _figure,
        "after": _figure,
        "change": lambda share: wording.percent(share, lang=lang, signed=True),
    }
    caption = say("quality_restated_largest", lang)
    return elements.data_table(rows, lang, headings, formats=formats, caption=caption)


def _figure(value):
    return wording.number(value, 0 if float(value).is_integer() else 2)


def _signed(value):
    return f"+{_figure(value)}" if value > 0 else _figure(value)


def _examples(kind, policy, lang):
    """The most frequent printed texts of one kind of change, and what each was read as."""
    pairs = (
        kind.groupby(["raw", "value"], dropna=False)["rows"].sum().sort_values(ascending=False, kind="stable")
    )
    words = [
        say(
            "quality_example",
            lang,
            raw=excerpt(raw),
            value=say("quality_read_as_missing", lang)
            if pd.isna(value)
            else excerpt(place_name(value, lang, policy)),
        )
        for raw, value in pairs.index[:SHOWN_EXAMPLES]
    ]
    return wording.listing(words, lang)
