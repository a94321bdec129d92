"""The comparators a promise can use, and which targets mean something under each."""

from typing import ClassVar

from pydantic import model_validator

from analysis.policy.models import Amount, Closed, Number, Unit, Year
from analysis.units import dimension, to_unit


class Range(Closed):
    low: Number
    high: Number
    unit: Unit


class Reduction(Closed):
    value: Number
    unit: Unit
    since: Year


class Trend(Closed):
    since: Year
    unit: Unit | None = None


class Specialised(Closed):
    quotient: Number
    or_share_rising_since: Year | None = None


class Comparison(Closed):
    """The comparators a promise can use; a promise uses exactly one."""

    COMPARATORS: ClassVar = (
        "at_least",
        "more_than",
        "exactly",
        "at_most",
        "between",
        "reduced_by",
        "rising",
        "falling",
        "specialised",
    )

    at_least: Amount | None = None
    more_than: Amount | None = None
    exactly: Amount | None = None
    at_most: Amount | None = None
    between: Range | None = None
    reduced_by: Reduction | None = None
    rising: Trend | None = None
    falling: Trend | None = None
    specialised: Specialised | None = None

    @property
    def comparators(self):
        """Names of the comparators written down."""
        return tuple(name for name in self.COMPARATORS if getattr(self, name) is not None)

    @property
    def amount(self):
        """The comparator's numbers as printed; None where no comparator is written."""
        return getattr(self, self.comparators[0]) if self.comparators else None

    @model_validator(mode="after")
    def target_means_something(self):
        for name in self.comparators:
            problem = _nonsense(name, getattr(self, name))
            if problem:
                raise ValueError(f"in `{name}`, {problem}")
        return self


def _nonsense(name, amount):
    """Why a target cannot be meant, or None: zero is a promise only for some comparators."""
    if isinstance(amount, Trend):
        return None
    if isinstance(amount, Specialised):
        return None if amount.quotient > 0 else "a quotient above 0"
    if isinstance(amount, Range):
        return None if 0 < amount.low < amount.high else "low above 0 and high above low"
    if amount.value < 0:
        return f"a target of at least 0, not {amount.value:g}"
    if amount.value == 0 and name in {"at_least", "reduced_by"}:
        return "a target above 0; at least 0 or a reduction by 0 promises nothing"
    if name == "reduced_by":
        return _reduction_problem(amount)
    return None


def _reduction_problem(amount):
    if dimension(amount.unit) != "ratio":
        return "a reduction in % of the level of `since`"
    return None if to_unit(amount.value, amount.unit, "1") < 1 else "a reduction of less than 100 %"
