"""The companies of a place: how concentrated, which are core, which come next, how they move between sizes.

Enterprises are named: these elements belong to the internal edition.
"""

from itertools import pairwise

import numpy as np
import pandas as pd

from analysis import figures, wording
from analysis.briefings import elements
from analysis.briefings.places_scope import (
    chart,
    counted,
    display,
    figure_of,
    headings,
    last_year,
    reporting,
    round_money,
    share_of,
    unit,
)
from analysis.indicators.concentration import equivalent_number, herfindahl, top_share
from analysis.indicators.core_enterprises import core_enterprises, core_list_changes, next_candidates
from analysis.indicators.firm_dynamics import ABSENT, size_classes, transitions
from analysis.wording import say

CANDIDATES = 5
# An enterprise below this part of the threshold is no candidate.
NEAR = 0.25
# Of fewer enterprises the three largest are nearly all of them.
FEW = 10
# Fewer moves than this are stories of single enterprises.
FEWEST_MOVES = 30
# Where size classes end, as parts of the core threshold.
CLASS_ENDS = (0.05, 0.2, 1.0)


def companies(city, place, lang):
    """Concentration, core enterprises and the next candidates of the newest year."""
    year = last_year(city)
    rows = place.rows(city.enterprise_year)
    if rows[rows["year"] == year].empty:
        return elements.message(say("place_where_none", lang, year=year))
    shown = [
        elements.message(_concentration(city, place, year, lang)),
        elements.message(_core_sentence(city, rows, year, lang)),
        _core_table(city, place, rows[rows["year"] == year], lang),
        _candidates(city, place, rows, year, lang),
    ]
    return elements.group(*(element for element in shown if element is not None))


def movement(city, place, lang):
    """Moves between size classes from one year to the next, all years together; a sentence where they are few."""
    rows = place.rows(city.entity_year).groupby(["enterprise_id", "year"], as_index=False)["revenue"]
    limits = [city.policy.core_enterprise_threshold * part for part in CLASS_ENDS]
    found = transitions(rows.sum(min_count=1), limits)
    if not found.pairs:
        return elements.message(say("place_moves_none", lang))
    years = {"first": min(city.years), "last": last_year(city)}
    total = int(found.counts.to_numpy().sum())
    if total < FEWEST_MOVES:
        moves = counted("moves", total, lang)
        return elements.message(say("place_moves_few", lang, moves=moves, **years))
    return _movement_chart(city, found, limits, years, lang)


def _concentration(city, place, year, lang):
    revenue = reporting(city, place, year)
    enterprises = counted("enterprises", len(revenue), lang)
    index = herfindahl(revenue)
    if len(revenue) < FEW or pd.isna(index):
        return say("place_concentration_few", lang, year=year, enterprises=enterprises)
    return say(
        "place_concentration",
        lang,
        year=year,
        enterprises=enterprises,
        top=wording.percent(top_share(revenue, 3), lang=lang),
        index=wording.number(index, 2),
        number=wording.number(equivalent_number(revenue), 1),
    )


def _core_sentence(city, rows, year, lang):
    threshold = city.policy.core_enterprise_threshold
    of_year = rows[rows["year"] == year]
    core = core_enterprises(of_year, threshold)
    known = {
        "threshold": round_money(city, threshold, lang),
        "changes": _changes(rows, year, threshold, lang),
    }
    if core.empty:
        return say("place_core_none", lang, **known)
    share = wording.percent(core["revenue"].sum() / of_year["revenue"].sum(skipna=False), lang=lang)
    return say("place_core", lang, core=counted("core", len(core), lang), share=share, **known)


def _changes(rows, year, threshold, lang):
    before = rows[rows["year"] == year - 1]
    if before.empty:
        return ""
    changes = core_list_changes(before, rows[rows["year"] == year], threshold)["change"]
    entered, left = (changes == "entered").sum(), (changes == "left").sum()
    if entered and left:
        return say("place_core_both", lang, entered=entered, left=left)
    if entered or left:
        return say("place_core_entered" if entered else "place_core_left", lang, count=max(entered, left))
    return ""


def _core_table(city, place, rows, lang):
    core = core_enterprises(rows, city.policy.core_enterprise_threshold)
    if core.empty:
        return None
    table = core.assign(core_share=core["revenue"] / rows["revenue"].sum(skipna=False))
    formats = {"revenue": figure_of(city, lang), "core_share": share_of(lang)}
    return _table(city, place, table, lang, formats, say("place_core_table", lang))


def _candidates(city, place, rows, year, lang):
    threshold = city.policy.core_enterprise_threshold
    found = next_candidates(rows, threshold, year, n=CANDIDATES)
    near = found[found["revenue"] >= NEAR * threshold]
    if near.empty:
        return elements.note(say("place_candidates_none", lang))
    table = near.rename(columns={"needed_growth": "needed", "own_growth": "own"})
    formats = {"revenue": figure_of(city, lang), "needed": share_of(lang, 0), "own": share_of(lang, 0)}
    caption = say("place_candidates", lang, threshold=round_money(city, threshold, lang))
    return _table(city, place, table, lang, formats, caption)


def _table(city, place, table, lang, formats, caption):
    """Enterprises with the other half of where they belong: the district on a cluster's page, and vice versa."""
    other = "district" if place.kind == "cluster" else "cluster"
    keys = [None if pd.isna(key) else key for key in table[other]]
    named = table.assign(
        enterprise=table["name"],
        **{other: [city.policy.name_of(other, key, lang, short=True) for key in keys]},
    )
    columns = headings(lang, "enterprise", other, *formats, unit=unit(city, lang))
    return elements.data_table(named, lang, columns, formats=formats, caption=caption)


def _movement_chart(city, found, limits, years, lang):
    names = _class_names(city, limits, lang)
    moves = found.probabilities.stack(future_stack=True).rename("share").reset_index()
    table = moves.assign(
        start_class=moves["before"].map(names),
        end_class=moves["after"].map(names),
        enterprises=found.counts.stack().to_numpy(),
    )
    parts = _directions(found.counts)
    moves = counted("moves", sum(parts.values()), lang)
    title = say("place_moves_title", lang, moves=moves, **years, **parts)
    pair = (say("place_moves_before", lang), say("place_moves_after", lang))
    note = say("place_moves_note", lang, unit=unit(city, lang))
    points = _who_stays(found.probabilities, names, lang)
    return chart(figures.transitions, table, title, points, lang, years=pair, note=note)


def _who_stays(probabilities, names, lang):
    return [
        say(
            "place_moves_point",
            lang,
            start=name,
            share=wording.percent(probabilities.at[key, key], 0, lang=lang),
        )
        for key, name in names.items()
        if key != ABSENT and pd.notna(probabilities.at[key, key])
    ]


def _directions(counts):
    """Moves between reporting years that stay in a class, rise and fall, and all three together."""
    inside = counts.drop(index=ABSENT, columns=ABSENT).to_numpy()
    return {"staying": np.trace(inside), "up": np.triu(inside, 1).sum(), "down": np.tril(inside, -1).sum()}


def _class_names(city, limits, lang):
    ends = [f"{display(city, limit, lang):g}" for limit in limits]
    words = [
        say("place_class_first", lang, high=ends[0]),
        *(say("place_class_middle", lang, low=a, high=b) for a, b in pairwise(ends)),
        say("place_class_last", lang, low=ends[-1]),
    ]
    return {ABSENT: say("place_class_absent", lang)} | dict(zip(size_classes(limits), words, strict=True))
