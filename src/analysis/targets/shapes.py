"""The verdict of each shape of promise, from its case; and what it is made of."""

import math

import pandas as pd

from analysis.indicators import programme
from analysis.targets import incentives
from analysis.targets.directions import judge_direction
from analysis.targets.indicator_verdict import judge_indicator
from analysis.targets.milestones import judge_milestone
from analysis.targets.processes import judge_process
from analysis.targets.progress import last_year_within
from analysis.targets.recurring import judge_recurring

OPEN, ON_TIME, LATE = "open", "on_time", "late"


def judged(case):
    """Figures of a case: at least value, gap, progress_ratio, status and year; None without records."""
    if case.shape is None or (case.shape != "indicator" and case.register is None):
        return None
    return _JUDGED[case.shape](case)


def milestone_days(case):
    """A day for each thing done, earliest first; a Series by thing."""
    return programme.days_of_things(case.register.rows, case.counted, case.districts)


def milestone_items(case):
    """One row a thing: item, date, verdict (on_time, late, open: a place or cluster that is missing)."""
    days = milestone_days(case)
    items = days.rename("date").rename_axis("item").reset_index()
    late = items["date"].dt.date > case.due
    items["verdict"] = late.map({True: LATE, False: ON_TIME}).astype(object)
    missing = [one for one in _all_things(case) if one not in days.index]
    still = pd.DataFrame({"item": missing, "date": pd.NaT, "verdict": OPEN})
    return pd.concat([items, still], ignore_index=True) if missing else items


def rule_rows(case):
    """What the case's rule owed each enterprise beside what it got (`incentives.COLUMNS`)."""
    commitment, evidence, rule = case.commitment, case.evidence, case.commitment.rule
    if rule.kind == "no_charge":
        return incentives.charges(case.rows_of_plan, evidence.enterprise, rule.first_years)
    if rule.kind == "share_returned":
        rows, ceiling = case.rows_of_plan, commitment.target
        return incentives.returned_shares(rows, evidence.enterprise, rule.first_years, ceiling)
    if rule.kind == "reward_on_increase":
        return incentives.rewards_on_increase(case.rows_of_plan)
    return incentives.rewards_on_first(
        case.register.rows,
        evidence.enterprise_year,
        rule,
        commitment.target,
        span=commitment.recurring,
        oldest=case.oldest_return,
        closed_to=case.register.closed_to,
    )


def _milestone(case):
    commitment, register = case.commitment, case.register
    target = commitment.target
    return judge_milestone(
        milestone_days(case),
        math.floor(target) + 1 if commitment.comparator == "more_than" else math.ceil(target),
        start=case.start,
        due=case.due,
        reported_to=register.reported_to,
        bands=case.bands,
    )


def _all_things(case):
    """Every district, place or cluster a milestone can be done in; none where the policy has no list."""
    clusters = list(case.policy.clusters)
    known = {
        "district": case.districts,
        "place": list(case.policy.districts),
        "cluster": clusters,
        "budget": [programme.CITY, *case.districts],
    }
    return known.get(case.counted.each, [])


def _recurring(case):
    newest = case.register.newest
    return judge_recurring(case.commitment, case.values, so_far=case.so_far, newest=newest, bands=case.bands)


def _direction(case):
    return judge_direction(case.commitment, case.values, since=case.baseline_year, deadline=case.due)


def _process(case):
    commitment, rows = case.commitment, case.rows_of_plan
    # Nobody having looked is not the same as nothing having been found.
    value = (
        programme.figure(rows, commitment.indicator, case.counted, case.districts) if len(rows) else math.nan
    )
    return judge_process(
        value,
        commitment.target,
        comparator=commitment.comparator,
        unit=commitment.target_unit,
        final=case.final,
        year=_year(case),
        bands=case.bands,
    )


def _rule(case):
    rows, rule = rule_rows(case), case.commitment.rule
    if rows.empty:
        return None
    grace = rule.paid_within_years or 0
    return incentives.judge_rule(
        case.commitment,
        rows,
        final=case.register.closed_to >= last_year_within(case.due) + grace,
        year=_year(case),
        bands=case.bands,
        money_unit=case.policy.decree.money_unit,
    )


def _year(case):
    """The year of the newest record of a case, which its value to date takes in."""
    return min(case.register.newest, case.due).year


_JUDGED = {
    "indicator": judge_indicator,
    "rule": _rule,
    "recurring": _recurring,
    "direction": _direction,
    "milestone": _milestone,
    "process": _process,
}
