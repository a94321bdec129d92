import chart_tables as charts
import numpy as np
import pytest
from chart_checks import boxes, everything, flowing, overlapping
from matplotlib.collections import PolyCollection

from analysis.wording import FIGURES

RANGES = ["low_80", "high_80", "low_95", "high_95"]


def bands(figure):
    return [item for item in figure.axes[0].collections if isinstance(item, PolyCollection)]


def span(band, year):
    heights = [y for x, y in band.get_paths()[0].vertices if x == year]
    return min(heights), max(heights)


def test_wider_band_holds_the_narrower_one_and_both_open_at_the_last_observed_year():
    wide, narrow = bands(charts.drawn("fan"))
    assert span(wide, 2010) == (780, 1088)
    assert span(narrow, 2010) == (838, 1012)
    assert span(wide, 2008) == span(narrow, 2008) == (688, 688)


def test_median_ranges_and_target_are_written_at_the_end(lang, size):
    words = flowing(charts.drawn("fan", lang, size))
    for text in ("921.0", "900", FIGURES["figure_fan_median"][lang], "2010-12-31"):
        assert text in words
    reach = FIGURES["figure_fan_range"][lang].format(low="838.0", high="1,012.0")
    assert "".join(reach.split()) in words


def test_without_ranges_it_says_that_too_few_years_were_observed(lang):
    table = charts.fan_table()
    table[RANGES] = np.nan
    figure = charts.draw("fan", lang, table=table)
    assert bands(figure) == []
    assert FIGURES["figure_fan_no_interval"][lang] in everything(figure)
    assert FIGURES["figure_fan_no_interval"][lang] not in everything(charts.drawn("fan", lang))


def test_missing_observed_year_is_a_gap():
    table = charts.fan_table()
    table.loc[2, "observed"] = np.nan
    observed = next(
        line for line in charts.draw("fan", table=table).axes[0].lines if line.get_marker() == "o"
    )
    assert np.isnan(np.asarray(observed.get_ydata(), float)).sum() == 3


def test_chart_without_a_target_has_no_diamond(lang, size):
    figure = charts.draw("fan", lang, size, target=None, deadline=None)
    assert all(line.get_marker() != "D" for line in figure.axes[0].lines)
    assert FIGURES["figure_target"][lang] not in everything(figure).split("\n")


@pytest.mark.parametrize("value", [921.0, 780.0, 3000.0, 1.0])
def test_target_anywhere_stays_in_view_and_clear_of_the_other_words(value, size):
    figure = charts.draw("fan", "en", size, target=(2010, value))
    low, high = figure.axes[0].get_ylim()
    assert low <= value <= high
    assert overlapping(boxes(figure)) == []


def test_shares_are_written_in_per_cent():
    table = charts.fan_table()
    columns = ["observed", "median", *RANGES]
    table[columns] /= 1200
    figure = charts.draw("fan", table=table, percent=True, unit="", target=(2010, 0.75))
    assert "76.8%" in everything(figure)
    assert "75%" in everything(figure)


def test_required_paths_and_the_result_are_drawn_and_explained(lang, size):
    table = charts.fan_table().assign(came=[*[np.nan] * 7, 905.0], from_baseline=np.nan, from_today=np.nan)
    table.loc[5:, "from_today"] = [688.0, 787.0, 900.0]
    figure = charts.draw("fan", lang, size, table=table)
    words = flowing(figure)
    for key in ("figure_fan_paths", "figure_fan_came"):
        assert "".join(FIGURES[key][lang].split()) in words
        assert "".join(FIGURES[key][lang].split()) not in flowing(charts.drawn("fan", lang, size))
    hollow = [line for line in figure.axes[0].lines if line.get_markerfacecolor() == "white"]
    assert [tuple(line.get_ydata()) for line in hollow] == [(905.0,)]
    assert overlapping(boxes(figure)) == []
