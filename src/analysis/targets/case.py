"""One commitment, its records and its calendar: what every kind of verdict starts from."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from analysis.indicators import programme
from analysis.indicators.catalogue import COMPUTED
from analysis.policy.commitment import Commitment
from analysis.policy.plan import Policy
from analysis.targets.evidence import Evidence, Register, register_of
from analysis.targets.indicator_verdict import values_of
from analysis.targets.progress import last_year_within

# How a promise is judged; `shape_of` says by which.
SHAPES = ("indicator", "rule", "recurring", "direction", "milestone", "process")
_COUNTED_UP = ("exactly", "at_least", "more_than")


def shape_of(commitment):
    """Which of SHAPES a commitment is judged by; None for an indicator no formula exists for.

    `indicator`: a yearly value against a target, by progress. The kind alone does not decide: a process may
    fall due every year, and an incentive may be a number of districts that have to pay once.
    """
    indicator, counts = commitment.indicator, commitment.indicator in programme.COUNTS
    if commitment.rule:
        return "rule"
    if commitment.counted.list_of or indicator in COMPUTED:
        return "indicator"
    if indicator not in programme.MEASURED:
        return None
    if commitment.recurring:
        return "recurring"
    if commitment.comparator in ("rising", "falling"):
        return "direction"
    if commitment.kind in ("outcome", "structure"):
        return "indicator"
    return "milestone" if counts and commitment.comparator in _COUNTED_UP and commitment.target else "process"


@dataclass(frozen=True)
class Case:
    """A commitment under one reading, with the evidence for it on one date."""

    commitment: Commitment
    evidence: Evidence
    as_of: date
    policy: Policy

    @cached_property
    def shape(self):
        return shape_of(self.commitment)

    @cached_property
    def register(self) -> Register | None:
        return register_of(self.commitment, self.evidence, self.as_of, self.policy)

    @property
    def bands(self):
        return self.policy.decree.progress_bands

    @property
    def due(self):
        """The day the promise falls due; without one in the text, the end of the plan."""
        return self.commitment.due or self.policy.decree.deadline

    @property
    def due_basis(self):
        """Where `due` comes from: stated, span (the last of its years), plan_end (the text names no day)."""
        if self.commitment.recurring:
            return "span"
        return "stated" if self.commitment.deadline else "plan_end"

    @property
    def baseline_year(self):
        since = getattr(self.commitment.amount, "since", None)
        return since or self.commitment.baseline or self.policy.decree.baseline_year

    @property
    def start(self):
        """The eve of the plan: records up to it were made before anything was promised."""
        return date(self.policy.decree.baseline_year, 12, 31)

    @property
    def oldest_return(self):
        """The first year with annual returns; nobody knows what was reached before it."""
        return self.evidence.returned["year"].min()

    @property
    def districts(self):
        """Ids of the districts that are no zones."""
        return [district.id for district in self.policy.districts.values() if district.type == "district"]

    @property
    def final(self):
        """Whether the register has reported the last year before `due` in full."""
        return self.register.closed_to >= last_year_within(self.due)

    @cached_property
    def rows_of_plan(self):
        """The records between the eve of the plan and the day the promise falls due."""
        dates = self.register.rows["date"].dt.date
        return self.register.rows[(dates > self.start) & (dates <= self.due)]

    @cached_property
    def values(self):
        """The indicator of the records by year, for the years the register has reported in full."""
        return self._by_year(self.register.years)

    @cached_property
    def yearly(self):
        """The indicator by year in the unit of the target, whatever it comes from."""
        return values_of(self) if self.shape == "indicator" else self.values

    @cached_property
    def cell_share(self):
        """The share of a planned cell in its cluster by year, which a promise may accept instead of a quotient."""
        return COMPUTED["planned_cell_share"](self.evidence.tables, self.commitment.scope)

    @cached_property
    def so_far(self):
        """The indicator of the year the newest record lies in."""
        return self._by_year([self.register.newest.year]).iloc[0]

    @property
    def counted(self):
        """How records count, with the span that follows from the promise where none is written."""
        counted, indicator = self.commitment.counted, self.commitment.indicator
        stock = self.shape != "recurring" and indicator in programme.COUNTS
        return counted.model_copy(update={"over": counted.over or ("to_date" if stock else "year")})

    def _by_year(self, years):
        rows, indicator = self.register.rows, self.commitment.indicator
        return programme.by_year(rows, indicator, self.counted, years, self.districts)
