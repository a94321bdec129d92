"""The planned layout (decree, clause 三.2: which district grows which cluster) against where industry is.

A cell is a district x cluster; it is strong where its location quotient reaches a limit. Undefined results
are NaN with a reason (`analysis.indicators.undefined`).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.indicators.specialisation import location_quotient, undefined_quotients
from analysis.indicators.totals import OUTSIDE
from analysis.indicators.undefined import Undefined, reasons_of

CELL = ["district", "cluster"]
# One figure that is missing leaves the quotients of the whole year unknown.
_YEAR_UNKNOWN = ("quotient: missing_part", "quotient: negative_part")
VERDICTS = (
    "planned_strong",
    "planned_weak",
    "planned_empty",
    "planned_unknown",
    "unplanned_strong",
    "unplanned",
)


class LayoutMatch(NamedTuple):
    """The plan as a forecast of the strong cells.

    planned, strong, both : numbers of cells. unknown : planned cells whose quotient is undefined, left out of
    everything else. precision = both / planned, recall = both / strong, jaccard = both / either, 0..1.
    """

    planned: int
    strong: int
    both: int
    unknown: int
    precision: float
    recall: float
    jaccard: float


def layout_cells(district_cluster_year, planned_cells, year, limit=1.0):
    """A row a cell that is planned or has revenue, in one year, planned ones first.

    Columns district, cluster, planned, revenue, quotient, share_of_cluster (the district's part of the
    cluster in the city, 0..1), verdict, undefined. Industries outside the clusters are in every whole and are
    no cell. verdict: planned_strong, planned_weak, planned_empty (no revenue), planned_unknown (the district
    reports nothing, or a figure is missing), unplanned_strong, unplanned. A cell without a row has revenue 0
    where its district reports; it is NaN where the district does not. Cells of a cluster nobody reports are
    empty.

    Parameters
    ----------
    district_cluster_year : columns year, district, cluster, revenue.
    planned_cells : (district, cluster) pairs.
    limit : the quotient from which a cell is strong.
    """
    of_year = district_cluster_year[district_cluster_year["year"] == year]
    cells = _figures(_wide(of_year, planned_cells), planned_cells)
    cells = cells[cells["cluster"] != OUTSIDE]
    planned = pd.MultiIndex.from_frame(cells[CELL]).isin(list(planned_cells))
    cells = cells.assign(planned=planned)[planned | (cells["revenue"] > 0)]
    cells["verdict"] = _verdict(cells, limit)
    columns = [*CELL, "planned", "revenue", "quotient", "share_of_cluster", "verdict", "undefined"]
    return cells.sort_values(["planned", *CELL], ascending=[False, True, True], ignore_index=True)[columns]


def layout_match(cells):
    """`LayoutMatch` of the cells of one year, from `layout_cells`.

    NaN, all three ratios: a missing or negative figure, which leaves every quotient of the year unknown. Else
    precision without a known planned cell, recall without a strong one, jaccard without either.
    """
    known = cells[cells["verdict"] != "planned_unknown"]
    strong = known["verdict"].isin(["planned_strong", "unplanned_strong"])
    numbers = int(known["planned"].sum()), int(strong.sum()), int((known["planned"] & strong).sum())
    unknown = len(cells) - len(known)
    if cells["undefined"].isin(_YEAR_UNKNOWN).any():
        return LayoutMatch(*numbers, unknown, *[Undefined("missing_part")] * 3)
    planned, found, both = numbers
    either = planned + found - both
    return LayoutMatch(
        *numbers,
        unknown,
        both / planned if planned else Undefined("no_plan"),
        both / found if found else Undefined("no_strong_cell"),
        both / either if either else Undefined("no_strong_cell"),
    )


def layout_by_year(district_cluster_year, planned_cells, limit=1.0):
    """`layout_match` of every year: a row a year, its columns the fields of `LayoutMatch`, and undefined."""
    rows = []
    for year in sorted(district_cluster_year["year"].unique()):
        match = layout_match(layout_cells(district_cluster_year, planned_cells, year, limit))._asdict()
        rows.append({"year": year, **match, "undefined": reasons_of(match)})
    return pd.DataFrame(rows, columns=["year", *LayoutMatch._fields, "undefined"])


def _figures(table, planned_cells):
    """A row a cell of every district that reports or is planned, with its figures."""
    figures = {
        "revenue": table,
        "quotient": location_quotient(table),
        "share_of_cluster": table / table.sum(skipna=False).where(lambda total: total > 0),
        "undefined": undefined_quotients(table),
    }
    districts = table.index.union(sorted({district for district, _ in planned_cells}))
    cells = pd.DataFrame({name: figure.reindex(districts).stack() for name, figure in figures.items()})
    cells.loc[~cells.index.isin(table.index, level=0), "undefined"] = "silent_district"
    reasons = cells["undefined"].astype(object)
    cells["undefined"] = ("quotient: " + reasons).where(reasons.notna(), "")
    return cells.rename_axis(CELL).reset_index()


def _wide(of_year, planned_cells):
    """Revenue by district that reports (rows) and cluster (columns), every planned one among the columns."""
    cells = of_year.astype({"revenue": float}).groupby(CELL)["revenue"].sum(skipna=False)
    table = cells.unstack("cluster", fill_value=0.0)
    clusters = table.columns.union(sorted({cluster for _, cluster in planned_cells}))
    return table.reindex(columns=clusters, fill_value=0.0)


def _verdict(cells, limit):
    strong, planned = cells["quotient"] >= limit, cells["planned"]
    unknown = cells["revenue"].isna() | (cells["quotient"].isna() & (cells["revenue"] > 0))
    return np.select(
        [planned & unknown, planned & strong, planned & (cells["revenue"] > 0), planned, strong],
        [VERDICTS[3], VERDICTS[0], VERDICTS[1], VERDICTS[2], VERDICTS[4]],
        VERDICTS[5],
    )
