"""Energy of above-scale industry since the base year: how much is activity, structure, and each cluster's own intensity."""

from dataclasses import dataclass

import pandas as pd

from analysis import figures, wording
from analysis.briefings import elements
from analysis.briefings.places_scope import chart, named_points
from analysis.indicators.constant_prices import energy_and_activity, implicit_deflator
from analysis.indicators.energy_by_cluster import (
    energy_effects,
    intensity_effects,
    intensity_effects_by_cluster,
    structure_share,
    why_no_energy_effects,
)
from analysis.indicators.series import latest_vintage, newest_releases
from analysis.units import dimension, to_unit
from analysis.wording import say

# The unit of energy on the page and its decimals, for a large and for a small industry.
LARGE = {"zh": ("万吨标准煤", 1), "en": ("Mtce", 2)}
SMALL = {"zh": ("万吨标准煤", 2), "en": ("tce", 0)}
LARGE_FROM = 1_000_000
# What value added is counted in beside a tonne of coal equivalent, by currency.
PER = {"yuan": ("万元", "unit_of_intensity"), "euro": ("m EUR", "unit_of_euro_intensity")}


@dataclass(frozen=True)
class Span:
    """Industry at both ends: a row a cluster with activity (value added at prices of `start`) and energy (tce)."""

    start: int
    end: int
    before: pd.DataFrame
    after: pd.DataFrame

    def unit(self, lang):
        """The unit of energy on the page, and its decimals."""
        largest = max(self.before["energy"].sum(), self.after["energy"].sum())
        return (LARGE if largest >= LARGE_FROM else SMALL)[lang]

    @property
    def change(self):
        """Change of energy per unit of value added, -0.1 = 10 % less."""
        return _intensity(self.after) / _intensity(self.before) - 1


def span_of(city):
    """The Span from the energy base year, or the first return after it, to the newest year with a deflator.

    None where fewer than two such years exist, or no decomposition does.
    """
    years = [year for year in city.years if year >= city.policy.decree.energy_since]
    if not years:
        return None
    prices = deflator(city, years[0])
    known = [year for year in years if year in prices.index]
    if len(known) < 2:
        return None
    ends = [energy_and_activity(city.cluster_year, year, prices[year]) for year in (known[0], known[-1])]
    everywhere = ends[0].index.union(ends[1].index)
    before, after = (frame.reindex(everywhere, fill_value=0.0) for frame in ends)
    return None if why_no_energy_effects(before, after) else Span(known[0], known[-1], before, after)


def deflator(city, base_year):
    """`implicit_deflator` of the city's published GDP."""
    official, entity = city.official_series, city.policy.decree.id
    levels = newest_releases(official, entity, "gdp")["value"].astype(float)
    return implicit_deflator(levels, latest_vintage(official, entity, "gdp_real_growth"), base_year)


def tail(city, lang):
    """What industry adds to the message of the page: the part of structure in the fall, or that there was none."""
    span = span_of(city)
    if span is None:
        return ""
    share, change = structure_share(span.before, span.after), span.change
    known = {"change": wording.percent(abs(change), lang=lang), "start": span.start, "end": span.end}
    if pd.isna(share):
        structure, own = _ratios(span)
        key = "energy_tail_rose_structure" if structure > 1 > own else "energy_tail_rose"
        return say(key, lang, **known)
    if share <= 0:
        return say("energy_tail_against", lang, **known)
    return say("energy_tail_share", lang, share=wording.percent(min(share, 1.0), 0, lang=lang), **known)


def use(city, lang):
    """From the energy industry used in the base year to what it used last: activity, structure, intensity."""
    span = span_of(city)
    if span is None:
        return elements.message(_why_not(city, lang))
    effects, (unit, digits) = energy_effects(span.before, span.after), span.unit(lang)
    totals = [float(frame["energy"].sum()) for frame in (span.before, span.after)]
    names = [
        say("energy_used_in", lang, year=span.start),
        *(say(f"energy_part_{part}", lang) for part in effects.index),
        say("energy_used_in", lang, year=span.end),
    ]
    values = [to_unit(value, "tce", unit) for value in (totals[0], *effects, totals[1])]
    table = pd.DataFrame({"name": names, "value": values, "is_total": [True, *[False] * 3, True]})
    words = [_energy(value, unit, digits, lang) for value in (values[-1], abs(values[-1] - values[0]))]
    key = "energy_use_more" if totals[1] >= totals[0] else "energy_use_less"
    title = say(key, lang, start=span.start, end=span.end, used=words[0], change=words[1])
    points = named_points(names, [wording.number(value, digits) for value in values], lang)
    options = {"unit": unit, "digits": digits}
    options["note"] = say("energy_use_note", lang, start=span.start)
    return chart(figures.waterfall, table, title, points, lang, **options)


def structure(city, lang):
    """How much of the change of energy per value added came from structure, in a sentence, and cluster by cluster."""
    span = span_of(city)
    if span is None:
        return elements.message(_why_not(city, lang))
    return elements.group(
        elements.message(_structure_sentence(span, lang)),
        _contributions(city, span, lang),
        _ranked(city, span, lang),
    )


def data_notes(city, lang):
    """What these figures take in and leave out, and the assumption behind constant prices."""
    span = span_of(city)
    start = span.start if span else city.policy.decree.energy_since
    notes = [say("energy_note_assumption", lang, start=start)]
    if span:
        prices = wording.percent(deflator(city, start)[span.end] - 1, lang=lang)
        notes.append(say("energy_note_deflator", lang, start=start, end=span.end, prices=prices))
        part = _part_of_city(city, span)
        if part is not None:
            notes.append(say("energy_note_part", lang, year=span.end, part=wording.percent(part, lang=lang)))
    rows = city.enterprise_year
    empty = rows[rows["energy_tce"].isna() | rows["value_added"].isna()]
    key = "energy_note_gaps" if len(empty) else "energy_note_no_gaps"
    notes.append(say(key, lang, count=wording.number(len(empty), 0)))
    return [elements.note(text) for text in notes]


def _structure_sentence(span, lang):
    structure_ratio, own_ratio = _ratios(span)
    parts = {
        "structure": _moved(structure_ratio - 1, lang),
        "own": _moved(own_ratio - 1, lang),
        "change": wording.percent(abs(span.change), lang=lang),
        "start": span.start,
        "end": span.end,
    }
    share = structure_share(span.before, span.after)
    if pd.isna(share):
        return say("energy_structure_rose", lang, **parts)
    key = "energy_structure_fell" if share > 0 else "energy_structure_against"
    return say(key, lang, share=wording.percent(share, 0, lang=lang), **parts)


def _moved(rate, lang):
    key = "energy_up" if rate >= 0 else "energy_down"
    return say(key, lang, rate=wording.percent(abs(rate), lang=lang))


def _ratios(span):
    effects = intensity_effects(span.before, span.after, "multiplicative")
    return float(effects["structure"]), float(effects["intensity"])


def _effects(city, span, lang):
    """Effects of every cluster in percentage points of the first year's energy per value added, the largest first."""
    points = intensity_effects_by_cluster(span.before, span.after) * 100 / _intensity(span.before)
    names = [city.policy.name_of("cluster", key, lang, short=True) for key in points.index]
    table = points.assign(name=names, lowered=-points.sum(axis=1))
    return table.sort_values("lowered", ascending=False, kind="stable")


def _contributions(city, span, lang):
    table = _effects(city, span, lang).assign(value=lambda frame: frame["lowered"])
    best, worst = table["name"].iloc[0], table["name"].iloc[-1]
    key = "energy_clusters_title" if table["lowered"].iloc[0] > 0 else "energy_clusters_title_none"
    title = say(key, lang, best=best, worst=worst)
    points = named_points(table["name"], [wording.number(value) for value in table["value"]], lang)
    options = {
        "unit": say("energy_points", lang),
        "measure": say("energy_clusters_measure", lang),
        "key": say("energy_clusters_key", lang, start=span.start),
    }
    return chart(figures.contributions, table[["name", "value"]], title, points, lang, **options)


def _ranked(city, span, lang):
    """A row a cluster: energy at both ends, energy per value added at both ends, and the two effects."""
    table, (unit, digits) = _effects(city, span, lang), span.unit(lang)
    for name, frame in (("first", span.before), ("last", span.after)):
        part = frame.reindex(table.index)
        table[f"energy_{name}"] = part["energy"]
        table[f"per_{name}"] = _per(city, part)
    table["per_change"] = table["per_last"] / table["per_first"] - 1
    formats = {
        "energy_first": lambda value: wording.number(to_unit(value, "tce", unit), digits),
        "energy_last": lambda value: wording.number(to_unit(value, "tce", unit), digits),
        "per_first": lambda value: wording.number(value, 2),
        "per_last": lambda value: wording.number(value, 2),
        "per_change": lambda value: wording.percent(value, lang=lang, signed=True),
        "structure": _signed,
        "intensity": _signed,
    }
    blanks = {"start": span.start, "end": span.end, "unit": unit}
    headings = {name: say(f"energy_column_{name}", lang, **blanks) for name in ("name", *formats)}
    per_unit = say(PER[dimension(city.policy.decree.money_unit)][1], lang)
    note = say("energy_clusters_note", lang, unit=per_unit, start=span.start)
    caption = say("energy_clusters_table", lang)
    shown = elements.data_table(table, lang, headings, formats=formats, caption=caption)
    return elements.group(shown, elements.note(note))


def _per(city, frame):
    """Energy per value added of every cluster; missing where it produces nothing."""
    money = city.policy.decree.money_unit
    activity = to_unit(frame["activity"], money, PER[dimension(money)][0])
    return frame["energy"] / activity.where(activity > 0)


def _intensity(frame):
    return float(frame["energy"].sum() / frame["activity"].sum())


def _part_of_city(city, span):
    """Above-scale industry's part of the city's energy in the last year; None where the city's is not published."""
    use = newest_releases(city.official_series, city.policy.decree.id, "energy_consumption")["value"]
    return float(span.after["energy"].sum()) / float(use[span.end]) if span.end in use.index else None


def _why_not(city, lang):
    start = city.policy.decree.energy_since
    return say("energy_no_split", lang, start=start)


def _signed(value):
    text = wording.number(value)
    return f"+{text}" if round(value, 1) > 0 else text


def _energy(figure, unit, digits, lang):
    return f"{wording.number(figure, digits)}{'' if lang == 'zh' else wording.NO_BREAK}{unit}"
