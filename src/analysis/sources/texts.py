"""The grammar of words and days: kept exactly as printed, refused where characters were lost or hidden."""

import codecs
import re
from datetime import date, datetime, time, timedelta

from analysis.sources.rules import CellError, Parsed, Unreadable

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_BREAKS = "\t\r\n\u2028\u2029"
_BLANKS = f" \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000{_INVISIBLE}{_BREAKS}"
_EDGES = re.compile(f"^[{_BLANKS}]+|[{_BLANKS}]+$")
_LINE_BREAK = re.compile(f"[{_BREAKS}]")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
# What U+FFFD read as GBK and unset memory look like.
_TRACES = ("锟斤拷", "烫烫烫", "屯屯屯")
# Characters no person types (controls, U+FFFD, private use, surrogates, noncharacters), those traces, and
# hanzi that became question marks.
_LOST = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    f"\U000f0000-\U0010ffff]|{'|'.join(_TRACES)}|(?<=[\u4e00-\u9fff])\\?{{2,}}(?=[\u4e00-\u9fff])"
)
_ONLY_QUESTION_MARKS = re.compile(r"\?{2,}")
# GBK read as Latin-1 leaves runs of accented letters and signs; a name has two together, or three with a
# middle dot (Société·Águeda), and a run of signs alone (m²·°C, ××××) is no word.
_LATIN_RUN = re.compile("[\u00a1-\u00ff]{4,}|[\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{3}")
_LATIN_SIGNS = re.compile("[°±²³µ·¹º¼½¾×÷]+")
_UTF8_AS_LATIN = re.compile("[ÂÃ][\u00a0-\u00b6\u00b8-\u00bf]|Â·")
_WIDE = str.maketrans({code: code - 0xFEE0 for code in map(ord, "０１２３４５６７８９．，－／")}) | {
    code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
# A line of everyday characters without a blank at its edges; `?` is left out because lost hanzi turn into it.
_PLAIN_LINES = re.compile(
    "(?:(?! )[ ->@-~\u3001-\u3011\u4e00-\u9fff\uff01-\uff1e\uff20-\uff5d·①-⑳“”‘’…—]*+(?<! )\n)*+"
)
_MAYBE_UTF8 = re.compile(rb"^[ -~]*[\xe3-\xe9\xef][\x80-\xbf]", re.MULTILINE)
_DAY = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日", re.ASCII
)


def text(cell, number_rule="text_stored_as_number"):
    """The cell exactly as printed, without blanks around it (logged); blank is missing.

    'NA', 'None' and '=A1' are names like any other. Raises CellError for a number (`number_rule`), a date or
    a truth value in place of text, and for text that is garbled, broken over lines or hides characters.
    """
    printed = _as_text(cell, number_rule)
    kept = _EDGES.sub("", printed)
    if not kept:
        return Parsed(None)
    if is_garbled(kept):
        raise CellError("text_is_garbled")
    if _LINE_BREAK.search(kept):
        raise CellError("text_breaks_over_lines")
    if hidden := _HIDDEN.search(kept):
        raise CellError("text_hides_characters", character=f"U+{ord(hidden[0]):04X}")
    return Parsed(kept, ("blank_edges_removed",) if kept != printed else ())


def _as_text(cell, number_rule):
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Unreadable):
        raise CellError(cell.rule, **cell.facts)
    if isinstance(cell, bool):
        raise CellError("cell_holds_true_or_false")
    if isinstance(cell, (date, time, timedelta)):
        raise CellError("cell_holds_a_date")
    raise CellError(number_rule)


def is_garbled(printed):
    """Whether characters were certainly lost or decoded wrongly; accents, rare hanzi and `·` are not."""
    if printed.isascii():
        return bool(_LOST.search(printed) or _ONLY_QUESTION_MARKS.fullmatch(printed))
    latin = (run for run in _LATIN_RUN.findall(printed) if not _LATIN_SIGNS.fullmatch(run))
    return bool(_LOST.search(printed) or _UTF8_AS_LATIN.search(printed) or any(latin)) or _utf8_as_gbk(
        printed
    )


def _utf8_as_gbk(printed):
    """Whether the text's GBK bytes are UTF-8 for four hanzi, or two more common than its own: 甯稿痉 was 常德.

    Real hanzi hardly ever form valid UTF-8, and then not hanzi again. A `?` stands where a last byte was lost.
    """
    try:
        *cut, last = printed.encode("gbk").split(b"?")
        recovered = "".join(codecs.getincrementaldecoder("utf-8")().decode(piece) for piece in cut)
        recovered += last.decode("utf-8")
    except UnicodeError:
        return False
    wide = [character for character in recovered if not character.isascii()]
    if len(wide) < 2 or not all(c > "\u3000" and c.encode("gb2312", "ignore") for c in wide):
        return False
    return len(wide) >= 4 or _everyday_share(recovered) > _everyday_share(printed)


def _everyday_share(printed):
    """The share of GB 2312's 3755 common characters (its rows 16 to 55) in what is not ASCII."""
    rows = [c.encode("gb2312", "ignore")[:1] for c in printed if not c.isascii()]
    return sum(b"\xb0" <= row <= b"\xd7" for row in rows) / len(rows)


def plain_texts(cells):
    """Every cell's text (blank: None) where all are plainly printed everyday characters; else None.

    The quick way through a whole column: it agrees with `text`, which settles what is not plain.
    """
    try:
        joined = "\n".join([*cells, ""])
    except TypeError:
        return None
    if joined.count("\n") != len(cells) or not _PLAIN_LINES.fullmatch(joined):
        return None
    if any(trace in joined for trace in _TRACES) or any(map(is_garbled, _suspects(joined))):
        return None
    return [cell or None for cell in cells]


def _suspects(joined):
    """The lines whose GBK bytes may be UTF-8; 澧 begins as such a character does, and stands in many names."""
    encoded = joined.encode("gb18030")
    if not _MAYBE_UTF8.search(encoded):
        return []
    lines = zip(joined.split("\n"), encoded.split(b"\n"), strict=True)
    return [line for line, raw in lines if _MAYBE_UTF8.match(raw)]


def narrow(printed):
    """The text with full-width digits, letters, point, comma, minus and slash made narrow, and the change."""
    narrowed = printed.translate(_WIDE)
    return narrowed, (("full_width_normalised",) if narrowed != printed else ())


def day(cell):
    """A date: 2007-06-30, 2007/6/30, 2007年6月30日 or a date cell; blank is missing.

    Raises CellError `not_a_date` for anything else, a day that does not exist and a number.
    """
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return Parsed(cell.date(), () if midnight else ("time_of_day_dropped",))
    if isinstance(cell, date):
        return Parsed(cell)
    read = text(cell, number_rule="not_a_date")
    if read.value is None:
        return read
    printed, wide = narrow(read.value)
    match = _DAY.fullmatch(printed)
    if not match:
        raise CellError("not_a_date")
    try:
        found = date(*(int(part) for part in match.groups() if part))
    except ValueError as error:
        raise CellError("not_a_date") from error
    return Parsed(found, (*read.changes, *wide))
