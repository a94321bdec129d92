"""What the briefing on core enterprises shows, one function a cell. It names enterprises: for the internal edition."""

import pandas as pd

from analysis import figures, promise_text, wording
from analysis.briefings import elements, places_companies
from analysis.briefings.core_places import where
from analysis.briefings.core_scope import LEVEL, CoreScope
from analysis.briefings.core_tables import candidates_table, changes_table, list_table, unlisted_table
from analysis.briefings.places_scope import (
    chart,
    display,
    figure_of,
    money,
    named_points,
    round_money,
    share_of,
    unit,
)
from analysis.briefings.promise_notes import formula_notes
from analysis.figures import style
from analysis.indicators.core_enterprises import core_enterprise_summary, next_candidates
from analysis.wording import say

__all__ = [
    "banner", "candidates", "changes", "listed", "movement", "notes", "opening", "outlook", "share", "verdicts", "where",
]  # fmt: skip

CANDIDATES = 10
USED = ("enterprise", "enterprise_year")
FORMULAS = (
    ("list", "least_revenue_of_list", "programme_event, enterprise_year"),
    ("count", "core_enterprises, core_enterprise_summary", "enterprise_year"),
    ("changes", "core_list_changes", "enterprise_year"),
    ("candidates", "next_candidates", "enterprise_year"),
    ("outlook", "expected_above", "enterprise_year"),
    ("moves", "transitions", "enterprise_year"),
)


class WholeCity:
    """Every row, where the page of a cluster or district takes its own."""

    @staticmethod
    def rows(table):
        return table


def banner(city, lang):
    """The notice that synthetic data were used; nothing where all data are real."""
    return elements.banner(set(city.sources["kind"]), lang)


def opening(city, lang):
    """The message of the page: how many are core, how many of the list, and how many to expect next year."""
    scope = CoreScope(city)
    if scope.year is None:
        return elements.message(say("core_none_yet", lang, as_of=city.as_of))
    parts = [_count(scope, lang)]
    if scope.listed is not None:
        above = int((scope.listed["distance"] > 0).sum())
        parts.append(say("core_opening_list", lang, above=above, listed=len(scope.listed)))
    if pd.notna(scope.outlook.mean):
        parts.append(say("core_opening_next", lang, year=scope.year + 1, **_expected(scope.outlook)))
    joined = ("，" if lang == "zh" else "; ").join(parts)
    return elements.message(say("core_opening", lang, parts=joined))


def verdicts(city, lang):
    """The cards of the promises on the list: its enterprises, and that it is revised."""
    scope, status = CoreScope(city), city.status().set_index("commitment_id", drop=False)
    if scope.promise is None:
        return elements.message(say("core_no_promise", lang))
    ids = [scope.promise.id, scope.promise.counted.list_of]
    return elements.verdict_cards([_card(city, scope, status.loc[one].to_dict(), lang) for one in ids], lang)


def listed(city, lang):
    """The list in force against the threshold, and the core enterprises that are not on it."""
    scope = CoreScope(city)
    if scope.listed is None:
        return elements.message(say("core_no_list", lang, as_of=city.as_of))
    return elements.group(list_table(scope, lang), unlisted_table(scope, lang))


def changes(city, lang):
    """Who rose above the threshold and who fell below it since the year before, and why."""
    scope = CoreScope(city)
    if scope.changes is None:
        return elements.message(say("core_changes_unknown", lang))
    moved = scope.changes[scope.changes["change"] != "stayed"]
    counts = scope.changes["change"].value_counts()
    entered, left, stayed = (int(counts.get(word, 0)) for word in ("entered", "left", "stayed"))
    spoken = {
        "before": scope.year - 1,
        "year": scope.year,
        "threshold": round_money(city, scope.threshold, lang),
    }
    text = say("core_changes", lang, entered=entered, left=left, stayed=stayed, **spoken)
    shown = [changes_table(scope, moved, lang)] if len(moved) else []
    return elements.group(elements.message(text), *shown)


def candidates(city, lang):
    """The largest enterprises below the threshold, with the growth that would lift them."""
    scope = CoreScope(city)
    if scope.returns.empty:
        return elements.message(say("core_none_yet", lang, as_of=city.as_of))
    found = next_candidates(city.enterprise_year, scope.threshold, scope.year, n=CANDIDATES)
    if found.empty:
        return elements.message(say("core_candidates_none", lang))
    within = int((found["own_growth"] >= found["needed_growth"]).sum())
    text = say("core_candidates", lang, shown=len(found), within=within, year=scope.year + 1)
    return elements.group(elements.message(text), candidates_table(scope, found, lang))


def share(city, lang):
    """Number, revenue and share of the core enterprises in the revenue of all that report, by year."""
    summary = core_enterprise_summary(city.enterprise_year, city.policy.core_enterprise_threshold)
    if summary.empty:
        return elements.message(say("core_none_yet", lang, as_of=city.as_of))
    last = summary.iloc[-1]
    title = say("core_share_title" if pd.notna(last["share"]) else "core_share_unknown", lang,
                year=int(last["year"]), share=wording.percent(last["share"], lang=lang))  # fmt: skip
    formats = {"revenue": figure_of(city, lang), "share": share_of(lang)}
    names = ("year", "count", "revenue", "share")
    headings = {name: say(f"core_column_{name}", lang, unit=unit(city, lang)) for name in names}
    table = summary.assign(year=summary["year"].astype(int).astype(str))
    shown = elements.data_table(table, lang, headings, formats=formats, caption=say("core_years", lang))
    known = summary.dropna(subset="share")
    if known.empty:
        return elements.group(elements.message(title), shown)
    points = named_points(known["year"].astype(str), known["share"].map(share_of(lang)), lang)
    return elements.group(chart(figures.composition, _parts(city, known, lang), title, points, lang, unit=unit(city, lang)), shown)  # fmt: skip


def outlook(city, lang):
    """How many core enterprises to expect a year on, with the band, and what that rests on."""
    scope = CoreScope(city)
    if scope.year is None or pd.isna(scope.outlook.mean):
        return elements.message(say("core_outlook_unknown", lang))
    spoken = {"year": scope.year + 1, "now": len(scope.core), **_expected(scope.outlook)}
    text = say("core_outlook", lang, level=wording.percent(LEVEL, 0, lang=lang), **spoken)
    note = say("core_outlook_note", lang, first=city.years[0], last=scope.year)
    return elements.group(elements.message(text), elements.note(note))


def movement(city, lang):
    """How enterprises of the whole city move between size classes."""
    return places_companies.movement(city, WholeCity, lang)


def notes(city, lang):
    """Commitments, formulas, tables and files behind the page."""
    promise = CoreScope(city).promise
    ids = [] if promise is None else [promise.id, promise.counted.list_of]
    rows = [
        (say(f"core_what_{what}", lang), ids if what == "list" else [], formula, table)
        for what, formula, table in FORMULAS
    ]
    events = city.programme_event
    lists = events.loc[events["commitment_id"].isin(ids), "file"]
    files = city.sources[city.sources["table"].isin(USED) | city.sources["file"].isin(lists)]
    return formula_notes(city, rows, files, lang)


def _count(scope, lang):
    spoken = {
        "year": scope.year,
        "count": len(scope.core),
        "threshold": round_money(scope.city, scope.threshold, lang),
    }
    if scope.before.empty:
        return say("core_opening_count", lang, **spoken)
    past = int((scope.before["revenue"] > scope.threshold).sum())
    return say("core_opening_count_before", lang, past=past, **spoken)


def _expected(found):
    ends = {name: wording.number(value, 0) for name, value in zip(("low", "high"), found[1:], strict=True)}
    return {"mean": wording.number(found.mean, 0)} | ends


def _card(city, scope, row, lang):
    commitment = city.policy.commitments[row["commitment_id"]]
    return {
        "question": commitment.promise[lang],
        "status": row["status"],
        "value_text": promise_text.now(row, commitment, city.policy.decree, lang),
        "target_text": promise_text.goal(commitment, city.policy.decree, lang),
        "sentence": _story(city, scope, row, lang),
        "commitment_id": commitment.id,
    }


def _story(city, scope, row, lang):
    if row["status"] == "not_measured":
        return say("card_missing", lang, needs=row["missing"][lang])
    if row["commitment_id"] != scope.promise.id:
        lacks = promise_text.shortfall(row, city.details(row["commitment_id"]), city.policy, lang)
        return lacks and say("core_card_lacks", lang, lacks=lacks)
    if scope.listed is None:
        return ""
    above = int((scope.listed["distance"] > 0).sum())
    return say("core_card_least", lang, above=above, listed=len(scope.listed), least=money(city, row["value"], lang))  # fmt: skip


def _parts(city, summary, lang):
    """Revenue of core and of all other enterprises by year, in the unit of the page."""
    names = {
        "core": (say("core_part_core", lang), style.ACCENT),
        "rest": (say("core_part_rest", lang), "#B8C2CC"),
    }
    core = summary["revenue"].astype(float)
    values = {"core": core, "rest": core / summary["share"].where(summary["share"] > 0) - core}
    values["rest"] = values["rest"].fillna(_totals(city, summary))
    parts = [
        pd.DataFrame({"year": summary["year"].astype(int), "name": name, "colour": colour, "value": display(city, values[key], lang)})
        for key, (name, colour) in names.items()
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _totals(city, summary):
    totals = city.enterprise_year.groupby("year")["revenue"].sum()
    return summary["year"].map(totals).astype(float)
