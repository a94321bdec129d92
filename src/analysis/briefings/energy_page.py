"""What the energy briefing shows, one function a cell: the city's promise first, then what moved industry."""

import math

import pandas as pd

from analysis import figures, promise_text, wording
from analysis.briefings import city_page, elements, energy_industry
from analysis.briefings.places_scope import chart
from analysis.briefings.promise_notes import formula_notes
from analysis.indicators.catalogue import PUBLISHED_INPUTS
from analysis.indicators.energy import compound_change, intensity_change, required_annual_change
from analysis.indicators.growth import required_growth
from analysis.indicators.series import growth_within_vintage, latest_vintage, newest_releases
from analysis.wording import say

INDICATOR = "energy_per_gdp"
PUBLISHED = (*PUBLISHED_INPUTS[INDICATOR], "gdp")
FORMULAS = (
    ("verdict", "energy_per_gdp, progress_ratio", "official_series"),
    ("left", "required_annual_change", "official_series"),
    ("use", "energy_effects (LMDI-I), implicit_deflator", "cluster_year, official_series"),
    ("structure", "intensity_effects, structure_share", "cluster_year, official_series"),
    ("trap", "intensity_change", "official_series"),
)


def banner(city, lang):
    """The notice that synthetic data were used; nothing where all data are real."""
    return elements.banner(set(city.sources["kind"]), lang)


def opening(city, lang):
    """The message of the page in one sentence: the fall so far against the promise, and the part of structure."""
    row, _ = _promise(city)
    tail = energy_industry.tail(city, lang)
    if row is None:
        return elements.message(say("energy_opening_silent", lang, tail=tail))
    if row["status"] == "not_measured":
        return elements.message(say("energy_opening_unknown", lang, as_of=city.as_of, tail=tail))
    change = wording.percent(abs(row["value"]), lang=lang)
    is_whole = math.isclose(row["target"] * 100, round(row["target"] * 100))
    target = wording.percent(abs(row["target"]), 0 if is_whole else 1, lang=lang)
    if row["value"] > 0:
        key = "energy_opening_up"
    elif row["gap"] >= 0:
        key = "energy_opening_met"
    else:
        key = "energy_opening_short" if row["year"] >= row["due"].year else "energy_opening_running"
    spoken = {"year": int(row["year"]), "due": row["due"].year, "change": change, "target": target}
    return elements.message(say(key, lang, tail=tail, **spoken))


def verdict(city, lang):
    """The verdict card of the promise, with the yearly change it takes and what is left of it."""
    row, commitment = _promise(city)
    if row is None:
        return elements.message(say("plan_is_silent", lang))
    card = {
        "question": city.policy.name_of("indicator", INDICATOR, lang),
        "status": row["status"],
        "value_text": promise_text.now(row, commitment, city.policy.decree, lang),
        "target_text": promise_text.goal(commitment, city.policy.decree, lang),
        "sentence": _left(city, row, commitment, lang),
        "commitment_id": commitment.id,
    }
    return elements.verdict_cards([card], lang)


def path(city, lang):
    """The cumulative change against the required path, and how each year came about."""
    rows = _by_year(city)
    return elements.group(city_page.energy_path(city, lang), *([_table(rows, lang)] if len(rows) else []))


def use(city, lang):
    """What moved the energy use of above-scale industry: activity, structure, intensity."""
    return energy_industry.use(city, lang)


def structure(city, lang):
    """How much came from structure, and which clusters lowered energy per value added."""
    return energy_industry.structure(city, lang)


def trap(city, lang):
    """What the same figures would say at current prices."""
    rows = _by_year(city)
    known = rows.dropna(subset=["cumulative", "current"])
    if known.empty:
        return elements.message(say("energy_trap_unknown", lang))
    last = known.iloc[-1]
    year, start = int(last["year"]), city.policy.decree.energy_since
    title = say(
        "energy_trap", lang, start=start, end=year,
        false=_moved(last["current"], lang), true=_moved(last["cumulative"], lang),
    )  # fmt: skip
    return chart(
        figures.compare,
        _two_series(known, start, lang),
        title,
        [say("point", lang, year=year, value=wording.percent(last["current"], lang=lang))],
        lang,
        percent=True,
        measure=say("measure_energy_plain", lang),
    )


def data_notes(city, lang):
    """What the figures take in and leave out, and the assumptions."""
    return elements.group(*energy_industry.data_notes(city, lang))


def notes(city, lang):
    """Commitments, formulas, tables and files behind the page."""
    promises = [c.id for c in city.policy.with_indicator(INDICATOR)]
    rows = [
        (say(f"energy_what_{what}", lang), promises if what in ("verdict", "left") else [], formula, table)
        for what, formula, table in FORMULAS
    ]
    official = city.official_series
    own = official[(official["entity"] == city.policy.decree.id) & official["indicator"].isin(PUBLISHED)]
    used = (city.sources["table"] == "enterprise_year") | city.sources["file"].isin(own["file"])
    return formula_notes(city, rows, city.sources[used], lang)


def _promise(city):
    """The status row and the commitment on the city's energy per GDP; two None where the decree has none."""
    found = city.policy.with_indicator(INDICATOR)
    if not found:
        return None, None
    return city.status().set_index("commitment_id", drop=False).loc[found[0].id].to_dict(), found[0]


def _left(city, row, commitment, lang):
    """The yearly change the promise takes from its base year, the one seen, and the one still needed."""
    if row["status"] == "not_measured":
        return say("card_missing", lang, needs=row["missing"][lang])
    since, year, due = commitment.amount.since, int(row["year"]), row["due"].year
    yearly = [required_annual_change(row["target"], due - since), required_annual_change(row["value"], year - since)]  # fmt: skip
    spoken = {"required": _rate(yearly[0], lang), "seen": _rate(yearly[1], lang), "year": year, "due": due}
    if year >= due:
        return say("energy_pace_over", lang, **spoken)
    needed = required_growth(1 + row["value"], 1 + row["target"], due - year)
    if row["gap"] >= 0:
        return say("energy_pace_done", lang, **spoken)
    return say("energy_pace_left", lang, needed=_rate(needed, lang), **spoken)


def _by_year(city):
    """One row a year since the base year: growth of energy and GDP, change of their ratio, cumulative, at current prices."""
    official, entity = city.official_series, city.policy.decree.id
    energy_name, gdp_name = PUBLISHED_INPUTS[INDICATOR]
    energy = growth_within_vintage(official, entity, energy_name)
    gdp = latest_vintage(official, entity, gdp_name)
    nominal = newest_releases(official, entity, "gdp")["value"].astype(float)
    # A ratio of years that follow each other, only to show what it would be mistaken for.
    false = nominal / nominal.rename(lambda year: year + 1).reindex(nominal.index) - 1
    start = city.policy.decree.energy_since
    years = [year for year in energy.index if year > start and year in gdp.index]
    rows = pd.DataFrame(
        {"year": years, "energy": energy.reindex(years).to_numpy(), "gdp": gdp.reindex(years).to_numpy()}
    )
    rows["change"] = intensity_change(rows["energy"], rows["gdp"])
    current = intensity_change(rows["energy"], pd.Series(false.reindex(years).to_numpy(), dtype=float))
    for name, changes in (("cumulative", rows["change"]), ("current", current)):
        rows[name] = [
            compound_change(changes.iloc[: n + 1]) if years[n] == start + n + 1 else float("nan")
            for n in range(len(years))
        ]
    return rows


def _table(rows, lang):
    names = ("energy", "gdp", "change", "cumulative")
    formats = dict.fromkeys(names, lambda value: wording.percent(value, 2, lang=lang, signed=True))
    headings = {name: say(f"energy_column_{name}", lang) for name in ("year", *names)}
    shown = rows.assign(year=rows["year"].astype(str))
    caption = say("energy_years_table", lang)
    return elements.data_table(shown, lang, headings, formats=formats, caption=caption)


def _two_series(known, start, lang):
    base = pd.DataFrame({"year": [start], "cumulative": [0.0], "current": [0.0]})
    rows = pd.concat([base, known[["year", "cumulative", "current"]]])
    named = {"cumulative": "validation_constant", "current": "validation_current"}
    parts = [
        pd.DataFrame({"year": rows["year"].astype(int), "series": say(key, lang), "value": rows[name]})
        for name, key in named.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _rate(value, lang):
    return wording.percent(value, 2, lang=lang, signed=True)


def _moved(value, lang):
    key = "energy_up" if value >= 0 else "energy_down"
    return say(key, lang, rate=wording.percent(abs(value), lang=lang))
