"""What should have arrived and did not: whole deliveries, and districts that report no more."""

import pandas as pd

RETURNS = ("enterprise", "enterprise_year", "enterprise_ytd")
COLUMNS = (
    "kind", "table", "year", "month", "district", "enterprises", "expected", "producer_zh", "producer_en",
)  # fmt: skip
# An office is late before it is silent.
GRACE = pd.Timedelta(days=31)


def gaps(city):
    """Missing deliveries and silent districts, those that leave out most enterprises first.

    One row a gap: kind ('delivery' or 'district'), table, year, month (missing = whole year), district, the
    number of enterprises in the last delivery before it, the day it was `expected` (deliveries only), and the
    producer to ask.
    """
    coverage = city.coverage("district")
    found = pd.concat(
        [
            deliveries_are_missing(city.sources, coverage, city.as_of),
            _with_producers(districts_are_silent(coverage), city),
        ],
        ignore_index=True,
    ).reindex(columns=list(COLUMNS))
    found["month"] = found["month"].astype("Int64")
    return found.sort_values(
        ["enterprises", "year", "month"], ascending=False, kind="stable", ignore_index=True
    )


def together(missing):
    """The gaps with those of one table, or of one district and table, in one frame; the largest first."""
    groups = missing.groupby(["kind", "table", "district"], dropna=False, sort=False)
    return [rows.sort_values(["year", "month"], na_position="last") for _, rows in groups]


def deliveries_are_missing(sources, coverage, as_of):
    """Deliveries whose counterpart of an earlier year exists and that are overdue on `as_of`.

    A delivery is expected a year after its counterpart was received; the register, which covers no period,
    counts by the year it was received. Whoever sends it: a renamed office has delivered all the same.
    """
    received = _received(sources)
    known = {*zip(received["table"], received["year"], received["month"], strict=True), *_reported(coverage)}
    rows = []
    for (table, month), deliveries in received.groupby(["table", "month"]):
        for year in range(deliveries["year"].min() + 1, pd.Timestamp(as_of).year + 1):
            if (table, year, month) in known:
                continue
            last = deliveries[deliveries["year"] < year].iloc[-1]
            expected = last["obtained"] + pd.DateOffset(years=year - last["year"])
            if expected + GRACE <= pd.Timestamp(as_of):
                rows.append(_missing(last, year, expected))
    return pd.DataFrame(rows)


def districts_are_silent(coverage):
    """Districts with no enterprise in a period others report for, although they had reported before.

    `coverage` has a row a district, year and month with the number of enterprises. `enterprises` is the
    number the last time.
    """
    tables = coverage["month"].isna().map({True: "enterprise_year", False: "enterprise_ytd"})
    rows = []
    for table, part in coverage.groupby(tables):
        counts = part.assign(month=part["month"].fillna(0)).pivot_table(
            index=["year", "month"], columns="district", values="enterprises"
        )
        before = counts.ffill()
        silent = (counts.isna() & before.notna()).stack()
        rows += [
            {
                "kind": "district", "table": table, "year": year, "month": month or pd.NA, "district": district,
                "enterprises": int(before.at[(year, month), district]),
            }
            for year, month, district in silent.index[silent]
        ]  # fmt: skip
    return pd.DataFrame(rows)


def _received(sources):
    """Returns and registers by the period they cover: month 0 = a whole year."""
    returns = sources[sources["table"].isin(RETURNS)].copy()
    returns["obtained"] = pd.to_datetime(returns["obtained"])
    has_period = returns["period"].notna() | returns["table"].eq("enterprise")
    returns = returns[has_period]
    period = returns["period"].fillna(returns["obtained"].dt.year.astype("Int64").astype("str"))
    parts = period.str.split("-", expand=True).reindex(columns=[0, 1])
    returns["year"] = parts[0].astype(int)
    returns["month"] = parts[1].astype("Int64").fillna(0).astype(int)
    return returns.sort_values(["year", "obtained"], kind="stable")


def _reported(coverage):
    """(table, year, month) of the periods some enterprise has reported for, whatever file it came in."""
    months = coverage["month"].fillna(0).astype(int)
    tables = months.map(lambda month: "enterprise_ytd" if month else "enterprise_year")
    return zip(tables, coverage["year"].astype(int), months, strict=True)


def _missing(last, year, expected):
    producer = {name: last[name] for name in ("producer_zh", "producer_en")}
    return {
        "kind": "delivery", "table": last["table"], "year": year, "month": last["month"] or pd.NA,
        "enterprises": last["accepted"], "expected": expected, **producer,
    }  # fmt: skip


def _with_producers(silent, city):
    """The silent districts with the producer of the file each last reported in."""
    if silent.empty:
        return silent
    rows = {"enterprise_year": city.enterprise_year, "enterprise_ytd": city.enterprise_ytd}
    files = {
        (table, district): file
        for table in silent["table"].unique()
        for district, file in rows[table].sort_values("obtained").groupby("district")["file"].last().items()
    }
    last = [files.get(key) for key in zip(silent["table"], silent["district"], strict=True)]
    producers = city.sources.drop_duplicates("file").set_index("file")[["producer_zh", "producer_en"]]
    found = producers.reindex(last).reset_index(drop=True)
    return pd.concat([silent.reset_index(drop=True), found], axis=1)
