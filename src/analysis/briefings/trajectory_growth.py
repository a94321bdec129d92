"""What growth the open promises still need, how often it was ever seen, and what is left to earn this year."""

import math

import pandas as pd

from analysis import wording
from analysis.briefings import elements
from analysis.briefings.places_scope import figure_of, money, unit
from analysis.briefings.trajectory_tables import headings
from analysis.indicators.growth import cagr
from analysis.targets.nowcast_base import WHOLE_YEAR
from analysis.wording import percent, say


def needed(view):
    """Growth needed beside the growth on record, and what the remaining months of the year must earn."""
    rows = _open(view)
    return elements.group(
        _message(view, rows), _table(view, rows), *(() if view.settled else _remaining(view))
    )


def _open(view):
    """Promises not reached yet whose target is a matter of growth."""
    rows = view.outlook[(view.outlook["standing"] == "open") & view.outlook["growth_needed"].notna()]
    return rows[rows["group"] != "cells"]


def _message(view, rows):
    if view.settled:
        return elements.message(say("ahead_needed_then", view.lang))
    if rows.empty:
        standing = set(view.outlook["standing"])
        key = "ahead_needed_met" if view.cluster and standing == {"met"} else "ahead_needed_none"
        return elements.message(say(key, view.lang))
    compared = rows[rows["spans_seen"] > 0]
    if compared.empty:
        return elements.message(say("ahead_needed_unseen", view.lang))
    if view.cluster and view.target in compared.index:
        return elements.message(_of_cluster(view, compared.loc[view.target]))
    never = compared[compared["times_seen"] == 0]
    if never.empty:
        worst = compared.loc[(compared["times_seen"] / compared["spans_seen"]).idxmin()]
        key, more = "ahead_needed_message_seen", {"times": worst["times_seen"], "spans": worst["spans_seen"]}
    else:
        # The least enterprise of a list says less about the city than its own totals.
        of_city = never[never["basis"] != "list"]
        worst = never.loc[_lack(of_city if len(of_city) else never).idxmax()]
        key = "ahead_needed_message"
        more = {
            "never": len(never),
            "best": _plain(view, worst["best_seen"]),
            "best_year": int(worst["best_seen_year"]),
        }
    spoken = {"open": len(compared), "name": view.name(worst["commitment_id"])}
    return elements.message(
        say(key, view.lang, needed=_plain(view, worst["growth_needed"]), **spoken, **more)
    )


def _of_cluster(view, row):
    years = view.end_year - int(row["last_year"])
    spoken = {
        "needed": _plain(view, row["growth_needed"]),
        "spans": row["spans_seen"],
        "times": row["times_seen"],
        "best": _plain(view, row["best_seen"]),
        "best_year": int(row["best_seen_year"]),
    }
    if years == 1:
        return say("ahead_needed_cluster_one", view.lang, **spoken)
    span = say("ahead_years_many", view.lang, years=years)
    return say("ahead_needed_cluster", view.lang, years=span, **spoken)


def _lack(rows):
    """How far the best growth on record falls short of the growth needed, in logs."""
    directions = {True: 1, False: -1}
    sign = (rows["growth_needed"] >= 0).map(directions)
    ratio = (1 + rows["growth_needed"]) / (1 + rows["best_seen"])
    return sign * ratio.map(math.log)


def _table(view, rows):
    if rows.empty:
        return elements.group()
    columns = ["name", "needed", "seen", "best", *(["came_growth"] if view.settled else [])]
    table = pd.DataFrame([_row(view, row) for row in rows.to_dict("records")])
    caption = say("ahead_needed_caption", view.lang)
    return elements.data_table(table, view.lang, headings(view, columns), caption=caption, stacked=False)


def _row(view, row):
    name = row["commitment_id"]
    return {
        "name": f"{name} {view.name(name)}",
        "needed": _rate(view, row["growth_needed"]),
        **_seen(view, row),
        "came_growth": _rate(view, _came(view, row)) if view.settled else "",
    }


def _seen(view, row):
    """How often such growth was seen and the best on record; a dash without a span to compare."""
    if not row["spans_seen"]:
        return {"seen": "–", "best": "–"}
    times = {"times": row["times_seen"], "spans": row["spans_seen"]}
    best = {"best": _rate(view, row["best_seen"]), "year": int(row["best_seen_year"])}
    return {"seen": say("ahead_seen", view.lang, **times), "best": say("ahead_best", view.lang, **best)}


def _came(view, row):
    lift = view.commitment(row["commitment_id"]).lift
    came = view.came(row["commitment_id"])
    return cagr(row["value"] + lift, came + lift, view.end_year - int(row["last_year"]))


def _remaining(view):
    """What the months left must earn against the same months last year, where the deadline's year is running."""
    rows = left_to_earn(view)
    if rows.empty:
        return
    year, month = view.end_year, int(rows["month"].iloc[0])
    spoken = {"year": year, "month": wording.month(month, view.lang)}
    if view.target and not view.cluster and len(rows) == len(view.rows("clusters")):
        total = rows[["so_far", "before"]].sum()
        yield elements.message(_left_words(view, total, spoken))
    table = rows.assign(
        cluster=[view.city.policy.name_of("cluster", key, view.lang, short=True) for key in rows["cluster"]],
        left_growth=rows["left"] / rows["before"] - 1,
    )
    columns = ("cluster", "so_far", "growth", "left", "before", "left_growth")
    yield elements.data_table(
        table, view.lang, headings(view, columns, unit=unit(view.city, view.lang)), formats=_formats(view),
        caption=say("ahead_remaining_caption", view.lang, **spoken), stacked=False,
    )  # fmt: skip


def _formats(view):
    """How the columns of what is left are written; where nothing is left, that is said."""
    write, done = figure_of(view.city, view.lang), say("ahead_left_none", view.lang)
    return {
        "so_far": write,
        "growth": lambda rate: _rate(view, rate),
        "left": lambda value: write(value) if value > 0 else done,
        "before": write,
        "left_growth": lambda rate: percent(rate, 0, lang=view.lang, signed=True) if rate > -1 else done,
    }


def left_to_earn(view):
    """One row a cluster with a target: month, so_far, growth, left (target less so far), before (the same months
    left last year). Empty unless the deadline's year is partly returned and last year has the same month."""
    ytd, annual = view.city.cluster_ytd, view.city.cluster_year.set_index(["year", "cluster"])["revenue"]
    running = ytd[(ytd["year"] == view.end_year) & (ytd["month"] < WHOLE_YEAR)]
    if view.settled or running.empty or view.end_year - 1 not in view.city.years:
        return pd.DataFrame(columns=["cluster"])
    month = running["month"].max()
    at_month = ytd[ytd["month"] == month].set_index(["year", "cluster"])["revenue"]
    rows = []
    for name in view.rows("clusters").index:
        commitment = view.commitment(name)
        cluster = commitment.scope.cluster
        so_far, then = (
            at_month.get((year, cluster), math.nan) for year in (view.end_year, view.end_year - 1)
        )
        before = annual.get((view.end_year - 1, cluster), math.nan) - then
        growth = so_far / then - 1 if then > 0 else math.nan
        rows.append((cluster, month, so_far, growth, commitment.target - so_far, before))
    columns = ["cluster", "month", "so_far", "growth", "left", "before"]
    rows = pd.DataFrame(rows, columns=columns).dropna(subset=["so_far", "before"])
    return rows[rows["before"] > 0]


def _left_words(view, total, spoken):
    left = view.commitment(view.target).target - total["so_far"]
    if left <= 0:
        return say("ahead_remaining_done", view.lang, **spoken)
    times = say("ahead_times", view.lang, times=wording.number(left / total["before"], 2))
    left, before = money(view.city, left, view.lang), money(view.city, total["before"], view.lang)
    return say("ahead_remaining", view.lang, left=left, before=before, times=times, **spoken)


def _rate(view, rate):
    return percent(rate, lang=view.lang, signed=True)


def _plain(view, rate):
    return percent(rate, lang=view.lang)
