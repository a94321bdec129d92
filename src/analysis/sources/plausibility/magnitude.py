"""Slips of the unit: a figure, or a whole file, that is another order of magnitude than the year before."""

import numpy as np

from analysis.errors import SourceError
from analysis.sources.findings import Finding, figure
from analysis.sources.plausibility.neighbours import Neighbours, rows_at, values_at

MEASURES = ("revenue", "gross_output", "energy_tce")
# Growth alone hardly multiplies an enterprise by 500 in a year; a slip of 1000 or 10 000 does. From 8 on it is worth a look.
IMPOSSIBLE, UNLIKELY = np.log10(500), np.log10(8)
# A whole file is in another unit where the middle enterprise is 6 times off, and most are off alike.
FILE_OFF, FILE_SPREAD, FILE_SHARE, LEAST_MATCHED = np.log10(6), 0.4, 0.7, 3


def slips_of_the_unit(frame, neighbours: Neighbours, is_confirmed):
    """(rejections, findings): figures that cannot be the year's, and figures that are unlikely to be.

    A rejection is (position, column, value before, value now, day): the day (else None) from which a record has
    mended the value before, so that the figure counts after all. A figure is never compared with one that is rejected
    itself, but with what that one was compared with. `is_confirmed(position, column)` tells whether a record says
    that a figure is right although it cannot be: it is listed, and later years are compared with it.
    """
    last_year = neighbours.last_year
    rejections, findings = [], []
    for column in (name for name in MEASURES if name in frame):
        new = frame[column].to_numpy(dtype=float)
        before = _credible(last_year, new, neighbours, lambda at, column=column: is_confirmed(at, column))
        old = values_at(frame, column, before)
        size = np.abs(_magnitudes(old, new))
        slips, unlikely = np.flatnonzero(size >= IMPOSSIBLE), (size >= UNLIKELY) & (size < IMPOSSIBLE)
        mended = _mended(frame, column, before[slips], new[slips])
        rejections += [
            (int(at), column, float(old[at]), float(new[at]), day)
            for at, day in zip(slips, mended, strict=True)
        ]
        looks = np.flatnonzero(unlikely)
        findings += map(_unlikely, rows_at(frame, looks), [column] * len(looks), old[looks], new[looks])
    return rejections, findings


def _magnitudes(old, new):
    """Powers of ten between figures and those before, NaN where either is missing or not above 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((old > 0) & (new > 0), np.log10(new) - np.log10(old), np.nan)


def _credible(before, values, neighbours, is_confirmed):
    """`before` (positions, -1: none) without figures that cannot be true: one slip must not condemn the year after it."""
    old = np.where(before >= 0, values[before], np.nan) if len(values) else values
    suspects = np.flatnonzero(np.abs(_magnitudes(old, values)) >= IMPOSSIBLE)
    before, slipped = before.copy(), set()
    # In order of the years: what a slip is compared with is credible by the time a later figure meets the slip.
    for at in neighbours.of_same_enterprises(suspects):
        if before[at] in slipped:
            before[at] = before[before[at]]
        if before[at] >= 0 and abs(_magnitudes(values[before[at]], values[at])) >= IMPOSSIBLE:
            slipped |= set() if is_confirmed(int(at)) else {at}
    return before


def _mended(frame, column, before, new):
    """For each figure the first day on which a corrected version of the one before is credible or withdrawn; else None."""
    key = [name for name in ("enterprise_id", "year", "month") if name in frame]
    rows = frame.iloc[before][key].assign(now=new, place=np.arange(len(new)))
    versions = frame.loc[frame["correction"].notna(), [*key, column, "withdrawn", "obtained"]]
    found = rows.merge(versions, on=key)
    apart = np.abs(_magnitudes(found[column].to_numpy(dtype=float), found["now"].to_numpy()))
    first = found[found["withdrawn"] | (apart < IMPOSSIBLE)].groupby("place")["obtained"].min()
    return [first.get(place) for place in range(len(new))]


def _unlikely(row, column, before, now):
    facts = {
        "name": row["name"], "column": column, "before": figure(before), "now": figure(now),
        "times": f"{max(now / before, before / now):,.0f}",
    }  # fmt: skip
    return Finding(
        "figure_is_another_order_of_magnitude", "enterprise", row["enterprise_id"], facts,
        line=row["line"], column=column, before=float(before), now=float(now),
    ).at(row)  # fmt: skip


def files_in_another_unit(frame, neighbours: Neighbours):
    """A SourceError for each file in which one figure of most enterprises is off by one and the same factor."""
    before = neighbours.last_year
    refused = {}
    for column in (name for name in MEASURES if name in frame):
        new, old = frame[column].to_numpy(dtype=float), values_at(frame, column, before)
        compared = frame[["file", "line", "enterprise_id"]].assign(
            before=old, now=new, step=_magnitudes(old, new)
        )
        compared = compared[frame["correction"].isna() & compared["step"].notna()]
        for file, rows in compared.groupby("file", sort=True):
            if file not in refused and len(rows) >= LEAST_MATCHED and _off_alike(rows["step"]):
                refused[file] = _in_another_unit(file, column, rows)
    return list(refused.values())


def _off_alike(steps):
    middle = steps.median()
    return abs(middle) >= FILE_OFF and ((steps - middle).abs() <= FILE_SPREAD).mean() >= FILE_SHARE


def _in_another_unit(file, column, rows):
    times = 10 ** rows["step"].median()
    factor = f"{times:,.0f} times" if times > 1 else f"one {1 / times:,.0f}th of"
    return SourceError(
        f"the middle one of {len(rows)} enterprises reports {factor} the {column} of the year before: "
        "the whole file looks like another unit.",
        file=file,
        rows=rows[["line", "enterprise_id", "before", "now"]],
        expected=f"{column} of the same order as a year ago, in the unit of the city's tables.",
        way_out="Ask the sender for the unit and correct it in the sidecar, of this file or of the one of the year before.",
    )
