from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.units import dimension, is_known, to_unit

MONEY = ["元", "千元", "万元", "百万元", "亿元", "bn yuan"]


def test_a_yi_is_ten_thousand_wan():
    assert to_unit(1, "亿元", "万元") == 10_000
    assert to_unit(510, "亿元", "bn yuan") == 51


def test_energy_and_per_cent():
    assert to_unit(1271.0, "万吨标准煤", "tce") == 12_710_000
    assert to_unit(20, "%", "1") == 0.2


def test_decimals_stay_exact():
    assert to_unit(Decimal("1234.5"), "千元", "万元") == Decimal("123.45")


@given(st.floats(0, 1e12), st.sampled_from(MONEY), st.sampled_from(MONEY))
def test_there_and_back_is_the_same(value, unit, target):
    assert to_unit(to_unit(value, unit, target), target, unit) == pytest.approx(value, rel=1e-12)


def test_missing_stays_missing():
    converted = to_unit(pd.Series([1.0, None]), "亿元", "万元")
    assert converted[0] == 10_000
    assert pd.isna(converted[1])


def test_money_is_not_energy():
    with pytest.raises(MonitorError, match="yuan is not energy"):
        to_unit(1, "万元", "tce")


def test_an_unknown_unit_is_refused_with_the_known_ones():
    assert not is_known("两")
    with pytest.raises(MonitorError, match=r"unit '两' is not known[\s\S]*亿元"):
        dimension("两")
