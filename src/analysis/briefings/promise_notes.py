"""Where the verdicts on all commitments come from: formulas, the promises judged by each, tables, files, vintages."""

import pandas as pd

from analysis.briefings import elements
from analysis.targets.verdict import FORMULAS
from analysis.wording import say

TABLES = {
    "progress": "cluster_year, district_cluster_year, park_year, official_series",
    "planned_cell": "district_cluster_year",
    "least_of_list": "programme_event, enterprise_year",
    "share_returned": "programme_event, enterprise",
    "no_charge": "programme_event, enterprise",
    "reward_on_first": "programme_event, enterprise_year",
    "milestone_days": "programme_event, project",
    "change_since_base": "programme_event, project",
    "cases_to_date": "programme_event, project",
}
FUNCTIONS = {
    "progress": "progress_ratio",
    "planned_cell": "planned_cell_specialisation, planned_cell_share",
    "least_of_list": "least_revenue_of_list",
    "milestone_days": "judge_milestone",
    "years_kept": "judge_recurring",
    "change_since_base": "judge_direction, trend",
    "cases_to_date": "judge_process",
    "no_charge": "charges",
    "share_returned": "returned_shares",
    "reward_on_increase": "rewards_on_increase",
    "reward_on_first": "rewards_on_first",
}


def notes(city, lang):
    """The formulas of all verdicts with the promises they judge, the newest figures, and every source file."""
    status = city.status()
    rows = [_row(formula, status, lang) for formula in FORMULAS if (status["evidence"] == formula).any()]
    newest = pd.to_datetime(status["vintage"]).max()
    words = [] if pd.isna(newest) else [say("all_vintage", lang, day=newest.date())]
    return formula_notes(city, rows, city.sources, lang, words)


def formula_notes(city, rows, files, lang, words=()):
    """A table of formulas, what they are used for and on which tables; then how to follow a number, and the files.

    `rows` are (what, commitment ids, formula names, table names); `files` are rows of `City.sources`.
    """
    names = ("what", "promise_ids", "formula", "table")
    table = pd.DataFrame([(what, spans(ids) or "–", *rest) for what, ids, *rest in rows], columns=names)
    headings = {name: say(f"place_column_{name}", lang) for name in names}
    return elements.group(
        elements.data_table(table, lang, headings, caption=say("place_notes_caption", lang)),
        elements.note(say("all_explain", lang)),
        *map(elements.note, [*words, say("sources_note", lang, as_of=city.as_of)]),
        elements.sources(files, lang),
    )


def _row(formula, status, lang):
    ids = status.loc[status["evidence"] == formula, "commitment_id"]
    return say(f"formula_{formula}", lang), ids, FUNCTIONS[formula], TABLES.get(formula, "programme_event")


def spans(ids):
    """Ids in words: those that follow each other as one span, C006–C015, others one by one."""
    numbers = pd.Series([int(one[1:]) for one in ids], list(ids), dtype=int)
    runs = [list(run.index) for _, run in numbers.groupby((numbers.diff() != 1).cumsum().to_numpy())]
    return " ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else " ".join(run) for run in runs)
