"""Tables of named enterprises: the list, those above the threshold outside it, changes, candidates."""

import pandas as pd

from analysis import wording
from analysis.briefings import elements
from analysis.briefings.places_scope import figure_of, round_money, share_of, signed_figure_of, unit
from analysis.wording import say


def list_table(scope, lang):
    """The list in force, the largest first; what an enterprise below the threshold needs in a year to pass it."""
    listed, city = scope.listed, scope.city
    above = int((listed["distance"] > 0).sum())
    text = say(
        "core_list", lang, year=scope.year, above=above, listed=len(listed),
        threshold=round_money(city, scope.threshold, lang),
    )  # fmt: skip
    silent = int(listed["revenue"].isna().sum())
    notes = [elements.note(say("core_list_silent", lang, count=silent))] if silent else []
    formats = _formats(city, lang)
    formats["needed_growth"] = lambda value: wording.percent(value, 0, lang=lang)
    table = listed.assign(
        needed_growth=listed["needed_growth"]
        .map(formats["needed_growth"])
        .where(listed["distance"] <= 0, "–")
    )
    formats["needed_growth"] = str
    return elements.group(
        elements.message(text), *notes, _table(city, table, formats, "core_list_table", lang)
    )


def unlisted_table(scope, lang):
    """Core enterprises that are not on the list, or a sentence that all are."""
    missing = scope.core[~scope.core["enterprise_id"].isin(scope.listed["enterprise_id"])]
    if missing.empty:
        return elements.note(say("core_unlisted_none", lang))
    formats = {key: form for key, form in _formats(scope.city, lang).items() if key in missing}
    return _table(scope.city, missing, formats, "core_unlisted_table", lang)


def changes_table(scope, moved, lang):
    """Those that entered or left since the year before, with both revenues and the cause."""
    table = moved.assign(
        cause=[
            say("core_change_cause", lang, change=say(f"core_{change}", lang), cause=say(f"core_cause_{cause}", lang))
            for change, cause in zip(moved["change"], moved["cause"], strict=True)
        ]
    )  # fmt: skip
    formats = dict.fromkeys(("revenue_before", "revenue_after"), figure_of(scope.city, lang))
    blanks = {"before": scope.year - 1, "year": scope.year}
    return _table(scope.city, table, formats, "core_changes_table", lang, extra=("cause",), **blanks)


def candidates_table(scope, found, lang):
    """The next candidates by size, with the growth needed in a year beside their own last growth."""
    # As on the list, what is missing is negative.
    below = found.assign(distance=-found["distance"])
    return _table(scope.city, below, _formats(scope.city, lang), "core_candidates_table", lang)


def _formats(city, lang):
    return {
        "revenue": figure_of(city, lang),
        "distance": signed_figure_of(city, lang),
        "needed_growth": share_of(lang, 0),
        "own_growth": lambda value: wording.percent(value, 0, lang=lang, signed=True),
    }


def _table(city, rows, formats, caption, lang, extra=(), **blanks):
    named = rows.assign(
        name=rows["name"].fillna(rows["enterprise_id"]),
        **{kind: [_place(city, kind, key, lang) for key in rows[kind]] for kind in ("district", "cluster")},
    )
    columns = ("name", "district", "cluster", *extra, *formats)
    headings = {
        column: say(f"core_column_{column}", lang, unit=unit(city, lang), **blanks) for column in columns
    }
    return elements.data_table(named, lang, headings, formats=formats, caption=say(caption, lang))


def _place(city, kind, key, lang):
    """The short name of a district or cluster; industry outside the clusters by its own."""
    if kind == "district" and pd.isna(key):
        return ""
    return city.policy.name_of(kind, None if pd.isna(key) else key, lang, short=True)
