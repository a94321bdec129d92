"""The year that is running: estimated by each method, on both bases, and combined with the annual model."""

import math

import pandas as pd

from analysis import wording
from analysis.briefings import elements
from analysis.briefings.places_scope import change, figure_of, money, unit
from analysis.briefings.trajectory_tables import headings
from analysis.targets.combination import interval_of
from analysis.targets.nowcast import METHODS
from analysis.wording import percent, say

LEVEL = 0.8


def current_year(view):
    """The nowcast of the cluster by method and base, or of all clusters side by side."""
    found = {name: view.said.nowcast(name) for name in _clusters(view)}
    found = {name: rows for name, rows in found.items() if len(rows) and name in view.said.future.nowcasts}
    if not found:
        year = max(view.said.years, default=view.said.as_of.year)
        return elements.message(say("ahead_now_none", view.lang, year=year, as_of=view.said.as_of))
    return (_one if view.cluster else _all)(view, found)


def _clusters(view):
    return [view.cluster] if view.cluster else list(view.city.policy.clusters)


def _one(view, found):
    rows, combined = found[view.cluster], view.said.future.nowcasts[view.cluster]
    table = rows.assign(
        method=[say(f"ahead_method_{method}", view.lang) for method in rows["method"]],
        base=[say(f"ahead_base_{base}", view.lang) for base in rows["base"]],
        range=[_range(view, row.low, row.high) for row in rows.itertuples()],
        remark=[say(f"ahead_nowcast_{outcome}", view.lang) for outcome in rows["outcome"]],
    )
    columns = ("method", "base", "growth", "estimate", "range", "remark")
    table["growth"] = table["growth_so_far"]
    formats = {"estimate": figure_of(view.city, view.lang), "growth": _signed(view)}
    return elements.group(
        elements.message(_cluster_words(view, rows, combined)),
        elements.data_table(
            table, view.lang, headings(view, columns), formats=formats, caption=_caption(view)
        ),
        elements.note(_weights(view, combined)),
    )


def _cluster_words(view, rows, combined):
    estimate, low, high = _interval(view, view.cluster, combined)
    words = say(
        "ahead_now_cluster", view.lang, year=_year(view), month=_month(view, rows), **_growth(view, rows),
        estimate=money(view.city, estimate, view.lang), span="" if pd.isna(low) else say("ahead_now_span", view.lang, span=_range(view, low, high)),
    )  # fmt: skip
    came = _came(view, view.cluster)
    if math.isnan(came):
        return words
    miss = came / estimate - 1
    key = "ahead_higher" if miss >= 0 else "ahead_lower"
    spoken = say(key, view.lang, rate=percent(abs(miss), lang=view.lang))
    space = "" if view.lang == "zh" else " "
    came = say("ahead_now_came", view.lang, came=money(view.city, came, view.lang), change=spoken)
    return f"{words}{space}{came}"


def _all(view, found):
    table = pd.DataFrame([_row(view, name, rows) for name, rows in found.items()])
    columns = ["cluster", "published", "alike", *METHODS, "combined", "range"]
    titles = headings(view, [name for name in columns if name not in METHODS])
    titles |= {method: say(f"ahead_method_{method}", view.lang) for method in METHODS}
    titles = {name: titles[name] for name in columns}
    if view.settled:
        titles["came"] = say("ahead_column_came", view.lang)
    write = figure_of(view.city, view.lang)
    formats = dict.fromkeys((*METHODS, "combined", "came"), write) | dict.fromkeys(
        ("published", "alike"), _signed(view)
    )
    combined = next(iter(view.said.future.nowcasts.values()))
    return elements.group(
        elements.message(_total_words(view, found)),
        elements.data_table(
            table, view.lang, titles, formats={k: f for k, f in formats.items() if k in titles},
            caption=_caption(view), stacked=False,
        ),
        elements.note(_weights(view, combined)),
    )  # fmt: skip


def _row(view, name, rows):
    published = rows[rows["base"] == "published"].set_index("method")
    alike = rows[rows["base"] == "like_for_like"]["growth_so_far"]
    estimate, low, high = _interval(view, name, view.said.future.nowcasts[name])
    return {
        "cluster": view.city.policy.name_of("cluster", name, view.lang, short=True),
        "published": published["growth_so_far"].iloc[0],
        "alike": alike.iloc[0] if len(alike) else math.nan,
        **published["estimate"].to_dict(),
        "combined": estimate,
        "range": _range(view, low, high),
        "came": _came(view, name),
    }


def _total_words(view, found):
    """Growth of all clusters so far: totals of both bases, weighted back from each cluster's own growth."""
    so_far = view.said.cluster_ytd.set_index(["year", "month", "cluster"])["revenue"]
    year, rows = _year(view), next(iter(found.values()))
    month = int(rows["month"].dropna().iloc[0])
    now = pd.Series({name: so_far.get((year, month, name), math.nan) for name in found})
    growth = {}
    for base in ("published", "like_for_like"):
        rates = pd.Series({name: _rate(each, base) for name, each in found.items()})
        growth[base] = now.sum() / (now / (1 + rates)).sum() - 1 if rates.notna().all() else math.nan
    spoken = {
        "published": change(growth["published"], view.lang),
        "alike": change(growth["like_for_like"], view.lang),
    }
    return say("ahead_now_message", view.lang, year=year, month=wording.month(month, view.lang), **spoken)


def _growth(view, rows):
    return {
        "published": change(_rate(rows, "published"), view.lang),
        "alike": change(_rate(rows, "like_for_like"), view.lang),
    }


def _rate(rows, base):
    own = rows.loc[rows["base"] == base, "growth_so_far"]
    return float(own.iloc[0]) if len(own) else math.nan


def _interval(view, name, combined):
    """The combined estimate of a cluster's year with its 80 % range, none of it below what is earned already."""
    ytd = view.said.cluster_ytd
    own = ytd[(ytd["cluster"] == name) & (ytd["year"] == _year(view))]
    return interval_of(combined.forecast, LEVEL, least=float(own["revenue"].max()))


def _range(view, low, high):
    if pd.isna(low):
        return "–"
    write = figure_of(view.city, view.lang)
    return say("ahead_span", view.lang, low=write(low), high=write(high))


def _weights(view, combined):
    """The weights of the combination and how they were found."""
    words = [
        say("ahead_weight", view.lang, name=say(f"ahead_method_{name}", view.lang), weight=percent(weight, 0, lang=view.lang))
        for name, weight in combined.weights.items()
    ]  # fmt: skip
    basis = say(f"ahead_weights_{combined.basis}", view.lang)
    return say("ahead_weights", view.lang, weights=wording.listing(words, view.lang), basis=basis)


def _caption(view):
    return say("ahead_now_caption", view.lang, unit=unit(view.city, view.lang))


def _came(view, name):
    """What the annual return of the year came to, once settled; in the city's unit."""
    rows = view.city.cluster_year
    own = rows[(rows["year"] == _year(view)) & (rows["cluster"] == name)]["revenue"]
    return float(own.iloc[0]) if view.settled and len(own) else math.nan


def _year(view):
    return max(view.said.years) + 1


def _month(view, rows):
    return wording.month(int(rows["month"].dropna().iloc[0]), view.lang)


def _signed(view):
    return lambda rate: percent(rate, lang=view.lang, signed=True)
