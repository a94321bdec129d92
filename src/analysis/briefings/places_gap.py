"""Who closes and who opens the gap to a target: of a cluster by district and enterprise, of a district by cluster."""

import pandas as pd

from analysis import figures
from analysis.briefings import elements
from analysis.briefings.places_scope import (
    FULL_STOP,
    Place,
    chart,
    counted,
    display,
    figure_of,
    headings,
    last_year,
    money,
    money_axis,
    named_points,
    reporting,
    signed_figure_of,
    signed_money,
    unit,
)
from analysis.indicators.target_gap import REST, gap_by_equal_growth, widest
from analysis.wording import listing, say

# Enterprises listed on each side of the gap.
SHOWN = 4


def target_of(city, cluster):
    """The revenue commitment of a cluster; None where it was given none."""
    found = city.policy.with_indicator("cluster_revenue", cluster=cluster)
    return found[0] if found else None


def required_of(city, cluster):
    """(baseline year, newest year, revenue the path to the cluster's target requires by then); None without a path."""
    commitment = target_of(city, cluster)
    if commitment is None:
        return None
    path = city.path(commitment.id).set_index("year")
    required = path["required"].dropna()
    actual = path["actual"].dropna()
    if len(required) < 2 or actual.empty or actual.index[-1] <= required.index[0]:
        return None
    year = int(min(actual.index[-1], required.index[-1]))
    return int(required.index[0]), year, float(required[year])


def district_gap(city, cluster):
    """`gap_by_equal_growth` of a cluster by district, with the two years it spans; None without a path."""
    return _gap(city, cluster, lambda year: _by_district(city, cluster, year))


def enterprise_gap(city, cluster):
    """The same by enterprise."""
    return _gap(city, cluster, lambda year: reporting(city, Place("cluster", cluster), year))


def cluster_gap(city, cluster, lang):
    """The gap of a cluster to its required revenue by district, and the enterprises that weigh most."""
    found = district_gap(city, cluster)
    if found is None:
        year = city.policy.decree.baseline_year
        return elements.message(say("place_gap_none", lang, year=year, start=year))
    gap, start, year = found
    if gap["contribution"].isna().any():
        return elements.message(say("place_incomplete", lang, year=year))
    if len(gap) == 1:
        name = city.policy.name_of("district", gap.index[0], lang)
        total = signed_money(city, gap["contribution"].sum(), lang)
        first = elements.message(say("place_gap_one", lang, district=name, year=year, gap=total))
    else:
        first = _district_chart(city, gap, start, year, lang)
    return elements.group(first, _enterprise_table(city, cluster, lang))


def district_share(city, district, lang):
    """What a district adds to or takes from the clusters' gap, cluster by cluster, and its rank among districts."""
    parts = _by_cluster_and_district(city)
    if parts is None:
        return elements.message(say("place_city_gap_none", lang, start=city.policy.decree.baseline_year))
    gap, start, year = parts
    own = gap[gap["district"] == district].set_index("cluster")["contribution"]
    if own.empty or reporting(city, Place("district", district), last_year(city)).empty:
        return elements.message(say("place_where_none", lang, year=last_year(city)))
    if gap["contribution"].isna().any():
        return elements.message(say("place_incomplete", lang, year=year))
    totals = gap.groupby("district")["contribution"].sum()
    rank = int(totals.rank(ascending=False, method="min")[district])
    key = "place_city_gap_above" if totals[district] >= 0 else "place_city_gap_below"
    title = say(
        key,
        lang,
        name=city.policy.name_of("district", district, lang),
        gap=money(city, abs(totals[district]), lang),
        count=len(totals),
        rank=rank,
        city=signed_money(city, totals.sum(), lang),
    )
    note = say("place_city_gap_note", lang, start=start, year=year)
    if len(own) < 2:
        return elements.group(
            elements.message(f"{title}{FULL_STOP[lang]}"), elements.note(f"{note}{FULL_STOP[lang]}")
        )
    names = [city.policy.name_of("cluster", key, lang, short=True) for key in own.index]
    colours = [city.policy.clusters[key].colour for key in own.index]
    return _chart(city, own, names, title, note, lang, colour=colours)


def _gap(city, cluster, revenue_of):
    found = required_of(city, cluster)
    if found is None:
        return None
    start, year, required = found
    return gap_by_equal_growth(revenue_of(start), revenue_of(year), required), start, year


def _by_district(city, cluster, year):
    """Revenue of a cluster by district; missing, not nothing, where a known district sent no return at all."""
    table = city.district_cluster_year
    of_year = table[table["year"] == year]
    silent = sorted(set(table["district"]) - set(of_year["district"]))
    revenue = of_year[of_year["cluster"] == cluster].set_index("district")["revenue"]
    grown = set(table.loc[table["cluster"] == cluster, "district"])
    return revenue.reindex([*revenue.index, *(key for key in silent if key in grown)])


def _by_cluster_and_district(city):
    """Contribution of every district to every cluster's gap: cluster, district, contribution; and the years it spans.

    Clusters with other deadlines end in other years; the second year is then a span.
    """
    found = {key: district_gap(city, key) for key in city.policy.clusters}
    found = {key: gap for key, gap in found.items() if gap is not None}
    if not found:
        return None
    frames = [
        gap.rename_axis("district").reset_index().assign(cluster=key) for key, (gap, *_) in found.items()
    ]
    starts, years = ({each[i] for each in found.values()} for i in (1, 2))
    return pd.concat(frames, ignore_index=True), _span(starts), _span(years)


def _span(years):
    return min(years) if len(years) == 1 else f"{min(years)}–{max(years)}"


def _district_chart(city, gap, start, year, lang):
    values = gap["contribution"]
    total = values.sum()
    names = [city.policy.name_of("district", key, lang, short=True) for key in gap.index]
    ordered = pd.Series(values.to_numpy(), names).sort_values(ascending=total < 0)
    leading = ordered[ordered * total > 0].index[:2]
    key = "place_gap_above" if total >= 0 else "place_gap_below"
    spoken = {"year": year, "gap": money(city, abs(total), lang), "names": listing(leading, lang)}
    note = say("place_gap_note", lang, start=start, year=year)
    return _chart(city, values, names, say(key, lang, **spoken), note, lang)


def _chart(city, values, names, title, note, lang, **columns):
    table = pd.DataFrame({"name": names, "value": display(city, values, lang).to_numpy(), **columns})
    points = named_points(names, [signed_money(city, value, lang) for value in values], lang)
    options = money_axis(city, lang) | {"measure": say("place_gap_measure", lang), "note": note}
    return chart(figures.contributions, table, title, points, lang, **options)


def _enterprise_table(city, cluster, lang):
    gap, _, year = enterprise_gap(city, cluster)
    shown = widest(gap, SHOWN)
    known = city.enterprise_year.sort_values(["year", "obtained"]).drop_duplicates(
        "enterprise_id", keep="last"
    )
    names = known.set_index("enterprise_id")["name"].to_dict()
    rest = counted("enterprises", len(gap) - len(shown) + 1, lang)
    names[REST] = say("place_gap_rest", lang, enterprises=rest)
    places = known.set_index("enterprise_id")["district"].to_dict()
    table = shown.assign(
        enterprise=[names.get(key, key) for key in shown.index],
        district=[_district_name(city, places.get(key), lang) for key in shown.index],
    )
    columns = ("enterprise", "district", "contribution", "actual", "required")
    formats = dict.fromkeys(("actual", "required"), figure_of(city, lang))
    formats["contribution"] = signed_figure_of(city, lang)
    caption = say("place_gap_enterprises", lang, unit=unit(city, lang))
    heads = headings(lang, *columns, year=year)
    return elements.data_table(table, lang, heads, formats=formats, caption=caption)


def _district_name(city, key, lang):
    return "" if key is None else city.policy.name_of("district", key, lang, short=True)
