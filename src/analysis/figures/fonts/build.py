"""Makes the vendored font files out of Noto Sans CJK: `python -m analysis.figures.fonts.build FOLDER`.

FOLDER holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc; README.md says where they come from.
Nothing in the project calls this; it is kept so that the files can be made again, byte for byte.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

from analysis.figures.fonts import FAMILY, LATIN_FAMILY, folder

KOREAN, SIMPLIFIED_CHINESE = 1, 2
BASELINE_ELLIPSIS = "cid63163"
WEIGHTS = ("Regular", "Bold")
LATIN_RANGES = ((0x20, 0x7F), (0xA0, 0x180), (0x2010, 0x2028), (0x2030, 0x205F), (0x20AC, 0x20AD))
SYMBOL_RANGES = ((0x2150, 0x2190), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x2500), (0x25A0, 0x2600))
CJK_RANGES = ((0x3000, 0x3040), (0xFF00, 0xFFF0))
DINGBATS = "★☆✓"
# Characters outside GB 2312 that names in a city need.
RARE = ""


def main(source, target):
    for weight in WEIGHTS:
        narrow = narrow_forms(source, weight)
        for family, characters in ((FAMILY, latin() | chinese()), (LATIN_FAMILY, latin())):
            font = _face(source, weight, SIMPLIFIED_CHINESE)
            if family == LATIN_FAMILY:
                _draw_with(font, narrow)
            _subset(font, characters, narrow.values())
            _rename(font, family, weight)
            font.save(target / f"{family.replace(' ', '')}-{weight}.otf")


def latin():
    """Code points of a text in English: Latin letters, punctuation, arrows, relations, shapes."""
    return _points(LATIN_RANGES + SYMBOL_RANGES) | {ord(sign) for sign in DINGBATS}


def chinese():
    """Code points of GB 2312 with CJK punctuation and full-width forms."""
    rows = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    signs = RARE + "".join(code.decode("gb2312", "ignore") for code in rows)
    return {ord(sign) for sign in signs} | _points(CJK_RANGES)


def _points(ranges):
    return {point for start, end in ranges for point in range(start, end)}


def _face(source, weight, index):
    font = TTCollection(source / f"NotoSansCJK-{weight}.ttc").fonts[index]
    font.recalcTimestamp = False
    return font


def narrow_forms(source, weight):
    """Code point -> glyph for the signs that Korean sets in proportional width and Chinese one em wide.

    The Chinese font draws “ ” ’ · … one em wide; "Changde’s" would fall apart in an English sentence.
    """
    korean = _face(source, weight, KOREAN).getBestCmap()
    chinese_map = _face(source, weight, SIMPLIFIED_CHINESE).getBestCmap()
    differing = {p: korean[p] for p in latin() & korean.keys() if korean[p] != chinese_map.get(p)}
    return {**differing, ord("…"): BASELINE_ELLIPSIS}


def _draw_with(font, glyphs):
    for table in font["cmap"].tables:
        if table.format != 14:
            table.cmap.update({p: glyph for p, glyph in glyphs.items() if p in table.cmap})


def _subset(font, characters, glyphs):
    options = Options(hinting=False, layout_features=["kern", "ccmp"])
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters, glyphs=glyphs)
    subsetter.subset(font)


def _rename(font, family, weight):
    # A name of its own: a system font called Noto Sans CJK SC must never be taken instead.
    postscript = f"{family.replace(' ', '')}-{weight}"
    names = {1: family, 2: weight, 3: postscript, 4: f"{family} {weight}", 6: postscript}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    top = font["CFF "].cff
    top.fontNames = [postscript]
    top.topDictIndex[0].FullName, top.topDictIndex[0].FamilyName = names[4], family


if __name__ == "__main__":
    main(Path(sys.argv[1]), folder())
