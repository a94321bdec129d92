"""What a person should look at although it was taken: unlikely figures, and breaks of a series."""

import json

import numpy as np

from analysis.briefings import elements
from analysis.briefings.data_quality_words import counted, place, spoken
from analysis.sources.findings import finding_sentence
from analysis.wording import say

SHOWN = 6
BREAKS = ("scope_changes_between_years", "classification_changes_between_years")
# Said in other sections of the page.
ELSEWHERE = (*BREAKS, "old_period_restated")
ANSWERED_BY_SENDER = ("enterprise", "file", "park")
# From what can move a total of the city to what can hardly move anything.
SERIOUS = (
    "returns_differ_from_published_total",
    "printed_total_differs_from_rows",
    "district_total_jumps",
    "cluster_total_jumps",
    "figure_is_another_order_of_magnitude",
    "enterprises_are_left_out_of_period_delivered_again",
    "branch_reported_under_its_parent_as_well",
    "equal_figures_of_two_enterprises",
    "annual_figure_below_year_to_date",
    "month_does_not_fit_year_to_date",
    "enterprise_in_two_districts",
    "printed_cluster_contradicts_industry_code",
    "park_lies_in_two_districts",
    "printed_total_is_not_a_number",
    "rows_repeat_with_equal_figures",
)


def findings_of(city):
    """The findings this page asks about, one row each; see City.flags."""
    return city.flags[~city.flags["check"].isin(ELSEWHERE)]


def questions_by_sender(city, lang):
    """Producer -> number of findings that only the producer of the file can answer."""
    asked = findings_of(city)
    asked = asked[asked["subject_kind"].isin(ANSWERED_BY_SENDER)]
    producers = city.sources.drop_duplicates("file").set_index("file")[f"producer_{lang}"]
    return asked["file"].map(producers).value_counts().to_dict()


def flags(city, lang):
    """The findings by check, the most serious check first and in it those that move most."""
    found = findings_of(city)
    if found.empty:
        return elements.message(say("quality_findings_none", lang))
    lead = say("quality_findings", lang, findings=counted("findings", len(found), lang))
    unit = say("quality_money_unit", lang, unit=city.policy.decree.money_unit)
    checks = sorted(set(found["check"]), key=_seriousness)
    tables = [
        part for check in checks for part in _of_check(city, check, found[found["check"] == check], lang)
    ]
    return elements.group(elements.message(lead), elements.note(unit), *tables)


def breaks(city, lang):
    """The years between which scope or classification changes, so that totals do not compare."""
    found = city.flags[city.flags["check"].isin(BREAKS)].sort_values("year", kind="stable")
    if found.empty:
        return elements.message(say("quality_breaks_none", lang))
    sentences = [_sentence(city, row, lang) for row in found.itertuples()]
    notes = [elements.note(sentence) for sentence in dict.fromkeys(sentences)]
    return elements.group(elements.message(say("quality_breaks", lang)), *notes)


def _seriousness(check):
    return (SERIOUS.index(check) if check in SERIOUS else len(SERIOUS), check)


def _of_check(city, check, found, lang):
    """A table of one check's findings, and how many are not shown."""
    moved = (found["now"] - found["before"]).abs().fillna(0).to_numpy()
    ordered = found.iloc[np.argsort(-moved, kind="stable")].head(SHOWN)
    rows = [
        {"place": place(row, lang), "finding": _sentence(city, row, lang)} for row in ordered.itertuples()
    ]
    headings = {name: say(f"quality_column_{name}", lang) for name in rows[0]}
    heading = say(f"quality_flag_{check}" if check in SERIOUS else "quality_flag_other", lang)
    caption = say("quality_heading_count", lang, heading=heading, count=len(found))
    yield elements.data_table(rows, lang, headings, caption=caption)
    if len(found) > SHOWN:
        yield elements.note(say("quality_findings_more", lang, shown=SHOWN, count=len(found) - SHOWN))


def _sentence(city, row, lang):
    return finding_sentence(row.check, spoken(json.loads(row.facts), lang, city.policy), lang)
