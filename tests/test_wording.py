import string

import pytest

from analysis import wording

SENTENCES = {key: text for group in wording._SENTENCES for key, text in group.items()}


def test_every_sentence_has_both_languages_with_the_same_blanks():
    for key, texts in {**SENTENCES, **wording.STATUS}.items():
        assert set(texts) == {"zh", "en"}, key
        assert _blanks(texts["zh"]) == _blanks(texts["en"]), key


def test_no_key_is_in_two_groups():
    keys = [key for group in wording._SENTENCES for key in group]
    assert len(keys) == len(set(keys))


def test_an_unknown_sentence_is_named():
    with pytest.raises(KeyError, match="no_such"):
        wording.say("no_such", "en")


@pytest.mark.parametrize(
    ("share", "zh", "en"),
    [
        (0.8936, "89.4%", "89.4\u00a0%"),
        (-0.0004, "0.0%", "0.0\u00a0%"),
        (float("nan"), "暂无数据", "not known"),
    ],
)
def test_per_cent(share, zh, en):
    assert wording.percent(share, lang="zh") == zh
    assert wording.percent(share, lang="en") == en


def test_money_has_the_same_precision_in_both_languages():
    assert wording.money(9_043_000, "万元", "亿元", "zh") == "904.3亿元"
    assert wording.money(9_043_000, "万元", "bn yuan", "en") == "90.43\u00a0bn\u00a0yuan"


def test_missing_money_is_said_in_words():
    assert wording.money(None, "万元", "亿元", "zh") == "暂无数据"


@pytest.mark.parametrize(
    ("probability", "zh", "en"),
    [
        (0.31, "约为十分之三", "about three in ten"),
        (0.02, "不到十分之一", "less than one in ten"),
        (0.99, "超过十分之九", "more than nine in ten"),
    ],
)
def test_chances_are_said_in_tenths(probability, zh, en):
    assert wording.chance(probability, "zh") == zh
    assert wording.chance(probability, "en") == en


def _blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
