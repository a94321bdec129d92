"""What goes back to whom: the headline of the page, and what each sender has to do."""

from analysis.briefings import elements
from analysis.briefings.data_quality_findings import questions_by_sender
from analysis.briefings.data_quality_gaps import gaps, together
from analysis.briefings.data_quality_words import (
    counted,
    first_of,
    in_a_row,
    period_name,
    periods_of,
    reason,
    rejects_command,
    table_name,
    what_is_missing,
)
from analysis.exports import rejects as given_back
from analysis.wording import say


def opening(city, lang):
    """What has to be sent back and what is missing, in one sentence; that the page is internal, and what is synthetic."""
    cells, missing = given_back.rejects(city, lang), gaps(city)
    gap = say("quality_gap_none", lang)
    if len(missing):
        gap = say("quality_gap_largest", lang, gap=_gap(city, missing.iloc[0], lang))
    if cells.empty:
        files = counted("files", len(city.sources), lang)
        sentence = say("quality_all_taken", lang, files=files, gap=gap)
    else:
        rows, _ = given_back.counted(cells)
        sizes = {
            "rows": rows,
            "files": cells["file"].nunique(),
            "senders": len(given_back.by_sender(cells, lang)),
        }
        words = {things: counted(things, size, lang) for things, size in sizes.items()}
        sentence = say("quality_to_send", lang, gap=gap, **words)
    return elements.group(
        elements.message(sentence),
        elements.note(say("quality_internal", lang)),
        elements.banner(set(city.sources["kind"]), lang),
    )


def senders(city, lang):
    """One row a sender who has something to do: rows that go back, returns to ask for, findings to check."""
    everyone = set(city.sources[f"producer_{lang}"])
    cells, missing, questions = given_back.rejects(city, lang), gaps(city), questions_by_sender(city, lang)
    returned = given_back.by_sender(cells, lang) if len(cells) else {}
    asked = dict(list(missing.groupby(f"producer_{lang}", sort=True)))
    concerned = sorted({*returned, *asked, *questions}, key=lambda name: (-len(returned.get(name, ())), name))
    if not concerned:
        count = counted("senders", len(everyone), lang)
        return elements.message(say("quality_nothing_to_do", lang, senders=count))
    rows = [
        _sender(city, name, returned.get(name), asked.get(name), questions.get(name, 0), lang)
        for name in concerned
    ]
    headings = {name: say(f"quality_column_{name}", lang) for name in rows[0]}
    return elements.group(
        elements.data_table(rows, lang, headings),
        *_commands(city, [name for name in concerned if name in returned], lang),
        *_nothing_asked(everyone - set(concerned), lang),
    )


def _sender(city, name, cells, missing, questions, lang):
    files = city.sources[city.sources[f"producer_{lang}"] == name]["file"]
    concerned = 0 if cells is None else cells["file"].nunique()
    nothing = say("quality_nothing", lang)
    return {
        "sender": name,
        "rows_back": nothing if cells is None else counted("rows", given_back.counted(cells)[0], lang),
        "reason": nothing if cells is None else _main_reason(cells, lang),
        "files": say("quality_files_of", lang, count=concerned, total=len(files)),
        "ask": nothing if missing is None else _asked(city, missing, lang),
        "check": counted("findings", questions, lang) if questions else nothing,
    }


def _main_reason(cells, lang):
    rules = cells["rule"].value_counts()
    main = reason(cells[cells["rule"] == rules.index[0]], lang).rstrip("。.")
    if len(rules) == 1:
        return main
    key = "quality_reasons_one_more" if len(rules) == 2 else "quality_reasons_more"
    return say(key, lang, reason=main, count=len(rules) - 1)


def _asked(city, missing, lang):
    """What to ask a sender for: each table, or table of a district, with its periods."""
    words = [
        say(
            "quality_next_gap",
            lang,
            what=what_is_missing(city.policy, rows.iloc[0], lang),
            periods=periods_of(rows, lang),
        )
        for rows in together(missing)
    ]
    return first_of(words, lang)


def _commands(city, returned, lang):
    """How the senders get their rows back; nothing where none has any."""
    if returned:
        yield elements.note(say("quality_commands", lang))
        yield elements.command(*(rejects_command(city, "--sender", name) for name in returned))
    if len(returned) > 1:
        yield elements.note(say("quality_command_for_all", lang))
        yield elements.command(rejects_command(city, "--out", f"rejects_{city.as_of}"))


def _nothing_asked(quiet, lang):
    if quiet:
        words = {"senders": counted("senders", len(quiet), lang), "names": in_a_row(sorted(quiet), lang)}
        yield elements.note(say("quality_nothing_asked", lang, **words))


def _gap(city, gap, lang):
    words = {
        "period": period_name(gap["year"], gap["month"], lang),
        "table": table_name(gap["table"], lang),
    }
    if gap["kind"] == "district":
        name = city.policy.name_of("district", gap["district"], lang, short=True)
        return say("quality_gap_district", lang, district=name, **words)
    key = "quality_gap_register" if gap["table"] == "enterprise" else "quality_gap_delivery"
    return say(key, lang, **words)
