"""An Inspection -> the text of a sidecar; what is not known stays blank, and a blank is refused."""

import re
from collections import defaultdict

import yaml

from analysis.exports.cell_text import visible
from analysis.sources.decoding import WESTERN
from analysis.sources.inspect_evidence import only_period, only_unit
from analysis.sources.inspect_lines import notes_of, totals_of
from analysis.sources.inspect_table import has_column, of_type
from analysis.sources.inspect_values import NEGATIVES
from analysis.sources.inspect_wording import say
from analysis.sources.sidecar import IGNORE, PERIOD
from analysis.tables import ENERGY, MONEY, VALIDATED

LONGEST_TEXT, SHOWN = 60, 3
_SYNTHETIC = re.compile(r"合成数据|synthetic", re.IGNORECASE)
_PRODUCER = re.compile(r"(?:填报|报送|编制|制表|发布)单位\s*[:：]\s*(\S[^|]*)")
_NACE = ((2025, "NACE Rev. 2.1"), (2008, "NACE Rev. 2"), (0, "NACE Rev. 1.1"))
_EDITIONS = (
    (2018, "GB/T 4754-2017"),
    (2012, "GB/T 4754-2011"),
    (2003, "GB/T 4754-2002"),
    (0, "GB/T 4754-1994"),
)


def proposal(found, lang):
    """The YAML text of a sidecar for the file, with a comment wherever a person has to look or to fill in."""
    parts = (_identity, _period, _units, _sheets, _header, _columns, _lines, _signs, _codes)
    lines = [f"# {_one_line(say('opening', lang, name=found.name))}"]
    for part in parts:
        lines += part(found, lang)
    return "\n".join(lines) + "\n"


def _entry(key, value, comment=None, indent=0):
    """One line: a blank where `value` is None."""
    written = "" if value is None else f" {_scalar(value)}"
    remark = f"  # {_one_line(comment)}" if comment else ""
    return f"{' ' * indent}{_scalar(key)}:{written}{remark}"


def _scalar(value):
    style = {"default_flow_style": True, "allow_unicode": True, "width": 10**9}
    text = yaml.safe_dump(value, **style).removesuffix("\n").removesuffix("\n...")
    # YAML breaks lines at characters that are none elsewhere; in double quotes all of them are escaped.
    return text if text.isprintable() else yaml.safe_dump(value, default_style='"', **style).strip()


def _one_line(text):
    return " ".join(visible(text).split())


def _short(text):
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def seen_at(evidence, lang):
    """Where something was seen: line 2 “单位：千元”."""
    where, _, line = evidence.where.partition(" ")
    return say("at", lang, where=say(f"at_{where}", lang, line=line), text=_short(evidence.text))


def _identity(found, lang):
    tables = say("fill_table", lang, tables=", ".join(VALIDATED))
    by_columns = say("please_check", lang, seen=say("by_its_columns", lang))
    lines = [_entry("table", found.table, by_columns if found.table else tables)]
    said = next((line for line in found.layout.lines if _SYNTHETIC.search(line.text)), None)
    seen = say("please_check", lang, seen=_short(said.text)) if said else say("fill_kind", lang)
    lines.append(_entry("kind", "synthetic" if said else None, seen))
    sender = next((m for line in found.layout.of("title") if (m := _PRODUCER.search(line.text))), None)
    comment = say("please_check", lang, seen=_short(sender[0])) if sender else say("fill_producer", lang)
    lines += ["producer:", _entry("zh", sender[1].strip() if sender else None, comment, 2)]
    return [
        *lines,
        _entry("en", None, say("fill_producer", lang), 2),
        _entry("obtained", None, say("fill_obtained", lang)),
    ]


def _period(found, lang):
    if found.table in ("enterprise", "official_series") or PERIOD in found.names:
        return []
    period = only_period(found.periods)
    seen = "; ".join(dict.fromkeys(seen_at(each, lang) for each in found.periods[:SHOWN]))
    if period is None:
        return [_entry("period", None, say("differ", lang, seen=seen) if seen else say("fill_period", lang))]
    lines = ["period:", _entry("year", period.year, say("please_check", lang, seen=seen), 2)]
    return [*lines, _entry("month", period.month, None, 2)] if period.month else lines


def _units(found, lang):
    table = found.table or "enterprise_year"
    lines = []
    for key, column_type, dimensions in (
        ("unit", MONEY, ("yuan", "euro")),
        ("energy_unit", ENERGY, ("energy",)),
    ):
        if of_type(table, found.names, column_type):
            unit, evidence = only_unit(found.units, dimensions)
            seen = "; ".join(dict.fromkeys(seen_at(each, lang) for each in evidence[:SHOWN]))
            key_of_comment = "please_check" if unit else "differ" if evidence else "fill_unit"
            lines.append(_entry(key, unit, say(key_of_comment, lang, seen=seen)))
    return lines


def _sheets(found, lang):
    if found.sheet is None:
        return []
    others = [each for each in found.sheets if each.filled and each.name != found.sheet]
    lines = [_entry("sheet", found.sheet)]
    if others:
        names = ", ".join(
            each.name if each.visible else f"{each.name} ({say('no', lang)})" for each in others
        )
        lines.append(_entry("ignore_sheets", None, say("fill_sheets", lang, sheets=names)))
    return lines


def _header(found, lang):
    rows = list(found.layout.header_rows)
    lines = [_entry("header_rows", rows or None, None if rows else say("fill_header", lang))]
    if found.encoding == WESTERN:
        lines.insert(0, _entry("encoding", WESTERN, say("western", lang)))
    unit_line = found.layout.unit_line
    return [*lines, _entry("unit_line", unit_line)] if unit_line else lines


def _columns(found, lang):
    lines = ["columns:"] if found.columns else [_entry("columns", None)]
    for heading, match in found.columns.items():
        canonical, how = column_of(found, match, lang)
        examples = say("seen_only", lang, seen=", ".join(map(_short, found.examples[heading])))
        usual = match.how in ("known", "learned") and canonical != IGNORE
        lines.append(_entry(heading, canonical, examples if usual else f"{how}; {examples}", 2))
    return lines


def column_of(found, match, lang):
    """(canonical name or None, how it is known in words) of a column, given the file's likely table."""
    if found.table and match.canonical not in (None, IGNORE) and not has_column(found.table, match.canonical):
        return IGNORE, say("how_not_of_table", lang, hint=match.canonical, table=found.table)
    return match.canonical, say(f"how_{match.how}", lang, hint=match.hint)


def _lines(found, lang):
    lines = [
        _entry(key, list(values))
        for key, values in (("totals", totals_of(found.layout)), ("notes", notes_of(found.layout)))
        if values
    ]
    remarks = found.layout.of("remark")[:SHOWN]
    return lines + [f"# {_one_line(say('remark', lang, line=r.line, text=_short(r.text)))}" for r in remarks]


def _signs(found, lang):
    kinds = defaultdict(list)
    for sign in found.signs:
        kinds[sign.kind].append(sign)
    lines = ["symbols:"] if kinds["symbol"] else []
    for sign in kinds["symbol"]:
        lines.append(_entry(sign.text, None, say("fill_symbol", lang, times=sign.times, line=sign.line), 2))
    negatives = [kind for kind in NEGATIVES if kinds[kind]]
    if negatives:
        first = kinds[negatives[0]][0]
        said = say(
            "fill_negatives", lang, line=first.line, text=_short(first.text), kinds=", ".join(negatives)
        )
        lines.append(_entry("negatives", None, said))
    if kinds["decimal_comma"]:
        first = kinds["decimal_comma"][0]
        lines.append(
            _entry("decimal", None, say("fill_decimal", lang, line=first.line, text=_short(first.text)))
        )
    if kinds["inline_unit"]:
        first = kinds["inline_unit"][0]
        columns = ", ".join(dict.fromkeys(column for sign in kinds["inline_unit"] for column in sign.columns))
        said = say("fill_inline", lang, line=first.line, text=_short(first.text), columns=columns)
        lines.append(_entry("inline_units", None, said))
    return lines + [f"# {_one_line(unreadable(sign, lang))}" for sign in kinds["unreadable"][:SHOWN]]


def unreadable(sign, lang):
    """A sentence about a text among figures that nothing makes a figure."""
    return say("unreadable", lang, line=sign.line, columns=", ".join(sign.columns), text=_short(sign.text))


def _codes(found, lang):
    lines = []
    if found.codes:
        kind, right, count = found.codes
        key = "codes_right" if kind else "fill_codes"
        lines.append(_entry("codes", kind, say(key, lang, right=right, count=count)))
    if "industry_code" in found.names:
        lines.append(
            _entry("classification", "", say("fill_classification", lang, usual=_edition(found, lang)))
        )
    return lines


def _edition(found, lang):
    period = only_period(found.periods)
    if period is None:
        return ""
    dotted = any("." in code for code in found.examples[found.heading_of("industry_code")])
    edition = next(name for since, name in (_NACE if dotted else _EDITIONS) if period.year >= since)
    return say("usual", lang, year=period.year, edition=edition)
