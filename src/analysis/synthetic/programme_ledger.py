"""Which events are in which ledger, under which number, and when the ledger arrived."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from analysis.synthetic.programme_plan import PLAN_YEARS

# Offices that send at once do not arrive on one day; the last of all arrives before the annual return of 2010.
JANUARY, MARCH = 14, 4


class Batch(NamedTuple):
    """One sending: its name in the file, its words in the title, the last day it covers, the day it arrived."""

    name: str
    words: str
    covers: date
    received: date


def batches(office, position):
    """Every sending of an office (`position`: its place among the offices), oldest first."""
    if office.schedule == "half_year":
        return [half for year in PLAN_YEARS for half in _halves(year, position)]
    if office.schedule == "fiscal":
        return [
            Batch(f"{y}", f"{y}年度", date(y + 1, 2, 28), date(y + 1, 3, MARCH + position % 4))
            for y in PLAN_YEARS
        ]
    return [
        Batch(f"{y}", f"{y}年度", date(y, 12, 31), date(y + 1, 1, JANUARY + position)) for y in PLAN_YEARS
    ]


def _halves(year, position):
    return (
        Batch(f"{year}_06", f"{year}年上半年", date(year, 6, 30), date(year, 7, JANUARY + position)),
        Batch(f"{year}_12", f"{year}年下半年", date(year, 12, 31), date(year + 1, 1, JANUARY + position)),
    )


def numbered(events, prefix):
    """(number, event) in the office's own numbering, by year of the event; equal events get equal numbers each run."""
    counts = Counter()
    for event in sorted(events, key=_order):
        counts[event.date.year] += 1
        yield f"{prefix}{event.date.year}-{counts[event.date.year]:03d}", event


def _order(event):
    return (event.date, event.commitment_id, *map(str, (event.name, event.enterprise_id, event.district,
                                                        event.cluster, event.park)))  # fmt: skip


def ledger(events, batch, before):
    """The (number, event) a batch prints: what was learnt after `before` (None: ever) and by its last day.

    A later version is printed only where it became known after the earlier sending, under the same number.
    """
    for number, event in events:
        versions = [event] if event.later is None else [event, event.later]
        new = [v for v in versions if v.learnt <= batch.covers and (before is None or v.learnt > before)]
        if new:
            yield number, new[-1]
