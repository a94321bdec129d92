"""Cumulative figures of one year against each other and against the year's own."""

import numpy as np

from analysis.sources.findings import Finding
from analysis.sources.plausibility.neighbours import values_at

CUMULATIVE = {"revenue": "revenue_month", "gross_output": "gross_output_month"}
# Money is printed to a whole unit or finer; sums of such figures may differ by rounding.
RELATIVE, ROUNDING = 1e-6, 1.0


def year_to_date_falls(frame, neighbours):
    """Rejections (position, column, before, now): a figure cumulative from January below that of an earlier month."""
    before = neighbours.month_before()
    rejections = []
    for column in CUMULATIVE:
        old, new = values_at(frame, column, before), frame[column].to_numpy(dtype=float)
        falls = np.flatnonzero(new < old * (1 - RELATIVE))
        rejections += [(int(i), column, float(old[i]), float(new[i])) for i in falls]
    return rejections


def months_do_not_fit(frame, neighbours):
    """Findings: the year-to-date of the month before and the month itself do not add up to the year-to-date."""
    before = neighbours.month_before()
    month = frame["month"].to_numpy(dtype=float)
    follows = values_at(frame, "month", before) == month - 1
    # In the first return of a year the "month" is the whole period since January.
    opens = (before < 0) & (month <= 2)
    findings = []
    for column, monthly in CUMULATIVE.items():
        of_month = frame[monthly].to_numpy(dtype=float)
        old = np.where(opens, 0.0, np.where(follows, values_at(frame, column, before), np.nan))
        new = frame[column].to_numpy(dtype=float)
        gap = np.abs(old + of_month - new)
        wrong = np.flatnonzero(gap > ROUNDING + RELATIVE * np.abs(new))
        findings += [_does_not_fit(frame.iloc[i], column, old[i], of_month[i], new[i]) for i in wrong]
    return findings


def _does_not_fit(row, column, previous, month, now):
    facts = {
        "name": row["name"], "previous": f"{previous:,g}", "month": f"{month:,g}", "now": f"{now:,g}",
    }  # fmt: skip
    return Finding(
        "month_does_not_fit_year_to_date", "enterprise", row["enterprise_id"], facts,
        line=int(row["line"]), column=column, before=float(previous), now=float(now),
    ).at(row)  # fmt: skip


def annual_figures_below_year_to_date(annual, cumulative):
    """Findings: the year's revenue is less than what the last cumulative return of that year had already counted."""
    key = ["enterprise_id", "year"]
    last = cumulative.sort_values(["month", "obtained"]).drop_duplicates(key, keep="last")
    pairs = annual.merge(last[[*key, "month", "revenue"]], on=key, suffixes=("", "_before"))
    below = pairs[pairs["revenue"] < pairs["revenue_before"] * (1 - RELATIVE)]
    return [
        Finding(
            "annual_figure_below_year_to_date", "enterprise", row["enterprise_id"],
            {"name": row["name"], "now": f"{row['revenue']:,g}", "before": f"{row['revenue_before']:,g}",
             "month": int(row["month"])},
            line=int(row["line"]), column="revenue", before=float(row["revenue_before"]), now=float(row["revenue"]),
        ).at(row)
        for _, row in below.iterrows()
    ]  # fmt: skip
