"""What the page of all editions lists: editions by date, their verdicts and moves, and what can be filtered by."""

from analysis.briefings.elements import verdict_words
from analysis.briefings.moves import by_change, earlier_records, moves_between, tally
from analysis.wording import LANGUAGES, STATUS, say

FACETS = ("lang", "kind", "cadence", "audience")
ALONE = "single"
EARLY = {"headline": None, "cadence": None, "audience": "internal"}


def listed_editions(records):
    """{as_of: its editions}, in the order of `records`, each with briefings, verdicts and what moved."""
    earlier = earlier_records(records)
    editions = {}
    for record in records:
        before = earlier.get((record["as_of"], record["lang"]))
        editions.setdefault(record["as_of"], []).append(_listed(record, before))
    return editions


def _listed(record, before):
    lang = record["lang"]
    moves = moves_between(before, record) if before else None
    old = before["statuses"] if moves is not None else None
    return {
        "lang": lang,
        "groups": grouped(record["briefings"], lang),
        "tally": tally_words(record, lang, old),
        "total": len(record.get("statuses", {})),
        "promises_page": record.get("promises_page"),
        "synthetic": record.get("synthetic", False),
        "before": before and before["as_of"],
        "moved": moves and len(moves),
        "changes": [_change(pair, found, lang) for pair, found in by_change(moves or []).items()],
        "compared": moves is not None,
    }


def _change(pair, moves, lang):
    return {"before": _word(pair[0], lang), "after": _word(pair[1], lang), "moves": moves}


def _word(status, lang):
    return verdict_words(status, lang) if status else None


def tally_words(record, lang, earlier=None):
    """The verdicts on all promises of a record: words and sign of each status, number and signed change."""
    return _in_words(tally(record.get("statuses", {}), earlier), lang)


def _in_words(rows, lang):
    return [
        verdict_words(status, lang) | {"count": count, "change": change and f"{change:+d}".replace("-", "−")}
        for status, count, change in rows
    ]


def grouped(briefings, lang):
    """{family title: its briefings}, in the manifest's order; None holds those that stand alone and comes first."""
    groups = {None: []}
    for briefing in briefings:
        # Records of editions published before there were labels, families or verdicts have none.
        listed = {"label": briefing["title"], **EARLY, **briefing}
        listed["kind"] = kind_of(listed)
        counts = listed.get("verdicts", {})
        listed["verdicts"] = _in_words([(s, counts[s], None) for s in STATUS if s in counts], lang)
        groups.setdefault(listed.get("family"), []).append(listed)
    return {family: found for family, found in groups.items() if found}


def kind_of(briefing):
    """The stem of a briefing made for each of many, the same in every language; ALONE for any other."""
    return briefing["name"].partition("/")[0] if briefing.get("family") else ALONE


def facets(editions):
    """[(name, {value: its label})] of what the briefings differ in; what all have in common is no choice."""
    found = {name: {} for name in FACETS}
    for edition in [each for same_day in editions.values() for each in same_day]:
        for briefing in [one for group in edition["groups"].values() for one in group]:
            values = {"lang": edition["lang"]} | {name: briefing[name] for name in FACETS[1:]}
            for name, value in values.items():
                found[name].setdefault(value or "edition", {})[edition["lang"]] = briefing.get("family")
    return [
        (name, {value: _label(name, value, families) for value, families in values.items()})
        for name, values in found.items()
        if len(values) > 1
    ]


def _label(name, value, families):
    if name == "lang":
        return say("language", value)
    if name == "kind" and value != ALONE:
        return " / ".join(dict.fromkeys(families[lang] for lang in LANGUAGES if lang in families))
    key = "editions_single" if value == ALONE else f"editions_{name}_{value}"
    return both(key)


def both(key, **values):
    """A sentence in both languages, for a page that is read in either."""
    return " / ".join(say(key, lang, **values) for lang in LANGUAGES)
