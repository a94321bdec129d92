"""Slider positions -> a `Scenario` -> what it does to the probability of each target."""

from weakref import WeakKeyDictionary

import pandas as pd

from analysis.desk.speech import language
from analysis.policy.models import Bilingual
from analysis.policy.scenarios import EnergySaved, Growth, Pipeline, Price, Ratio, Scenario
from analysis.targets.outlook import basis_of
from analysis.wording import LANGUAGES, say

# Shares of a project's capacity used in its first, second and third year, as in data/policy/scenarios.
RAMP = (0.4, 0.75, 1.0)
# Of new capacity, what the growth of past years contains already; half is the guess of data/policy/scenarios.
ALREADY_IN_TREND = 50
# A planned cell is judged by a quotient and a share that no scenario of clusters moves.
UNMOVED = ("cell",)


def scenario_of(city, *, growth=0, on=None, projects=0, delay=0, energy=0, prices=0):
    """A `Scenario` from the first year that is not known on the city's day; a part at 0 changes nothing.

    Parameters
    ----------
    growth : growth a year on top of the trend, %. prices : change of what is sold for, %.
    on : id of the cluster growth and prices are about; None for all industry.
    projects : of the capacity announced, the share that comes, %. delay : of all projects, months.
    energy : energy saved per output, % of what it would be.

    Example: `scenario_of(city, growth=5, on="machinery")`. MonitorError as `policy.scenarios` for what cannot be.
    """
    since, clusters = max(city.years, default=city.policy.decree.baseline_year) + 1, on and (on,)
    parts = {}
    if growth:
        parts["growth"] = (Growth(clusters=clusters, since=since, extra=_per_cent(growth)),)
    if prices:
        parts["prices"] = (Price(clusters=clusters, since=since, change=_per_cent(prices)),)
    if energy:
        parts["energy_saved"] = (EnergySaved(since=since, share=_per_cent(energy)),)
    if projects:
        parts["pipeline"] = Pipeline(
            ramp=RAMP,
            realised=_per_cent(projects),
            already_in_trend=_per_cent(ALREADY_IN_TREND),
            delay_months=int(delay),
        )
    name = Bilingual(**{lang: say("desk_scenario_name", lang) for lang in LANGUAGES})
    return Scenario(id="own", name=name, **parts)


def _per_cent(value):
    return Ratio(value=float(value), unit="%")


def scenario_effect(city, scenario, *, lang=None):
    """One row a target whose probability is known: commitment_id, promise, status, probability, probability_under, change.

    probability : as things are; probability_under : under the `Scenario` or the id of one; change : the
    difference, 0..1. Targets of planned cells are left out: no scenario moves them. Example:
    `scenario_effect(city, "projects_on_stream").sort_values("change")`.
    """
    lang, now = language(lang), _open_targets(city)
    ids = list(now.index)
    under = city.outlook(scenario, ids).set_index("commitment_id")["probability"]
    table = now.reset_index().assign(
        promise=[city.policy.commitments[name].promise[lang] for name in ids],
        probability_under=under.reindex(ids).to_numpy(float),
    )
    table["change"] = table["probability_under"] - table["probability"]
    return table[["commitment_id", "promise", "status", "probability", "probability_under", "change"]]


# A slider moves often, and what is likely as things are stays the same all the while.
_known = WeakKeyDictionary()


def _open_targets(city):
    """Status and probability, as things are, of the targets that are open and can be moved; index commitment_id."""
    if city not in _known:
        movable = [name for name, case in city.numeric.items() if basis_of(case) not in UNMOVED]
        outlook = city.outlook(commitment_ids=movable).set_index("commitment_id")["probability"].dropna()
        status = [city.verdict(name, chance=False)["status"] for name in outlook.index]
        _known[city] = pd.DataFrame({"status": status, "probability": outlook.astype(float)})
    return _known[city]
