"""Where the core enterprises are: a number a district and a cluster, and what they weigh there."""

import pandas as pd

from analysis import figures
from analysis.briefings import elements
from analysis.briefings.core_scope import CoreScope
from analysis.briefings.places_scope import chart, figure_of, named_points, share_of, unit
from analysis.wording import say

OUTSIDE = "other"


def where(city, lang):
    """Core enterprises by district on the tile map, and by district and cluster in tables."""
    scope = CoreScope(city)
    if scope.returns.empty:
        return elements.message(say("core_none_yet", lang, as_of=city.as_of))
    tables = [_table(city, by_place(scope, kind), kind, lang) for kind in ("district", "cluster")]
    return elements.group(_map(city, scope, lang), *tables)


def by_place(scope, kind):
    """A row a place that reports: key, count, revenue of core enterprises, share of the place's revenue.

    The share is NaN where a revenue of the place is missing or it has none. Most core enterprises first.
    """
    rows = scope.returns.assign(key=scope.returns[kind].fillna(OUTSIDE))
    core = rows["revenue"] > scope.threshold
    found = rows.assign(count=core.astype(int), core=rows["revenue"].where(core, 0.0)).groupby("key")
    table = found.agg(count=("count", "sum"), revenue=("core", "sum"))
    total = found["revenue"].sum(min_count=1).where(~found["revenue"].apply(lambda part: part.isna().any()))
    table["share"] = table["revenue"] / total.where(total > 0)
    ordered = table.sort_values(["count", "revenue"], ascending=False, kind="stable")
    return ordered.reset_index()


def _map(city, scope, lang):
    counts = by_place(scope, "district").set_index("key")["count"]
    tiles = pd.DataFrame(
        [
            {
                "name": district.short[lang],
                "column": district.tile[0],
                "row": district.tile[1],
                "value": float(counts[key]) if key in counts.index else float("nan"),
            }
            for key, district in city.policy.districts.items()
        ]
    )
    places = tiles[tiles["value"] > 0].sort_values("value", ascending=False, kind="stable")
    title = say("core_map_title", lang, year=scope.year, places=len(places), districts=len(tiles))
    points = named_points(places["name"], [f"{value:.0f}" for value in places["value"]], lang)
    options = {"digits": 0, "measure": say("core_map_measure", lang)}
    return chart(figures.tile_map, tiles, title, points, lang, **options)


def _table(city, rows, kind, lang):
    """The places with a core enterprise; how many have none is said in the caption."""
    some = rows[rows["count"] > 0]
    named = some.assign(place=[_name(city, kind, key, lang) for key in some["key"]])
    formats = {"count": str, "revenue": figure_of(city, lang), "share": share_of(lang)}
    names = {
        "place": f"core_column_{kind}",
        "count": "core_column_count",
        "revenue": "core_column_revenue_core",
    }
    headings = {name: say(key, lang, unit=unit(city, lang)) for name, key in names.items()}
    headings["share"] = say(f"core_column_share_of_{kind}", lang)
    caption = say(f"core_by_{kind}", lang, none=len(rows) - len(some))
    return elements.data_table(named, lang, headings, formats=formats, caption=caption)


def _name(city, kind, key, lang):
    return city.policy.name_of(kind, key, lang, short=True)
