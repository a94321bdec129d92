"""Totals that jump although the enterprises behind them do not, and totals that contradict published ones."""

import pandas as pd

from analysis.sources.findings import Finding

# Above-scale revenue of a district or cluster doubles or loses two fifths in a year only when something moved.
LEAST_GROWTH, MOST_GROWTH = -0.4, 1.0
PUBLISHED_GAP = 0.02
PUBLISHED_TOTALS = {"industry_revenue": "revenue", "industry_gross_output": "gross_output"}


def totals_look_wrong(annual, official, city):
    """Findings on yearly totals: districts and clusters that jump, and the city against its published total.

    `annual` holds the newest version of every return.
    """
    return [
        *totals_jump(annual, "district"),
        *totals_jump(annual, "cluster"),
        *_published(annual, official, city),
    ]


def totals_jump(annual, by):
    """Districts or clusters whose revenue grew or fell beyond reason, or that report nothing any more."""
    rows = annual.dropna(subset=[by, "revenue"])
    totals = rows.pivot_table(index=by, columns="year", values="revenue", aggfunc="sum")
    findings = []
    for year in totals.columns[1:]:
        if year - 1 not in totals.columns:
            continue
        before, now = totals[year - 1].fillna(0), totals[year].fillna(0)
        growth = (now / before - 1)[before > 0]
        for place in growth.index[(growth < LEAST_GROWTH) | (growth > MOST_GROWTH)]:
            findings.append(_jump(rows, by, place, int(year), before[place], now[place]))
    return findings


def _jump(rows, by, place, year, before, now):
    there = rows[rows[by] == place].pivot_table(
        index="enterprise_id", columns="year", values="revenue", aggfunc="sum"
    )
    both = there.reindex(columns=[year - 1, year]).dropna()
    matched = both[year].sum() / both[year - 1].sum() - 1 if len(both) else float("nan")
    facts = {
        "subject": place, "column": "revenue", "before": f"{before:,.0f}", "now": f"{now:,.0f}",
        "growth": f"{now / before - 1:+.1%}", "matched": f"{matched:+.1%}" if len(both) else "–",
    }  # fmt: skip
    of_year = rows[rows["year"] == year].iloc[-1]
    return Finding(
        f"{by}_total_jumps", by, place, facts, column="revenue", before=float(before), now=float(now)
    ).at(of_year)


def _published(annual, official, city):
    whole_years = official[official["month"].isna() & (official["year"] == official["year_from"])]
    findings = []
    for indicator, column in PUBLISHED_TOTALS.items():
        published = whole_years[(whole_years["entity"] == city) & (whole_years["indicator"] == indicator)]
        for _, figure in published.iterrows():
            of_year = annual[annual["year"] == figure["year"]]
            total = of_year[column].sum(min_count=1)
            if pd.notna(total) and abs(total / figure["value"] - 1) > PUBLISHED_GAP:
                findings.append(_contradicts(of_year, figure, column, total))
    return findings


def _contradicts(of_year, figure, column, total):
    facts = {
        "year": int(figure["year"]), "now": f"{total:,.0f}", "published": f"{figure['value']:,.0f}",
        "source": figure["source"], "gap": f"{total / figure['value'] - 1:+.1%}",
    }  # fmt: skip
    newest = of_year["obtained"].max()
    return Finding(
        "returns_differ_from_published_total", "series", figure["indicator"], facts, column=column,
        before=float(figure["value"]), now=float(total), file=of_year["file"].iloc[-1],
        year=int(figure["year"]), obtained=max(newest, figure["vintage"]),
    )  # fmt: skip
