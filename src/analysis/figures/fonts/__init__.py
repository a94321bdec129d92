"""The project's own fonts: the same Chinese and Latin glyphs in charts and pages on every machine.

Two families, both cut from Noto Sans CJK SC (README.md, OFL.txt): `Monitor Sans SC` for Chinese, and
`Monitor Sans`, the Latin part with narrow quotation marks and dashes, for English.
"""

import functools
import io
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from matplotlib import font_manager

from analysis.errors import MonitorError

FAMILY = "Monitor Sans SC"
LATIN_FAMILY = "Monitor Sans"
WEIGHTS = ("regular", "bold")
INVISIBLE = frozenset("\n\r\t\u200b\u200d\ufeff")


def folder():
    """The folder of the font files."""
    return Path(__file__).parent


def path_of(weight="regular", lang="zh"):
    """The .otf file of a weight ('regular' or 'bold'); MonitorError for a weight there is no file for."""
    if weight not in WEIGHTS:
        raise MonitorError(f"no font of weight {weight!r}.", expected=f"one of {', '.join(WEIGHTS)}.")
    family = FAMILY if lang == "zh" else LATIN_FAMILY
    return folder() / f"{family.replace(' ', '')}-{weight.title()}.otf"


@functools.cache
def register():
    """Make the fonts known to matplotlib, once a process; returns the Chinese family's name."""
    for lang in ("zh", "en"):
        for weight in WEIGHTS:
            font_manager.fontManager.addfont(path_of(weight, lang))
    return FAMILY


def families(lang):
    """Family names for matplotlib, first choice first: English text falls back to the Chinese font."""
    register()
    return [FAMILY] if lang == "zh" else [LATIN_FAMILY, FAMILY]


@functools.cache
def _characters():
    with TTFont(path_of(), lazy=True) as font:
        return frozenset(chr(point) for point in font.getBestCmap())


def covers(text):
    """The characters of `text` the fonts cannot draw, as a set; empty when all are there."""
    return set(text) - _characters() - INVISIBLE


def page_font(text, weight="regular", lang="zh"):
    """A WOFF2 font of only the glyphs of `text`, as bytes; the same text gives the same bytes.

    `lang="en"` takes the narrow quotation marks and dashes. Characters the font lacks are left out: ask
    `covers` first. A text with nothing to draw still gives a valid font (the space).
    """
    drawn = "".join(sorted(set(text) & _characters() | {" "}))
    return _page_font(drawn, weight, lang)


@functools.lru_cache(maxsize=64)
def _page_font(drawn, weight, lang):
    font = TTFont(path_of(weight), recalcTimestamp=False)
    if lang != "zh":
        _borrow_narrow_forms(font)
    options = Options(hinting=False, layout_features=["kern", "ccmp"])
    options.flavor = "woff2"
    # Without this, ≥ brings ≤ along for right-to-left text.
    options.bidi_closure = False
    subsetter = Subsetter(options)
    subsetter.populate(text=drawn)
    subsetter.subset(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=True)
    return buffer.getvalue()


def _borrow_narrow_forms(font):
    # The two files are cut from one source, so a glyph name means the same outline in both.
    with TTFont(path_of(lang="en"), lazy=True) as latin:
        narrow = latin.getBestCmap()
    glyphs = set(font.getGlyphOrder())
    for table in font["cmap"].tables:
        if table.format != 14:
            table.cmap.update({p: g for p, g in narrow.items() if p in table.cmap and g in glyphs})
