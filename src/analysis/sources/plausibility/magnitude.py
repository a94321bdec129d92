"""Slips of the unit: a figure, or a whole file, that is another order of magnitude than the year before."""

import numpy as np
import pandas as pd

from analysis.errors import SourceError
from analysis.sources.findings import Finding
from analysis.sources.plausibility.neighbours import Neighbours, values_at

MEASURES = ("revenue", "gross_output", "energy_tce")
# Growth alone hardly multiplies an enterprise by 500 in a year; a slip of 1000 or 10 000 does. From 8 on it is worth a look.
IMPOSSIBLE, UNLIKELY = np.log10(500), np.log10(8)
# A whole file is in another unit where the middle enterprise is 6 times off, and most are off alike.
FILE_OFF, FILE_SPREAD, FILE_SHARE, LEAST_MATCHED = np.log10(6), 0.4, 0.7, 3


def _magnitudes(frame, column, before):
    """Powers of ten between a figure and the one before, NaN where either is missing or not above 0."""
    old, new = values_at(frame, column, before), frame[column].to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((old > 0) & (new > 0), np.log10(new) - np.log10(old), np.nan), old


def slips_of_the_unit(frame, neighbours: Neighbours):
    """(rejections, findings): figures that cannot be the year's, and figures that are unlikely to be.

    A rejection is (position, column, value before, value now).
    """
    before = neighbours.last_year()
    rejections, findings = [], []
    for column in (name for name in MEASURES if name in frame):
        steps, old = _magnitudes(frame, column, before)
        size = np.abs(steps)
        new = frame[column].to_numpy(dtype=float)
        rejections += [
            (int(i), column, float(old[i]), float(new[i])) for i in np.flatnonzero(size >= IMPOSSIBLE)
        ]
        unlikely = np.flatnonzero((size >= UNLIKELY) & (size < IMPOSSIBLE))
        findings += [_unlikely(frame.iloc[i], column, float(old[i]), float(new[i])) for i in unlikely]
    return rejections, findings


def _unlikely(row, column, before, now):
    facts = {
        "name": row["name"], "column": column, "before": f"{before:,g}", "now": f"{now:,g}",
        "times": f"{max(now / before, before / now):,.0f}",
    }  # fmt: skip
    return Finding(
        "figure_is_another_order_of_magnitude", "enterprise", row["enterprise_id"], facts,
        line=int(row["line"]), column=column, before=before, now=now,
    ).at(row)  # fmt: skip


def files_in_another_unit(frame, neighbours: Neighbours):
    """A SourceError for each file in which most enterprises are off by one and the same factor."""
    before = neighbours.last_year()
    steps, old = _magnitudes(frame, "revenue", before)
    delivered = frame["correction"].isna().to_numpy()
    compared = pd.DataFrame(
        {"file": frame["file"].to_numpy(), "step": steps, "before": old, "now": frame["revenue"].to_numpy()}
    ).assign(line=frame["line"].to_numpy(), enterprise_id=frame["enterprise_id"].to_numpy())
    compared = compared[delivered & ~np.isnan(steps)]
    return [
        _in_another_unit(file, rows)
        for file, rows in compared.groupby("file", sort=True)
        if len(rows) >= LEAST_MATCHED and _off_alike(rows["step"])
    ]


def _off_alike(steps):
    middle = steps.median()
    return abs(middle) >= FILE_OFF and ((steps - middle).abs() <= FILE_SPREAD).mean() >= FILE_SHARE


def _in_another_unit(file, rows):
    times = 10 ** rows["step"].median()
    factor = f"{times:,.0f} times" if times > 1 else f"one {1 / times:,.0f}th of"
    return SourceError(
        f"the middle one of {len(rows)} enterprises reports {factor} the revenue of the year before: "
        "the whole file looks like another unit.",
        file=file,
        rows=rows[["line", "enterprise_id", "before", "now"]],
        expected="revenue of the same order as a year ago, in the city's unit of money.",
        way_out="Ask the sender for the unit and correct `unit` in the sidecar (or the period, if it is another).",
    )
