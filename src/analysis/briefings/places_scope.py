"""One cluster or one district as the subject of a page: its rows, its name, its size, its money as readers see it."""

from dataclasses import dataclass

import pandas as pd

from analysis import wording
from analysis.briefings import elements
from analysis.units import to_unit
from analysis.wording import say

# Below this many enterprises a single one can turn the figures of a page.
SMALL = 20
# From this share on the largest enterprise is the story of the place.
DOMINANT = 0.5
FULL_STOP = {"zh": "。", "en": "."}


@dataclass(frozen=True)
class Place:
    """A cluster or a district: `kind` is the column it is found under, `key` its id."""

    kind: str
    key: str

    @property
    def scope(self):
        """The place as keyword arguments: cluster="tobacco"."""
        return {self.kind: self.key}

    def rows(self, table):
        """The rows of a table that belong to the place."""
        return table[table[self.kind] == self.key]

    def name(self, city, lang, short=False):
        """Its name; raises UnknownName for an id data/policy does not declare."""
        return city.policy.name_of(self.kind, self.key, lang, short=short)


def last_year(city):
    """The year of the newest annual return; the year of the edition where there is none."""
    return city.years[-1] if city.years else city.as_of.year


def reporting(city, place, year):
    """Revenue of the enterprises of the place in a year, a Series by id."""
    rows = place.rows(city.entity_year)
    return rows[rows["year"] == year].groupby("enterprise_id")["revenue"].sum(min_count=1)


def size_notes(city, place, lang):
    """What a reader has to know before any figure: very few enterprises, or one that outweighs all others."""
    year = last_year(city)
    revenue = reporting(city, place, year)
    if 0 < len(revenue) < SMALL:
        enterprises = counted("enterprises", len(revenue), lang)
        yield elements.note(say("place_small", lang, year=year, enterprises=enterprises))
    share = revenue.max() / revenue.sum() if len(revenue) > 1 and revenue.sum() > 0 else 0.0
    if share > DOMINANT:
        spoken = wording.percent(share, lang=lang)
        yield elements.note(say("place_dominant", lang, year=year, share=spoken))


def counted(things, count, lang):
    """A number of things in words: 1 enterprise, 1,234 enterprises."""
    form = "one" if count == 1 else "many"
    return say(f"place_{things}_{form}", lang, count=wording.number(count, 0))


def money(city, value, lang):
    """Money as a sentence writes it: 26.20 bn yuan; what would round to nothing has two more decimals."""
    if pd.isna(value):
        return wording.NOT_KNOWN[lang]
    shown, digits = display(city, float(value), lang), wording.money_digits(unit(city, lang))
    if value and round(shown, digits) == 0:
        digits += 2
    return _with_unit(city, wording.number(shown, digits), lang)


def round_money(city, value, lang):
    """A target or threshold with as few decimals as it needs: 24 bn yuan."""
    shown = display(city, float(value), lang)
    most = wording.money_digits(unit(city, lang))
    digits = next((d for d in range(most) if abs(round(shown, d) - shown) < 1e-9), most)
    return _with_unit(city, wording.number(shown, digits), lang)


def _with_unit(city, figure, lang):
    space = "" if lang == "zh" else wording.NO_BREAK
    return f"{figure}{space}{unit(city, lang).replace(' ', wording.NO_BREAK)}"


def signed_money(city, value, lang):
    """Money with its sign, for differences."""
    if pd.isna(value) or value < 0:
        return money(city, value, lang)
    return f"+{money(city, value, lang)}"


def display(city, value, lang):
    """Money (number or Series) in the unit of the pages."""
    decree = city.policy.decree
    return to_unit(value, decree.money_unit, decree.money_display[lang])


def figure_of(city, lang):
    """How a table cell writes money held in the city's unit: the number alone, its unit is in the heading."""
    digits = wording.money_digits(unit(city, lang))
    return lambda value: wording.number(display(city, value, lang), digits, lang=lang)


def signed_figure_of(city, lang):
    """As `figure_of`, a gain with its plus."""
    write = figure_of(city, lang)
    return lambda value: f"+{write(value)}" if value > 0 else write(value)


def share_of(lang, digits=1):
    """How a table cell writes a share."""
    return lambda value: wording.percent(value, digits, lang=lang)


def unit(city, lang):
    """The unit money has on the pages."""
    return city.policy.decree.money_display[lang]


def money_axis(city, lang):
    """The options of a chart whose axis is money."""
    return {"unit": unit(city, lang), "digits": wording.money_digits(unit(city, lang))}


def change(rate, lang, digits=1):
    """A rate of change in words: up 12.0 %, down 3.1 %; missing in words."""
    if pd.isna(rate):
        return wording.NOT_KNOWN[lang]
    key = "place_up" if rate >= 0 else "place_down"
    return say(key, lang, rate=wording.percent(abs(rate), digits, lang=lang))


def chart(figure, table, title, points, lang, **options):
    """A chart in both widths; its alternative text is its title and its values."""
    alt = say("chart_alt", lang, title=title, points=wording.listing(points, lang))
    return elements.chart(lambda size: figure(table, lang=lang, title=title, size=size, **options), alt)


def named_points(names, values, lang):
    """Names with their values, as an alternative text lists them."""
    return [say("place_named", lang, name=n, value=v) for n, v in zip(names, values, strict=True)]


def headings(lang, *columns, **values):
    """The headings of a table by column; `values` fill the blanks in them."""
    return {column: say(f"place_column_{column}", lang, **values) for column in columns}


def layout_rule(key, commitment, lang):
    """What a planned cell is promised, by its own quotient and, where it may rise instead, its share."""
    rule = commitment.specialised
    said = {"limit": f"{rule.quotient:g}"}
    if rule.or_share_rising_since is None:
        return say(f"{key}_quotient", lang, **said)
    return say(key, lang, **said, start=rule.or_share_rising_since)
