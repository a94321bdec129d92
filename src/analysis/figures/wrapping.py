"""Lines of text no wider than a given width: Chinese breaks between characters, Latin between words."""

import re

from matplotlib.textpath import TextToPath

# A number keeps its unit; Latin words stay whole; every other character may stand alone.
TOKEN = re.compile(
    r"\s+|[+−-]?\d[\d,.]*(?:\s?(?:[%‰]|万元|亿元|百万欧元|万欧元|亿欧元|亿|年|个|(?:bn|m|k) (?:yuan|EUR)|bn|m)(?![a-zA-Z]))?"
    r"|[!-~\u00a0-\u024f\u2010-\u2019\u201d\u2026]+|.",
    re.DOTALL,
)
NEVER_FIRST = set("，。；：、！？）》】”’…—%％·,.;:!?)")
NEVER_LAST = set("（《【“‘(")
_measure = TextToPath()


def text_width(text, font):
    """Width of one line in points, in `font` (a matplotlib FontProperties)."""
    return _measure.get_text_width_height_descent(text, font, ismath=False)[0] if text else 0.0


def wrap(text, width, font, max_lines=None):
    """`text` as lines at most `width` points wide, joined by newlines.

    No line begins with a closing or ends with an opening mark. A word wider than the line is cut; with
    `max_lines` the last line ends in … where text had to go.
    """
    lines = _lines(_pieces(text, width, font), width, font)
    if max_lines and len(lines) > max_lines:
        rest = "".join(lines[max_lines - 1 :])
        lines = [*lines[: max_lines - 1], _shortened(rest.strip(), width, font)]
    return "\n".join(line.strip() for line in lines)


def _pieces(text, width, font):
    pieces = []
    for token in TOKEN.findall(" ".join(str(text).split())):
        if text_width(token, font) > width:
            pieces.extend(token)
        elif pieces and (token[0] in NEVER_FIRST or pieces[-1][-1] in NEVER_LAST):
            pieces[-1] += token
        else:
            pieces.append(token)
    return pieces


def _lines(pieces, width, font):
    lines = [""]
    for piece in pieces:
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), font) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line for line in lines if line] or [""]


def _shortened(text, width, font):
    while text and text_width(text + "…", font) > width:
        text = text[:-1]
    return text.rstrip() + "…"
