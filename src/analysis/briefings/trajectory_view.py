"""What a trajectory page looks at: a city or one cluster, its promises in numbers, and whose forecasts are shown.

Once the deadline's year is known, the forecasts are those of the edition two quarters before the returns came.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis import wording
from analysis.briefings.places_scope import display, figure_of, unit
from analysis.targets.backtest import summary
from analysis.targets.calibration import digits_earned
from analysis.targets.progress import last_year_within
from analysis.wording import say

QUARTERS_BEFORE = 2
_TENTHS = {"zh": "一二三四五六七八九", "en": "123456789"}
GROUPS = ("headline", "clusters", "cells")


@dataclass(frozen=True)
class View:
    """A page's subject: `city`, one of its clusters or None for the whole, and the language."""

    city: object
    cluster: str | None
    lang: str

    @cached_property
    def end_year(self):
        """The last year the plan covers."""
        return last_year_within(self.city.policy.decree.deadline)

    @property
    def settled(self):
        """Whether the plan's last year has been returned."""
        return self.end_year in self.city.years

    @cached_property
    def said(self):
        """The City whose forecasts are shown: this one, or the one of two quarters before the result came."""
        if not self.settled:
            return self.city
        files = self.city.sources
        annual = files[(files["table"] == "enterprise_year") & (files["period"] == str(self.end_year))]
        returned = annual["obtained"].min()
        return self.city.as_known_on((pd.Period(returned, "Q") - QUARTERS_BEFORE).end_time.date())

    @cached_property
    def outlook(self):
        """`City.outlook` of the forecasts shown, by commitment id, in three groups; a cluster has its own rows."""
        return self._of(self.said)

    @cached_property
    def now(self):
        """`City.outlook` of the edition itself."""
        return self._of(self.city) if self.settled else self.outlook

    def came(self, commitment_id):
        """What the deadline's year turned out to be; NaN while nothing has been published for it."""
        row = self.now.loc[commitment_id]
        return row["value"] if row["standing"] in ("kept", "missed") else math.nan

    @cached_property
    def odds(self):
        """Probability of each number of cluster targets met together, by number."""
        return self.said.targets_met()

    @cached_property
    def record(self):
        """`targets.backtest.summary` of the city's past editions, by years ahead and months returned."""
        return summary(self._replayed)

    @cached_property
    def digits(self):
        """How many digits of a probability past forecasts like those shown have earned; one on a cluster's page."""
        if self.cluster or not self.said.years:
            return 1
        # Only what was settled when the forecasts shown were made: they cannot have learned from what came.
        known = summary(self._replayed[self._replayed["year"].isin(self.said.years)])
        ahead = self.end_year - max(self.said.years)
        same = known[(known["horizon"] == ahead) & (known["month"] == self.month)]
        return digits_earned(*same.iloc[0][["n", "years", "verdict_80"]]) if len(same) else 1

    @property
    def month(self):
        """The newest month of the running year that the forecasts shown rest on; 0 where they rest on whole years."""
        if not self.said.future.nowcasts:
            return 0
        ytd = self.said.cluster_ytd
        return int(ytd.loc[ytd["year"] > max(self.said.years), "month"].max())

    def rows(self, group):
        """The rows of one of GROUPS."""
        return self.outlook[self.outlook["group"] == group]

    def commitment(self, commitment_id):
        return self.city.policy.commitments[commitment_id]

    @property
    def target(self):
        """The id of the promise the page is about: the cluster's revenue, or the total; None without one."""
        if self.cluster:
            found = self.city.policy.with_indicator("cluster_revenue", cluster=self.cluster)
            return found[0].id if found else None
        total = self.city.policy.headline.get("revenue")
        return total.id if total else None

    def name(self, commitment_id):
        """What a promise is called in a table: its cluster, its cell, its headline question or its indicator."""
        policy, commitment = self.city.policy, self.commitment(commitment_id)
        scope = commitment.scope
        if scope.cluster:
            cluster = policy.name_of("cluster", scope.cluster, self.lang, short=True)
            district = scope.district and policy.name_of("district", scope.district, self.lang, short=True)
            return say("ahead_cell", self.lang, district=district, cluster=cluster) if district else cluster
        asked = [question for question, c in policy.headline.items() if c.id == commitment_id]
        return (
            policy.question(asked[0], self.lang)
            if asked
            else policy.name_of("indicator", commitment.indicator, self.lang)
        )

    def amount(self, commitment_id, value):
        """A value of a promise's indicator as readers see it."""
        commitment = self.commitment(commitment_id)
        if commitment.comparator == "specialised":
            return wording.number(value, 2, lang=self.lang)
        signed = commitment.comparator == "reduced_by"
        if pd.isna(value):
            return wording.NOT_KNOWN[self.lang]
        # What was computed as a count may miss it by the rounding of binary fractions.
        return wording.quantity(
            round(value, 9), commitment.target_unit, self.city.policy.decree, self.lang, signed=signed
        )

    def goal(self, commitment_id):
        """The target of a promise as readers see it, with as few decimals as it needs."""
        commitment = self.commitment(commitment_id)
        target, decree = commitment.target, self.city.policy.decree
        if commitment.comparator == "specialised":
            return wording.number(target, 0)
        if commitment.target_unit == "1":
            return wording.percent(target, 0, lang=self.lang, signed=commitment.comparator == "reduced_by")
        if commitment.target_unit != decree.money_unit:
            return wording.number(target, 0 if float(target).is_integer() else 2)
        digits = 0 if float(display(self.city, target, self.lang)).is_integer() else None
        return wording.money(target, decree.money_unit, unit(self.city, self.lang), self.lang, digits)

    def span(self, commitment_id, row):
        """The 80 % range of a row, or a dash where there is none."""
        if pd.isna(row["low_80"]):
            return "–"
        low, high = (self.amount(commitment_id, row[end]) for end in ("low_80", "high_80"))
        if self.commitment(commitment_id).target_unit == self.city.policy.decree.money_unit:
            low = figure_of(self.city, self.lang)(row["low_80"])
        return say("ahead_span", self.lang, low=low, high=high)

    def chance(self, probability):
        """A probability in words, with as many digits as past forecasts have earned."""
        if self.digits > 1:
            return self._per_cent(probability)
        return wording.chance(probability, self.lang)

    def _per_cent(self, probability):
        if not 0.005 <= probability < 0.995:
            return say("ahead_chance_low" if probability < 0.5 else "ahead_chance_high", self.lang)
        return wording.percent(probability, 0, lang=self.lang)

    def short(self, probability):
        """A probability in the few characters a table of many has room for."""
        if pd.isna(probability):
            return "–"
        tenths = round(probability * 10)
        if self.digits > 1 or 0 < tenths < 10:
            return (
                self.chance(probability)
                if self.digits > 1
                else say("ahead_tenths", self.lang, tenths=_TENTHS[self.lang][tenths - 1])
            )
        return say("ahead_tenths_high" if tenths else "ahead_tenths_low", self.lang)

    def end(self, probability):
        """A probability as one end of a span of them, where Chinese says tenths and not fractions."""
        return self.short(probability) if self.lang == "zh" else self.chance(probability)

    def reason(self, row):
        """Why a promise has no chance; where a part of it is to blame, that part's reason."""
        parts = self.rows("clusters")["outcome"]
        is_of_parts = row["outcome"] == "not_simulated" and parts.nunique() == 1
        return say(f"ahead_outcome_{parts.iloc[0] if is_of_parts else row['outcome']}", self.lang)

    def likely(self, row):
        """The chance of a promise in words, or why none is given."""
        if pd.isna(row["probability"]):
            return say(f"ahead_outcome_{row['outcome']}", self.lang)
        words = self.chance(row["probability"])
        return say("ahead_still_met", self.lang, words=words) if row["standing"] == "met" else words

    @cached_property
    def _replayed(self):
        return self.city.backtest()

    def _of(self, city):
        rows = city.outlook().set_index("commitment_id", drop=False)
        if self.cluster:
            scopes = [self.commitment(one).scope.cluster for one in rows.index]
            rows = rows[[cluster == self.cluster for cluster in scopes]]
        is_cell, is_cluster = rows["basis"] == "cell", rows["indicator"] == "cluster_revenue"
        return rows.assign(group=is_cell.map({True: "cells", False: "headline"}).mask(is_cluster, "clusters"))
