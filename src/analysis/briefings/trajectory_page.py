"""What a trajectory briefing shows, one function a cell: will the targets be met, and what would it take."""

from analysis.briefings import elements, trajectory_charts
from analysis.briefings.places_scope import money
from analysis.briefings.trajectory_drivers import drivers
from analysis.briefings.trajectory_growth import needed
from analysis.briefings.trajectory_notes import notes
from analysis.briefings.trajectory_now import current_year
from analysis.briefings.trajectory_record import record
from analysis.briefings.trajectory_tables import promises
from analysis.briefings.trajectory_together import met, most_likely, run_words, together
from analysis.briefings.trajectory_view import View
from analysis.briefings.trajectory_what_if import definitions, scenarios
from analysis.wording import say

__all__ = [
    "banner", "current_year", "definitions", "drivers", "fans", "needed", "notes", "opening", "promises", "record",
    "scenarios", "together", "view",
]  # fmt: skip


def view(city, cluster, lang):
    """What the cells of a page share: the city, one of its clusters (empty: the whole), the language."""
    if cluster:
        city.policy.name_of("cluster", cluster, lang)
    return View(city, cluster or None, lang)


def banner(view):
    """The notice that synthetic data were used; nothing where all data are real."""
    return elements.banner(set(view.city.sources["kind"]), view.lang)


def opening(view):
    """The message of the page in one sentence: how likely it is, or how it turned out."""
    if view.target is None or view.target not in view.outlook.index:
        return elements.message(say("ahead_silent", view.lang))
    message = elements.message((_of_cluster if view.cluster else _of_city)(view))
    if not view.settled:
        return message
    then = say("ahead_as_then", view.lang, day=view.said.as_of, year=view.end_year)
    return elements.group(message, elements.note(then))


def fans(view):
    """The large fan of the page's own target; for the city those of clusters and of shares, too."""
    if view.target is None or view.target not in view.outlook.index:
        return elements.message(say("ahead_silent", view.lang))
    large = trajectory_charts.large(view, view.target)
    if view.cluster:
        return large
    return elements.group(large, trajectory_charts.clusters(view), trajectory_charts.shares(view))


def _of_city(view):
    row, odds = view.outlook.loc[view.target], view.odds
    run = most_likely(odds)
    spoken = {"year": view.end_year, "count": len(odds) - 1, "target": view.goal(view.target)}
    if view.settled:
        spoken |= {"met": met(view), "value": _came(view), "day": view.said.as_of}
    if run is None or row["probability"] != row["probability"]:
        key = "ahead_opening_settled_blind" if view.settled else "ahead_opening_none"
        return say(key, view.lang, reason=view.reason(row), as_of=view.city.as_of, **spoken)
    words = {"most": run_words(run, view.lang), "words": view.chance(row["probability"])}
    return say("ahead_opening_settled" if view.settled else "ahead_opening", view.lang, **spoken, **words)


def _of_cluster(view):
    row = view.outlook.loc[view.target]
    name = view.city.policy.name_of("cluster", view.cluster, view.lang)
    spoken = {"name": name, "year": view.end_year, "target": view.goal(view.target)}
    if view.settled:
        standing = say(f"ahead_standing_{view.now.loc[view.target, 'standing']}", view.lang)
        spoken |= {"value": _came(view), "day": view.said.as_of, "standing": standing}
    if row["probability"] != row["probability"]:
        key = "ahead_cluster_opening_settled_blind" if view.settled else "ahead_cluster_opening_none"
        return say(key, view.lang, reason=view.reason(row), **spoken)
    spoken |= {
        "words": view.chance(row["probability"]),
        "median": view.amount(view.target, row["median"]),
        "span": view.span(view.target, row),
    }
    if view.settled:
        return say("ahead_cluster_opening_settled", view.lang, **spoken)
    return say(f"ahead_cluster_opening{'_met' if row['standing'] == 'met' else ''}", view.lang, **spoken)


def _came(view):
    return money(view.city, view.now.loc[view.target, "value"], view.lang)
