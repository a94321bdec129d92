import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from analysis.errors import MonitorError
from analysis.figures import fonts
from analysis.figures.style import STATUS_SIGNS
from analysis.wording import FIGURES, STATUS

POLICY = Path(__file__).parents[2] / "data" / "policy"
GB2312 = "".join(
    bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF)
)


def glyph_of(font_bytes, sign):
    font = TTFont(io.BytesIO(font_bytes))
    return font, font.getBestCmap()[ord(sign)]


def test_fonts_cover_gb2312_and_the_signs_of_statistics():
    assert len(GB2312) > 7000
    assert fonts.covers(GB2312 + "≥≤−×±‰·–—…“”‘’→↑↓①★◐ÄÖéß€") == set()


def test_characters_the_fonts_lack_are_named():
    assert fonts.covers("常德𠮷\n") == {"𠮷"}


def test_fonts_cover_every_text_of_the_policy_files():
    files = sorted(POLICY.glob("*.yaml"))
    assert files, "data/policy has no YAML files"
    missing = {file.name: fonts.covers(file.read_text(encoding="utf-8")) for file in files}
    assert not any(missing.values()), missing


def test_fonts_cover_the_sentences_and_symbols_of_the_figures():
    sentences = [text for pair in (*FIGURES.values(), *STATUS.values()) for text in pair.values()]
    assert fonts.covers("".join(sentences) + "".join(sign.symbol for sign in STATUS_SIGNS.values())) == set()


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_font_covers_its_text_and_is_small(weight, lang):
    text = "常德市十大产业集群：2010年“目标” ≥ 900 亿元 — Changde’s clusters"
    data = fonts.page_font(text, weight, lang)
    assert data[:4] == b"wOF2"
    assert set(TTFont(io.BytesIO(data)).getBestCmap()) == {ord(sign) for sign in text}
    assert len(data) < 12_000


def test_page_font_of_a_whole_page_stays_below_a_tenth_of_the_font():
    page = (Path(__file__).parents[2] / "src/analysis/wording.py").read_text(encoding="utf-8")
    assert len(fonts.page_font(page)) < fonts.path_of().stat().st_size / 10


def test_page_font_does_not_depend_on_order_or_repetition():
    assert fonts.page_font("常德常德市") == fonts.page_font("市德常")


def test_page_font_of_nothing_is_a_valid_font():
    assert set(TTFont(io.BytesIO(fonts.page_font(""))).getBestCmap()) == {ord(" ")}


def test_quotation_marks_are_narrow_in_english_and_one_em_in_chinese():
    wide, wide_name = glyph_of(fonts.page_font("“", lang="zh"), "“")
    narrow, narrow_name = glyph_of(fonts.page_font("“", lang="en"), "“")
    assert wide["hmtx"][wide_name][0] == 1000
    assert narrow["hmtx"][narrow_name][0] < 600


def test_unknown_weight_is_refused_in_words():
    with pytest.raises(MonitorError, match="no font of weight 'thin'"):
        fonts.path_of("thin")


def test_licence_is_beside_the_fonts():
    licence = (fonts.folder() / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright 2014-2021 Adobe" in licence
