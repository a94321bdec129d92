"""What was promised, what is, by when and on what evidence: the words for every kind of commitment."""

import math

import pandas as pd

from analysis import wording
from analysis.units import to_unit
from analysis.wording import say

RECURRING, DIRECTION, MILESTONE = "years_kept", "change_since_base", "milestone_days"
REWARDS = ("reward_on_increase", "reward_on_first")
MET = ("achieved", "achieved_late")
# Words of single cases that are no shortfall.
IN_ORDER = ("kept", "paid", "lawful", "nothing_owed", "pending")


def now(row, commitment, decree, lang):
    """The value of a status row as its promise is counted; missing in words."""
    value = row["value"]
    if pd.isna(value):
        return wording.NOT_KNOWN[lang]
    if row["evidence"] == RECURRING:
        kept, due = f"{value:.0f}", f"{row['target']:.0f}"
        return say("promise_years_kept", lang, kept=kept, due=due)
    text = _value(value, row["unit"], commitment, decree, lang)
    if row["evidence"] == DIRECTION:
        return _beside_base(row, text, commitment, decree, lang)
    if row["evidence"] == "planned_cell" and row["gap"] < 0 and row["status"] in MET:
        # The text accepts a risen share instead of the quotient.
        return say("promise_share_has_risen", lang, value=text)
    key = _NOW.get(row["evidence"])
    return say(key, lang, value=text) if key else text


def goal(commitment, decree, lang):
    """What was promised, with the years of a promise that falls due every year."""
    if commitment.rule:
        return _goal_of_rule(commitment, decree, lang)
    span = commitment.recurring
    if commitment.comparator in ("rising", "falling"):
        word = "more" if commitment.comparator == "rising" else "less"
        if span:
            return say(f"promise_{word}_every_year", lang, first=span.first, last=span.last)
        return say(f"promise_{word}_than_base", lang, year=commitment.amount.since)
    target = _compared(commitment, decree, lang)
    if span:
        return say("promise_every_year", lang, target=target, first=span.first, last=span.last)
    return target


def due(row, lang):
    """By when, and briefly why that day where the text names none."""
    day = row["due"]
    is_year_end = (day.month, day.day) == (12, 31)
    words = say("due_year_end", lang, year=day.year) if is_year_end else day
    return say(f"due_short_{row['due_basis']}", lang, day=words, year=day.year)


def evidence(row, lang):
    """How a promise was judged and on how many rows, or which data are missing."""
    if row["status"] == "not_measured":
        return say("card_missing", lang, needs=row["missing"][lang])
    form = "one" if row["evidence_rows"] == 1 else "many"
    formula, count = say(f"formula_{row['evidence']}", lang), wording.number(row["evidence_rows"], 0)
    return say(f"promise_rests_on_{form}", lang, formula=formula, count=count)


def shortfall(row, details, policy, lang):
    """What a promise of deeds lacks: years, places or cases, from `City.details`; nothing where it lacks none."""
    if details is None or "verdict" not in details:
        return ""
    if row["evidence"] == RECURRING:
        return _short_years(details, lang)
    if row["evidence"] == MILESTONE:
        open_things = details.loc[details["verdict"] == "open", "item"]
        names = wording.listing([_thing(one, policy, lang) for one in open_things], lang)
        return say("promise_short_things", lang, names=names) if names else ""
    cases = details["verdict"].value_counts().drop(list(IN_ORDER), errors="ignore")
    words = [
        say("promise_short_cases", lang, count=count, what=case_word(row["evidence"], word, lang))
        for word, count in cases.items()
    ]
    return wording.listing(words, lang)


def case_word(formula, verdict, lang):
    """The word for one detail row; cases to be served are not rewards."""
    if not verdict:
        return ""
    if formula == "cases_to_date":
        verdict = {"paid": "served", "unpaid": "not_served"}.get(verdict, verdict)
    return say(f"detail_{verdict}", lang)


_NOW = {
    "no_charge": "promise_charged",
    "share_returned": "promise_share_returned",
    "reward_on_increase": "promise_rewards_paid",
    "reward_on_first": "promise_rewards_paid",
}


def _goal_of_rule(commitment, decree, lang):
    rule = commitment.rule
    if rule.kind == "no_charge":
        key = "promise_no_charge_first_years" if rule.first_years else "promise_no_charge"
        return say(key, lang, years=rule.first_years)
    return say("promise_every_reward", lang) if rule.kind in REWARDS else _compared(commitment, decree, lang)


def _compared(commitment, decree, lang):
    if commitment.comparator == "specialised":
        rising = commitment.specialised.or_share_rising_since is not None
        limit = f"{commitment.target:g}"
        key = "promise_planned_target" if rising else "specialised"
        return say(key, lang, limit=limit, target=limit)
    if commitment.comparator == "more_than" and commitment.target == 0:
        return say("promise_anything", lang)
    ends = (commitment.target, commitment.target_high)
    target, high = (None if end is None else _promised(abs(end), commitment, decree, lang) for end in ends)
    return say(commitment.comparator, lang, target=target, high=high)


def _value(value, unit, commitment, decree, lang):
    if commitment.comparator == "specialised":
        return wording.number(value, 2)
    printed = getattr(commitment.amount, "unit", None)
    signed = commitment.comparator == "reduced_by"
    return wording.quantity(value, _unit(unit), decree, lang, signed=signed, printed=printed)


def _promised(value, commitment, decree, lang):
    """A target with as few decimals as it needs: 24 bn yuan, 90 %."""
    unit = commitment.target_unit
    if unit == "1":
        return wording.percent(value, _digits(value * 100, 1), lang=lang)
    if unit != decree.money_unit:
        return wording.quantity(value, unit, decree, lang)
    shown = wording.money_shown(value, unit, decree.money_display[lang], lang, commitment.amount.unit)
    return wording.money(value, unit, shown, lang, _digits(to_unit(value, unit, shown), 2))


def _digits(figure, most):
    return next((d for d in range(most) if math.isclose(round(figure, d), figure, rel_tol=1e-9)), most)


def _beside_base(row, text, commitment, decree, lang):
    if pd.isna(row["gap"]):
        return text
    base = row["value"] - commitment.direction * row["gap"]
    words = _value(base, row["unit"], commitment, decree, lang)
    return say("promise_with_base", lang, value=text, base=words, year=commitment.amount.since)


def _unit(unit):
    return None if pd.isna(unit) else unit


def _short_years(details, lang):
    parts = []
    for verdict, key in (("failed", "promise_short_years"), ("unknown", "promise_unknown_years")):
        years = details.loc[details["verdict"] == verdict, "year"].astype(str)
        if len(years):
            parts.append(say(key, lang, years=wording.listing(years, lang)))
    return ("；" if lang == "zh" else "; ").join(parts)


def _thing(item, policy, lang):
    """A district or cluster by its short name; the city's own budget and everything else as it is called."""
    if item in policy.districts:
        return policy.name_of("district", item, lang, short=True)
    if item in policy.clusters:
        return policy.name_of("cluster", item, lang, short=True)
    return policy.decree.city[lang] if item == "city" else item
