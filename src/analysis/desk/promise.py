"""One promise as it stands: what `city.commitment` gives, to read and to look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analysis import promise_text, wording
from analysis.desk.speech import joined, language
from analysis.errors import MonitorError
from analysis.policy.refusals import closest
from analysis.wording import say


@dataclass(frozen=True)
class Promise:
    """A promise of the decree and the verdict on it, in one language; a notebook shows it as a card.

    value, target : numbers in `unit`, NaN where unknown or a mere direction. now, goal, due_text : the same in
    words. probability : NaN unless it is still open and earned. Example: `city.commitment("C006").sentence`.
    """

    id: str
    promise: str
    clause: str
    kind: str
    indicator: str
    definition: str
    cluster: str | None
    district: str | None
    status: str
    verdict: str
    value: float
    target: float
    unit: str | None
    now: str
    goal: str
    due: date
    due_text: str
    probability: float
    sentence: str
    lang: str
    reading: str | None = None
    _city: object = field(default=None, repr=False, compare=False)

    @property
    def is_redefined(self):
        """Whether somebody has defined the promise otherwise than the decree does."""
        return self.id in self._city.redefinitions

    @property
    def path(self):
        """Observed and required values by year, a plain frame: year, actual, required. As `city.path(id)`."""
        return self._city.path(self.id, self.reading)

    @property
    def rows(self):
        """The rows the verdict rests on, a plain frame: table, file, line. As `city.rows_used(id)`."""
        return self._city.rows_used(self.id, self.reading)

    @property
    def explanation(self):
        """The whole chain from clause to rows, as text. Example: `print(city.commitment("C006").explanation)`."""
        from analysis.explain import explain

        return "\n".join(explain(self._city, self.id, self.lang, self.reading))

    def _repr_html_(self):
        from analysis.desk.cards import promise_card

        return promise_card(self)


def promise_of(city, commitment_id, reading=None, lang=None):
    """The `Promise` of an id under a reading (by default the one in use); MonitorError for an id there is not."""
    lang = language(lang)
    if commitment_id not in city.policy.commitments:
        ids = list(city.policy.commitments)
        near = closest(str(commitment_id).upper(), ids)
        raise MonitorError(
            f"{commitment_id!r} is no commitment of the decree.",
            expected=f"an id from {ids[0]} to {ids[-1]}{near}.",
        )
    commitment = city.policy.commitments[commitment_id].under(reading)
    row = city.verdict(commitment_id, reading)
    return promise_from(city, commitment, row, reading, lang)


def promise_from(city, commitment, row, reading, lang):
    """The `Promise` of a commitment under a reading from the row that judges it."""
    policy = city.policy
    status = row["status"]
    return Promise(
        id=commitment.id,
        promise=commitment.promise[lang],
        clause=f"{commitment.clause} {policy.name_of('clause', commitment.clause, lang)}",
        kind=commitment.kind,
        indicator=commitment.indicator,
        definition=definition_of(commitment, row["reading"], policy, lang),
        cluster=commitment.scope.cluster,
        district=commitment.scope.district,
        status=status,
        verdict=wording.STATUS[status][lang],
        value=row["value"],
        target=row["target"],
        unit=row["unit"],
        now=promise_text.now(row, commitment, policy.decree, lang),
        goal=promise_text.goal(commitment, policy.decree, lang),
        due=row["due"],
        due_text=str(promise_text.due(row, lang)),
        probability=row["probability"],
        sentence=sentence(row, commitment, policy.decree, lang),
        lang=lang,
        reading=reading,
        _city=city,
    )


def definition_of(commitment, reading, policy, lang):
    """The definition a promise is judged by, in words: the label of its reading, else its indicator."""
    labels = {one.id: one.label[lang] for one in commitment.readings}
    return labels.get(reading) or policy.name_of("indicator", commitment.indicator, lang)


def sentence(row, commitment, decree, lang):
    """Value, target, day and verdict in one sentence; what is missing where nothing is known."""
    known = {
        "goal": promise_text.goal(commitment, decree, lang),
        "due": promise_text.due(row, lang),
        "status": wording.STATUS[row["status"]][lang],
    }
    if row["status"] == "not_measured":
        return say("desk_sentence_unknown", lang, missing=row["missing"][lang], **known)
    now = promise_text.now(row, commitment, decree, lang)
    said = say("desk_sentence", lang, year=f"{row['year']:.0f}", now=now, **known)
    if pd.isna(row["probability"]):
        return said
    chance = say("desk_chance", lang, words=wording.chance(row["probability"], lang))
    return joined(said, chance, lang=lang)


class Promises(Mapping):
    """All promises of a city by id, for a hand on the keyboard: `city.commitments.C006` or `["C006"]`."""

    def __init__(self, city):
        self._city = city

    def __getitem__(self, commitment_id):
        if commitment_id not in self._city.policy.commitments:
            raise KeyError(commitment_id)
        return promise_of(self._city, commitment_id)

    def __iter__(self):
        return iter(self._city.policy.commitments)

    def __len__(self):
        return len(self._city.policy.commitments)

    def __getattr__(self, name):
        if name.startswith("_") or name not in self._city.policy.commitments:
            raise AttributeError(f"no commitment {name!r}: ids run from {next(iter(self))} on")
        return promise_of(self._city, name)

    def __dir__(self):
        return [*super().__dir__(), *self]

    def _ipython_key_completions_(self):
        return list(self)

    def __repr__(self):
        ids = list(self)
        return f"<{len(ids)} commitments, {ids[0]} to {ids[-1]}>"
