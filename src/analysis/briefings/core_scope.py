"""Core enterprises of one edition: the returns, the list in force, and what the next year is likely to bring."""

from functools import cached_property

import pandas as pd

from analysis.briefings.places_companies import CLASS_ENDS
from analysis.indicators.core_enterprises import core_enterprises, core_list_changes
from analysis.indicators.firm_dynamics import size_distribution, transitions
from analysis.indicators.firm_outlook import expected_above
from analysis.indicators.programme import core_list

LEVEL = 0.8


class CoreScope:
    """The core enterprises of the newest annual return; `year` is None where there is no return."""

    def __init__(self, city):
        self.city = city
        self.year = city.years[-1] if city.years else None
        self.threshold = city.policy.core_enterprise_threshold

    @cached_property
    def returns(self):
        """The rows of enterprise_year of the newest year."""
        return self._of(self.year)

    @cached_property
    def before(self):
        """The rows of the year before; empty where it has no return."""
        return self._of(None if self.year is None else self.year - 1)

    @cached_property
    def core(self):
        """`core_enterprises` of the newest year."""
        return core_enterprises(self.returns, self.threshold)

    @cached_property
    def changes(self):
        """`core_list_changes` since the year before; None where one of the two years has no return."""
        if self.returns.empty or self.before.empty:
            return None
        return core_list_changes(self.before, self.returns, self.threshold)

    @property
    def promise(self):
        """The commitment on the enterprises of a list; None where the decree has none."""
        promises = self.city.policy.commitments.values()
        return next((promise for promise in promises if promise.counted.list_of), None)

    @cached_property
    def listed(self):
        """A row an enterprise of the list in force at the end of the newest year, the largest revenue first.

        enterprise_id, name, district, cluster, revenue, distance (revenue less the threshold), needed_growth (in a
        year, NaN above the threshold), own_growth (NaN without a revenue above 0 the year before). An enterprise
        without a return has no revenue. None where there is no list.
        """
        if self.promise is None or self.year is None:
            return None
        events = self.city.programme_event
        versions = events[events["commitment_id"] == self.promise.counted.list_of]
        listed = core_list(versions, f"{self.year}-12-31").dropna(subset="enterprise_id")
        return None if listed.empty else self._with_figures(listed.drop_duplicates("enterprise_id"))

    @cached_property
    def outlook(self):
        """`Expected` number of core enterprises a year on, at LEVEL, from the moves seen in all years."""
        key = ["enterprise_id", "year"]
        revenue = self.city.entity_year.groupby(key, as_index=False)["revenue"].sum(min_count=1)
        limits = [self.threshold * part for part in CLASS_ENDS]
        now = size_distribution(revenue, limits, self.year)
        return expected_above(transitions(revenue, limits), now, level=LEVEL)

    def _of(self, year):
        rows = self.city.enterprise_year
        return rows[rows["year"] == year] if year is not None else rows.iloc[:0]

    def _with_figures(self, listed):
        now = self.returns.set_index("enterprise_id")["revenue"]
        past = self.before.set_index("enterprise_id")["revenue"]
        names = pd.concat([self.returns, self.city.enterprise]).drop_duplicates("enterprise_id")
        table = listed[["enterprise_id", "district", "cluster"]].assign(
            name=listed["enterprise_id"].map(names.set_index("enterprise_id")["name"]),
            revenue=listed["enterprise_id"].map(now).astype(float),
        )
        base = table["enterprise_id"].map(past).astype(float)
        table["distance"] = table["revenue"] - self.threshold
        below = table["revenue"].where((table["revenue"] > 0) & (table["distance"] <= 0))
        table["needed_growth"] = self.threshold / below - 1
        table["own_growth"] = table["revenue"] / base.where(base > 0) - 1
        return table.sort_values(["revenue", "enterprise_id"], ascending=[False, True], ignore_index=True)
