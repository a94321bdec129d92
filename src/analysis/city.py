"""City: one root folder as it was known on one date; what notebooks hold."""

from datetime import date
from functools import cached_property

import pandas as pd

from analysis.city_ahead import Ahead
from analysis.city_at_hand import AtHand
from analysis.errors import MonitorError
from analysis.indicators.catalogue import Tables
from analysis.indicators.matched_growth import growth_bridge, under_last_id
from analysis.indicators.profiles import district_profiles, park_profiles
from analysis.indicators.specialisation import location_quotient
from analysis.paths import Paths, find_root
from analysis.policy import load_policy
from analysis.processed import (
    latest_as_of,
    load_corrections,
    load_flags,
    load_links,
    load_normalised,
    load_rejected,
    load_validated,
    source_files,
)
from analysis.targets import verdict
from analysis.targets.evidence import Evidence
from analysis.targets.judge import COLUMNS
from analysis.targets.outlook import outlook_of
from analysis.targets.trajectory import required_path

INDICATOR_TABLES = (
    "cluster_year",
    "district_cluster_year",
    "park_year",
    "core_enterprise_year",
    "cluster_ytd",
)


def open_city(root=".", as_of=None):
    """The city at or above the folder `root`, as known on `as_of`.

    Parameters
    ----------
    root : any folder inside the city's folder.
    as_of : ISO date; only what had been received or released by then exists. Default: the latest the data support.

    Raises MonitorError where there is no city, nothing has been prepared, the date is malformed, or nothing
    had been received by then.
    """
    paths = Paths(find_root(root))
    day = latest_as_of(paths) if as_of is None else parse_as_of(as_of)
    return City(paths, load_policy(paths.policy), day)


def parse_as_of(text):
    """An edition date from its ISO text; a date passes through. MonitorError for anything else."""
    if isinstance(text, date):
        return text
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != text:
        raise MonitorError(
            f"as_of {text!r} is not a date.", expected="a day written YYYY-MM-DD, such as 2010-09-30."
        )
    return day


class City(Ahead, AtHand):
    """The tables, indicators and verdicts of one city on one date; every attribute is a plain pandas frame."""

    def __init__(self, paths, policy, as_of):
        self.paths = paths
        self.policy = policy
        self.as_of = as_of
        self._store = load_validated(paths, as_of)
        first = self._store.first_obtained()
        if first is None or first > as_of:
            raise MonitorError(
                f"nothing had been received by {as_of}.",
                expected=f"a date from {first} on, when the first return arrived.",
            )

    def __repr__(self):
        years = ", ".join(str(year) for year in self.years)
        return f"City({self.policy.decree.city.en}, as of {self.as_of}, annual returns of {years})"

    @cached_property
    def enterprise(self):
        """The register: one row an enterprise."""
        return self._store.enterprise()

    @cached_property
    def enterprise_year(self):
        """One row an enterprise and year; money in the city's unit, energy in tce."""
        return self._store.enterprise_year()

    @cached_property
    def enterprise_ytd(self):
        """One row an enterprise, year and month; figures cumulative from January."""
        return self._store.enterprise_ytd()

    @cached_property
    def official_series(self):
        """One row a published figure and vintage."""
        return self._store.official_series()

    @cached_property
    def programme_event(self):
        """One row a thing done, paid or counted for a commitment."""
        return self._store.programme_event()

    @cached_property
    def project(self):
        """One row an investment project."""
        return self._store.project()

    @cached_property
    def cluster_year(self):
        """One row a cluster and year; `other` is industry outside the clusters."""
        return self._store.cluster_year()

    @cached_property
    def district_cluster_year(self):
        """One row a district, cluster and year."""
        return self._store.district_cluster_year()

    @cached_property
    def park_year(self):
        """One row a park, cluster and year."""
        return self._store.park_year()

    @cached_property
    def cluster_ytd(self):
        """One row a cluster, year and month; figures cumulative from January."""
        return self._store.cluster_ytd()

    @cached_property
    def core_enterprise_year(self):
        """One row an enterprise and year above the decree's core-enterprise revenue."""
        return self._store.core_enterprise_year(self.policy.core_enterprise_threshold)

    @cached_property
    def rejected(self):
        """One row a rejected cell of the files received by `as_of`, with rule and hint."""
        return load_rejected(self.paths, self.as_of)

    @cached_property
    def sources(self):
        """One row a raw file in use: producer, kind, row counts, and the day received or, for published figures,
        the newest release in use (the day they were typed in says nothing about an edition)."""
        files = source_files(self.paths, self.as_of)
        newest = self.official_series.groupby("file")["vintage"].max().to_dict()
        is_published = (files["table"] == "official_series") & (files["kind"] == "real")
        return files.assign(
            obtained=pd.to_datetime(files["obtained"]).mask(is_published),
            vintage=pd.to_datetime(files["file"].map(newest)).where(is_published),
        )

    @cached_property
    def normalised(self):
        """One row a file, column and printed text that was read as something else than is plainly printed."""
        return load_normalised(self.paths, self.as_of)

    @cached_property
    def flags(self):
        """One row a finding a person should look at: unlikely figures, totals that jump, breaks of a series."""
        return load_flags(self.paths, self.as_of)

    @cached_property
    def corrections(self):
        """One row a correction record that had been decided by `as_of`, and what it did."""
        records = load_corrections(self.paths)
        return records[pd.to_datetime(records["decided"]) <= pd.Timestamp(self.as_of)].reset_index(drop=True)

    @cached_property
    def restatements(self):
        """One row a figure of a return that was delivered anew with another value: before, after, both days."""
        return self._store.restatements()

    def coverage(self, by="district"):
        """Enterprises that reported by period and `by` (district or cluster); `month` is missing for a whole year."""
        return self._store.coverage(by)

    @cached_property
    def links(self):
        """One row an enterprise that goes on under another id: enterprise_id, linked_id, decided, correction."""
        return load_links(self.paths, self.as_of)

    @cached_property
    def entity_year(self):
        """Revenue by enterprise and year: enterprise_id, year, district, cluster, revenue; linked ids are one."""
        rows = self._store.entity_year()
        rows["enterprise_id"] = under_last_id(rows["enterprise_id"], self.links)
        key = ["year", "enterprise_id", "district", "cluster"]
        return rows.groupby(key, as_index=False)["revenue"].sum(min_count=1)

    @cached_property
    def district_profile(self):
        """One row a district and year: size, growth, concentration, specialisation."""
        return district_profiles(self.district_cluster_year, self.park_year)

    @cached_property
    def park_profile(self):
        """One row a park and year, as `district_profile`."""
        return park_profiles(self.park_year, self.district_cluster_year)

    def growth(self, **place):
        """GrowthBridge by year: growth of total revenue beside growth of the enterprises of both years, explained.

        An enterprise that goes on under another id is one with it. Who existed is what the newest register
        received by the day of the year's return lists; where there was none, entry and threshold stay together.
        `place` narrows it to a district, a cluster or both (`cluster="tobacco"`): the totals are then those after
        corrections, and an enterprise that moved here from elsewhere is in the part `entry_or_threshold`.
        """
        delivered = {} if place else self._store.delivered_revenue().set_index("year")["revenue"].to_dict()
        return {
            year: growth_bridge(
                self._revenue_of(year - 1, place),
                self._revenue_of(year, place),
                register_before=self._standing(year - 1, place),
                register_after=self._standing(year, place),
                delivered_before=delivered.get(year - 1),
                delivered_after=delivered.get(year),
                scope_before=self._scope_of(year - 1),
                scope_after=self._scope_of(year),
            )
            for year in self.years
            if year - 1 in self.years
        }

    def _revenue_of(self, year, place):
        """Revenue of a year by enterprise, of those in `place`."""
        rows = self.entity_year[self.entity_year["year"] == year]
        return self._inside(rows, place).groupby("enterprise_id")["revenue"].sum(min_count=1)

    def _standing(self, year, place):
        """Who existed: the ids the register lists; of those of a place a yes or no, not known if in another."""
        register = self._register_of(year)
        if register is None or not place:
            return register
        rows = self.entity_year[self.entity_year["year"] == year]
        elsewhere = set(rows["enterprise_id"]) - set(self._inside(rows, place)["enterprise_id"])
        ids = pd.Index(self.entity_year["enterprise_id"].unique())
        return pd.Series(ids.isin(register), ids, dtype="boolean").mask(ids.isin(elsewhere))

    @staticmethod
    def _inside(rows, place):
        for column, key in place.items():
            rows = rows[rows[column] == key]
        return rows

    def _register_of(self, year):
        """Ids of the newest register received by the day the year's return was; None where there was none."""
        registered = self._registered[
            self._registered["obtained"] <= self._returned.set_index("year")["obtained"][year]
        ]
        newest = registered[registered["obtained"] == registered["obtained"].max()]["enterprise_id"]
        return None if newest.empty else set(under_last_id(newest, self.links))

    @cached_property
    def _registered(self):
        return self._store.registered()

    def _scope_of(self, year):
        """The statistical scope of a year's returns: as their sidecars state it, or as data/policy gives it."""
        files = self.sources
        stated = files[(files["table"] == "enterprise_year") & (files["period"] == str(year))][
            "scope"
        ].dropna()
        return stated.iloc[-1] if len(stated) else self.policy.scope_of(year)

    @property
    def years(self):
        """Years with an annual return, ascending."""
        return self._returned["year"].tolist()

    @cached_property
    def _returned(self):
        return self._store.years()

    def indicator_tables(self):
        """The tables that `prepare` saves to data/processed/indicators."""
        return {name: getattr(self, name) for name in INDICATOR_TABLES} | {"commitment_status": self.status()}

    def measure(self, commitment_id, reading=None):
        """The indicator of a commitment, a Series by year in the unit of its target; empty if not computed."""
        return verdict.yearly_values(self._commitment(commitment_id, reading), *self._known)

    def details(self, commitment_id, reading=None):
        """What a verdict is made of; None where nothing is known. Rows of enterprises are for the internal edition."""
        return verdict.details(self._commitment(commitment_id, reading), *self._known)

    def rows_used(self, commitment_id, reading=None):
        """The rows a verdict rests on: table, file, line and what they hold."""
        return verdict.rows_used(self._commitment(commitment_id, reading), *self._known)

    def path(self, commitment_id, reading=None):
        """Observed and required values by year, from the baseline to the deadline: year, actual, required."""
        commitment = self._commitment(commitment_id, reading)
        actual = self.measure(commitment_id, reading).rename("actual")
        start = self._baseline(commitment)
        lift = commitment.lift
        required = pd.Series(dtype="float64", name="required")
        if commitment.deadline is not None and commitment.target is not None:
            end = commitment.deadline.year
            # Without a baseline there is no path, but the target still stands at its deadline.
            required = pd.Series({end: commitment.target}, name="required")
            if start < end and pd.notna(actual.get(start)):
                levels = required_path(actual[start] + lift, commitment.target + lift, start, end)
                required = (levels - lift).rename("required")
        return pd.concat([actual, required], axis=1).sort_index().rename_axis("year").reset_index()

    def layout(self):
        """Every district and cluster of the newest year: district, cluster, planned, revenue, quotient.

        A cell without an enterprise has no revenue (NaN); its quotient is 0 while its district reports.
        """
        newest = self.district_cluster_year[self.district_cluster_year["year"] == max(self.years, default=0)]
        revenue = newest.pivot(index="district", columns="cluster", values="revenue")
        quotient = location_quotient(revenue.fillna(0.0))
        cells = pd.MultiIndex.from_product(
            [self.policy.districts, self.policy.clusters], names=["district", "cluster"]
        ).to_frame(index=False)
        pairs = list(cells.itertuples(index=False, name=None))
        planned = set(self.policy.planned_cells)
        return cells.assign(
            planned=[pair in planned for pair in pairs],
            revenue=revenue.stack().reindex(pairs).to_numpy(),
            quotient=quotient.stack().reindex(pairs).to_numpy(),
        )

    def status(self):
        """One row a commitment: value, target, gap, progress ratio, status and, where earned, a probability."""
        return self._status.copy()

    def readings(self):
        """One row a commitment and reading, for the commitments whose text can be read in several ways."""
        rows = [
            self._verdict(commitment, reading.id)
            for commitment in self.policy.commitments.values()
            for reading in commitment.readings
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @cached_property
    def _status(self):
        rows = [self._verdict(commitment) for commitment in self.policy.commitments.values()]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def _verdict(self, commitment, reading=None, chance=True):
        name = reading or (commitment.readings[0].id if commitment.readings else commitment.reading)
        case = self._case(commitment, reading)
        found = verdict.judge_case(case) | {"as_of": self.as_of, "reading": name}
        return found | {"probability": outlook_of(case, self.future).probability} if chance else found

    @property
    def _known(self):
        return self._evidence, self.as_of, self.policy

    @cached_property
    def _evidence(self):
        return Evidence(
            tables=self._tables,
            programme_event=self.programme_event,
            project=self.project,
            enterprise=self.enterprise,
            enterprise_year=self.enterprise_year,
            returned=self._returned,
        )

    def _commitment(self, commitment_id, reading):
        if commitment_id not in self.policy.commitments:
            raise MonitorError(f"{commitment_id!r} is not a commitment.", expected="an id from C001 on.")
        return self.policy.commitments[commitment_id].under(reading)

    def _baseline(self, commitment):
        if commitment.comparator == "reduced_by":
            return commitment.reduced_by.since
        return commitment.baseline or self.policy.decree.baseline_year

    @cached_property
    def _tables(self):
        return Tables(
            cluster_year=self.cluster_year,
            district_cluster_year=self.district_cluster_year,
            park_year=self.park_year,
            official_series=self.official_series,
            planned_cells=self.policy.planned_cells,
            city=self.policy.decree.id,
            energy_baseline_year=self.policy.decree.energy_since,
        )
