"""How the records of a promise are counted, and the dated rules of incentives, as policy files write them."""

from typing import Literal

from pydantic import Field, model_validator

from analysis.policy.models import Amount, Closed, CommitmentId


class Counted(Closed):
    """What makes one of the things a promise counts; what is not written follows from the indicator.

    each : distinct things: `district` (districts without zones), `place` (districts and zones), `budget`
        (districts, and the city itself where a record names none), `cluster`, `park`, `name`, `enterprise`,
        `date`.
    over : `year` counts each year for itself, `to_date` everything until its end.
    list_of : the commitment whose records are the list of enterprises that is judged.
    projects : judged from the register of projects, by this day of theirs.
    investment_above : only projects of a cluster with more investment than this.
    """

    each: Literal["district", "place", "budget", "cluster", "park", "name", "enterprise", "date"] | None = (
        None
    )
    over: Literal["year", "to_date"] | None = None
    list_of: CommitmentId | None = None
    projects: Literal["started", "served", "completed"] | None = None
    investment_above: Amount | None = None

    @model_validator(mode="after")
    def only_projects_have_an_investment(self):
        if self.investment_above and not self.projects:
            raise ValueError("`projects`, since an `investment_above` is written")
        return self


class Rule(Closed):
    """A promise to each enterprise, with its dates.

    no_charge : nothing is charged, in the `first_years` after founding where they are written.
    share_returned : a reward is at most the target's share of the tax, in the `first_years` after founding.
    reward_on_increase : a reward for every year with more than in the base year.
    reward_on_first : a reward for the first year in which `figure` of the annual return reaches the target,
        paid by the end of the `paid_within_years`-th year after it.
    """

    kind: Literal["no_charge", "share_returned", "reward_on_increase", "reward_on_first"]
    first_years: int | None = Field(default=None, strict=True, ge=1)
    figure: Literal["tax", "revenue", "value_added", "gross_output"] | None = None
    paid_within_years: int | None = Field(default=None, strict=True, ge=1)

    @model_validator(mode="after")
    def keys_belong_to_the_rule(self):
        needed = {"share_returned": {"first_years"}, "reward_on_first": {"figure", "paid_within_years"}}
        allowed = needed | {"no_charge": {"first_years"}}
        written = {key for key in ("first_years", "figure", "paid_within_years") if getattr(self, key)}
        missing, odd = (
            needed.get(self.kind, set()) - written,
            written - allowed.get(self.kind, set()),
        )
        if missing or odd:
            words = ", ".join(sorted(allowed.get(self.kind, ()))) or "no other key"
            raise ValueError(f"with kind {self.kind}: {words}")
        return self
