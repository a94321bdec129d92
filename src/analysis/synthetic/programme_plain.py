"""Events that are written down in programme.yaml as they are: bodies, documents, rounds, classes, funds."""

from dataclasses import replace
from datetime import date

import numpy as np

from analysis.synthetic.allocation import allocate
from analysis.synthetic.calibration import changde
from analysis.synthetic.programme_event import Event, year_end
from analysis.synthetic.programme_plan import PLAN_YEARS, programme


def plain_events():
    """Every event that needs no enterprise: milestones, activities, training and money of the budget."""
    return [*_milestones(), *_rounds(), *_training(), *_funds(), *_rewards(), *_subsidies(), *_meetings()]


def _milestones():
    for commitment, things in programme().milestones.items():
        for key, day in things.done.items():
            yield _thing(commitment, things, key, day, 1 if things.share else None)
        for key, day in things.undone.items():
            opened = things.opened.get(key)
            later = opened and _thing(commitment, things, key, opened, 1)
            yield replace(_thing(commitment, things, key, day, 0), later=later)


def _thing(commitment, things, key, day, quantity):
    word, place = _named(things, key)
    whole = 1 if things.share else None
    facts = {
        "name": things.name.format(word),
        "quantity": quantity,
        "whole": whole,
        "note": things.notes.get(key),
    }
    return Event(commitment, day, **place, **facts)


def _named(things, key):
    """The printed word for a milestone's key, and the place it stands for."""
    districts, clusters = changde().districts, changde().clusters
    if things.by == "district":
        return districts[key].name, {"district": key}
    if things.by == "cluster":
        return clusters[key], {"cluster": key}
    place = {"district": things.districts.get(key), "cluster": things.clusters.get(key)}
    if things.by == "park":
        place |= {"park": key, "district": next(name for name, d in districts.items() if key in d.parks)}
    return key, place


def _rounds():
    for number, (held, projects, broadcast, published) in enumerate(programme().rounds, start=1):
        name = f"第{number}批项目（{held.year}年）"
        yield Event("C062", held, name=name, note=f"项目{projects}个")
        for commitment, day in (("C063", broadcast), ("C064", published)):
            yield Event(commitment, day or held, name=name, quantity=int(day is not None), whole=1)


def _training():
    plan = programme()
    for number, (ended, persons) in enumerate(plan.manager_classes, start=1):
        name = f"企业家和职业经理人培训班第{number}期"
        yield Event("C102", ended, name=name)
        yield Event("C103", ended, name=name, quantity=persons)
    yield from _technicians(plan)
    for year in PLAN_YEARS:
        for agency in plan.training_agencies:
            if agency not in plan.agencies_absent.get(year, []):
                yield Event("C105", year_end(year), name=agency)


def _technicians(plan):
    clusters = changde().clusters
    weights = np.arange(len(clusters) + 3, 3, -1)
    for year, attendances in plan.technicians.items():
        parts = allocate(attendances, weights.astype(float))
        for place, (cluster, word) in enumerate(clusters.items()):
            ended = date(year, 3 + place * 9 // 10, 10 + place)
            name = f"{word}产业专业技术人员培训班"
            yield Event("C104", ended, name=name, cluster=cluster, quantity=int(parts[place]))


def _funds():
    for commitment, fund in programme().funds.items():
        for year, amount in fund.set_aside.items():
            note = f"支出{fund.spent[year]:g}万元" if amount else "当年未安排"
            yield Event(
                commitment, date(year, 3, 26), name=f"{fund.name}（{year}年）", amount=amount, note=note
            )


def _rewards():
    for commitment, rewarded in programme().rewards.items():
        for day, recipient, amount in rewarded:
            yield Event(commitment, day, name=recipient, amount=amount)


def _subsidies():
    names = {name: district.name for name, district in changde().districts.items()}
    for unit, (first, amount) in programme().guarantee_subsidies.items():
        for year in range(first, PLAN_YEARS.stop):
            name = f"{names.get(unit, '常德市')}中小企业信用担保公司"
            yield Event("C088", date(year, 11, 20), name=name, district=unit if unit in names else None,
                        amount=amount)  # fmt: skip


def _meetings():
    for held, signed in programme().bank_meetings:
        yield Event(
            "C086", held, name=f"{held.year}年银企对接会", amount=signed * 1e4, note="优先安排集群企业"
        )
