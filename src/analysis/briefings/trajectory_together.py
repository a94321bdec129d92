"""Targets met together: how many of the clusters', and what one cluster's target says of the total."""

import numpy as np
import pandas as pd

from analysis import figures
from analysis.briefings import elements
from analysis.briefings.places_scope import chart, named_points
from analysis.targets.outlook import on_paths
from analysis.targets.paths import reaches
from analysis.wording import say

# A chance within one path in fifty of none or all tells nothing about the other case.
FEWEST_PATHS = 0.02


def together(view):
    """The number of cluster targets met together; of a cluster, the chance of the total with its target and without."""
    return _of_cluster(view) if view.cluster else _of_city(view)


def most_likely(odds):
    """The shortest run of numbers that is more likely than not, the likelier of two as short; its ends."""
    runs = [
        (high - low, -odds.loc[low:high].sum(), low, high)
        for low in odds.index
        for high in odds.index[odds.index >= low]
        if odds.loc[low:high].sum() >= 0.5
    ]
    return min(runs)[2:] if runs else None


def run_words(run, lang):
    """A run of numbers in words: 5 to 7, or one number alone."""
    low, high = run
    return str(low) if low == high else say("ahead_numbers", lang, low=low, high=high)


def met(view):
    """How many cluster targets were met, once settled."""
    rows = view.now[view.now["group"] == "clusters"]
    return int((rows["standing"] == "kept").sum())


def _of_city(view):
    odds = view.odds
    if odds.isna().any() or len(odds) < 2:
        return elements.message(say("ahead_together_none", view.lang))
    run, count = most_likely(odds), len(odds) - 1
    spoken = {"count": count, "most": run_words(run, view.lang)}
    if view.settled:
        title = say("ahead_together_title_came", view.lang, most=spoken["most"], met=met(view))
    else:
        title = say("ahead_together_title", view.lang, **spoken)
    table = pd.DataFrame({"number": odds.index, "chance": odds.to_numpy()})
    points = named_points(odds.index, [view.short(chance) for chance in odds], view.lang)
    drawn = chart(
        figures.bars, table, title, points, view.lang, marked=range(run[0], run[1] + 1),
        measure=say("ahead_together_measure", view.lang),
    )  # fmt: skip
    half = -(-count // 2)
    words = say(
        "ahead_together_half", view.lang, half=half, half_words=view.chance(odds.loc[half:].sum()), count=count,
        all_words=view.chance(odds.iloc[-1]),
    )  # fmt: skip
    return elements.group(drawn, elements.note(words), elements.note(say("ahead_together_note", view.lang)))


def _of_cluster(view):
    total = view.city.policy.headline.get("revenue")
    own, paths = view.target, view.said.future.paths
    if total is None or own is None or view.end_year not in paths.years:
        return elements.message(say("ahead_together_none", view.lang))
    events = [_event(view.commitment(name), paths, view.end_year) for name in (own, total.id)]
    if np.isnan(events).any():
        return elements.message(say("ahead_together_none", view.lang))
    reached = events[0] > 0
    name, share = view.name(own), reached.mean()
    if not FEWEST_PATHS <= share <= 1 - FEWEST_PATHS:
        standing = say(f"ahead_standing_{'kept' if share > 0.5 else 'missed'}", view.lang)
        return elements.message(say("ahead_together_cluster_same", view.lang, name=name, standing=standing))
    chances = {"met": events[1][reached].mean(), "missed": events[1][~reached].mean()}
    words = {key: view.chance(chance) for key, chance in chances.items()}
    return elements.group(
        elements.message(say("ahead_together_cluster", view.lang, name=name, **words)),
        elements.note(say("ahead_together_note", view.lang)),
    )


def _event(commitment, paths, year):
    """Whether the promise is kept, on every path: 1, 0, NaN where it is not simulated."""
    values = paths.in_year(on_paths(commitment, paths), year)
    return np.asarray(reaches(values, commitment.target, commitment.direction), dtype=float)
