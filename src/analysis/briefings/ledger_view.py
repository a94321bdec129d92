"""The ledger as a person reads it."""

import json
from datetime import datetime

from analysis.briefings.janitor import close_abandoned
from analysis.briefings.ledger import NAME, last_runs, open_ledger, steps_of

COLUMNS = (
    "run",
    "as_of",
    "languages",
    "state",
    "started (UTC)",
    "seconds",
    "steps",
    "failed",
    "user",
    "host",
    "pid",
)


def print_runs(reports, count, form):
    """Print the last `count` runs, newest first, as a table with their notes, or as JSON with their steps."""
    if not (reports / NAME).is_file():
        print("[]" if form == "json" else "no run has been recorded yet")
        return
    with open_ledger(reports) as ledger:
        close_abandoned(ledger)
        runs = last_runs(ledger, count)
        if form == "json":
            print(
                json.dumps(
                    [{**run, **_detail(ledger, run["id"])} for run in runs], ensure_ascii=False, indent=1
                )
            )
            return
    rows = [COLUMNS, *(_row(run) for run in runs)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    print("  ".join(text.ljust(width) for text, width in zip(COLUMNS, widths, strict=True)).rstrip())
    for run, row in zip(runs, rows[1:], strict=True):
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
        for line in (run["note"] or "").splitlines():
            print(f"      {line}".rstrip())


def _row(run):
    seconds = f"{_seconds(run):.1f}"
    known = (run["id"], run["as_of"], run["languages"], run["state"], run["started"][:19], seconds)
    return tuple(map(str, (*known, run["steps"], run["steps_failed"], run["user"], run["host"], run["pid"])))


def _seconds(run):
    # A run under way, or one that died, is known to have lasted until its last heartbeat.
    end = run["beat"] if run["state"] in ("running", "abandoned") else run["ended"]
    return (datetime.fromisoformat(end) - datetime.fromisoformat(run["started"])).total_seconds()


def _detail(ledger, run):
    inputs = ledger.rows("SELECT * FROM inputs WHERE run = ? ORDER BY file", run)
    return {"steps": steps_of(ledger, run), "inputs": inputs}
