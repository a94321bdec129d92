"""What if: sliders for growth, projects, energy and prices, and what they do to the probability of each target."""

import ipywidgets as widgets

from analysis import wording
from analysis.desk.chances import chances
from analysis.desk.explore_cluster import cluster_options
from analysis.desk.panel import Control, Panel, View, choice, day_choice, explorer
from analysis.desk.sliders import scenario_effect, scenario_of
from analysis.errors import MonitorError
from analysis.wording import say

OWN, ALL = "", ""
# (lowest, highest, step) of each slider, in its own unit.
RANGES = {
    "growth": (-20, 20, 1),
    "projects": (0, 100, 10),
    "delay": (0, 24, 3),
    "energy": (0, 15, 1),
    "prices": (-30, 30, 1),
}
SAME = 0.0005


def scenario_panel(city=None, *, root=".", as_of=None, lang=None):
    """A panel of sliders: growth, projects, energy and prices make a scenario, and each target's probability follows.

    A ready-made scenario of data/policy/scenarios takes the place of the sliders. Without `city` it opens the one
    at or above `root`. Example: `desk.scenario_panel(city, lang="en")`.
    """
    return explorer(_panel, city, root, as_of, lang)


def _panel(editions, city, lang):
    def draw(lang, as_of, scenario, **positions):
        then = editions.at(as_of, lang)
        made = scenario or scenario_of(then, **positions | {"on": positions["on"] or None})
        return scenario_view(then, lang, made, editions.days)

    ready = city.scenarios
    controls = {
        "as_of": day_choice(editions, city.as_of),
        "scenario": choice(
            lambda lang: [
                (say("desk_own_scenario", lang), OWN),
                *((s.name[lang], key) for key, s in ready.items()),
            ],
            OWN,
        ),
        "on": choice(lambda lang: [(say("desk_all_clusters", lang), ALL), *cluster_options(city, lang)], ALL),
        **{name: _slider(*reach) for name, reach in RANGES.items()},
    }
    return Panel(controls, draw, lang)


def _slider(low, high, step):
    """A slider and a labelled field beside it: the handle has no name a screen reader could say, the field has."""
    reach = {"value": 0, "min": low, "max": high, "step": step, "continuous_update": False}
    slider = widgets.IntSlider(**reach, readout=False, layout=widgets.Layout(width="16em"))
    number = widgets.BoundedIntText(**reach, layout=widgets.Layout(width="25em"))
    widgets.link((slider, "value"), (number, "value"))
    row = widgets.HBox([number, slider], layout=widgets.Layout(width="100%"))
    return Control(slider, labelled=number, shown=row, label_width="19em")


def scenario_view(city, lang, scenario, days=()):
    """The `View` of a scenario: how many probabilities rise and fall, a chart of all of them, and the table.

    `days` are other editions, one of which is suggested where no target is open any more.
    """
    effect = scenario_effect(city, scenario, lang=lang)
    if effect.empty:
        raise MonitorError(_nothing_open(city, lang, days))
    title = say("desk_scenario_title", lang)
    names = [short_name(city, name, lang) for name in effect["commitment_id"]]
    table = effect.assign(name=names, before=effect["probability"], after=effect["probability_under"])
    points = [
        say(
            "desk_scenario_point",
            lang,
            name=r.name,
            before=_chance(r.before, lang),
            after=_chance(r.after, lang),
        )
        for r in table.itertuples(index=False)
    ]
    return View(
        sentence=sentence(effect, lang),
        figure=chances(table[["name", "status", "before", "after"]], lang=lang, title=title),
        alt=say("desk_alt", lang, title=title, points=wording.listing(points, lang)),
        table=effect.drop(columns="status"),
        units={"probability": "1", "probability_under": "1", "change": "1"},
    )


def short_name(city, commitment_id, lang):
    """What a target is about, in a few words: its cluster, else its indicator."""
    entry = city.policy.commitments[commitment_id]
    if entry.scope.cluster:
        return city.policy.name_of("cluster", entry.scope.cluster, lang, short=True)
    return city.policy.name_of("indicator", entry.indicator, lang)


def sentence(effect, lang):
    """How many probabilities a scenario moves, and which one most."""
    change = effect["change"].fillna(0.0)
    if not (change.abs() > SAME).any():
        return say("desk_scenario_same", lang)
    most = effect.loc[change.abs().idxmax()]
    return say(
        "desk_scenario_sentence",
        lang,
        rises=int((change > SAME).sum()),
        falls=int((change < -SAME).sum()),
        same=int((change.abs() <= SAME).sum()),
        name=most["promise"],
        before=_chance(most["probability"], lang),
        after=_chance(most["probability_under"], lang),
    )


def _nothing_open(city, lang, days):
    """Why no target has a probability on this day, and a day on which some have."""
    over = [day for day in days if day < city.policy.decree.deadline]
    if city.as_of >= city.policy.decree.deadline and over:
        return say("desk_scenario_over", lang, as_of=city.as_of, suggested=over[-1])
    return say("desk_scenario_none", lang, as_of=city.as_of)


def _chance(probability, lang):
    return wording.percent(probability, 0, lang=lang)
