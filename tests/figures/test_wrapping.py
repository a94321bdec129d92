import itertools

from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties

from analysis.figures import fonts
from analysis.figures.labels import spread
from analysis.figures.wrapping import NEVER_FIRST, text_width, wrap

FONT = FontProperties(family=fonts.families("zh"), size=10)
WORDS = st.text(alphabet="常德市产业集群，。（）“”abc XYZ 12.5%", max_size=80)


@given(WORDS, st.integers(60, 300))
def test_every_line_fits_and_no_character_is_lost(text, width):
    lines = wrap(text, width, FONT).split("\n")
    # A closing mark stays with its word, so a run of such marks alone may stand out.
    assert all(
        text_width(line, FONT) <= width or set(line[1:]) & (NEVER_FIRST | set("（“")) for line in lines
    )
    assert "".join(lines).replace(" ", "") == "".join(text.split())


def test_chinese_breaks_between_characters_but_not_before_a_full_stop():
    lines = wrap("十大产业集群完成目标。", 100, FONT).split("\n")
    assert lines == ["十大产业集群完成目", "标。"]


def test_a_number_keeps_its_unit():
    lines = wrap("集群收入达到了 880.5 亿元", 82, FONT).split("\n")
    assert lines == ["集群收入达到了", "880.5 亿元"]


def test_latin_breaks_between_words_and_keeps_the_spaces_when_shortened():
    text = wrap("Machinery and electronics of the whole city", 70, FONT, max_lines=2)
    assert text.startswith("Machinery and\n")
    assert text.endswith("…")


def test_a_name_without_any_break_is_cut():
    assert "\n" in wrap("A" * 60, 100, FONT)


@given(st.lists(st.floats(0, 200), min_size=1, max_size=8))
def test_labels_moved_apart_never_overlap_and_keep_their_order(wanted):
    heights = [20.0] * len(wanted)
    centres = spread(sorted(wanted), heights, 0, 200)
    gaps = [b - a for a, b in itertools.pairwise(centres)]
    assert all(gap >= 20 - 1e-6 for gap in gaps)


def test_labels_with_room_stay_where_they_belong():
    assert spread([30.0, 90.0], [20.0, 20.0], 0, 200) == [30.0, 90.0]
