"""What a notebook shows: small pieces of a page, each rendered with every data text escaped.

Each function returns an Element: HTML for the page, and the same in words for a terminal.
"""

import base64
import math
import re
from dataclasses import dataclass

import pandas as pd

from analysis.briefings.pages import templates
from analysis.errors import EditionError
from analysis.figures import to_svg
from analysis.figures.style import sign
from analysis.wording import NOT_KNOWN, STATUS, say

CARD_FIELDS = ("question", "status", "value_text", "target_text", "sentence", "commitment_id")
NUMBER = re.compile(r"[+−-]?[\d,]+(\.\d+)?([eE][+-]?\d+)?\s?[%‰]?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# More characters than a phone's screen has room for beside another column.
PROSE = 40
VERDICT_COLUMNS = ("commitment_id", "promise", "value_text", "target_text", "status", "note")


@dataclass(frozen=True)
class Element:
    """A piece of a page: `html` is complete and safe, `text` says the same without markup."""

    html: str
    text: str

    def _repr_html_(self):
        return self.html

    def __repr__(self):
        return self.text


def message(text):
    """The sentence that carries a section, prominent; the first of a page is its headline."""
    return _element("message", text, text=text)


def note(text):
    """A remark in smaller print."""
    return _element("note", text, text=text)


def command(*lines):
    """Commands as they are typed in a terminal, one a line; on a phone they scroll in their own box."""
    return _element("command", "\n".join(lines), lines=lines)


def group(*elements):
    """Several elements as one, for a cell that shows more than one thing."""
    return Element("\n".join(e.html for e in elements), "\n".join(e.text for e in elements))


def banner(kinds, lang):
    """The warning that a page rests on synthetic data; empty when nothing synthetic was used.

    `kinds` are the kinds of the sources used ('real', 'synthetic'), or words that tell the reader what
    is synthetic.
    """
    synthetic = sorted({str(kind) for kind in kinds} - {"real"})
    if not synthetic:
        return Element("", "")
    named = [kind for kind in synthetic if kind != "synthetic"]
    joined = ("、" if lang == "zh" else ", ").join(named)
    detail = say("banner_kinds", lang, kinds=joined) if named else ""
    return _element("banner", f"{say('banner_heading', lang)}. {detail}".strip(), lang=lang, detail=detail)


def verdict_cards(cards, lang):
    """A grid of headline verdicts: one card a question with value, target, status in words and one sentence.

    `cards` is a DataFrame or list of mappings with question, status, value_text, target_text, sentence,
    commitment_id and optionally probability_text. An unknown status is refused (EditionError).
    """
    rows = _rows(cards, CARD_FIELDS, "verdict_cards")
    shown = [{"probability_text": None} | row | verdict_words(row["status"], lang) for row in rows]
    text = "\n".join(f"{c['word']}: {c['question']} {c['value_text']} ({c['target_text']})" for c in shown)
    return _element("cards", text, cards=shown, lang=lang)


def verdict_table(frame, lang, columns=None, caption=None, anchored=False):
    """A table of commitments, one row each: what was promised, what is, and the verdict as a chip.

    `columns` are names among commitment_id, promise, value_text, target_text, status, probability_text
    and note, or a mapping of any column to its heading. On a phone each row is a block, the headings
    beside the values. `anchored` rows can be linked to by their commitment_id (`links`). Jinja rather than great_tables: that one brings its own style sheet and ids, and
    cannot stack rows.
    """
    columns = VERDICT_COLUMNS if columns is None else columns
    if not isinstance(columns, dict):
        columns = {name: say(f"column_{name}", lang) for name in columns}
    rows = [
        {name: _plain(row[name], lang) for name in columns} | verdict_words(row.get("status"), lang)
        for row in _rows(frame, tuple(columns), "verdict_table")
    ]
    text = "\n".join(" | ".join([r["word"], *(str(r[c]) for c in columns if c != "status")]) for r in rows)
    return _element("verdicts", text, rows=rows, columns=columns, caption=caption, anchored=anchored)


def links(groups, headings, caption=None):
    """Rows of links to `anchored` rows of the page: `groups` are (name, ids), `headings` two words for the columns."""
    text = "\n".join(f"{name}: {' '.join(ids)}" for name, ids in groups)
    return _element("links", text, groups=groups, headings=headings, caption=caption)


def data_table(frame, lang, headings, formats=None, caption=None, stacked=None):
    """A small table: `headings` maps the columns shown, in order, to headings with their units.

    `formats` maps a column to a function giving its text. The first column is the row's heading,
    numbers are set right, a day stays on one line, a missing value is said in words, never as 0. On a phone a
    table of words stacks its rows, unless `stacked` says otherwise; one too wide for the page scrolls in its own box.
    """
    formats = formats or {}
    rows = _rows(frame, tuple(headings), "data_table")
    numeric = {
        name for name in list(headings)[1:] if name in formats or _is_numeric(row[name] for row in rows)
    }
    cells = [
        [_cell(row[name], name in numeric, formats.get(name), lang) for name in headings] for row in rows
    ]
    text = "\n".join(
        " | ".join(map(str, line)) for line in [headings.values(), *([c["text"] for c in r] for r in cells)]
    )
    # Columns of words side by side leave a phone two words a line; numbers stay readable and scroll.
    has_prose = len(headings) > 1 and any(len(str(cell["text"])) > PROSE for row in cells for cell in row)
    if stacked is None:
        stacked = len(headings) - len(numeric) > 2 or has_prose
    layout = {"stacked": stacked, "labels": list(headings.values())}
    return _element(
        "data", text, rows=cells, headings=headings, numeric=numeric, caption=caption, lang=lang, **layout
    )


def chart(draw, alt, caption=None):
    """A chart drawn for wide and for narrow pages: `draw(size)` gives a Figure for 'wide' and for 'narrow'.

    `alt` says in a sentence what the chart shows; a chart without it is refused (EditionError).
    """
    if not isinstance(alt, str) or not alt.strip():
        raise EditionError(
            "a chart has no alternative text.", way_out="Say in one sentence what the chart shows."
        )
    images = {size: base64.b64encode(to_svg(draw(size))).decode("ascii") for size in ("wide", "narrow")}
    return _element("chart", f"[{alt}]", images=images, alt=" ".join(alt.split()), caption=caption)


def sources(frame, lang):
    """The sources of a page by producer: each file with its kind ('real' or 'synthetic') and its dates.

    Columns: file, kind, `producer` (or producer_zh and producer_en), maybe `obtained`, `vintage`.
    """
    producers = {}
    for row in _rows(frame, ("file", "kind"), "sources"):
        producer = row.get(f"producer_{lang}") or row.get("producer")
        dates = {name: row[name] for name in ("vintage", "obtained") if not _absent(row.get(name))}
        row["dates"] = [(say(f"source_{name}", lang), str(day)[:10]) for name, day in dates.items()]
        producers.setdefault((producer, row["kind"]), []).append(row)
    text = "\n".join(
        f"{producer}: {row['file']}" for (producer, _), rows in producers.items() for row in rows
    )
    return _element("sources", text, producers=producers, lang=lang)


def _element(template, text, /, **values):
    html = templates().get_template(f"elements/{template}.html.j2").render(**values)
    return Element(html.strip(), text)


def _rows(table, needed, what):
    frame = pd.DataFrame(table)
    missing = [name for name in needed if name not in frame.columns]
    if missing and not frame.empty:
        raise EditionError(
            f"{what}: no column {', '.join(missing)}.", expected=f"the columns {', '.join(needed)}."
        )
    return frame.astype(object).to_dict("records")


def verdict_words(status, lang):
    """A status as a reader meets it: its name, its word in `lang`, its symbol; a missing one is not measured."""
    if _absent(status):
        status = "not_measured"
    if status not in STATUS:
        raise EditionError(f"no such status: {status!r}.", expected=f"one of {', '.join(STATUS)}.")
    return {"status": status, "word": STATUS[status][lang], "symbol": sign(status).symbol}


def _is_numeric(values):
    known = [value for value in values if not _absent(value)]
    return bool(known) and all(NUMBER.fullmatch(str(value)) for value in known)


def _cell(value, numeric, form, lang):
    if _absent(value):
        return {"text": NOT_KNOWN[lang], "absent": True, "numeric": numeric, "day": False}
    text = form(value) if form else _plain(value, lang)
    day = bool(DAY.fullmatch(str(text)))
    return {"text": text, "absent": False, "numeric": numeric, "day": day}


def _plain(value, lang):
    if _absent(value):
        return ""
    if isinstance(value, float):
        return f"{value:,.10g}"
    return value


def _absent(value):
    return (
        value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    )
