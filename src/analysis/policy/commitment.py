"""One measurable promise of a decree, with the other ways its text can be read."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from analysis.errors import PolicyError
from analysis.policy.comparison import Comparison, Range, Reduction, Specialised, Trend
from analysis.policy.counted import Counted, Rule
from analysis.policy.models import Bilingual, Closed, CommitmentId, Day, Identifier, Money, Year
from analysis.units import CANONICAL, dimension, to_unit

Kind = Literal[
    "outcome", "structure", "milestone", "recurring", "incentive", "process", "direction", "layout"
]


class Scope(Closed):
    """Which cluster or district a promise is about; empty means the whole city."""

    cluster: Identifier | None = None
    district: Identifier | None = None


class Years(Closed):
    """A promise that falls due every year of a span."""

    first: Year = Field(alias="from")
    last: Year = Field(alias="to")

    @model_validator(mode="after")
    def span_runs_forward(self):
        if self.first > self.last:
            raise ValueError("`from` no later than `to`")
        return self


class Reading(Comparison):
    """Another way to read a promise: only what differs from the entry is written."""

    id: Identifier
    label: Bilingual
    indicator: Identifier | None = None
    deadline: Day | None = None

    @model_validator(mode="after")
    def comparator_is_at_most_one(self):
        if len(self.comparators) > 1:
            raise ValueError(f"at most one comparator, not {' and '.join(self.comparators)}")
        return self


class Commitment(Comparison):
    """An entry of commitments.yaml; money in `money_unit`, shares and changes as fractions."""

    id: CommitmentId
    money_unit: Money
    slug: Identifier
    clause: str
    kind: Kind
    indicator: Identifier
    measure: Identifier | None = None
    scope: Scope = Scope()
    deadline: Day | None = None
    recurring: Years | None = None
    baseline: Year | None = None
    counted: Counted = Counted()
    rule: Rule | None = None
    promise: Bilingual
    reading: Literal["certain", "damaged", "undefined"]
    note: Bilingual | None = None
    needs: Bilingual
    readings: tuple[Reading, ...] = ()

    @model_validator(mode="after")
    def comparator_is_exactly_one(self):
        if len(self.comparators) != 1:
            found = " and ".join(self.comparators) or "none"
            raise ValueError(f"exactly one comparator ({', '.join(self.COMPARATORS)}), not {found}")
        return self

    @model_validator(mode="after")
    def unit_has_a_canonical_form(self):
        amounts = (self.amount, self.counted.investment_above, *(reading.amount for reading in self.readings))
        for amount in amounts:
            unit = getattr(amount, "unit", None)
            if unit is not None:
                _canonical(unit, self.money_unit)
        return self

    @model_validator(mode="after")
    def doubtful_reading_is_explained(self):
        if self.reading != "certain" and self.note is None:
            raise ValueError(f"a `note` that explains why the reading is {self.reading}")
        if self.reading == "certain" and self.readings:
            raise ValueError("reading damaged or undefined, since other `readings` are listed")
        return self

    @model_validator(mode="after")
    def rule_is_an_incentive(self):
        if self.rule and self.kind != "incentive":
            raise ValueError(f"kind incentive, since a `rule` is written, not {self.kind}")
        if self.rule and self.rule.kind == "reward_on_first" and not self.recurring:
            raise ValueError("`recurring`, the years whose first time is rewarded")
        if (self.rule or self.counted.list_of) and self.target is None:
            raise ValueError("a comparator with a number, which the `rule` or list is judged by")
        return self

    @model_validator(mode="after")
    def share_of_a_whole_stays_below_it(self):
        if self.kind == "structure" and self.target_unit == "1" and (self.target or 0) > 1:
            raise ValueError("a share of a whole: no more than 100 %")
        return self

    @model_validator(mode="after")
    def first_reading_is_the_entry(self):
        ids = [reading.id for reading in self.readings]
        if len(ids) != len(set(ids)):
            raise ValueError("a different `id` for each of `readings`")
        if self.readings and self.under(ids[0]) != self:
            raise ValueError(f"the first of `readings` ({ids[0]}) to equal the entry's own definition")
        return self

    @model_validator(mode="after")
    def due_once_or_yearly(self):
        if self.deadline and self.recurring:
            raise ValueError("either `deadline` or `recurring`, not both")
        return self

    @model_validator(mode="after")
    def baseline_is_the_year_compared_with(self):
        since = getattr(self.amount, "since", self.baseline)
        if self.baseline is not None and since != self.baseline:
            raise ValueError(f"`baseline` ({self.baseline}) and `since` ({since}) to be the same year")
        return self

    @property
    def comparator(self):
        """Name of the comparator in use, such as `at_least`."""
        return self.comparators[0]

    @property
    def target(self):
        """The number promised, in `target_unit`; the low end of a range; None for a mere direction.

        `reduced_by` is a change, so its target is negative: 20 % less is -0.2.
        """
        amount = self.amount
        if isinstance(amount, Trend):
            return None
        if isinstance(amount, Specialised):
            return amount.quotient
        if isinstance(amount, Range):
            return self._canonical_value(amount.low)
        sign = -1 if isinstance(amount, Reduction) else 1
        return sign * self._canonical_value(amount.value)

    @property
    def target_high(self):
        """Upper end of a `between` target, in `target_unit`; None for every other comparator."""
        return self._canonical_value(self.amount.high) if self.comparator == "between" else None

    @property
    def target_unit(self):
        """Canonical unit of `target`: the money unit, `1` for shares, `count`; None where none is named."""
        if self.comparator == "specialised":
            return "1"
        unit = self.amount.unit
        return None if unit is None else _canonical(unit, self.money_unit)

    @property
    def lift(self):
        """What turns a value into a level with a growth rate: a change of 0 has none, 1 + change has."""
        return 1.0 if self.comparator == "reduced_by" else 0.0

    @property
    def direction(self):
        """+1 where more is better, -1 where less is."""
        promises_nothing_at_all = self.comparator == "exactly" and self.amount.value == 0
        return -1 if promises_nothing_at_all or self.comparator in {"at_most", "reduced_by", "falling"} else 1

    @property
    def due(self):
        """The day the promise falls due: its deadline, or the end of its last year; None without a date."""
        return date(self.recurring.last, 12, 31) if self.recurring else self.deadline

    def under(self, reading_id=None):
        """This commitment as `reading_id` reads it; itself for None.

        Raises PolicyError for a reading the entry does not list.
        """
        if reading_id is None:
            return self
        for reading in self.readings:
            if reading.id == reading_id:
                return self.model_copy(update=_overrides(reading))
        known = (
            ", ".join(reading.id for reading in self.readings) or "none: its text can be read one way only"
        )
        raise PolicyError(f"{self.id} has no reading {reading_id!r}.", expected=f"one of: {known}.")

    def _canonical_value(self, value):
        return float(to_unit(value, self.amount.unit, self.target_unit))


def _overrides(reading):
    changed = {key: getattr(reading, key) for key in ("indicator", "deadline") if getattr(reading, key)}
    if reading.comparators:
        changed |= {name: getattr(reading, name) for name in Comparison.COMPARATORS}
    return changed


def _canonical(unit, money_unit):
    if dimension(unit) == dimension(money_unit):
        return money_unit
    if dimension(unit) not in CANONICAL:
        raise ValueError(f"money in the currency of {money_unit}, not in {unit}")
    return CANONICAL[dimension(unit)]
