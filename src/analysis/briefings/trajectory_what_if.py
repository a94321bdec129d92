"""The same promises under scenarios, and under each definition they can be read by."""

import pandas as pd

from analysis.briefings import elements
from analysis.briefings.trajectory_tables import dated, headings
from analysis.wording import say

# One digit of a probability: what a reader would notice.
TENTH = 0.1
# Bases a scenario moves; energy per GDP, too. Others rest on series no scenario touches.
MOVED = ("paths", "list")


def scenarios(view):
    """The chance of each promise as things go and under each scenario, and what scenarios leave out."""
    known = view.said.scenarios
    if not known:
        return elements.message(say("ahead_what_if_none", view.lang))
    chances = _chances(view, known)
    if chances.empty:
        return elements.message(_reason(view))
    past = say("ahead_what_if_past", view.lang, day=view.said.as_of)
    return elements.group(
        elements.message(past if view.settled else _most(view, chances, known)),
        *(_of_target if view.cluster else _of_all)(view, chances, known),
        *_names(view, known),
        elements.note(say("ahead_what_if_limits", view.lang)),
    )


def _of_all(view, chances, known):
    """The chances that a scenario changes by a digit, and how many it leaves alone."""
    titles = {
        "name": say("ahead_column_name", view.lang),
        "baseline": say("ahead_what_if_baseline", view.lang),
    }
    titles |= {key: scenario.name[view.lang] for key, scenario in known.items()}
    words = chances.map(view.short)
    changed = words[words.ne(words["baseline"], axis=0).any(axis=1)]
    if len(changed):
        table = changed.assign(name=[f"{name} {view.name(name)}" for name in changed.index])
        yield elements.data_table(table, view.lang, titles, caption=say("ahead_what_if_caption", view.lang))
    if len(changed) < len(words):
        yield elements.note(say("ahead_what_if_unmoved", view.lang, count=len(words) - len(changed)))


def _of_target(view, _, known):
    """Distribution and chance of a cluster's own target under each scenario."""
    own = view.target
    rows = {say("ahead_what_if_baseline", view.lang): view.outlook.loc[own]}
    for scenario in known.values():
        rows[scenario.name[view.lang]] = view.said.outlook(scenario, [own]).iloc[0]
    table = pd.DataFrame(
        [
            {
                "scenario": name,
                "median": view.amount(own, row["median"]),
                "span": view.span(own, row),
                "chance": view.likely(row),
            }
            for name, row in rows.items()
        ]
    )
    yield elements.data_table(table, view.lang, headings(view, table.columns))


def _names(view, known):
    """What each scenario supposes."""
    for each in known.values():
        if each.note:
            spoken = {"name": each.name[view.lang], "note": each.note[view.lang]}
            yield elements.note(say("ahead_what_if_row", view.lang, **spoken))


def definitions(view):
    """The promises in numbers whose text can be read in several ways, under each of them."""
    rows = [
        _reading(view, name, reading)
        for name in view.outlook.index
        for reading in view.commitment(name).readings
    ]
    if not rows:
        return elements.message(say("ahead_definitions_none", view.lang))
    table = pd.DataFrame(rows)
    columns = ["definition", "value", "span", "chance"]
    columns = ["definition", "then", "span", "chance", "came", "standing"] if view.settled else columns
    return elements.group(
        *(elements.message(words) for words in _spans(view, table)),
        elements.data_table(
            table, view.lang, headings(view, columns), caption=say("ahead_definitions_caption", view.lang)
        ),
    )


def _chances(view, known):
    """Promises x baseline and scenarios: the probability; promises without one are left out."""
    is_moved = view.outlook["basis"].isin(MOVED) | (view.outlook["indicator"] == "energy_per_gdp")
    rows = view.outlook[is_moved & view.outlook["probability"].notna()]
    found = {"baseline": rows["probability"]}
    for key, scenario in known.items():
        changed = view.said.outlook(scenario, rows.index).set_index("commitment_id")["probability"]
        found[key] = changed.reindex(rows.index)
    return pd.DataFrame(found)


def _most(view, chances, known):
    moved = chances[list(known)].sub(chances["baseline"], axis=0)
    name, key = moved.abs().stack().idxmax()
    if abs(moved.at[name, key]) < TENTH:
        return say("ahead_what_if_still", view.lang)
    spoken = {"before": chances.at[name, "baseline"], "after": chances.at[name, key]}
    words = {end: view.end(chance) for end, chance in spoken.items()}
    return say(
        "ahead_what_if_message", view.lang, scenario=known[key].name[view.lang], name=view.name(name), **words
    )


def _reason(view):
    rows = view.outlook[view.outlook["group"] != "cells"]
    if rows.empty:
        return say("ahead_silent", view.lang)
    outcome = rows["outcome"].mode().iloc[0]
    return say(f"ahead_outcome_{outcome}", view.lang)


def _reading(view, name, reading):
    outlook = view.said.trajectory(name, reading.id)
    row = outlook.row(view.commitment(name).under(reading.id))
    label = say("ahead_definition", view.lang, name=view.name(name), label=reading.label[view.lang])
    value = dated(view, row)
    shown = {
        "commitment_id": name,
        "probability": row["probability"],
        "definition": label,
        "value": value,
        "then": value,
        "span": view.span(name, row),
        "chance": view.likely(row),
    }
    if not view.settled:
        return shown
    came = view.city.trajectory(name, reading.id)
    return shown | {
        "came": view.amount(name, came.values.get(view.end_year)),
        "standing": say(f"ahead_standing_{came.standing}", view.lang),
    }


def _spans(view, table):
    """For each promise whose chances differ by definition, how far apart they are."""
    for name, rows in table.dropna(subset="probability").groupby("commitment_id", sort=False):
        low, high = rows["probability"].min(), rows["probability"].max()
        if high - low >= TENTH:
            words = {"low": view.end(low), "high": view.end(high)}
            yield say("ahead_definitions_message", view.lang, name=view.name(name), **words)
