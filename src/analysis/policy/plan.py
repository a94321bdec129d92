"""The whole policy: decree, clusters, districts and commitments, and the look-ups others need."""

from functools import cached_property
from typing import Annotated

from pydantic import Field

from analysis.errors import PolicyError
from analysis.policy.commitment import Commitment
from analysis.policy.models import Bilingual, Closed, Cluster, Decree, District, Identifier, Outside
from analysis.policy.refusals import build, closest, refuse
from analysis.units import to_unit

OTHER = "other"


class UnknownName(PolicyError, LookupError):  # noqa: N818  a look-up that found nothing, as KeyError
    """A printed name that data/policy does not list."""


class Policy(Closed):
    """A decree as data; every dict keeps the order of its file."""

    decree: Decree
    tiers: dict[Identifier, Bilingual]
    clusters: Annotated[dict[Identifier, Cluster], Field(min_length=1)]
    outside: Outside
    districts: Annotated[dict[Identifier, District], Field(min_length=1)]
    commitments: Annotated[dict[str, Commitment], Field(min_length=1)]

    @property
    def headline(self):
        """The leading commitments by question, such as share, energy or revenue; only those the decree raises."""
        asked = self.decree.headline.asked
        return {question: self.commitments[reference] for question, reference in asked.items()}

    def question(self, key, lang):
        """A leading question in words: as decree.yaml puts it, else the name of its commitment's indicator."""
        if key in self.decree.questions:
            return self.decree.questions[key][lang]
        return self.name_of("indicator", self.headline[key].indicator, lang)

    @property
    def planned_cells(self):
        """(district id, cluster id) pairs the plan wants developed, in the order of districts.yaml."""
        return [(d.id, cluster) for d in self.districts.values() for cluster in d.planned]

    @property
    def core_enterprise_threshold(self):
        """Yearly revenue above which an enterprise is a core enterprise, in the city's money unit."""
        amount = self.decree.core_enterprise_revenue
        return float(to_unit(amount.value, amount.unit, self.decree.money_unit))

    def scope_of(self, year):
        """Name of the rule that says which enterprises the statistics of `year` cover; None where none is declared."""
        begun = [name for name, scope in self.decree.scopes.items() if scope.since <= year]
        return max(begun, key=lambda name: self.decree.scopes[name].since, default=None)

    def with_indicator(self, indicator, **scope):
        """The commitments judged by `indicator`, optionally of one cluster or district only."""
        return [
            c
            for c in self.commitments.values()
            if c.indicator == indicator
            and all(getattr(c.scope, key) == value for key, value in scope.items())
        ]

    def cluster_of_code(self, code):
        """Cluster id of a code of the decree's classification: the longest prefix wins; None outside them all."""
        lengths = {cluster.id: cluster.takes_in(code) for cluster in self.clusters.values()}
        best = max(lengths, key=lengths.get)
        return best if lengths[best] else None

    def cluster_named(self, text):
        """Cluster id of a printed name; None for industry outside the clusters.

        Only declared names and aliases, with blanks around them and the city's name before them.
        Raises UnknownName, with the closest known name.
        """
        return self._named(text, self._cluster_spellings, "cluster", "clusters.yaml")

    def district_named(self, text):
        """District id of a printed name, as `cluster_named`; every district has one."""
        return self._named(text, self._district_spellings, "district", "districts.yaml")

    def name_of(self, kind, key, lang, *, short=False):
        """Name of a cluster, tier, district, clause, measure, indicator or entity in `lang`.

        `short` gives the short form of clusters and districts. A cluster of None or "other" is the
        industry outside the clusters. Raises UnknownName for an id that is not declared.
        """
        if kind == "cluster" and (key is None or key == OTHER):
            return self.outside.name[lang]
        declared = self._declared(kind)
        if key not in declared:
            raise UnknownName(f"{kind} {key!r} is not declared.", expected=f"one of: {', '.join(declared)}.")
        named = declared[key]
        if isinstance(named, Bilingual):
            return named[lang]
        return (named.short if short else named.name)[lang]

    def with_changes(self, commitment_id, **changes):
        """A new policy in which keys of one commitment differ; a new comparator replaces the old one.

        What a changed target or deadline does to the audit and to the verdicts can so be seen without
        touching the files. Raises PolicyError as the files would.
        """
        old = self.commitments[commitment_id]
        values = {key: getattr(old, key) for key in old.model_fields_set}
        if set(changes) & set(Commitment.COMPARATORS):
            values = {key: value for key, value in values.items() if key not in Commitment.COMPARATORS}
            values.pop("readings", None)
        injected = {"id": commitment_id, "money_unit": self.decree.money_unit}
        written = {key: value for key, value in (values | changes).items() if key not in injected}
        new, faults = build(Commitment, written, entry=commitment_id, **injected)
        refuse(None, faults)
        parts = {name: getattr(self, name) for name in Policy.model_fields}
        return Policy(**parts | {"commitments": self.commitments | {commitment_id: new}})

    @cached_property
    def _cluster_spellings(self):
        return {name.strip(): None for name in self.outside.spellings} | _spellings(self.clusters)

    @cached_property
    def _district_spellings(self):
        return _spellings(self.districts)

    def _declared(self, kind):
        decree = self.decree
        return {
            "cluster": self.clusters,
            "tier": self.tiers,
            "district": self.districts,
            "clause": decree.clauses,
            "measure": decree.measures,
            "indicator": decree.indicators,
            "entity": decree.entities | {decree.id: decree.city},
        }[kind]

    def _named(self, text, spellings, kind, file):
        name = "" if text is None else str(text).strip()
        for spelling in (name, name.removeprefix(self.decree.city.zh).strip() or name):
            if spelling in spellings:
                return spellings[spelling]
        raise UnknownName(
            f"no {kind} is called {text!r}.",
            expected=f"a name or alias of data/policy/{file}{closest(name, spellings)}.",
            way_out="Add the spelling to `aliases`.",
        )


def names_of(entry):
    """Every declared spelling of a cluster or district: id, names, short names and aliases."""
    return (entry.id, entry.name.zh, entry.name.en, entry.short.zh, entry.short.en, *entry.aliases)


def _spellings(entries):
    return {name.strip(): entry.id for entry in entries.values() for name in names_of(entry)}
