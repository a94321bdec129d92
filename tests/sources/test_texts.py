import contextlib
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources import rules, texts
from analysis.sources.rules import CellError, Parsed, Unreadable

COMMON = "常德市武陵区卷烟厂有限公司澧县金鹏印务集团桃源石门铝业纺织机械食品生物制药盐化工林纸电力建材"
# Names as registers print them: common hanzi, brackets, Latin letters, digits, a middle dot, an accent.
WORDS = st.text(alphabet=COMMON + "（）()ABCabc0123&-", min_size=1, max_size=8)
NAMES = st.lists(
    st.one_of(WORDS, st.sampled_from(["Société", "Müller", "Águeda"])), min_size=1, max_size=3
).map("·".join)


def rule_of(parse, cell):
    with pytest.raises(CellError) as refused:
        parse(cell)
    assert rules.sentence(refused.value.rule, refused.value.facts, "en")
    return refused.value.rule


@pytest.mark.parametrize(
    "name",
    ["NA", "None", "null", "nan", "#N/A", "=HYPERLINK(1)", "-", "007", "常德市金鹏印务（集团）有限公司", "?",
     "Société Générale", "买买提·艾力", "联通", "A?B", "Müller & Söhne", "1/2 m²·°C", "××××公司", "12 kg·m²·s³", "乡镇企业…", "龘靐公司"],
)  # fmt: skip
def test_names_are_kept_exactly(name):
    assert texts.text(name) == Parsed(name)
    assert texts.text(f" {name}\u3000\r\n") == Parsed(name, ("blank_edges_removed",))


@given(NAMES)
def test_a_name_is_never_taken_for_garbled(name):
    assert texts.text(name) == Parsed(name)


@given(st.text(max_size=12))
def test_any_text_is_kept_or_refused(printed):
    with contextlib.suppress(CellError):
        read = texts.text(printed)
        assert read.value is None or read.value in printed
        assert read.value in (None, printed) or read.changes == ("blank_edges_removed",)


@pytest.mark.parametrize("blank", [None, "", " ", "\u3000\u00a0\t", "\ufeff"])
def test_blank_is_missing(blank):
    assert texts.text(blank) == Parsed(None)


@pytest.mark.parametrize(
    "garbled",
    ["³£µÂ", "³£µÂ卷烟厂", "锟斤拷", "烫烫烫", "屯屯屯", "常\ufffd卷烟厂", "常\x00德", "常\ue000德", "Ã©cole", "å¸¸å¾·",
     "甯稿痉", "甯稿痉甯?", "常德??厂", "????", "\ud800"],
)  # fmt: skip
def test_garbled_text_is_refused(garbled):
    assert rule_of(texts.text, garbled) == "text_is_garbled"


@given(st.text(alphabet=COMMON, min_size=2, max_size=12))
def test_a_name_decoded_wrongly_is_refused(name):
    assert rule_of(texts.text, name.encode("gbk").decode("latin-1")) == "text_is_garbled"
    assert rule_of(texts.text, name.encode("utf-8").decode("latin-1")) == "text_is_garbled"


def utf8_as_gbk(name):
    """The mojibake, or nothing where some bytes are no GBK."""
    with contextlib.suppress(UnicodeDecodeError):
        return name.encode("utf-8").decode("gbk")


@given(st.text(alphabet=COMMON.replace("澧", ""), min_size=2, max_size=6).map(utf8_as_gbk).filter(bool))
def test_utf8_decoded_as_gbk_is_refused(mojibake):
    assert rule_of(texts.text, mojibake) == "text_is_garbled"


@pytest.mark.parametrize("name", ["澧县", "临澧县城"])
def test_utf8_of_rarer_hanzi_decoded_as_gbk_is_refused(name):
    assert rule_of(texts.text, utf8_as_gbk(name)) == "text_is_garbled"


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("常德\n卷烟厂", "text_breaks_over_lines"),
        ("常德\t卷烟厂", "text_breaks_over_lines"),
        ("常德\u200b卷烟厂", "text_hides_characters"),
        ("常德\u202e卷烟厂", "text_hides_characters"),
        (430700, "text_stored_as_number"),
        (4.5, "text_stored_as_number"),
        (True, "cell_holds_true_or_false"),
        (date(2009, 3, 1), "cell_holds_a_date"),
        (time(3, 5), "cell_holds_a_date"),
        (Unreadable("=A1", "formula_not_calculated", {"cell": "B2"}), "formula_not_calculated"),
    ],
)
def test_what_is_no_plain_text_is_refused(cell, rule):
    assert rule_of(texts.text, cell) == rule


@given(st.lists(st.one_of(NAMES, st.text(max_size=6), st.just("")), max_size=5))
def test_a_plain_column_is_read_at_once_as_cell_by_cell(cells):
    plain = texts.plain_texts(cells)
    if plain is not None:
        assert [Parsed(value) for value in plain] == [texts.text(cell) for cell in cells]


def test_a_column_of_names_is_plain_and_one_odd_cell_makes_it_not():
    names = ["常德卷烟厂", "", "常德市金鹏印务（集团）有限公司", "买买提·艾力 Ltd."]
    assert texts.plain_texts(names) == [names[0], None, *names[2:]]
    odd = [" 常德", "常德　", "³£µÂ", "锟斤拷", "甯稿痉", "常\n德", "??", "Société", 5, None]
    assert [texts.plain_texts([*names, cell]) for cell in odd] == [None] * len(odd)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_day_reads_the_forms_offices_use(day):
    forms = [f"{day.year}-{day.month}-{day.day}", day.isoformat(), f"{day:%Y/%m/%d}", day,
             f"{day.year}年{day.month}月{day.day}日", datetime.combine(day, time())]  # fmt: skip
    assert {texts.day(form) for form in forms} == {Parsed(day)}
    assert texts.day(datetime.combine(day, time(9, 30))) == Parsed(day, ("time_of_day_dropped",))


def test_a_full_width_day_is_read_and_logged():
    assert texts.day("２００７－０６－３０") == Parsed(date(2007, 6, 30), ("full_width_normalised",))
    assert texts.day(" 2007年6月30日") == Parsed(date(2007, 6, 30), ("blank_edges_removed",))
    assert texts.day("") == texts.day(None) == Parsed(None)


@pytest.mark.parametrize(
    "cell",
    [
        "2007-02-30",
        "30.6.2007",
        "2007.6",
        "39263",
        "07-06-30",
        "2007-6/30",
        "0000-01-01",
        "٢٠٠٧-06-30",
        39263,
    ],
)
def test_day_refuses_what_could_be_another_day(cell):
    assert rule_of(texts.day, cell) == "not_a_date"


@given(st.text(max_size=12))
def test_any_text_is_a_day_missing_or_refused(printed):
    with contextlib.suppress(CellError):
        assert isinstance(texts.day(printed).value, date | None)
