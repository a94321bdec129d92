"""The top of the city briefing: the one-sentence message and the verdict cards of the headline promises."""

from analysis import wording
from analysis.briefings import elements
from analysis.wording import say

MET = ("achieved", "achieved_late")
GOOD = (*MET, "on_track")
# From best to worst, to name the promise that is furthest behind.
SEVERITY = ("acceleration_needed", "off_track", "overdue", "missed", "moving_away")


def opening(city, lang):
    """The message of the page in one sentence: how many headline promises hold, and which is furthest behind."""
    rows = _headline(city)
    known = rows[rows["status"] != "not_measured"]
    if known.empty:
        return elements.message(say("opening_none", lang, as_of=city.as_of, count=len(rows)))
    is_due = known["year"].max() >= city.policy.decree.deadline.year
    met, good = known["status"].isin(MET).sum(), known["status"].isin(GOOD).sum()
    key = "opening_due" if is_due else "opening_running"
    tail = _worst(city, known, lang)
    return elements.message(
        say(key, lang, year=int(known["year"].max()), count=len(rows), met=met, good=good, tail=tail)
    )


def verdict_cards(city, lang):
    """One card a headline question: verdict, value, target and what lies behind it."""
    return elements.verdict_cards([_card(city, row, lang) for _, row in _headline(city).iterrows()], lang)


def _headline(city):
    """The status rows of the headline commitments, in the decree's order, with the question each answers."""
    headline = city.policy.headline
    status = city.status().set_index("commitment_id", drop=False)
    return status.loc[[c.id for c in headline.values()]].assign(question=list(headline))


def _worst(city, known, lang):
    behind = known[known["status"].isin(SEVERITY)]
    if behind.empty:
        return say("tail_all_good", lang)
    rank = behind["status"].map(SEVERITY.index)
    row = behind.loc[rank.sort_values(ascending=False, kind="stable").index[0]]
    return say(
        "tail_worst",
        lang,
        question=city.policy.question(row["question"], lang),
        value=_quantity(city, row, "value", lang),
        target=_target(city, row, lang),
        status=wording.status_within(row["status"], lang),
    )


def _card(city, row, lang):
    return {
        "commitment_id": row["commitment_id"],
        "question": city.policy.question(row["question"], lang),
        "status": row["status"],
        "value_text": _quantity(city, row, "value", lang),
        "target_text": _target(city, row, lang),
        "sentence": _story(city, row, lang),
    }


def _story(city, row, lang):
    if row["status"] == "not_measured":
        return say("card_missing", lang, needs=row["missing"][lang])
    series = city.measure(row["commitment_id"]).dropna()
    start, year = series.index[0], int(row["year"])
    value = _quantity(city, row, "value", lang)
    chance = row["probability"]
    likely = "" if chance != chance else say("card_probability", lang, words=wording.chance(chance, lang))
    if row["target"] < 0:
        return say("card_change", lang, start_year=start, year=year, value=value, probability=likely)
    if start == year:
        return say("card_single", lang, year=year, value=value)
    first = wording.quantity(series.iloc[0], row["unit"], city.policy.decree, lang)
    return say(
        "card_baseline", lang, start_year=start, start=first, year=year, value=value, probability=likely
    )


def _target(city, row, lang):
    commitment = city.policy.commitments[row["commitment_id"]]
    if commitment.comparator == "specialised":
        return say("specialised", lang, target=wording.number(commitment.target))
    target, high = (
        wording.quantity(amount and abs(amount), row["unit"], city.policy.decree, lang)
        for amount in (commitment.target, commitment.target_high)
    )
    return say(commitment.comparator, lang, target=target, high=high)


def _quantity(city, row, name, lang):
    return wording.quantity(row[name], row["unit"], city.policy.decree, lang, signed=row["target"] < 0)
