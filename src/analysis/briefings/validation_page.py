"""What the method validation shows: the city's own functions on published figures whose answer is known."""

import pandas as pd

from analysis import figures, wording
from analysis.briefings import elements
from analysis.errors import MonitorError
from analysis.indicators.energy import compound_change, intensity_change
from analysis.indicators.growth import required_growth as growth_to_target
from analysis.indicators.series import latest_vintage, newest_releases, releases
from analysis.targets.progress import progress_ratio
from analysis.units import dimension, to_unit
from analysis.wording import percent, say

SPAN_YEARS = 5
SHOWN = r"energy_per_gdp|energy_consumption_growth|gdp|industry_revenue"


def opening(city, lang):
    """How many published results the methods reproduce to the printed digit."""
    checks = [computed for computed in (_four_years(city), _five_years(city)) if computed is not None]
    banner = elements.banner(set(_files(city)["kind"]), lang)
    if not checks:
        return elements.group(elements.message(say("validation_nothing", lang, as_of=city.as_of)), banner)
    agreeing = sum(abs(computed - published) < tolerance for computed, published, tolerance in checks)
    return elements.group(
        elements.message(
            say("validation_opening", lang, count=len(checks), agreeing=agreeing, place=_place(city, lang))
        ),
        banner,
        elements.note(say("validation_until", lang, as_of=city.as_of)),
    )


def national_chain(city, lang):
    """Published yearly changes chained, beside what the published levels of one release imply."""
    changes = latest_vintage(city.official_series, _reference(city), "energy_per_gdp_change")
    levels = _one_release(city)
    found = _four_years(city)
    if found is None:
        return elements.message(say("validation_no_data", lang))
    years = [year for year in changes.index if year in levels.index]
    table = pd.DataFrame(
        {
            "year": years,
            "change": [percent(changes[year], 2, lang=lang, signed=True) for year in years],
            "chained": [
                percent(compound_change(changes.loc[:year]), 2, lang=lang, signed=True) for year in years
            ],
            "level": [wording.number(levels[year], 3) for year in years],
            "implied": [
                percent(levels[year] / levels.iloc[0] - 1, 2, lang=lang, signed=True) for year in years
            ],
        }
    )
    computed, published, _ = found
    sentence = say(
        "validation_chain", lang, year=years[-1],
        computed=percent(abs(computed), 2, lang=lang), published=percent(abs(published), 2, lang=lang),
    )  # fmt: skip
    headings = {name: say(f"validation_{name}", lang, unit=_unit(city, lang)) for name in table}
    return elements.group(elements.message(sentence), elements.data_table(table, lang, headings))


def national_five_years(city, lang):
    """The official five-year fall from the average growth of energy use and of GDP."""
    found = _five_years(city)
    if found is None:
        return elements.message(say("validation_no_data", lang))
    computed, published, _ = found
    energy, gdp = (
        _span(city, f"{name}_average") for name in ("energy_consumption_growth", "gdp_real_growth")
    )
    return elements.message(
        say(
            "validation_five_years",
            lang,
            energy=percent(energy, lang=lang, signed=True),
            gdp=percent(gdp, lang=lang, signed=True),
            computed=percent(abs(computed), 2, lang=lang),
            published=percent(abs(published), lang=lang),
        )
    )


def required_growth(city, lang):
    """The growth the industry target needs from the base year, and the progress ratio of the first year."""
    commitment = city.policy.headline.get("industry")
    if commitment is None or not commitment.target or commitment.deadline is None:
        return elements.message(say("plan_is_silent", lang))
    series = city.official_series
    # One level of one release; the level of the year before is derived from its own growth, never mixed in.
    revenue = newest_releases(series, city.policy.decree.id, "industry_revenue")["value"].astype(float)
    growth = latest_vintage(series, city.policy.decree.id, "industry_revenue_growth")
    base, end = city.policy.decree.baseline_year, commitment.deadline.year
    year = base + 1
    if year not in revenue or year not in growth:
        return elements.message(say("validation_no_data", lang))
    start = revenue[year] / (1 + growth[year])
    ratio = progress_ratio(start, revenue[year], commitment.target, 1, end - base, commitment.direction)
    unit, shown = city.policy.decree.money_unit, city.policy.decree.money_display[lang]
    return elements.message(
        say(
            "validation_required",
            lang,
            base=base,
            year=year,
            end=end,
            now=wording.money(revenue[year], unit, shown, lang),
            growth=percent(growth[year], lang=lang),
            start=f"{to_unit(start, unit, shown):.2f} {shown}",
            target=wording.money(commitment.target, unit, shown, lang),
            required=percent(growth_to_target(start, commitment.target, end - base), 2, lang=lang),
            ratio=wording.number(ratio, 3),
        )
    )


def current_prices(city, lang):
    """What current prices would report if energy use had grown exactly as real GDP did."""
    base = city.policy.decree.energy_since
    # Only ratios to the base year are shown here, to make the error visible; no indicator uses them.
    nominal = newest_releases(city.official_series, city.policy.decree.id, "gdp")["value"]
    real = latest_vintage(city.official_series, city.policy.decree.id, "gdp_real_growth")
    years = [y for y in range(base, base + SPAN_YEARS + 1) if y in nominal and (y == base or y in real)]
    if len(years) < 2:
        return elements.message(say("validation_no_data", lang))
    energy = [1 + compound_change(real.loc[base + 1 : y]) if y > base else 1.0 for y in years]
    false = [e / (nominal[y] / nominal[base]) - 1 for e, y in zip(energy, years, strict=True)]
    table = pd.concat(
        [
            pd.DataFrame({"year": years, "series": say("validation_constant", lang), "value": 0.0}),
            pd.DataFrame({"year": years, "series": say("validation_current", lang), "value": false}),
        ]
    )
    fall = percent(abs(false[-1]), lang=lang)
    title = say("validation_current_title", lang, fall=fall, start=base, end=years[-1])
    points = [
        say("point", lang, year=y, value=percent(v, lang=lang)) for y, v in zip(years, false, strict=True)
    ]
    alt = say("chart_alt", lang, title=title, points=wording.listing(points, lang))
    options = {"lang": lang, "title": title, "percent": True, "measure": say("measure_energy_plain", lang)}
    return elements.chart(lambda size: figures.compare(table, size=size, **options), alt)


def mixed_vintages(city, lang):
    """The wrong falls that mixed releases give, beside the right one; and the refusal the software gives instead."""
    rows = releases(city.official_series, _reference(city), "energy_per_gdp")
    first, last = (
        rows[rows["year"] == rows["year"].min()],
        newest_releases(city.official_series, _reference(city), "energy_per_gdp"),
    )
    one = _one_release(city)
    if one.empty:
        return elements.message(say("validation_no_data", lang))
    end = one.index[-1]
    table = pd.DataFrame(
        {
            "vintage": [vintage.date().isoformat() for vintage in first["vintage"]],
            "start_level": [wording.number(value, 3) for value in first["value"]],
            "end_level": [wording.number(last.loc[end, "value"], 3)] * len(first),
            "fall": [percent(one[end] / value - 1, 1, lang=lang, signed=True) for value in first["value"]],
        }
    )
    headings = {name: say(f"validation_{name}", lang, start=one.index[0], end=end) for name in table}
    return elements.group(
        elements.data_table(table, lang, headings, caption=say("validation_vintages", lang, end=end)),
        *_refused(city, lang),
    )


def sources(city, lang):
    """The official files behind this page."""
    return elements.sources(_files(city), lang)


def _files(city):
    """The files with a published figure this page may show."""
    series = city.official_series
    places = {city.policy.decree.id, _reference(city)}
    used = series[series["entity"].isin(places) & series["indicator"].str.match(SHOWN)]
    return city.sources[city.sources["file"].isin(used["file"])]


def _reference(city):
    """The place whose published yearly changes of energy per GDP test the methods: the first decree.yaml names."""
    series = city.official_series
    chained = set(series[series["indicator"] == "energy_per_gdp_change"]["entity"])
    return next((entity for entity in city.policy.decree.entities if entity in chained), None)


def _place(city, lang):
    return city.policy.name_of("entity", _reference(city), lang)


def _published(city, indicator):
    series = city.official_series
    return series[(series["entity"] == _reference(city)) & (series["indicator"] == indicator)]


def _unit(city, lang):
    """Unit and price base of the published levels."""
    level = releases(city.official_series, _reference(city), "energy_per_gdp").iloc[-1]
    unit = say(f"unit_of_{dimension(level['unit'])}", lang)
    return say("validation_unit", lang, unit=unit, base=level["price_base"])


def _refused(city, lang):
    """The levels the software will not join, as its own refusal lists them; nothing where it joins them."""
    try:
        latest_vintage(city.official_series, _reference(city), "energy_per_gdp")
    except MonitorError as refusal:
        rows = refusal.rows.rename(columns={"vintage": "released"}).drop(columns="unit")
        rows["value"] = [wording.number(value, 3) for value in rows["value"]]
        rows["released"] = [day.date().isoformat() for day in rows["released"]]
        headings = {name: say(f"validation_{name}", lang) for name in rows}
        return [elements.note(say("validation_refusal", lang)), elements.data_table(rows, lang, headings)]
    return []


def _one_release(city):
    """The longest run of levels that one release holds, by year."""
    rows = releases(city.official_series, _reference(city), "energy_per_gdp")
    if rows.empty:
        return pd.Series(dtype=float)
    sizes = rows.groupby("vintage").size()
    return rows[rows["vintage"] == sizes.idxmax()].set_index("year")["value"].astype(float)


def _four_years(city):
    one = _one_release(city)
    changes = latest_vintage(city.official_series, _reference(city), "energy_per_gdp_change")
    published = _total(city, one.index[-1] if len(one) else None)
    if published is None or changes.empty:
        return None
    return compound_change(changes.loc[: one.index[-1]]), published, 0.00005


def _five_years(city):
    energy, gdp = (
        _span(city, f"{name}_average") for name in ("energy_consumption_growth", "gdp_real_growth")
    )
    base = city.policy.decree.energy_since
    published = _total(city, base + SPAN_YEARS)
    if energy is None or gdp is None or published is None:
        return None
    return compound_change([intensity_change(energy, gdp)] * SPAN_YEARS), published, 0.001


def _span(city, indicator):
    rows = _published(city, indicator).sort_values("vintage")
    return None if rows.empty else float(rows["value"].iloc[-1])


def _total(city, year):
    rows = _published(city, "energy_per_gdp_change_total").query("year == @year")
    return None if rows.empty else float(rows.sort_values("vintage")["value"].iloc[-1])
