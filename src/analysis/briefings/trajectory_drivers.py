"""What growth goes with, and planned cells beside others; what either can and cannot show in words."""

import math

import pandas as pd

from analysis import figures
from analysis.briefings import elements
from analysis.briefings.places_scope import chart
from analysis.briefings.trajectory_tables import headings
from analysis.indicators.growth_drivers import OUTCOMES as ESTIMATES
from analysis.indicators.planned_effect import ROWS
from analysis.indicators.totals import OUTSIDE
from analysis.wording import listing, number, percent, say
from analysis.wording_trajectory_reasons import OWNERSHIPS

# A coefficient of a logarithm is read as what a doubling goes with.
DOUBLED = ("log_size", "log_age")
# A mean of fewer is the fate of one place.
FEWEST_CELLS = 5
NAMED = (*DOUBLED, "in_park")


def drivers(view):
    """The regression of enterprises' growth and the event study of planned cells; a cluster is sent to the city."""
    if view.cluster:
        return elements.message(say("ahead_drivers_elsewhere", view.lang))
    return elements.group(_growth(view), _planned(view))


def _growth(view):
    found = view.city.growth_drivers()
    if found.outcome == ESTIMATES[1]:
        return elements.message(say(f"ahead_effects_{found.outcome}", view.lang))
    terms = _scaled(found.terms)
    table = pd.DataFrame([_row(view, term) for term in terms.to_dict("records")])
    columns = ("term", "effect", "interval", "reading")
    return elements.group(
        elements.message(_growth_words(view, terms, found)),
        elements.data_table(
            table,
            view.lang,
            headings(view, columns),
            caption=say("ahead_drivers_caption", view.lang),
            stacked=False,
        ),
        elements.note(_references(view, found.references)),
        *_caveats(view, found.caveats),
    )


def _scaled(terms):
    """Terms readers are shown: year and constant left out, logarithms as a doubling."""
    is_shown = ~terms["term"].str.startswith("year:") & (terms["term"] != "constant")
    scale = terms["term"].isin(DOUBLED).map({True: math.log(2), False: 1.0})
    ends = ["estimate", "low", "high"]
    return terms.assign(**{end: terms[end] * scale for end in ends})[is_shown]


def _row(view, term):
    kind, _, key = term["term"].partition(":")
    undefined = term["undefined"]
    return {
        "term": _term(view, kind, key),
        "effect": _points(view, term["estimate"]),
        "interval": _interval(view, term),
        "reading": say(f"ahead_undefined_{undefined}", view.lang)
        if undefined
        else say(_reading(term), view.lang),
    }


def _term(view, kind, key):
    if not key:
        return say(f"ahead_term_{kind}", view.lang)
    return _called(view, kind, key)


def _references(view, references):
    """What the clusters and kinds of ownership are compared with, and what is taken out."""
    spoken = {kind: _called(view, kind, references[kind]) for kind in ("cluster", "ownership")}
    return say("ahead_drivers_controls", view.lang, **spoken)


def _called(view, kind, key):
    if key == OUTSIDE:
        return say("ahead_outside", view.lang)
    if kind == "cluster":
        return view.city.policy.name_of("cluster", key, view.lang, short=True)
    return OWNERSHIPS.get(key, key) if view.lang == "en" else key


def _reading(term):
    if not (term["low"] > 0 or term["high"] < 0):
        return "ahead_no_difference"
    return "ahead_faster" if term["low"] > 0 else "ahead_slower"


def _growth_words(view, terms, found):
    named = terms[terms["term"].isin(NAMED)]
    clear = named[(named["low"] > 0) | (named["high"] < 0)]
    numbers = {"n": number(terms["n"].iloc[0], 0), "groups": terms["groups"].iloc[0]}
    if clear.empty:
        return say("ahead_drivers_unclear", view.lang, **numbers)
    factors = listing([_factor(view, term) for term in clear.to_dict("records")], view.lang)
    return say(
        "ahead_drivers_message",
        view.lang,
        factors=factors,
        fit=percent(found.r_squared, 0, lang=view.lang),
        **numbers,
    )


def _factor(view, term):
    name, reading = say(f"ahead_factor_{term['term']}", view.lang), say(_reading(term), view.lang)
    return say("ahead_factor", view.lang, name=name, reading=reading)


def _planned(view):
    if min(_cells(view)) < FEWEST_CELLS:
        return elements.message(say("ahead_effects_too_few_cells", view.lang))
    found = view.city.planned_effect()
    if found.estimates["estimate"].isna().all():
        return elements.message(say(f"ahead_effects_{found.outcome}", view.lang))
    within = view.city.planned_effect(within="cluster").estimates.set_index("term")
    effect = found.estimates.set_index("term").loc[ROWS[0]]
    key = "ahead_events_unclear" if _reading(effect) == "ahead_no_difference" else "ahead_events_clear"
    reading = say(key, view.lang, effect=_points(view, effect["estimate"]), span=_interval(view, effect))
    begins = view.city.policy.decree.baseline_year + 1
    drawn = chart(
        figures.events,
        found.events,
        say("ahead_events_title", view.lang, reading=reading),
        [
            say("point", view.lang, year=e.year, value=_points(view, e.estimate))
            for e in found.events.itertuples()
        ],
        view.lang,
        begins=begins,
        measure=say("ahead_events_measure", view.lang, base=begins - 1),
        note=say("ahead_events_note", view.lang, **found.cells["used"].to_dict()),
    )
    table = pd.DataFrame([_comparison(view, row, within) for row in found.estimates.to_dict("records")])
    columns = ("comparison", "among_all", "in_cluster")
    return elements.group(
        drawn, elements.data_table(table, view.lang, headings(view, columns)), *_caveats(view, found.caveats)
    )


def _cells(view):
    """How many planned cells and how many others there are."""
    table = view.city.district_cluster_year
    inside = table.loc[table["cluster"] != OUTSIDE, ["district", "cluster"]].drop_duplicates()
    is_planned = inside.apply(tuple, axis=1).isin(view.city.policy.planned_cells)
    return int(is_planned.sum()), int((~is_planned).sum())


def _comparison(view, row, within):
    return {
        "comparison": say(f"ahead_effect_{row['term']}", view.lang),
        "among_all": _estimate(view, row),
        "in_cluster": _estimate(view, within.loc[row["term"]]),
    }


def _estimate(view, row):
    if pd.isna(row["estimate"]):
        return "–"
    effect, span = _points(view, row["estimate"]), _interval(view, row)
    return say("ahead_estimate", view.lang, effect=effect, span=span)


def _caveats(view, keys):
    """The caveats of a comparison, a sentence each."""
    space = "" if view.lang == "zh" else " "
    words = space.join(say(f"ahead_caveat_{key}", view.lang) for key in keys)
    return [elements.note(say("ahead_caveats", view.lang, words=words))]


def _interval(view, row):
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return "–"
    return say("ahead_span", view.lang, low=_points(view, row["low"]), high=_points(view, row["high"]))


def _points(view, logs):
    """A difference of logs as the per cent it stands for."""
    return percent(math.expm1(logs), lang=view.lang, signed=True)
