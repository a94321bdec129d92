import chart_tables as charts
import numpy as np
import pytest
from chart_checks import boxes, everything, outside, overlapping

from analysis.figures.signed import DOWN, UP


def slope_lines(figure):
    return [line for line in figure.axes[0].lines if line.get_marker() == "o"]


def test_each_thing_is_one_line_from_year_to_year():
    table = charts.slopes_table()
    ends = [tuple(line.get_ydata()) for line in slope_lines(charts.drawn("slopes"))]
    assert ends == list(zip(table["start"], table["end"], strict=True))


def test_every_name_is_written_once_a_side_on_a_desk_and_once_on_a_phone():
    wide, narrow = (everything(charts.drawn("slopes", "zh", size)) for size in ("wide", "narrow"))
    assert (wide.count("盐化工"), narrow.count("盐化工")) == (2, 1)
    assert "2009" in wide
    assert "147.5" in narrow


def test_equal_values_do_not_cover_each_other(lang, size):
    table = charts.slopes_table(lang).assign(start=50.0, end=[60.0] * 9 + [900.0])
    figure = charts.draw("slopes", lang, size, table=table)
    assert overlapping(boxes(figure)) + outside(figure, boxes(figure)) == []


def test_all_values_equal_draw():
    table = charts.slopes_table().assign(start=0.0, end=0.0)
    assert overlapping(boxes(charts.draw("slopes", table=table))) == []


def test_missing_side_keeps_the_other_point_and_is_named(lang, size):
    table = charts.slopes_table(lang)
    table.loc[2, "start"] = np.nan
    table.loc[5, "end"] = np.nan
    figure = charts.draw("slopes", lang, size, table=table)
    said = [line for line in everything(figure).split("\n") if "2009" in line or "2010" in line]
    assert any(table.loc[2, "name"] in line for line in said)
    assert any(table.loc[5, "name"] in line for line in said)
    known = sum(np.isfinite(np.asarray(line.get_ydata(), float)).sum() for line in slope_lines(figure))
    assert known == 18
    assert overlapping(boxes(figure)) == []


def test_table_without_any_value_is_said_in_words():
    table = charts.slopes_table().assign(start=np.nan, end=np.nan)
    assert "暂无数据，无法作图" in everything(charts.draw("slopes", table=table))


def test_without_colours_rising_and_falling_differ():
    table = charts.slopes_table().drop(columns="colour")
    colours = [line.get_color() for line in slope_lines(charts.draw("slopes", table=table))]
    assert [colour == DOWN for colour in colours] == list(table["end"] < table["start"])
    assert set(colours) == {UP, DOWN}


@pytest.mark.parametrize("percent", [True, False])
def test_shares_are_written_in_per_cent(percent):
    table = charts.slopes_table().assign(start=0.125, end=[0.05 * i for i in range(1, 11)])
    words = everything(charts.draw("slopes", table=table, percent=percent))
    assert ("12.5%" in words) == percent
