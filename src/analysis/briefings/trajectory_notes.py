"""Where the figures of a trajectory page come from."""

from analysis.briefings.promise_notes import formula_notes
from analysis.wording import say

FORMULAS = (
    (
        "chance",
        "outlook_of, simulate_paths, annual_trajectory",
        "cluster_year, district_cluster_year, official_series",
    ),
    ("needed", "required_growth, growth_seen", "cluster_year, cluster_ytd"),
    ("now", "nowcasts, combine", "cluster_ytd, enterprise_ytd, enterprise_year"),
    ("what_if", "scenario_paths, apply_scenario", "cluster_year, project"),
)
OF_CITY = (
    ("drivers", "growth_drivers (wild cluster bootstrap)", "enterprise_year, enterprise"),
    ("planned", "planned_effect", "district_cluster_year"),
    ("record", "backtest, interval_hits, brier, skill", "enterprise_year, enterprise_ytd, official_series"),
)
USED = ("enterprise", "enterprise_year", "enterprise_ytd", "official_series", "project")


def notes(view):
    """Commitments, formulas, tables and files behind the page."""
    ids = list(view.outlook.index)
    rows = [
        (say(f"ahead_what_{what}", view.lang), ids if what == "chance" else [], formula, table)
        for what, formula, table in (*FORMULAS, *(() if view.cluster else OF_CITY))
    ]
    files = view.city.sources
    return formula_notes(view.city, rows, files[files["table"].isin(USED)], view.lang)
