"""How enterprises move between size classes, appear and disappear, from their yearly returns.

Rows of `enterprise_year` (enterprise_id, year, revenue), one an enterprise and year. Appearing and
disappearing is seen in the returns only: an enterprise that crosses the reporting threshold enters without
being new. Undefined results are NaN with a reason (`analysis.indicators.undefined`).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import MonitorError
from analysis.indicators.undefined import Undefined, reasons_of

ABSENT = "absent"


class Transitions(NamedTuple):
    """Moves from one year to the next, pooled over the pairs of years.

    counts : states (rows: the year, columns: the year after) by number of enterprises.
    probabilities : counts as shares of their row, NaN in a row that was never observed. The row `absent` says
        in which class those that appear begin; who stays absent is not observed.
    pairs : number of pairs of years.
    unknown : moves left out because one of the two revenues is missing.
    """

    counts: pd.DataFrame
    probabilities: pd.DataFrame
    pairs: int
    unknown: int


class Mobility(NamedTuple):
    """How far a transition matrix is from nobody moving (0): four indices and Prais's for each class."""

    shorrocks: float
    determinant: float
    second_eigenvalue: float
    prais: pd.Series


def size_classes(limits):
    """Ids of the size classes that `limits` cut, smallest first: up_to_5000, up_to_100000, above_100000.

    A class includes its upper limit, so the last one is strictly above the last limit.
    """
    if len(limits) == 0 or (np.diff(limits) <= 0).any():
        raise MonitorError(
            "size classes need ascending limits.", expected="one limit or more, each above the last."
        )
    return [*(f"up_to_{limit:g}" for limit in limits), f"above_{limits[-1]:g}"]


def transitions(enterprise_year, limits):
    """`Transitions` between size classes of revenue and the state `absent`, over all neighbouring years.

    A pair counts where both years have returns at all; years with a gap between them are no pair.
    MonitorError where an enterprise has two rows in a year, or limits do not ascend.
    """
    states = [ABSENT, *size_classes(limits)]
    wide = _by_year(enterprise_year)
    pairs = [(year, year + 1) for year in wide if year + 1 in wide]
    counts = pd.DataFrame(0, index=states, columns=states)
    unknown = 0
    for year, after in pairs:
        moves = pd.DataFrame({"before": wide[year], "after": wide[after]}).dropna(how="all")
        known = ~np.isinf(moves).any(axis=1)
        unknown += int((~known).sum())
        counts += _counted(moves[known], limits)
    counts = counts.rename_axis(index="before", columns="after")
    return Transitions(counts, probabilities_of(counts), len(pairs), unknown)


def probabilities_of(counts):
    """Counts of moves as shares of their row, 0..1; NaN in a row of nothing."""
    totals = counts.sum(axis=1)
    return counts.div(totals.where(totals > 0), axis=0)


def entry_exit(enterprise_year):
    """A row a year: year, enterprises, entered, left, entry_rate, exit_rate, undefined.

    `entered` reported this year and not the year before, `left` the other way round. entry_rate = entered /
    enterprises of the year, exit_rate = left / enterprises of the year before (the Eurostat forms of birth
    and death rate). NaN where the year before has no returns.
    """
    present = _by_year(enterprise_year).notna()
    return pd.DataFrame(
        [_entry_exit(present, year) for year in present],
        columns=["year", "enterprises", "entered", "left", "entry_rate", "exit_rate", "undefined"],
    ).astype({"entered": "Int64", "left": "Int64"})


def size_distribution(enterprise_year, limits, year):
    """Number of enterprises in each size class of one year, a Series; rows without revenue are in none."""
    revenue = enterprise_year.loc[enterprise_year["year"] == year, "revenue"].astype(float)
    classes = size_classes(limits)
    found = pd.cut(revenue, [-np.inf, *limits, np.inf], labels=classes).value_counts()
    return found.reindex(classes, fill_value=0).rename_axis("size_class").rename("enterprises")


def mobility(counts):
    """`Mobility` of the enterprises that stay, from the counts of `Transitions`; `absent` is left out.

    shorrocks = (k - trace) / (k - 1), determinant = 1 - |det|, second_eigenvalue = 1 - |second largest|,
    prais = 1 - p_ii, Formby, Smith and Zheng 2004. NaN: a class nobody was followed from; the three indices
    also with a single class.
    """
    staying = counts.drop(index=ABSENT, columns=ABSENT, errors="ignore")
    p = probabilities_of(staying).to_numpy(dtype=float)
    prais = pd.Series(1 - np.diag(p), index=staying.index, name="prais")
    k = len(p)
    if k < 2 or np.isnan(p).any():
        return Mobility(*[Undefined("single_part" if k < 2 else "unobserved_class")] * 3, prais)
    second = np.sort(np.abs(np.linalg.eigvals(p)))[-2]
    return Mobility(
        float((k - np.trace(p)) / (k - 1)), float(1 - abs(np.linalg.det(p))), float(1 - second), prais
    )


def _by_year(enterprise_year):
    """Revenue by enterprise (rows) and year (columns): NaN without a row, infinite where it is empty."""
    key = ["enterprise_id", "year"]
    repeated = enterprise_year[enterprise_year.duplicated(key, keep=False)]
    if len(repeated):
        raise MonitorError(
            f"{len(repeated)} rows repeat an enterprise within a year.",
            rows=repeated[[*key, "revenue"]],
            expected="one row an enterprise and year.",
        )
    # No return and a return without revenue are two things, and a number has only one NaN.
    revenue = enterprise_year.set_index(key)["revenue"].astype(float).fillna(np.inf)
    return revenue.unstack("year").sort_index(axis=1)


def _counted(moves, limits):
    size = len(limits) + 2
    states = np.where(moves.isna(), 0, np.searchsorted(limits, moves.to_numpy(), side="left") + 1)
    return np.bincount(states[:, 0] * size + states[:, 1], minlength=size * size).reshape(size, size)


def _entry_exit(present, year):
    now = present[year]
    row = {"year": year, "enterprises": int(now.sum()), "entered": pd.NA, "left": pd.NA}
    if year - 1 not in present:
        rates = dict.fromkeys(("entry_rate", "exit_rate"), Undefined("no_year_before"))
    else:
        before = present[year - 1]
        row |= {"entered": int((now & ~before).sum()), "left": int((before & ~now).sum())}
        rates = {"entry_rate": row["entered"] / now.sum(), "exit_rate": row["left"] / before.sum()}
    return row | rates | {"undefined": reasons_of(rates)}
