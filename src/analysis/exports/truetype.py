"""The project's fonts with TrueType outlines, for PDF: its Type 42 fonts hold no other, and ours are cubic."""

import atexit
import functools
import hashlib
import shutil
import tempfile
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from matplotlib.font_manager import fontManager

from analysis.figures import fonts

FAMILIES = {fonts.FAMILY: "zh", fonts.LATIN_FAMILY: "en"}
LARGEST_ERROR = 0.5  # units of 1000 an em: a curve is nowhere further from the drawn one
_FAMILY_NAMES, _FULL_NAMES, _POSTSCRIPT_NAME = (1, 16), (3, 4), 6


@functools.cache
def twins(text):
    """{family: name of its twin}: the project's fonts with TrueType outlines, of the glyphs of `text`, known to matplotlib.

    The names follow from `text`, so equal figures give equal files.
    """
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    names = {family: f"{family} {mark}" for family in FAMILIES}
    for family, twin in names.items():
        for weight in fonts.WEIGHTS:
            path = _folder() / f"{twin}-{weight}.ttf".replace(" ", "")
            truetype(fonts.path_of(weight, FAMILIES[family]), text, twin, weight).save(path)
            fontManager.addfont(path)
    return names


@functools.cache
def _folder():
    # matplotlib remembers where it found a font, so the files stay as long as the process.
    folder = tempfile.mkdtemp(prefix="monitor-fonts-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def truetype(path, text, family, weight):
    """The font at `path` as a TTFont named `family` with quadratic outlines of the glyphs of `text` only."""
    font = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"]))
    subsetter.populate(text=text + " ")
    subsetter.subset(font)
    _quadratic(font)
    _rename(font, family, weight)
    return font


def _quadratic(font):
    drawn, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, LARGEST_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    font["hmtx"].metrics = {
        name: (width, _left(glyphs[name], font["glyf"])) for name, (width, _) in font["hmtx"].metrics.items()
    }
    _turn_into_truetype(font)


def _left(glyph, table):
    glyph.recalcBounds(table)
    return getattr(glyph, "xMin", 0)


def _turn_into_truetype(font):
    for cubic in ("CFF ", "VORG"):
        if cubic in font:
            del font[cubic]
    font.sfntVersion = "\000\001\000\000"
    font["head"].glyphDataFormat = 0
    largest = font["maxp"]
    largest.tableVersion = 0x00010000
    nothing = (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxComponentElements", "maxComponentDepth", "maxPoints", "maxContours",
        "maxCompositePoints", "maxCompositeContours",
    )  # fmt: skip
    for name in nothing:
        setattr(largest, name, 0)
    largest.maxZones = 1
    # Names of glyphs would have to be listed again; nothing in a PDF asks for them.
    font["post"].formatType = 3.0


def _rename(font, family, weight):
    style = weight.title()
    for record in font["name"].names:
        if record.nameID in _FAMILY_NAMES:
            record.string = family
        elif record.nameID in _FULL_NAMES:
            record.string = f"{family} {style}"
        elif record.nameID == _POSTSCRIPT_NAME:
            record.string = f"{family}-{style}".replace(" ", "")
