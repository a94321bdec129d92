import chart_tables as charts
import numpy as np
from chart_checks import boxes, everything, flowing, outside, overlapping
from matplotlib.colors import to_hex

from analysis.figures.coverage import counts_of
from analysis.wording import FIGURES


def cells(figure):
    return [patch for axes in figure.axes for patch in axes.patches]


def test_every_cell_is_drawn_whatever_the_number_of_blocks(lang, size):
    figure = charts.drawn("coverage", lang, size)
    assert len(cells(figure)) == 12 * 10
    assert len(figure.axes) == {"wide": 1, "narrow": 2}[size]


def test_missing_period_is_hatched_and_named(lang, size):
    figure = charts.drawn("coverage", lang, size)
    assert sum(bool(cell.get_hatch()) for cell in cells(figure)) == 1
    assert {"zh": "安乡县（2009年1—2月）", "en": "Anxiang(2009Feb)"}[lang] in flowing(figure)


def test_pair_that_is_not_listed_is_missing_too():
    table = charts.coverage_table().drop(index=0)
    assert np.isnan(counts_of(table).loc["武陵区", "2009年\n1—2月"])
    assert "武陵区（2009年1—2月）" in flowing(charts.draw("coverage", table=table))


def test_complete_returns_are_said_to_be_complete():
    table = charts.coverage_table().ffill()
    assert FIGURES["figure_coverage_whole"]["zh"] in everything(charts.draw("coverage", table=table))


def test_many_holes_are_counted_after_the_first(size):
    table = charts.coverage_table("en")
    table.loc[table.index % 3 == 0, "enterprises"] = np.nan
    figure = charts.draw("coverage", "en", size, table=table)
    assert "8more" in flowing(figure)
    assert overlapping(boxes(figure)) + outside(figure, boxes(figure)) == []


def test_nobody_reporting_is_a_number_and_not_a_hole():
    table = charts.coverage_table().ffill()
    table.loc[3, "enterprises"] = 0.0
    figure = charts.draw("coverage", table=table)
    assert not any(cell.get_hatch() for cell in cells(figure))
    assert "0" in everything(figure).split("\n")


def test_row_that_halves_is_paler_whatever_its_size():
    figure = charts.drawn("coverage")
    fills = [to_hex(cell.get_facecolor()) for cell in cells(figure)]
    xihu = fills[10 * 10 : 11 * 10]
    assert int(xihu[3][1:3], 16) > int(xihu[2][1:3], 16) + 40


def test_large_counts_fit_their_cells(lang, size):
    table = charts.coverage_table(lang).assign(enterprises=lambda t: t["enterprises"] * 1000)
    figure = charts.draw("coverage", lang, size, table=table)
    assert overlapping(boxes(figure)) == []
    assert "60,000" in everything(figure)
