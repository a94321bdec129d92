"""What-if questions as data: one small YAML file each in data/policy/scenarios."""

from typing import Annotated

from pydantic import Field, model_validator

from analysis.policy.documents import read_document
from analysis.policy.models import Amount, Bilingual, Closed, Identifier, Number, Year
from analysis.policy.refusals import build, closest, refuse
from analysis.units import dimension, to_unit

FOLDER = "scenarios"


class Ratio(Amount):
    """A share or a change, printed in %, ‰ or as a plain number (unit "1")."""

    @property
    def fraction(self):
        """The ratio as a fraction, 0.12 = 12 %."""
        return float(to_unit(self.value, self.unit, "1"))

    @model_validator(mode="after")
    def it_is_a_ratio(self):
        if dimension(self.unit) != "ratio":
            raise ValueError('a share or change in %, ‰ or "1"')
        return self


class _Span(Closed):
    """Years in which something holds, for some clusters; without clusters for all industry, without an end on."""

    clusters: Annotated[tuple[Identifier, ...], Field(min_length=1)] | None = None
    since: Year
    until: Year | None = None

    @model_validator(mode="after")
    def it_ends_after_it_begins(self):
        if self.until is not None and self.until < self.since:
            raise ValueError("until not before since")
        return self


class Growth(_Span):
    """Growth a year: `rate` in place of the baseline's, or `extra` on top of it; (1 + g) (1 + extra) - 1."""

    rate: Ratio | None = None
    extra: Ratio | None = None

    @model_validator(mode="after")
    def one_of_two_above_a_total_loss(self):
        if (self.rate is None) == (self.extra is None):
            raise ValueError("one of `rate` and `extra`")
        if (self.rate or self.extra).fraction <= -1:
            raise ValueError("growth above -100 %")
        return self


class Pipeline(Closed):
    """Projects coming on stream.

    `ramp`: share of capacity used in the calendar year of completion, the next, and so on; the last holds for
    good, and the year of completion counts from its day on. `realised`: of the capacity announced, the share
    that comes. `already_in_trend`: the share that the baseline's growth contains. `delay_months`: later than
    planned.
    """

    clusters: Annotated[tuple[Identifier, ...], Field(min_length=1)] | None = None
    ramp: Annotated[tuple[Annotated[Number, Field(ge=0, le=1)], ...], Field(min_length=1)]
    realised: Ratio = Ratio(value=1.0, unit="1")
    already_in_trend: Ratio = Ratio(value=0.0, unit="1")
    delay_months: Annotated[int, Field(strict=True, ge=0, le=120)] = 0

    @model_validator(mode="after")
    def shares_are_shares(self):
        if not all(0 <= share.fraction <= 1 for share in (self.realised, self.already_in_trend)):
            raise ValueError("realised and already_in_trend between 0 and 100 %")
        return self


class EnergySaved(_Span):
    """Energy per output lower by `share` than in the baseline, reached evenly from `since` to `until`.

    Without `until` it holds in full from `since` on.
    """

    share: Ratio

    @model_validator(mode="after")
    def less_than_all(self):
        if not -1 < self.share.fraction < 1:
            raise ValueError("a share saved below 100 %; a negative one is more energy")
        return self


class Price(_Span):
    """Prices of what a cluster sells higher by `change` than in the baseline, in the years of the span."""

    change: Ratio

    @model_validator(mode="after")
    def prices_stay_above_nothing(self):
        if self.change.fraction <= -1:
            raise ValueError("a change above -100 %")
        return self


class Scenario(Closed):
    """One what-if question; a part that is left out changes nothing."""

    id: Identifier
    name: Bilingual
    note: Bilingual | None = None
    growth: tuple[Growth, ...] = ()
    pipeline: Pipeline | None = None
    energy_saved: tuple[EnergySaved, ...] = ()
    prices: tuple[Price, ...] = ()

    @property
    def clusters_named(self):
        """Ids of the clusters its parts name."""
        parts = [*self.growth, *self.energy_saved, *self.prices, *([self.pipeline] if self.pipeline else [])]
        return {cluster for part in parts for cluster in part.clusters or ()}


def load_scenarios(policy_folder, clusters):
    """{id: Scenario} of every YAML file in `policy_folder`/scenarios, in the order of their names.

    The id is the file's name without its ending. No folder: none. `clusters`: the ids a scenario may name,
    "other" among them if industry outside the clusters may be. PolicyError naming file and key where a file is
    not a scenario or names another cluster.
    """
    found = {}
    for path in sorted((policy_folder / FOLDER).glob("*.yaml")):
        scenario, faults = build(Scenario, read_document(path), entry=path.stem, id=path.stem)
        refuse(path, faults or _unknown(scenario, clusters))
        found[path.stem] = scenario
    return found


def _unknown(scenario, clusters):
    return [
        {
            "entry": scenario.id,
            "key": "clusters",
            "found": f"{name!r}, a cluster that is not declared",
            "expected": f"one of: {', '.join(clusters)}{closest(name, clusters)}",
        }
        for name in sorted(scenario.clusters_named - set(clusters))
    ]
