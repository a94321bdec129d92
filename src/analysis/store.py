"""Validated rows and their aggregates as known on one date; the only module that knows the engine."""

from functools import cached_property

import ibis
import pandas as pd
from ibis import _

from analysis.errors import MonitorError
from analysis.tables import (
    ENTERPRISE,
    ENTERPRISE_YEAR,
    ENTERPRISE_YTD,
    OFFICIAL_SERIES,
    PROGRAMME_EVENT,
    PROJECT,
    VALIDATED,
    conform,
)

OTHER = "other"
# Money to 0.01 yuan in 万元; decimal sums come out the same in any order and on any engine.
_EXACT = "decimal(28, 6)"


class Store:
    """The validated tables of one city on the date `as_of`.

    A row received after `as_of` does not exist; of several deliveries of one key the newest stands. Every
    vintage of a published figure up to `as_of` is kept. Sums in which every figure is missing are missing.
    """

    def __init__(self, validated, as_of):
        self.as_of = pd.Timestamp(as_of)
        self._folder = validated.resolve()
        missing = [t.name for t in VALIDATED.values() if not (self._folder / f"{t.name}.parquet").is_file()]
        if missing:
            raise MonitorError(
                f"no validated data: {', '.join(missing)} not found in data/processed/validated.",
                way_out="Run `cluster-monitor prepare` first.",
            )
        self._engine = _connect(self._folder)

    def _known(self, table):
        path = self._folder / f"{table.name}.parquet"
        return self._engine.read_parquet(path, table_name=table.name).filter(_.obtained <= self.as_of)

    @cached_property
    def _enterprise(self):
        return newest(self._known(ENTERPRISE), ENTERPRISE.key)

    @cached_property
    def _year(self):
        return newest(self._known(ENTERPRISE_YEAR), ENTERPRISE_YEAR.key)

    @cached_property
    def _ytd(self):
        return newest(self._known(ENTERPRISE_YTD), ENTERPRISE_YTD.key)

    def programme_event(self):
        """Programme records, one row a thing done, paid or counted for a commitment."""
        return _frame(PROGRAMME_EVENT, newest(self._known(PROGRAMME_EVENT), PROGRAMME_EVENT.key))

    def project(self):
        """Investment projects, one row each."""
        return _frame(PROJECT, newest(self._known(PROJECT), PROJECT.key))

    def first_obtained(self):
        """The day the first return, annual or year-to-date, arrived; None where there is none."""
        paths = [self._folder / f"{table.name}.parquet" for table in (ENTERPRISE_YEAR, ENTERPRISE_YTD)]
        firsts = [self._engine.read_parquet(path).obtained.min().execute() for path in paths]
        return min((first.date() for first in firsts if not pd.isna(first)), default=None)

    def enterprise(self):
        """The register, one row an enterprise."""
        return _frame(ENTERPRISE, self._enterprise)

    def enterprise_year(self):
        """Annual returns, one row an enterprise and year; money in the city's unit."""
        return _frame(ENTERPRISE_YEAR, self._year)

    def enterprise_ytd(self):
        """Year-to-date returns, one row an enterprise, year and month; money in the city's unit."""
        return _frame(ENTERPRISE_YTD, self._ytd)

    def official_series(self):
        """Published figures, one row a figure and vintage up to `as_of`."""
        versions = newest(self._known(OFFICIAL_SERIES), OFFICIAL_SERIES.key)
        return _frame(OFFICIAL_SERIES, versions)

    def years(self):
        """Years with an annual return, ascending, with the day the newest row of each arrived: year, obtained."""
        return _result(self._year.group_by("year").aggregate(obtained=_.obtained.max()), ["year"])

    def restatements(self):
        """One row a figure of a return that was delivered anew with another value, both as received.

        enterprise_id, name, table, year, month, column, before, after, received_before, received_after, file.
        """
        parts = [
            _restated(self._known(table), table, column)
            for table in (ENTERPRISE_YEAR, ENTERPRISE_YTD)
            for column in ("revenue", "gross_output")
        ]
        key = ["received_after", "file", "enterprise_id", "year", "month", "column"]
        return _result(ibis.union(*parts), key)

    def coverage(self, by):
        """Enterprises that reported, by period and `by` (district or cluster): `by`, year, month, enterprises.

        `month` is missing for annual returns.
        """
        year = self._year.mutate(month=ibis.null("int64"))
        rows = ibis.union(*(t.select("year", "month", by) for t in (year, self._ytd)))
        rows = rows.mutate(**{by: _[by].fill_null(OTHER)})
        counted = rows.group_by(["year", "month", by]).aggregate(enterprises=_.count())
        return _result(counted, ["year", "month", by]).astype({"month": "Int64"})

    def entity_year(self):
        """Revenue by enterprise and year, as annual returns give it: enterprise_id, year, district, cluster, revenue."""
        rows = self._year.mutate(cluster=_.cluster.fill_null(OTHER))
        return _result(
            rows.select("enterprise_id", "year", "district", "cluster", "revenue"), ["enterprise_id", "year"]
        )

    def delivered_revenue(self):
        """Revenue of all annual returns by year before corrections: year, revenue."""
        delivered = newest(self._known(ENTERPRISE_YEAR).filter(_.correction.isnull()), ENTERPRISE_YEAR.key)
        return _result(delivered.group_by("year").aggregate(revenue=_sum(_.revenue)), ["year"])

    def registered(self):
        """Which enterprises each delivery of the register lists: obtained, enterprise_id."""
        rows = self._known(ENTERPRISE).filter(_.correction.isnull())
        return _result(rows.select("obtained", "enterprise_id"), ["obtained", "enterprise_id"])

    def cluster_year(self):
        """Enterprises, money, energy and employees by year and cluster, and the part inside parks."""
        return _result(cluster_year(self._year), ["year", "cluster"])

    def district_cluster_year(self):
        """Enterprises, revenue, gross output and value added by year, district and cluster."""
        return _result(_by(self._year, "year", "district", "cluster"), ["year", "district", "cluster"])

    def park_year(self):
        """Enterprises, revenue, gross output and value added by year, park, district and cluster."""
        inside = self._year.filter(_.park.notnull())
        key = ["year", "park", "district", "cluster"]
        return _result(_by(inside, *key), key)

    def core_enterprise_year(self, threshold):
        """Enterprises whose revenue of the year is above `threshold` (the city's money unit)."""
        return _result(core_enterprise_year(self._year, threshold), ["year", "enterprise_id"])

    def cluster_ytd(self):
        """Enterprises, revenue and gross output by year, month (cumulative from January) and cluster."""
        return _result(cluster_ytd(self._ytd), ["year", "month", "cluster"])


_TEXTS = ("cluster", "district", "park", "enterprise_id", "name", "file", "table", "column")


def _connect(folder):
    """DuckDB in memory that may read `folder` and nothing else: it opens any file unless told not to."""
    engine = ibis.duckdb.connect(autoinstall_known_extensions=False, autoload_known_extensions=False)
    engine.settings["allowed_directories"] = [str(folder)]
    engine.settings["enable_external_access"] = False
    engine.settings["lock_configuration"] = True
    return engine


def newest(rows, key):
    """Of the rows of one key the one obtained last, unless it withdraws the row.

    Of one day the corrected version stands; file and line decide between equals.
    """
    order = [_.obtained.desc(), _.correction.notnull().desc(), _.file.desc(), _.line.desc()]
    rank = ibis.row_number().over(group_by=list(key), order_by=order)
    first = rows.mutate(_rank=rank).filter(lambda t: t["_rank"] == 0).drop("_rank")
    return first.filter(~_.withdrawn)


def _restated(rows, table, column):
    """Rows of `table` as delivered, whose `column` differs from the delivery of the same key before."""
    delivered = rows.filter(_.correction.isnull())
    if "month" not in table.key:
        delivered = delivered.mutate(month=ibis.null("int64"))
    earlier = ibis.window(group_by=list(table.key), order_by=[_.obtained, _.file, _.line])
    pairs = delivered.mutate(
        before=_[column].lag().over(earlier), received_before=_.obtained.lag().over(earlier)
    )
    return pairs.filter(_.received_before.notnull() & ~_.before.identical_to(_[column])).select(
        "enterprise_id", "name", "year", "month", "before", "received_before", "file",
        table=ibis.literal(table.name), column=ibis.literal(column), after=_[column], received_after=_.obtained,
    )  # fmt: skip


def _sum(column, where=None):
    return column.cast(_EXACT).sum(where=where).cast("float64")


def _by(rows, *key):
    rows = rows.mutate(cluster=_.cluster.fill_null(OTHER))
    return rows.group_by(list(key)).aggregate(
        enterprises=_.count(),
        revenue=_sum(_.revenue),
        gross_output=_sum(_.gross_output),
        value_added=_sum(_.value_added),
    )


def cluster_year(rows):
    """enterprise_year -> cluster_year.

    In a year whose returns name no park at all, what is inside parks is missing; in other years a cluster
    without a park enterprise has 0 there.
    """
    inside = _.park.notnull()
    named = _.park.count().over(group_by="year")
    rows = rows.mutate(cluster=_.cluster.fill_null(OTHER), parks_named=named)
    sums = {name: _sum(_[name]) for name in ("revenue", "gross_output", "value_added", "tax", "energy_tce")}
    parks = {f"park_{name}": _sum(_[name], inside) for name in ("revenue", "gross_output", "value_added")}
    totals = rows.group_by(["year", "cluster"]).aggregate(
        enterprises=_.count(),
        **sums,
        employees=_.employees.sum(),
        park_enterprises=_.park.count(),
        parks_named=_.parks_named.max(),
        **parks,
    )
    none_inside = (_.parks_named > 0) & (_.park_enterprises == 0)
    known = {name: ibis.ifelse(none_inside, 0.0, _[name]) for name in parks}
    known["park_enterprises"] = (_.parks_named > 0).ifelse(_.park_enterprises, ibis.null("int64"))
    return totals.mutate(**known).drop("parks_named")


def core_enterprise_year(rows, threshold):
    """enterprise_year -> core_enterprise_year: revenue strictly above `threshold`."""
    chosen = rows.filter(_.revenue > threshold).mutate(cluster=_.cluster.fill_null(OTHER))
    return chosen.select("year", "enterprise_id", "name", "district", "cluster", "revenue")


def cluster_ytd(rows):
    """enterprise_ytd -> cluster_ytd."""
    rows = rows.mutate(cluster=_.cluster.fill_null(OTHER))
    return rows.group_by(["year", "month", "cluster"]).aggregate(
        enterprises=_.count(), revenue=_sum(_.revenue), gross_output=_sum(_.gross_output)
    )


def _result(expression, key):
    frame = expression.order_by(key).to_pandas()
    whole = {name: "Int64" for name in ("employees", "park_enterprises") if name in frame}
    texts = {name: "str" for name in _TEXTS if name in frame}
    return frame.astype({**whole, **texts})


def _frame(table, rows):
    return conform(table, rows.order_by([*table.key, "obtained", "file", "line"]).to_pandas())
