"""For every row of a return, the row of the same enterprise it is to be compared with."""

from functools import cached_property

import numpy as np
import pandas as pd

_FIRST_YEAR, _YEARS, _MONTHS, _DAYS = 1900, 400, 13, 1 << 16


class Neighbours:
    """Rows of one table of returns in the order of enterprise, year, month and day received.

    `frame` has enterprise_id, year, maybe month, obtained, correction and withdrawn, one row a version. What a
    row is compared with was known on the day the row itself was received: a later restatement changes no verdict
    on earlier rows.
    """

    def __init__(self, frame):
        self.frame = frame
        self._code = pd.factorize(frame["enterprise_id"])[0].astype(np.int64)
        self._year = frame["year"].to_numpy(dtype=np.int64) - _FIRST_YEAR
        month = (
            frame["month"].to_numpy(dtype=np.int64) if "month" in frame else np.zeros(len(frame), np.int64)
        )
        self._month = month
        self._day = frame["obtained"].to_numpy().astype("datetime64[D]").astype(np.int64)
        key = self._key(self._year, self._month, self._day)
        # Of two versions of one day the corrected one stands.
        self.order = np.lexsort((frame["correction"].notna().to_numpy(), key))
        self._sorted = key[self.order]

    def _key(self, year, month, day):
        return ((self._code * _YEARS + year) * _MONTHS + month) * _DAYS + day

    @property
    def of_year(self):
        """A number for each row, the same for rows of one enterprise and year."""
        return self._code * _YEARS + self._year

    def of_same_enterprises(self, positions):
        """Positions of all rows of the enterprises of the rows at `positions`, in order."""
        if not len(positions):
            return positions
        chosen = np.isin(self._code, self._code[positions])
        return self.order[chosen[self.order]]

    @cached_property
    def last_year(self):
        """Position of the row of the same month a year before, -1 where there is none."""
        year = self._year - 1
        return self._found(self._key(year, self._month, 0), self._key(year, self._month, self._day))

    @cached_property
    def month_before(self):
        """Position of the row of the nearest earlier month of the same year, -1 where there is none."""
        found = self._found(self._key(self._year, 0, 0), self._key(self._year, self._month - 1, _DAYS - 1))
        later = np.flatnonzero((found >= 0) & (self._day[found] > self._day))
        # That month has been reported again since: what counts is what it said before.
        found[later] = -1
        for month in range(1, _MONTHS - 1):
            low = self._key(self._year, self._month - month, 0)[later]
            known = self._found(low, low + self._day[later])
            wanted = (found[later] < 0) & (self._month[later] > month)
            found[later] = np.where(wanted, known, found[later])
        return found

    def _found(self, low, high):
        """Position of the row with the highest key from `low` to `high`; -1 for none and for a withdrawn one."""
        if not len(self._sorted) or not len(high):
            return np.full(len(high), -1)
        place = np.searchsorted(self._sorted, high, side="right") - 1
        inside = (place >= 0) & (self._sorted[np.maximum(place, 0)] >= low)
        found = self.order[np.maximum(place, 0)]
        withdrawn = self.frame["withdrawn"].to_numpy(dtype=bool)
        return np.where(inside & ~withdrawn[found], found, -1)


def values_at(frame, column, positions):
    """Values of `column` at `positions`, NaN where the position is -1."""
    values = frame[column].to_numpy(dtype=float)
    return np.where(positions >= 0, values[positions], np.nan) if len(values) else values


def rows_at(frame, positions):
    """The rows at `positions` as dicts, for findings: a frame handed out row by row takes minutes for a whole file."""
    return frame.iloc[positions].to_dict("records")
