"""For every row of a return, the row of the same enterprise it is to be compared with."""

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
        self._order = np.lexsort((frame["correction"].notna().to_numpy(), key))
        self._sorted = key[self._order]

    def _key(self, year, month, day):
        return ((self._code * _YEARS + year) * _MONTHS + month) * _DAYS + day

    def last_year(self):
        """Position of the row of the same month a year before, -1 where there is none."""
        year = self._year - 1
        return self._found(self._key(year, self._month, 0), self._key(year, self._month, self._day))

    def month_before(self):
        """Position of the row of the nearest earlier month of the same year, -1 where there is none."""
        low, high = self._key(self._year, 0, 0), self._key(self._year, self._month - 1, _DAYS - 1)
        found = self._found(low, high)
        return np.where((found >= 0) & (self._day[found] <= self._day), found, -1)

    def _found(self, low, high):
        place = np.searchsorted(self._sorted, high, side="right") - 1
        # An empty table has nothing to find, and no place to look at.
        safe = np.maximum(place, 0)
        inside = (place >= 0) & (self._sorted[safe] >= low) if len(self._sorted) else place >= 0
        found = np.where(inside, self._order[safe], -1) if len(self._sorted) else place
        withdrawn = self.frame["withdrawn"].to_numpy(dtype=bool)
        return np.where((found >= 0) & ~withdrawn[found], found, -1) if len(found) else found


def values_at(frame, column, positions):
    """Values of `column` at `positions`, NaN where the position is -1."""
    values = frame[column].to_numpy(dtype=float)
    return np.where(positions >= 0, values[positions], np.nan) if len(values) else values
