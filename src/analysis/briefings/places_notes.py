"""Where each number of a cluster's or district's page comes from: commitments, formulas, tables, files."""

import pandas as pd

from analysis.briefings import elements
from analysis.briefings.places_scope import headings, last_year
from analysis.wording import say

CLUSTER = (
    ("target", "cluster_revenue, progress_ratio", "cluster_year"),
    ("path", "required_path, cagr", "cluster_year"),
    ("gap", "gap_by_equal_growth", "district_cluster_year, enterprise_year"),
    ("growth", "growth_bridge", "enterprise_year, enterprise_ytd, enterprise"),
    ("layout", "location_quotient, planned_cell_share", "district_cluster_year"),
    ("concentration", "top_share, herfindahl, equivalent_number", "enterprise_year"),
    ("core", "core_enterprises, next_candidates", "enterprise_year"),
    ("moves", "transitions", "enterprise_year"),
    ("energy", "energy_tce, value_added", "cluster_year"),
)
DISTRICT = (
    ("structure", "location_quotient, krugman, herfindahl", "district_cluster_year"),
    ("layout", "planned_cell_specialisation, planned_cell_share", "district_cluster_year"),
    ("shift", "dynamic_shift_share", "district_cluster_year"),
    ("growth", "growth_bridge", "enterprise_year, enterprise_ytd, enterprise"),
    ("gap", "gap_by_equal_growth, required_path", "district_cluster_year"),
    ("parks", "park_profiles", "park_year"),
    ("core", "core_enterprises, next_candidates", "enterprise_year"),
    ("coverage", "entry_exit", "enterprise_year, enterprise_ytd"),
)
USED = ("enterprise", "enterprise_year", "enterprise_ytd")


def cluster_notes(city, cluster, lang):
    """The notes of a cluster's page."""
    target = city.policy.with_indicator("cluster_revenue", cluster=cluster)
    cells = city.policy.with_indicator("planned_cell_specialisation", cluster=cluster)
    promises = {"target": target, "path": target, "gap": target, "layout": cells}
    return _notes(city, CLUSTER, promises, lang)


def district_notes(city, district, lang):
    """The notes of a district's page."""
    promises = {
        "layout": city.policy.with_indicator("planned_cell_specialisation", district=district),
        "gap": city.policy.with_indicator("cluster_revenue"),
    }
    return _notes(city, DISTRICT, promises, lang)


def _notes(city, rows, promises, lang):
    table = pd.DataFrame(
        {
            "what": [say(f"place_what_{what}", lang) for what, *_ in rows],
            "promise_ids": [_span([c.id for c in promises.get(what, ())]) for what, *_ in rows],
            "formula": [formula for _, formula, _ in rows],
            "table": [table for *_, table in rows],
        }
    )
    caption = say("place_notes_caption", lang)
    return elements.group(
        elements.data_table(table, lang, headings(lang, *table.columns), caption=caption),
        *_vintage(city, lang),
        elements.sources(city.sources[city.sources["table"].isin(USED)], lang),
    )


def _vintage(city, lang):
    returns = city.enterprise_year
    if returns.empty:
        return []
    year = last_year(city)
    day = returns.loc[returns["year"] == year, "obtained"].max().date()
    return [elements.note(say("place_notes_vintage", lang, year=year, day=day, as_of=city.as_of))]


def _span(ids):
    """Ids that follow each other as one span, others one by one."""
    numbers = [int(i[1:]) for i in ids]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{ids[0]}–{ids[-1]}"
    return " ".join(ids)
