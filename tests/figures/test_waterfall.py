import chart_tables as charts
import numpy as np
import pandas as pd
import pytest
from chart_checks import boxes, everything, flowing, overlapping
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import MonitorError
from analysis.figures.waterfall import steps_of
from analysis.wording import FIGURES, NOT_KNOWN


def bars(figure):
    return [patch for patch in figure.axes[0].patches if patch.get_zorder() == 2]


def frame(start, parts):
    names = ["start", *(f"part {i}" for i in range(len(parts))), "end"]
    values = [start, *parts, start + sum(parts)]
    return pd.DataFrame({"name": names, "value": values, "is_total": [True, *[False] * len(parts), True]})


@given(st.floats(1, 1e6), st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=8))
def test_each_part_begins_where_the_last_one_ended_and_the_chain_reaches_the_end(start, parts):
    steps = steps_of(frame(start, parts).astype({"value": float}))
    inner = steps[1:-1]
    assert [step.begin for step in inner] == [step.end for step in steps[:-2]]
    assert inner[-1].end == pytest.approx(steps[-1].end, abs=1e-6 * 1e6)
    assert [step.end - step.begin for step in inner] == pytest.approx(parts, abs=1e-6)


def test_parts_that_do_not_lead_to_the_end_are_refused_with_both_numbers():
    table = charts.waterfall_table().assign(value=[510.0, 462.5, -38.2, 89.7, 1030.0])
    with pytest.raises(MonitorError, match=r"lead to 1024, not to '2010年' \(1030\)") as refusal:
        charts.draw("waterfall", table=table)
    assert "remainder" in str(refusal.value)


def test_bars_span_the_running_level():
    spans = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars(charts.drawn("waterfall"))]
    assert np.allclose(spans, [(0, 510), (510, 972.5), (972.5, 934.3), (934.3, 1024), (0, 1024)])


def test_parts_carry_their_sign_and_levels_their_unit():
    words = everything(charts.drawn("waterfall", "en"))
    assert all(text in words for text in ("510.0 bn yuan", "+462.5", "−38.2", "+89.7", "1,024.0 bn yuan"))


def test_rises_and_falls_differ_in_colour():
    first, second = bars(charts.drawn("waterfall"))[1:3]
    assert first.get_facecolor() != second.get_facecolor()


def test_parts_without_a_first_level_begin_at_nothing():
    table = charts.waterfall_table().iloc[1:].assign(value=[0.181, -0.02, 0.113, 0.274])
    figure = charts.draw("waterfall", table=table, percent=True, unit="")
    assert bars(figure)[0].get_x() == 0
    assert FIGURES["figure_parts_in_points"]["zh"] in everything(figure)
    assert "+18.1\n" in everything(figure)
    assert "27.4%" in everything(figure)


def test_small_parts_beside_large_levels_are_drawn_on_an_axis_that_says_it_is_cut(lang, size):
    figure = charts.draw("waterfall", lang, size, table=charts.energy_table(lang))
    low = figure.axes[0].get_xlim()[0]
    assert low == 770
    notice = FIGURES["figure_axis_cut"][lang].format(value=f"{low:.0f}")
    assert "".join(notice.split()) in flowing(figure)
    assert overlapping(boxes(figure)) == []


def test_an_axis_from_nothing_is_not_called_cut():
    assert charts.drawn("waterfall").axes[0].get_xlim()[0] == 0
    assert "不从 0 开始" not in everything(charts.drawn("waterfall"))


def test_missing_part_has_no_bar_says_so_and_the_end_is_taken_as_given():
    table = charts.waterfall_table()
    table.loc[2, "value"] = np.nan
    figure = charts.draw("waterfall", table=table)
    assert len(bars(figure)) == 4
    assert NOT_KNOWN["zh"] in everything(figure)
    assert bars(figure)[-1].get_width() == pytest.approx(1024)


def test_levels_below_nothing_stay_in_view():
    table = frame(-50.0, [30.0, -80.0])
    low, high = charts.draw("waterfall", table=table).axes[0].get_xlim()
    assert low < -100
    assert high >= 0
