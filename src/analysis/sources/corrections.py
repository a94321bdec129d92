"""Correction records applied to the rows as delivered: every record adds versions of rows and changes none.

On a day D the row of a key is its newest delivery of that day or earlier, with every record applied that is in
force on D (`decided` <= D < `until`). A version is added on each day on which that makes the row another one, so
an edition of any day finds the row as it was known then.
"""

from collections import Counter
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import PolicyError
from analysis.policy.correction import same
from analysis.policy.corrections import FILE
from analysis.sources.correction_log import log_frame
from analysis.sources.linked_ids import link_frame
from analysis.tables import VALIDATED, conform

_OPEN_END = pd.Timestamp("2261-12-31")
_POSITION, _NEXT = "_position", "_next"


class Hit(NamedTuple):
    """A record at work on one delivered row, from the day `start` until the day before `end`."""

    record: object
    position: int
    start: pd.Timestamp
    end: pd.Timestamp
    ends_alone: bool  # by its `until`, and not because a later delivery takes the row's place

    @property
    def days(self):
        """The days on which this changes what the row says."""
        return {self.start, self.end} if self.ends_alone else {self.start}

    def stands_on(self, day):
        return self.start <= day < self.end

    def collides_with(self, other):
        both = (
            self.record.withdraws
            or other.record.withdraws
            or self.record.made.keys() & other.record.made.keys()
        )
        return bool(both) and max(self.start, other.start) < min(self.end, other.end)


def apply_corrections(frames, corrections):
    """(frames with the versions added, what each record did, links between ids).

    Parameters
    ----------
    frames : table name -> rows as delivered, with the columns of `analysis.tables`.
    corrections : the records of `load_corrections`.

    A version has `correction` (the ids of the records at work, or of those that ended on that day), `obtained`
    (the day it begins to stand) and `withdrawn`. The second frame is that of `log_frame`, the third that of
    `link_frame`. Raises PolicyError naming the record that finds no row, does not find the value it expects,
    or corrects a cell at which another record is at work.
    """
    in_force = [record for record in corrections if record.in_force]
    rows, touched = dict(frames), Counter()
    for name, table in VALIDATED.items():
        records = [record for record in in_force if record.rewrites == name]
        if records:
            delivered = frames[name] if name in frames else conform(table, [])
            hits = _hits(delivered, table, records)
            touched.update(hit.record.id for hit in hits)
            rows[name] = pd.concat([delivered, _versions(delivered, table, hits)], ignore_index=True)
    return rows, log_frame(corrections, touched), link_frame(frames, in_force)


def _hits(frame, table, records):
    """Where and when each record is at work; every expectation has been checked."""
    subject = table.key[0]
    wanted = {record.where.cells[subject] for record in records}
    deliveries = _deliveries(frame, table, wanted)
    by_subject = dict(list(deliveries.groupby(subject)))
    hits = []
    for record in records:
        mine = by_subject.get(record.where.cells[subject], deliveries.iloc[:0])
        hits += _hits_of(record, mine, table)
    return _without_collisions(hits, frame, table)


def _deliveries(frame, table, subjects):
    """Delivered rows of some subjects, with the day the next delivery of the same key takes over."""
    chosen = frame[table.key[0]].isin(subjects).to_numpy()
    rows = frame[chosen].assign(**{_POSITION: np.flatnonzero(chosen)})
    rows = rows.sort_values(["obtained", "file", "line"], kind="stable")
    later = rows.groupby(list(table.key), dropna=False, sort=False)["obtained"].shift(-1)
    return rows.assign(**{_NEXT: later.fillna(_OPEN_END)})


def _hits_of(record, mine, table):
    found = mine[_such_rows(mine, record)]
    if found.empty:
        _refuse(
            record,
            "matches no row",
            table,
            mine,
            expected=f"a row with {_written(record.where.cells)}.",
            way_out="Correct `where`. A row that was rejected while it was read cannot be corrected: send it back.",
        )
    decided, until = pd.Timestamp(record.decided), pd.Timestamp(record.until or _OPEN_END)
    active = found[
        (found[_NEXT] > decided) & (found["obtained"] < until) & (found["obtained"] < found[_NEXT])
    ]
    rows_are_not_known(record, found, active, table)
    keys_are_several(record, active, table)
    expected_values_are_gone(record, active, table)
    return [
        Hit(record, row[_POSITION], max(row["obtained"], decided), min(row[_NEXT], until), until < row[_NEXT])
        for row in active.to_dict("records")
    ]


def _such_rows(mine, record):
    such = pd.Series(True, index=mine.index)
    for column, value in record.where.cells.items():
        such &= mine[column].map(lambda cell, value=value: same(cell, value)).astype(bool)
    if "year" in mine:
        such &= mine["year"].map(record.covers).astype(bool)
    return such


def rows_are_not_known(record, found, active, table):
    """Refuses a record decided before its row had been received, or after another delivery took its place."""
    if not (active["obtained"] <= pd.Timestamp(record.decided)).any():
        _refuse(
            record,
            f"matches no row that stood on {record.decided}, the day it was decided",
            table,
            found,
            expected="a row received by that day and not yet replaced by a later delivery.",
            way_out="Correct `decided`, `file` or `line`.",
        )


def keys_are_several(record, active, table):
    """Refuses a record that is about one row and finds several."""
    if record.action != "move" and len(active.drop_duplicates(list(table.key))) > 1:
        _refuse(
            record, "matches rows of several keys", table, active, way_out="Narrow `where` to one of them."
        )


def expected_values_are_gone(record, active, table):
    """Refuses a record whose row, as known when it was decided or as delivered again later, holds another value."""
    held = [
        all(same(row[c], value) for c, value in record.found.items()) for row in active.to_dict("records")
    ]
    gone = active[[not right for right in held]]
    if gone.empty:
        return
    later = gone[gone["obtained"] > pd.Timestamp(record.decided)]
    if len(later) == len(gone):
        since = later["obtained"].min().date()
        years = ", name its `years`" if record.action == "move" else ""
        _refuse(
            record,
            f"no longer finds what it corrects: the source has mended or changed the row it sent on {since}",
            table,
            gone,
            expected=f"{_written(record.found)}.",
            way_out=f'Let the record end with `until: "{since}"`{years}, or set its status to withdrawn.',
        )
    _refuse(
        record,
        "does not find the value it corrects",
        table,
        gone,
        expected=f"{_written(record.found)}.",
        way_out="Correct `expected` or `where`.",
    )


def _without_collisions(hits, frame, table):
    """The hits; refuses two records at work on one cell at the same time."""
    for at_row in _by_position(hits).values():
        for number, hit in enumerate(at_row):
            for other in at_row[:number]:
                if hit.collides_with(other):
                    _refuse(
                        other.record,
                        f"and {hit.record.id} correct the same cell at the same time",
                        table,
                        frame.iloc[[hit.position]],
                        expected="one record a cell on any day.",
                        way_out="Let the earlier one end with `until` on the day the other is decided.",
                    )
    return hits


def _by_position(hits):
    rows = {}
    for hit in sorted(hits, key=lambda hit: (hit.position, hit.record.id)):
        rows.setdefault(hit.position, []).append(hit)
    return rows


def _versions(frame, table, hits):
    """The versions the hits add, in the order of the rows and days: at most one a row and day."""
    by_position = _by_position(hits)
    delivered = frame.iloc[list(by_position)].to_dict("records")
    versions = []
    for row, at_row in zip(delivered, by_position.values(), strict=True):
        days = sorted(set().union(*(hit.days for hit in at_row)))
        versions += [row | _differences(at_row, day) for day in days]
    return conform(table, versions)


def _differences(at_row, day):
    """The cells in which the version of `day` differs from the row as delivered."""
    standing = [hit.record for hit in at_row if hit.stands_on(day)]
    # Where the last record has ended the row says what was delivered, but it is a version all the same.
    named = standing or [hit.record for hit in at_row if day in hit.days]
    made = {column: value for record in standing for column, value in record.made.items()}
    return made | {
        "obtained": day,
        "correction": ", ".join(record.id for record in named),
        "withdrawn": any(record.withdraws for record in standing),
    }


def _refuse(record, what, table, rows, *, way_out, expected=None):
    named = dict.fromkeys(["file", "line", *table.key, "obtained", *record.found])
    shown = rows[[column for column in named if column in rows]]
    raise PolicyError(
        f"{record.id} {what}.",
        file=FILE,
        rows=shown.assign(obtained=shown["obtained"].dt.date),
        expected=expected,
        way_out=way_out,
    )


def _written(cells):
    return ", ".join(f"{column} {'blank' if value is None else value}" for column, value in cells.items())
