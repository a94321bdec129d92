"""What a notebook shows for a city and for a promise: small cards in plain HTML, every text escaped."""

import functools
from pathlib import Path

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis import wording
from analysis.desk.speech import language
from analysis.exports.city_workbook import redefined
from analysis.figures.style import ACCENT, sign
from analysis.wording import say

WIDTH, HEIGHT, AIR = 300, 64, 6


@functools.cache
def templates():
    """The templates of the desk; everything put into them is escaped."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def html(template, **values):
    """A template of the desk filled in: safe HTML."""
    return templates().get_template(f"{template}.html.j2").render(**values)


def city_card(city, lang=None):
    """A city at a glance: day, years, verdicts by status, sources, and lines of code to go on with."""
    lang = language(lang)
    counts = city.status()["status"].value_counts()
    return html(
        "city",
        lang=lang,
        title=say("desk_city", lang, place=city.policy.decree.city[lang], as_of=city.as_of),
        years=say("desk_years", lang, years=wording.listing(map(str, city.years), lang)),
        warnings=[
            *redefined(city, lang),
            *([say("banner_heading", lang)] if (city.sources["kind"] == "synthetic").any() else []),
        ],
        counted=say("desk_verdicts", lang, count=int(counts.sum())),
        verdicts=[
            {
                "word": wording.STATUS[status][lang],
                "count": int(counts[status]),
                "symbol": sign(status).symbol,
                "colour": sign(status).colour,
            }
            for status in wording.STATUS
            if status in counts
        ],
        sources=_sources(city, lang),
        next=say("desk_next", lang),
        steps=_steps(city, lang),
    )


def _sources(city, lang):
    kinds = city.sources["kind"].value_counts()
    named = [
        say("desk_kind_count", lang, kind=say(f"kind_{kind}", lang), count=count)
        for kind, count in kinds.items()
    ]
    return say("desk_sources", lang, count=len(city.sources), kinds=wording.listing(named, lang))


def _steps(city, lang):
    """(line of code, what it gives), with an id of this decree."""
    asked = city.policy.with_indicator("cluster_revenue")
    example = asked[0] if asked else next(iter(city.policy.commitments.values()))
    cluster = example.scope.cluster or next(iter(city.policy.clusters))
    lines = {
        "commitment": f'city.commitment("{example.id}")',
        "verdicts": f'city.verdicts(cluster="{cluster}")',
        "path": f'city.path("{example.id}")',
        "redefined": f'city.redefined("{example.id}", baseline={city.policy.decree.baseline_year})',
        "excel": f'city.to_excel("{city.policy.decree.id}.xlsx")',
    }
    return [(code, say(f"desk_next_{name}", lang)) for name, code in lines.items()]


def promise_card(promise):
    """A promise at a glance: its words, the verdict in a sentence, and its values as a line."""
    look = sign(promise.status)
    fields = [
        ("clause", promise.clause),
        ("definition", promise.definition),
        ("now", promise.now),
        ("goal", promise.goal),
        ("due", promise.due_text),
    ]
    if pd.notna(promise.probability):
        fields.append(("chance", wording.chance(promise.probability, promise.lang)))
    return html(
        "promise",
        lang=promise.lang,
        id=promise.id,
        promise=promise.promise,
        verdict=promise.verdict,
        warnings=list(redefined(promise._city, promise.lang)) if promise.is_redefined else [],
        symbol=look.symbol,
        colour=look.colour,
        accent=ACCENT,
        sentence=promise.sentence,
        spark=spark(promise.path, promise),
        fields=[(say(f"desk_field_{key}", promise.lang), words) for key, words in fields],
    )


def spark(table, promise):
    """A line of the observed values and the required ones as points of an SVG; None below two observed values."""
    actual = table.dropna(subset="actual")
    if len(actual) < 2:
        return None
    years, values = table["year"], table[["actual", "required"]].stack()
    across = (WIDTH - 2 * AIR) / max(1, years.max() - years.min())
    spread = (values.max() - values.min()) or 1.0

    def place(year, value):
        up = (value - values.min()) / spread
        return f"{AIR + (year - years.min()) * across:.1f},{HEIGHT - AIR - up * (HEIGHT - 2 * AIR):.1f}"

    required = table.dropna(subset="required")
    points = [place(*row) for row in actual[["year", "actual"]].to_numpy()]
    ends = [actual.iloc[0], actual.iloc[-1]]
    said = [wording.number(end["actual"], 3 if abs(end["actual"]) < 10 else 0) for end in ends]
    words = {"first": int(ends[0]["year"]), "last": int(ends[1]["year"]), "start": said[0], "end": said[1]}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "actual": " ".join(points),
        "required": " ".join(place(*row) for row in required[["year", "required"]].to_numpy())
        if len(required) > 1
        else "",
        "last": points[-1].split(","),
        "words": say("desk_spark", promise.lang, **words),
    }
