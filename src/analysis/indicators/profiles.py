"""Profiles of districts and parks: how large, how fast, how concentrated, specialised in what.

Computed from the aggregate tables; industry outside the clusters counts in every whole and as one more
industry, but never leads. Every profile has a column `undefined` with the reasons of its NaN
(`analysis.indicators.undefined`).
"""

import pandas as pd

from analysis.indicators.concentration import herfindahl
from analysis.indicators.specialisation import location_quotient
from analysis.indicators.totals import OUTSIDE, inside_clusters
from analysis.indicators.undefined import Undefined, reasons_of, why_no_shares

SIZE = ["enterprises", "revenue", "share_of_city", "growth"]
STRUCTURE = ["herfindahl", "krugman", "leading_cluster", "leading_share", "leading_quotient"]


def district_profiles(district_cluster_year, park_year):
    """A row a district and year.

    enterprises, revenue (money unit), share_of_city (0..1), growth (on the year before), herfindahl (over its
    industries), krugman (distance of its industries from the city's, 0..2), leading_cluster with
    leading_share of the district's revenue and leading_quotient, park_share (part of revenue earned in
    parks), undefined. A missing figure leaves the district unknown, and the city: what is compared with it.
    NaN: growth without the year before or from 0; park_share in a year whose returns name no park.
    leading_cluster is empty where no cluster has revenue.
    """
    parks = park_year.astype({"revenue": float}).groupby(["year", "district"])["revenue"].sum(skipna=False)
    rows = _profiles(district_cluster_year, ["district"], district_cluster_year)
    for row in rows:
        in_parks = parks.get((row["year"], row["district"]), 0.0)
        named = row["year"] in parks.index.get_level_values("year")
        row["park_share"] = _ratio(in_parks, row["revenue"]) if named else Undefined("no_parks_named")
    return _frame(rows, ["year", "district"], [*SIZE, *STRUCTURE, "park_share"])


def park_profiles(park_year, district_cluster_year):
    """A row a park and year; columns as `district_profiles`, with district and without park_share.

    Parks of one name in two districts are two parks. Shares and quotients compare with the whole city.
    """
    rows = _profiles(park_year, ["district", "park"], district_cluster_year)
    return _frame(rows, ["year", "district", "park"], [*SIZE, *STRUCTURE])


def top_quotients(district_cluster_year, year, n=3):
    """The `n` clusters each district is most specialised in: district, rank, cluster, quotient, revenue.

    Only clusters with revenue there. Empty in a year without quotients (see `undefined_quotients`).
    """
    of_year = district_cluster_year[district_cluster_year["year"] == year].astype({"revenue": float})
    revenue = of_year.groupby(["district", "cluster"])["revenue"].sum(skipna=False)
    quotients = location_quotient(revenue.unstack("cluster", fill_value=0.0)).stack().rename("quotient")
    cells = inside_clusters(pd.concat([quotients, revenue], axis=1).reset_index())
    order = {"district": True, "quotient": False, "cluster": True}
    cells = cells[cells["quotient"] > 0].sort_values(list(order), ascending=list(order.values()))
    cells["rank"] = cells.groupby("district").cumcount() + 1
    columns = ["district", "rank", "cluster", "quotient", "revenue"]
    return cells.loc[cells["rank"] <= n, columns].reset_index(drop=True)


def _profiles(table, unit, city_table):
    by = [*unit, "year"]
    totals = table.astype({"revenue": float}).groupby(by)["revenue"].sum(skipna=False)
    years = set(city_table["year"])
    city = {year: _by_cluster(of_year) for year, of_year in city_table.groupby("year")}
    rows = []
    for key, own in table.groupby(by):
        *names, year = key
        revenue = totals[key]
        before = totals.get((*names, year - 1)) if year - 1 in years else None
        rows.append(
            {
                "year": year,
                **dict(zip(unit, names, strict=True)),
                "enterprises": int(own["enterprises"].sum()),
                "revenue": revenue,
                "share_of_city": _ratio(revenue, city[year].sum(skipna=False)),
                "growth": _growth(before, revenue),
                **_structure(_by_cluster(own), city[year]),
            }
        )
    return rows


def _structure(own, city):
    if not own.sum(skipna=False) > 0 or not city.sum(skipna=False) > 0:
        reason = Undefined(why_no_shares(own) or why_no_shares(city))
        return dict.fromkeys(STRUCTURE, reason) | {"leading_cluster": None}
    shares, city_shares = own / own.sum(), city / city.sum()
    inside = shares.drop(OUTSIDE, errors="ignore")
    leading = inside.idxmax() if (inside > 0).any() else None
    return {
        "herfindahl": herfindahl(own),
        "krugman": float((city_shares - shares.reindex(city_shares.index, fill_value=0.0)).abs().sum()),
        "leading_cluster": leading,
        "leading_share": float(inside.get(leading, 0.0)),
        "leading_quotient": inside[leading] / city_shares[leading]
        if leading
        else Undefined("no_leading_cluster"),
    }


def _by_cluster(rows):
    return rows.astype({"revenue": float}).groupby("cluster")["revenue"].sum(skipna=False)


def _ratio(part, whole):
    if pd.isna(part) or pd.isna(whole):
        return Undefined("missing_part")
    return part / whole if whole > 0 else Undefined("zero_total")


def _growth(before, now):
    if before is None:
        return Undefined("no_year_before")
    if pd.isna(before) or pd.isna(now):
        return Undefined("missing_part")
    return now / before - 1 if before > 0 else Undefined("no_growth_base")


def _frame(rows, key, figures):
    numbers = [name for name in figures if name != "leading_cluster"]
    for row in rows:
        row["undefined"] = reasons_of({name: row[name] for name in numbers})
    return pd.DataFrame(rows, columns=[*key, *figures, "undefined"]).sort_values(key, ignore_index=True)
