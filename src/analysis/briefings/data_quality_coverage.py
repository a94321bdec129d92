"""Who has reported when: what is missing in words, and the number of enterprises over time."""

from calendar import month_abbr

import pandas as pd

from analysis import figures, wording
from analysis.briefings import elements
from analysis.briefings.data_quality_gaps import gaps, together
from analysis.briefings.data_quality_words import (
    counted,
    first_of,
    period_name,
    periods_of,
    what_is_missing,
)
from analysis.policy.plan import OTHER
from analysis.wording import say

SHOWN_GAPS = 8
RECENT_YEARS = 2
WHOLE_YEAR = 13  # after the months it sums up


def coverage(city, lang):
    """What has not arrived and whom to ask; then the enterprises reporting by district and by cluster."""
    missing = gaps(city)
    said = _gaps(city, missing, lang) if len(missing) else [elements.message(say("quality_no_gap", lang))]
    charts = [_chart(city, by, missing, lang) for by in ("district", "cluster")]
    return elements.group(*said, *_never_reported(city, lang), *charts)


def _gaps(city, missing, lang):
    """The gaps, one row a table, or a district and table: which periods, how many enterprises, whom to ask."""
    groups = together(missing)
    rows = [
        {
            "missing": what_is_missing(city.policy, group.iloc[0], lang),
            "periods": periods_of(group, lang),
            "last_time": int(group["enterprises"].max()),
            "due": _due(group, lang),
            "whom": group[f"producer_{lang}"].iloc[0],
        }
        for group in groups
    ]
    headings = {name: say(f"quality_column_{name}", lang) for name in rows[0]}
    yield elements.message(say("quality_gaps", lang, gaps=counted("gaps", len(missing), lang)))
    yield elements.data_table(rows[:SHOWN_GAPS], lang, headings)
    if len(rows) > SHOWN_GAPS:
        more = counted("gaps", sum(len(group) for group in groups[SHOWN_GAPS:]), lang)
        yield elements.note(say("quality_gaps_more", lang, gaps=more))


def _due(group, lang):
    if group["kind"].iloc[0] == "district":
        return say("quality_due_with_the_rest", lang)
    return first_of([str(day.date()) for day in group["expected"]], lang)


def _never_reported(city, lang):
    reported = set(city.coverage("district")["district"])
    silent = [key for key in city.policy.districts if key not in reported]
    if not silent:
        return []
    names = wording.listing([city.policy.name_of("district", key, lang) for key in silent], lang)
    return [elements.note(say("quality_never_reported", lang, names=names))]


def _chart(city, by, missing, lang):
    counts = city.coverage(by)
    table = by_period(counts, by, missing, city.policy, lang)
    newest = counts[counts["month"].isna()] if counts["month"].isna().any() else counts
    last = newest.sort_values(["year", "month"]).iloc[-1]
    of_last = newest[(newest["year"] == last["year"]) & newest["month"].eq(last["month"]).fillna(True)]
    title = say(
        f"quality_coverage_{by}",
        lang,
        period=period_name(last["year"], last["month"], lang),
        count=counted("enterprises", of_last["enterprises"].sum(), lang),
    )
    points = [
        say("quality_coverage_point", lang, name=_name(key, by, city.policy, lang), count=count)
        for key, count in of_last.set_index(by)["enterprises"].items()
    ]
    alt = say("chart_alt", lang, title=title, points=wording.listing(points, lang))
    options = {"lang": lang, "title": title, "note": say("quality_coverage_note", lang)}
    return elements.chart(lambda size: figures.coverage(table, size=size, **options), alt)


def by_period(counts, by, missing, policy, lang):
    """Every district or cluster that ever reported, by period: whole years, and the months of the last two.

    A period in which something is missing is there too, also one for which nothing was received at all.

    Columns: name, period (heading of its column), enterprises (missing where nothing was received).
    """
    recent = counts["month"].isna() | (counts["year"] > counts["year"].max() - RECENT_YEARS)
    incomplete = missing[missing["table"].ne("enterprise")]
    periods = pd.concat([counts[recent], incomplete])[["year", "month"]].drop_duplicates(ignore_index=True)
    order = periods["month"].fillna(WHOLE_YEAR)
    periods = periods.assign(order=order).sort_values(["year", "order"])
    known = [*(policy.districts if by == "district" else policy.clusters), OTHER]
    keys = [key for key in known if key in set(counts[by])]
    cells = pd.MultiIndex.from_product([keys, periods.index], names=[by, "at"]).to_frame(index=False)
    cells = cells.merge(periods, left_on="at", right_index=True)
    cells = cells.merge(counts, on=[by, "year", "month"], how="left")
    return pd.DataFrame(
        {
            "name": [_name(key, by, policy, lang) for key in cells[by]],
            "period": [_head(*each, lang) for each in zip(cells["year"], cells["month"], strict=True)],
            "enterprises": cells["enterprises"].astype(float),
        }
    )


def _name(key, by, policy, lang):
    return policy.name_of(by, key, lang, short=True)


def _head(year, month, lang):
    if pd.isna(month):
        return say("quality_head_year", lang, year=year)
    return say("quality_head_month", lang, year=year, month=month if lang == "zh" else month_abbr[month])
