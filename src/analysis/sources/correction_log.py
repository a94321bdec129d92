"""What every correction record says and did: as one table, and as a reader meets it."""

import pandas as pd

from analysis.tables import COUNT, DATE, TEXT, Column, Table, conform
from analysis.wording import say

LOG = Table(
    "corrections",
    "one row a correction record",
    ("correction",),
    (
        Column("correction", TEXT, required=True),
        Column("action", TEXT, required=True),
        Column("table", TEXT),  # missing for a link
        Column("subject", TEXT, required=True),  # enterprise id, or entity/indicator
        Column("period", TEXT),
        Column("column", TEXT),
        Column("before", TEXT),
        Column("after", TEXT),
        Column("rows", COUNT),  # delivered rows it is at work on; missing for a confirmation
        Column("reason_zh", TEXT, required=True),
        Column("reason_en", TEXT, required=True),
        Column("decided", DATE, required=True),
        Column("decided_by_zh", TEXT, required=True),
        Column("decided_by_en", TEXT, required=True),
        Column("status", TEXT, required=True),
        Column("until", DATE),
    ),
)


def log_frame(corrections, touched):
    """One row a record, also of those proposed or withdrawn; `touched` counts delivered rows by record id."""
    return conform(LOG, [_row(record, touched) for record in corrections])


def _row(record, touched):
    where = record.where
    return {
        "correction": record.id,
        "action": record.action,
        "table": getattr(record, "table", None),
        "subject": getattr(where, "enterprise_id", None) or f"{where.entity}/{where.indicator}",
        "period": _period(record),
        **_change(record),
        "rows": None if record.action == "confirm" else touched.get(record.id, 0),
        "reason_zh": record.reason.zh,
        "reason_en": record.reason.en,
        "decided": record.decided,
        "decided_by_zh": record.decided_by.zh,
        "decided_by_en": record.decided_by.en,
        "status": record.status,
        "until": getattr(record, "until", None),
    }


def _period(record):
    if record.action == "move" and record.table != "enterprise":
        return ", ".join(map(str, sorted(record.years))) or f"{record.since}-"
    year, month = getattr(record.where, "year", None), getattr(record.where, "month", None)
    return f"{year}-{month:02d}" if month else year and str(year)


def _change(record):
    if record.action == "link":
        names = record.expected
        return {"column": "enterprise_id", "before": names.old, "after": f"{names.new} ({record.to})"}
    if record.action == "confirm":
        confirmed = _text(record.expected)
        return {"column": record.column, "before": confirmed, "after": confirmed}
    return {
        "column": ", ".join(record.found),
        "before": ", ".join(map(_text, record.found.values())),
        "after": ", ".join(map(_text, record.made.values())) or None,
    }


def _text(value):
    if value is None:
        return "-"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def corrections_frame(log, as_of, lang):
    """The records decided by `as_of` as a page shows them, in the order decided.

    Columns: correction, action, subject, period, column, before, after, rows, reason, decided, decided_by, state;
    `state` is in force, ended, proposed or withdrawn on that day. Figures are in the unit of the tables.
    """
    day = pd.Timestamp(as_of)
    known = log[log["decided"] <= day].sort_values(["decided", "correction"], kind="stable")
    ended = known["status"].eq("in_force") & (known["until"] <= day)
    state = known["status"].mask(ended, "ended")
    shown = known.assign(
        action=[say(f"correction_{action}", lang) for action in known["action"]],
        reason=known[f"reason_{lang}"],
        decided_by=known[f"decided_by_{lang}"],
        state=[say(f"correction_is_{one}", lang) for one in state],
    )
    columns = ["correction", "action", "subject", "period", "column", "before", "after", "rows"]
    return shown[[*columns, "reason", "decided", "decided_by", "state"]].reset_index(drop=True)
