"""Deliveries that repeat others: an earlier period's figures under a new one, a period again without some of its firms."""

import numpy as np

from analysis.errors import SourceError
from analysis.sources.findings import Finding
from analysis.sources.plausibility.neighbours import Neighbours, values_at

# Five enterprises do not all earn to the last digit what they earned in another period; two might.
LEAST_EQUAL, SHOWN_NAMES = 5, 3


def files_repeat_another_period(frame, neighbours: Neighbours):
    """A SourceError for each file in which every enterprise reports the very revenue of an earlier period.

    That is the year before, and for figures cumulative from January the month before as well.
    """
    earlier = {"of the year before": neighbours.last_year}
    if "month" in frame:
        earlier["to the month before"] = neighbours.month_before
    refused = {}
    for what, before in earlier.items():
        rows = frame[["file", "line", "enterprise_id", "revenue"]]
        compared = rows.assign(before=values_at(frame, "revenue", before))
        compared = compared[frame["correction"].isna() & (compared["before"] > 0)]
        for file, found in compared.groupby("file", sort=True):
            if len(found) >= LEAST_EQUAL and np.array_equal(found["revenue"], found["before"]):
                refused.setdefault(file, _repeats(file, what, found))
    return list(refused.values())


def _repeats(file, what, rows):
    return SourceError(
        f"all {len(rows)} enterprises with figures {what} report the very same revenue again.",
        file=file,
        rows=rows[["line", "enterprise_id", "before", "revenue"]],
        expected="figures of its own period.",
        way_out="Ask the sender: it is probably the earlier file, or its column, under a new name.",
    )


def periods_delivered_without_some(frame, period, sent_back):
    """Findings: a file reports again most enterprises of an earlier one of the same period, but leaves some out.

    `period` names the columns that tell it; `sent_back` has (file, enterprise_id) of rejected rows, which are not
    left out. The figures of those left out still stand: only a record takes a row back.
    """
    delivered = frame[frame["correction"].isna()]
    repeated = delivered[delivered.duplicated(["enterprise_id", *period], keep=False)]
    of_periods = delivered.merge(repeated[period].drop_duplicates(), on=period).groupby(period, sort=True)
    findings = []
    for _, of_period in of_periods:
        files = [rows for _, rows in of_period.groupby(["obtained", "file"], sort=True)]
        pairs = [(before, now) for at, now in enumerate(files) for before in files[:at]]
        findings += filter(None, (_left_out(*pair, period, sent_back) for pair in pairs))
    return findings


def _left_out(before, now, period, sent_back):
    file = now["file"].iloc[0]
    found = {*now["enterprise_id"], *(each for of_file, each in sent_back if of_file == file)}
    again = before["enterprise_id"].isin(found)
    missing = before.loc[~again, "name"]
    # A file that repeats but a few corrects these few, or is another district's.
    if missing.empty or 2 * again.sum() < len(before):
        return None
    first = now.iloc[0]
    more = "…" if len(missing) > SHOWN_NAMES else ""
    facts = {
        "period": "-".join(f"{int(first[part]):02d}" for part in period), "rows": len(missing),
        "other": before["file"].iloc[0], "names": "、".join(missing[:SHOWN_NAMES]) + more,
    }  # fmt: skip
    return Finding(
        "enterprises_are_left_out_of_period_delivered_again", "file", first["file"], facts
    ).at(first)  # fmt: skip
