"""The clauses whose text is damaged or leaves something undefined, under every way they can be read."""

import pandas as pd

from analysis import promise_text
from analysis.briefings import elements
from analysis.wording import listing, say

COLUMNS = ("commitment_id", "promise", "value_text", "target_text", "status", "due", "note")


def readings(city, lang):
    """A row a reading, the one in use first, and a sentence: for how many promises the reading decides."""
    doubtful = [c for c in city.policy.commitments.values() if c.reading != "certain"]
    if not doubtful:
        return elements.message(say("all_readings_none", lang))
    found = city.readings()
    verdicts = found.groupby("commitment_id")["status"].nunique()
    open_ones = list(verdicts.index[verdicts > 1])
    agreed = "all_readings_agree_one" if len(doubtful) == 1 else "all_readings_agree"
    key = "all_readings_differ" if open_ones else agreed
    text = say(key, lang, count=len(doubtful), open=len(open_ones), ids=listing(open_ones, lang))
    rows = pd.DataFrame([row for c in doubtful for row in _rows(city, c, found, lang)])
    headings = {name: say(f"all_column_{name}", lang) for name in COLUMNS}
    return elements.group(elements.message(text), elements.verdict_table(rows, lang, columns=headings))


def _rows(city, commitment, found, lang):
    """The readings of one promise; a promise that nobody reads in another way has one row."""
    own = found[found["commitment_id"] == commitment.id].to_dict("records")
    labels = [reading.label[lang] for reading in commitment.readings]
    if not own:
        own = city.status().query("commitment_id == @commitment.id").to_dict("records")
        labels = [commitment.promise[lang]]
    for position, (row, label) in enumerate(zip(own, labels, strict=True)):
        is_used = position == 0 and len(own) > 1
        yield _row(city, commitment, row, lang) | {
            "promise": say("all_reading_used", lang, label=label) if is_used else label,
            "note": commitment.note[lang] if position == 0 else "",
        }


def _row(city, commitment, row, lang):
    read = commitment.under(row["reading"]) if commitment.readings else commitment
    return {
        "commitment_id": commitment.id,
        "value_text": promise_text.now(row, read, city.policy.decree, lang),
        "target_text": promise_text.goal(read, city.policy.decree, lang),
        "status": row["status"],
        "due": promise_text.due(row, lang),
    }
