import chart_tables as charts
import numpy as np
import pytest
from chart_checks import boxes, everything, outside, overlapping

from analysis.figures.transition import shares_of, whole_per_cent
from analysis.wording import FIGURES


def test_shares_of_each_known_class_add_to_one():
    table = charts.transitions_table()
    sums = shares_of(table, list(dict.fromkeys(table["start_class"]))).sum(axis=1)
    assert np.allclose(sums, [1, 1, 1, 1, 0])


def test_move_that_is_not_listed_is_nobody_and_a_missing_share_stays_unknown():
    table = charts.transitions_table()
    classes = list(dict.fromkeys(table["start_class"]))
    listed = table[table["share"] != 0]
    shares = shares_of(listed, classes)
    assert shares.loc["0.5亿以下", "10亿以上"] == 0
    assert np.isnan(shares.loc["不在库", "不在库"])
    assert shares.loc["10亿以上"].isna().all()


def test_rows_keep_the_order_of_the_table_and_not_of_the_alphabet():
    figure = charts.drawn("transitions", "en")
    rows = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert rows == ["Absent", "Below 50 m", "50 to 100 m", "100 m to 1 bn", "Above 1 bn"]


def test_class_without_enterprises_is_hatched_and_named(lang):
    figure = charts.drawn("transitions", lang)
    hatched = [patch for patch in figure.axes[0].patches if patch.get_hatch()]
    last = charts.transitions_table(lang)["start_class"].iloc[4]
    assert len(hatched) == 5
    assert FIGURES["figure_transition_none"][lang].format(names=last) in everything(figure)


def test_numbers_behind_the_shares_are_there_in_both_sizes():
    assert "504" in everything(charts.drawn("transitions", "zh", "wide")).split("\n")
    assert "n = 504" in everything(charts.drawn("transitions", "zh", "narrow"))


def test_without_numbers_the_shares_stand_alone(size):
    table = charts.transitions_table().drop(columns="enterprises")
    figure = charts.draw("transitions", size=size, table=table)
    assert "n =" not in everything(figure)
    assert FIGURES["figure_transition_count"]["zh"] not in everything(figure).split("\n")
    assert overlapping(boxes(figure)) + outside(figure, boxes(figure)) == []


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0"), (0.003, "<1"), (0.5, "50"), (0.997, ">99"), (1, "100"), (0.0051, "1")]
)
def test_nobody_and_everybody_are_only_said_where_true(share, text):
    assert whole_per_cent(share) == text
