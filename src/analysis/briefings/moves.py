"""What moved from one edition to the next: promises whose published verdict changed, and how many stand where."""

from collections import Counter
from dataclasses import dataclass

from analysis.wording import STATUS

# Bad news first.
ORDER = (
    "missed",
    "overdue",
    "moving_away",
    "off_track",
    "acceleration_needed",
    "not_measured",
    "not_due",
    "on_track",
    "achieved_late",
    "achieved",
)


@dataclass(frozen=True)
class Move:
    """A promise and its status before and after; None where the edition did not list it."""

    commitment_id: str
    promise: str
    before: str | None
    after: str | None


def moves_between(earlier, later):
    """The Moves from one edition's record to a later one's, by commitment; None where one lists no verdicts."""
    if not (earlier.get("statuses") and later.get("statuses")):
        return None
    before, after = earlier["statuses"], later["statuses"]
    texts = earlier["promises"] | later["promises"]
    return [
        Move(name, texts[name], before.get(name), after.get(name))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


def by_change(moves):
    """{(before, after): its Moves}, the worst outcome first, and of one outcome the largest group."""
    groups = {}
    for move in moves:
        groups.setdefault((move.before, move.after), []).append(move)
    rank = {status: place for place, status in enumerate((*ORDER, None))}
    order = sorted(groups, key=lambda pair: (rank[pair[1]], -len(groups[pair]), str(pair[0])))
    return {pair: groups[pair] for pair in order}


def tally(statuses, earlier=None):
    """(status, number, change since `earlier` or None) of each status either has, in the order of the verdicts."""
    now, before = Counter(statuses.values()), Counter((earlier or {}).values())
    return [
        (status, now[status], now[status] - before[status] if earlier else None)
        for status in STATUS
        if now[status] or before[status]
    ]


def earlier_records(records):
    """{(as_of, lang): the record of the same language that comes next before it}; the first of each has none."""
    found = {}
    for record in records:
        same = [r for r in records if r["lang"] == record["lang"] and r["as_of"] < record["as_of"]]
        if same:
            found[record["as_of"], record["lang"]] = max(same, key=lambda r: r["as_of"])
    return found
