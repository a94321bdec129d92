import chart_tables as charts
import numpy as np
from chart_checks import everything
from matplotlib.container import BarContainer

from analysis.wording import FIGURES


def test_every_interval_is_drawn_and_zero_is_in_view(size):
    figure = charts.draw("events", "en", size)
    (bars,) = figure.axes[0].containers
    ends = [segment[:, 1].round(3).tolist() for segment in bars[2][0].get_segments()]
    assert ends == [[-0.057, 0.147], [-0.059, 0.103], [-0.099, 0.162], [-0.22, 0.11]]
    low, high = figure.axes[0].get_ylim()
    assert low < -0.22 < 0 < 0.162 < high


def test_the_year_everything_is_compared_with_is_hollow():
    axes = charts.draw("events", "en").axes[0]
    (base,) = [line for line in axes.lines if line.get_markerfacecolor() == "white"]
    assert (base.get_xdata().tolist(), base.get_ydata().tolist()) == ([2006], [0.0])


def test_the_beginning_stands_between_the_years_and_only_where_it_is_in_view(lang):
    words = FIGURES["figure_events_begin"][lang]
    assert words.format(year=2007) in everything(charts.draw("events", lang))
    assert words.format(year=2011) not in everything(charts.draw("events", lang, begins=2011))


def test_a_bar_a_number_with_the_marked_ones_darker():
    figure = charts.draw("bars", "en")
    heights = {
        round(bar.get_x() + bar.get_width() / 2): (bar.get_height(), bar.get_alpha())
        for container in figure.axes[0].containers
        if isinstance(container, BarContainer)
        for bar in container
    }
    assert [heights[number][0] for number in range(11)] == charts.bars_table()["chance"].tolist()
    assert {number for number, (_, alpha) in heights.items() if alpha == 1.0} == {5, 6}


def test_a_panel_without_a_forecast_keeps_what_was_observed():
    table = charts.fan_panels_table("en")
    first = table["name"] == table["name"].iloc[0]
    ranges = ["median", "low_80", "high_80", "low_95", "high_95"]
    table[ranges] = table[ranges].mask(first, np.nan)
    figure = charts.draw("fan_panels", "en", table=table)
    assert len(figure.axes) == table["name"].nunique()
    axes = figure.axes[0]
    assert not any(len(band.get_paths()[0].vertices) for band in axes.collections if len(band.get_paths()))
    assert 688.0 in axes.lines[2].get_ydata()
