"""Errors that tell the person who can mend them what to do."""

import pandas as pd

SHOWN_ROWS = 8


class MonitorError(Exception):
    """A refusal in words: what is wrong, the rows, what was expected and the way out.

    Parameters
    ----------
    message : one sentence naming the fault.
    file : where it was found; printed before the sentence.
    rows : the offending rows; the first eight are shown, the rest are counted.
    expected : what would have been right.
    way_out : what the reader can do now.
    """

    def __init__(self, message, *, file=None, rows=None, expected=None, way_out=None):
        super().__init__(message)
        self.message = message
        self.file = str(file) if file is not None else None
        self.rows = rows
        self.expected = expected
        self.way_out = way_out

    def __str__(self):
        headline = f"{self.file}: {self.message}" if self.file else self.message
        parts = [headline, *_shown(self.rows)]
        if self.expected:
            parts.append(f"Expected {self.expected}")
        if self.way_out:
            parts.append(self.way_out)
        return "\n".join(parts)


def _shown(rows):
    if rows is None or rows.empty:
        return []
    with pd.option_context("display.max_colwidth", 60, "display.width", 120):
        table = rows.head(SHOWN_ROWS).to_string(index=False, na_rep="")
    hidden = len(rows) - SHOWN_ROWS
    more = [f"  ... and {hidden} more"] if hidden > 0 else []
    return ["\n".join("  " + line for line in table.splitlines()), *more]


class PolicyError(MonitorError):
    """A file in data/policy does not say what a decree can say."""


class SourceError(MonitorError):
    """A raw file is refused; nothing of it is taken."""


class EditionError(MonitorError):
    """An edition cannot be built or published."""
