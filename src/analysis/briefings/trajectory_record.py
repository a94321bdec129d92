"""How past forecasts did: editions of this city replayed as they were known then, and published series elsewhere."""

import pandas as pd

from analysis.briefings import elements
from analysis.briefings.trajectory_tables import headings
from analysis.wording import month, number, percent, say

COLUMNS = ("horizon", "n", "years", "hits", "band", "verdict", "brier", "naive", "drift")


def record(view):
    """The replay of past editions by years ahead, with n and what it is enough for."""
    if view.cluster:
        return elements.group(elements.message(say("ahead_record_elsewhere", view.lang)), _digits(view))
    scores = view.record
    if scores.empty:
        return elements.group(
            elements.message(say("ahead_record_none", view.lang)),
            elements.note(say("ahead_record_elsewhere", view.lang)),
            _digits(view),
        )
    table = pd.DataFrame([_row(view, row) for row in scores.to_dict("records")])
    return elements.group(
        elements.message(_message(view, scores)),
        elements.data_table(
            table,
            view.lang,
            headings(view, COLUMNS),
            caption=say("ahead_record_caption", view.lang),
            stacked=False,
        ),
        *(elements.note(say(f"ahead_record_{key}", view.lang)) for key in ("one_year", "brier", "elsewhere")),
        _digits(view),
    )


def _message(view, scores):
    first = scores.iloc[0]
    key = "ahead_record_judged" if first["judged"] else "ahead_record_too_few"
    spoken = {"n": int(first["n"]), "years": int(first["years"]), "hits": int(first["hits_80"])}
    verdict = say(f"ahead_hits_{first['verdict_80']}", view.lang)
    return say(key, view.lang, share=percent(first["share_80"], 0, lang=view.lang), verdict=verdict, **spoken)


def _row(view, row):
    band = [percent(row[end], 0, lang=view.lang) for end in ("band_low_80", "band_high_80")]
    return {
        "horizon": _ahead(view, row),
        "n": int(row["n"]),
        "years": int(row["years"]),
        "hits": say("ahead_seen", view.lang, times=int(row["hits_80"]), spans=int(row["n"])),
        "band": say("ahead_span", view.lang, low=band[0], high=band[1]),
        "verdict": say(f"ahead_hits_{row['verdict_80']}", view.lang),
        "brier": number(row["brier"], 2, lang=view.lang),
        "naive": percent(row["skill_naive"], 0, lang=view.lang, signed=True),
        "drift": percent(row["skill_drift"], 0, lang=view.lang, signed=True),
    }


def _ahead(view, row):
    """How far ahead, and what of the year before was known."""
    key = "ahead_record_horizon_months" if row["month"] else "ahead_record_horizon"
    return say(
        key, view.lang, years=row["horizon"], month=month(row["month"], view.lang) if row["month"] else ""
    )


def _digits(view):
    key = "one_digit" if view.digits == 1 else "two_digits"
    return elements.note(
        say(f"ahead_record_{key}", view.lang, n=int(view.record["n"].max()) if view.digits > 1 else 0)
    )
