"""Figures saved for reports: glyphs are in the file, the same figure gives the same bytes, nothing is lost on the way."""

import io
import re
import zlib

import pandas as pd
import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont
from matplotlib.image import imread

from analysis import figures
from analysis.errors import MonitorError
from analysis.exports import save_picture
from analysis.exports.picture import to_pdf
from analysis.exports.truetype import truetype
from analysis.figures import fonts

TABLE = pd.DataFrame({"year": [2008, 2009, 2010], "actual": [1.0, 2.0, None], "required": [1.0, 1.5, 2.2]})
TITLE = "“烟草”产业 Tobacco"


@pytest.fixture(scope="module")
def figure():
    return figures.path(TABLE, lang="zh", title=TITLE, unit="亿元")


@pytest.fixture(scope="module")
def pdf(figure):
    return to_pdf(figure)


def embedded(pdf):
    """The fonts in a PDF, as they are stored."""
    starts = [found.end() for found in re.finditer(rb"/Length1 \d+.*?stream\r?\n", pdf, re.DOTALL)]
    return [zlib.decompressobj().decompress(pdf[start:]) for start in starts]


def test_a_pdf_embeds_truetype_fonts_and_no_other_kind(pdf):
    assert pdf.count(b"/FontFile2") == len(embedded(pdf)) > 0
    assert b"/Type3" not in pdf
    assert {font[:4] for font in embedded(pdf)} == {b"\0\1\0\0"}


def test_the_embedded_fonts_hold_an_outline_for_every_character(pdf, figure):
    outlines = 0
    for font in embedded(pdf):
        table = TTFont(io.BytesIO(font))
        outlines += sum(
            glyph.numberOfContours > 0
            for glyph in table["glyf"].glyphs.values()
            if not glyph.expand(table["glyf"])
        )
    assert outlines >= len(set(TITLE) - {" "})
    assert b"/ToUnicode" in pdf


def test_a_twin_has_the_widths_and_the_ink_of_the_original():
    text = "烟草产业8a“"
    twin, original = truetype(fonts.path_of(), text, "Twin", "regular"), TTFont(fonts.path_of())
    for character in text:
        name, before = twin.getBestCmap()[ord(character)], original.getBestCmap()[ord(character)]
        assert twin["hmtx"][name][0] == original["hmtx"][before][0]
        areas = []
        for font, glyph in ((twin, name), (original, before)):
            pen = AreaPen(font.getGlyphSet())
            font.getGlyphSet()[glyph].draw(pen)
            areas.append(abs(pen.value))
        assert areas[0] == pytest.approx(areas[1], rel=0.01)


def test_the_same_figure_gives_the_same_pdf_and_keeps_its_fonts(figure, pdf):
    families = [text.get_fontfamily() for text in figure.texts]
    assert to_pdf(figure) == pdf
    assert [text.get_fontfamily() for text in figure.texts] == families


def test_svg_draws_its_text_as_outlines(figure, tmp_path):
    svg = save_picture(figure, tmp_path / "a.svg").read_text("utf-8")
    assert "<text" not in svg
    assert "http://www.w3.org/2000/svg" in svg


def test_png_has_the_size_of_the_figure_at_its_resolution(figure, tmp_path):
    picture = imread(save_picture(figure, tmp_path / "a.png", dpi=50))
    wide, high = figure.get_size_inches()
    assert picture.shape[1] == pytest.approx(wide * 50, abs=1)
    assert picture.shape[0] == pytest.approx(high * 50, abs=1)


def test_a_restyled_figure_is_saved_as_it_now_is(tmp_path):
    plain = figures.path(TABLE, lang="en", title="A", unit="bn yuan")
    before = save_picture(plain, tmp_path / "a.svg").read_bytes()
    plain.axes[0].lines[1].set_color("#FF00FF")
    assert b"#ff00ff" in save_picture(plain, tmp_path / "b.svg").read_bytes()
    assert b"#ff00ff" not in before


def test_other_endings_and_taken_names_are_refused(figure, tmp_path):
    with pytest.raises(MonitorError, match="does not say what"):
        save_picture(figure, tmp_path / "a.docx")
    path = save_picture(figure, tmp_path / "a.svg")
    with pytest.raises(MonitorError, match="is there already"):
        save_picture(figure, path)
    assert save_picture(figure, path, overwrite=True) == path
