"""Audits the decree's own arithmetic, before any data: K1 to K8."""

from math import isclose

import pandas as pd

from analysis.policy import audit_wording as wording
from analysis.units import to_unit

LANGUAGES = ("zh", "en")
COLUMNS = ["check", "clause", "finding", "zh", "en"]


def audit_plan(policy):
    """What the plan's own text adds up to: one row per finding, with check, clause, finding, zh and en.

    `finding` is ok or finding. Every number comes from the policy. A commitment a check needs and the
    policy does not define is left out, never taken as 0.
    """
    rows = [row for check in CHECKS for row in check(policy)]
    return pd.DataFrame(rows, columns=COLUMNS)


def cluster_targets_miss_total(policy):
    """K1: do the cluster targets sum to the total of all clusters?"""
    total, targets = _leading(policy, "revenue"), _targets(policy)
    if total is None:
        return []
    parts = sum(targets.values())
    figures = {"n": len(targets), "id": total.id} | _money(
        policy, sum=parts, total=total.target, gap=abs(parts - total.target)
    )
    found = "sum_holds" if isclose(parts, total.target) else "sum_differs"
    missing = [cluster for cluster in policy.clusters if cluster not in targets]
    return [
        _row("K1", total.clause, found == "sum_holds", found, figures),
        *(_row("K1", total.clause, False, "target_missing", _name(policy, cluster=one)) for one in missing),
    ]


def total_over_industry_misses_share(policy):
    """K2: is the clusters' total over all industry the share that is promised?"""
    total, industry, share = (_leading(policy, name) for name in ("revenue", "industry", "share"))
    if not (total and industry and share):
        return []
    implied = total.target / industry.target
    holds = isclose(implied, share.target)
    figures = {"id": share.id} | _money(policy, total=total.target, industry=industry.target)
    figures |= {
        "share": _each(lambda lang: wording.percent(implied, lang)),
        "target": _each(lambda lang: wording.percent(share.target, lang)),
    }
    return [_row("K2", share.clause, holds, "share_holds" if holds else "share_differs", figures)]


def tiers_miss_total(policy):
    """K3: does every tier hold clusters, and do the tiers add up to the total?"""
    total, targets = _leading(policy, "revenue"), _targets(policy)
    if total is None:
        return []
    by_tier = {
        tier: sum(targets.get(c.id, 0) for c in policy.clusters.values() if c.tier == tier)
        for tier in policy.tiers
    }
    parts = sum(by_tier.values())
    holds = isclose(parts, total.target)
    figures = _money(policy, sum=parts, total=total.target)
    figures["tiers"] = _each(
        lambda lang: wording.CLAUSES[lang].join(
            f"{policy.name_of('tier', tier, lang)} {_in_display(policy, value, lang)}"
            for tier, value in by_tier.items()
        )
    )
    used = {cluster.tier for cluster in policy.clusters.values()}
    empty = [tier for tier in policy.tiers if tier not in used]
    return [
        _row("K3", total.clause, holds, "tiers_hold" if holds else "tiers_differ", figures),
        *(_row("K3", total.clause, False, "tier_empty", _name(policy, tier=one)) for one in empty),
    ]


def clusters_have_no_district(policy):
    """K4: which clusters have no planned district?"""
    placed = {cluster for _, cluster in policy.planned_cells}
    targets, clause = _targets(policy), _layout_clause(policy)
    rows = []
    for cluster in (one for one in policy.clusters if one not in placed):
        figures, sentence = _name(policy, cluster=cluster), "not_placed_no_target"
        if cluster in targets:
            figures, sentence = figures | _money(policy, target=targets[cluster]), "not_placed"
        rows.append(_row("K4", clause, False, sentence, figures))
    return rows or [_row("K4", clause, True, "all_placed", {})]


def districts_have_no_cell(policy):
    """K5: how many cells does each district have, and which have none?"""
    planned = {key: len(d.planned) for key, d in policy.districts.items() if d.planned}
    empty = [key for key, d in policy.districts.items() if not d.planned]
    clause = _layout_clause(policy)
    figures = {"cells": len(policy.planned_cells), "n": len(planned)}
    figures["districts"] = _each(
        lambda lang: wording.JOIN[lang].join(
            f"{policy.name_of('district', key, lang, short=True)} {count}" for key, count in planned.items()
        )
    )
    return [
        _row("K5", clause, True, "cells", figures),
        *(_row("K5", clause, False, "no_cell", _name(policy, district=one)) for one in empty),
    ]


def deadlines_leave_plan(policy):
    """K6: which deadlines lie outside the plan, under any reading, and which commitments have none?"""
    plan = {"start": policy.decree.issued.year, "end": policy.decree.deadline.isoformat()}
    commitments = list(policy.commitments.values())
    dated = [c for c in commitments if c.due]
    outside = [c for c in dated if not _inside(policy, c.due)]
    rows = [
        _row("K6", c.clause, False, "date_outside", plan | {"id": c.id, "due": c.due.isoformat()})
        for c in outside
    ]
    if not outside:
        rows.append(_row("K6", None, True, "dates_inside", plan | {"n": len(dated)}))
    for c in commitments:
        rows += [
            _row("K6", c.clause, False, "reading_outside", plan | _labelled(c, reading))
            for reading in c.readings[1:]
            if reading.deadline and not _inside(policy, reading.deadline)
        ]
    return rows + _without_date(policy, [c for c in commitments if not c.due])


def training_class_sizes_are_odd(policy):
    """K7: how many people would sit in a class, under each reading of the number of classes?"""
    size = policy.decree.class_size
    if size is None:
        return []
    classes, persons = policy.commitments[size.classes], policy.commitments[size.persons]
    labels = {reading.id: reading.label for reading in classes.readings} or {None: wording.AS_WRITTEN}
    rows = []
    for reading, label in labels.items():
        read = classes.under(reading)
        few, many = read.target, read.target_high or read.target
        smallest, largest = persons.target / many, persons.target / few
        holds = size.low <= smallest and largest <= size.high
        figures = {
            "label": _each(label.__getitem__),
            "classes": _each(lambda lang, few=few, many=many: wording.span(few, many, lang)),
            "persons": f"{persons.target:g}",
            "size": _each(lambda lang, a=smallest, b=largest: wording.span(a, b, lang)),
            "low": f"{size.low:g}",
            "high": f"{size.high:g}",
        }
        rows.append(
            _row("K7", classes.clause, holds, "class_size_holds" if holds else "class_size_odd", figures)
        )
    return rows


def revenue_terms_differ(policy):
    """K8: how many different terms for revenue do the commitments use?"""
    used = {}
    for c in policy.commitments.values():
        if c.measure:
            used.setdefault(c.measure, []).append(c)
    if not used:
        return []
    ids = {term: ", ".join(wording.run_of_ids([c.id for c in found])) for term, found in used.items()}
    terms = _each(
        lambda lang: wording.CLAUSES[lang].join(
            f"{policy.name_of('measure', term, lang)} ({ids[term]})" for term in used
        )
    )
    clause = "、".join(dict.fromkeys(c.clause for found in used.values() for c in found))
    holds = len(used) == 1
    figures = {"n": len(used), "terms": terms}
    return [_row("K8", clause, holds, "one_term" if holds else "many_terms", figures)]


CHECKS = (
    cluster_targets_miss_total,
    total_over_industry_misses_share,
    tiers_miss_total,
    clusters_have_no_district,
    districts_have_no_cell,
    deadlines_leave_plan,
    training_class_sizes_are_odd,
    revenue_terms_differ,
)


def _row(check, clause, holds, sentence, figures):
    said = {lang: _said(sentence, figures, lang) for lang in LANGUAGES}
    return {"check": check, "clause": clause, "finding": "ok" if holds else "finding"} | said


def _said(sentence, figures, lang):
    values = {key: value[lang] if isinstance(value, dict) else value for key, value in figures.items()}
    return wording.SENTENCES[sentence][lang].format(**values)


def _each(text_in):
    return {lang: text_in(lang) for lang in LANGUAGES}


def _in_display(policy, value, lang):
    display = policy.decree.money_display[lang]
    shown = to_unit(float(value), policy.decree.money_unit, display)
    return wording.money(shown, display, lang)


def _money(policy, **amounts):
    return {
        key: _each(lambda lang, value=value: _in_display(policy, value, lang))
        for key, value in amounts.items()
    }


def _name(policy, **one):
    ((kind, key),) = one.items()
    return {kind: _each(lambda lang: policy.name_of(kind, key, lang))}


def _leading(policy, question):
    """The commitment that answers a leading question with a number; None where the decree has none."""
    commitment = policy.headline.get(question)
    return commitment if commitment and commitment.target else None


def _targets(policy):
    return {c.scope.cluster: c.target for c in policy.with_indicator("cluster_revenue")}


def _layout_clause(policy):
    return next((c.clause for c in policy.commitments.values() if c.kind == "layout"), None)


def _inside(policy, day):
    return policy.decree.issued.year <= day.year and day <= policy.decree.deadline


def _labelled(commitment, reading):
    label = _each(reading.label.__getitem__)
    return {"id": commitment.id, "due": reading.deadline.isoformat(), "label": label}


def _without_date(policy, undated):
    rows = []
    for clause in dict.fromkeys(c.clause for c in undated):
        ids = [c.id for c in undated if c.clause == clause]
        joined = _each(lambda lang, ids=ids: wording.JOIN[lang].join(wording.run_of_ids(ids)))
        rows.append(_row("K6", clause, False, "no_date", {"n": len(ids), "ids": joined}))
    return rows
