import chart_tables as charts
import numpy as np
import pytest
from chart_checks import everything

from analysis.figures.scale import Scale
from analysis.figures.signed import DOWN, UP, colour_of, signed
from analysis.wording import FIGURES, NOT_KNOWN


def dots(figure):
    return [line for line in figure.axes[0].lines if line.get_marker() in ("o", "D")]


def test_contributors_stand_in_order_and_their_sum_last():
    places = [(dot.get_xdata()[0], -dot.get_ydata()[0]) for dot in dots(charts.drawn("contributions"))]
    values = [value for value, _ in places]
    assert [row for _, row in places] == list(range(11))
    assert values[:-1] == sorted(values[:-1], reverse=True)
    assert values[-1] == pytest.approx(sum(values[:-1]))


def test_each_value_is_written_with_its_sign():
    words = everything(charts.drawn("contributions"))
    assert all(text in words for text in ("+22.0", "−61.5", "−0.7", "−92.0"))


def test_missing_value_has_no_dot_and_leaves_the_sum_unknown():
    table = charts.contributions_table()
    table.loc[3, "value"] = np.nan
    figure = charts.draw("contributions", table=table)
    assert len(dots(figure)) == 9
    assert everything(figure).count(NOT_KNOWN["zh"]) == 2


def test_without_colours_the_sign_gives_the_colour():
    table = charts.contributions_table().drop(columns="colour")
    colours = [dot.get_color() for dot in dots(charts.draw("contributions", table=table))]
    assert colours[:10] == [UP] * 4 + [DOWN] * 6


def test_sides_are_named_and_can_be_renamed():
    assert FIGURES["figure_gap_sides"]["en"] in everything(charts.drawn("contributions", "en"))
    renamed = charts.draw("contributions", "en", key="Right: saves energy; left: costs energy")
    assert "Right: saves energy" in everything(renamed)


def test_change_that_rounds_to_nothing_has_no_sign():
    scale = Scale("en", digits=1)
    assert [signed(scale, value) for value in (0.04, -0.04, 0.05001, 12.0)] == ["0.0", "0.0", "+0.1", "+12.0"]
    assert colour_of(-1) != colour_of(1)
