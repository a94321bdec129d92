import chart_tables as charts
import pytest
from chart_checks import everything, flowing

from analysis.figures.accounts import COLOURS
from analysis.wording import FIGURES


def segments(figure):
    return [patch for patch in figure.axes[0].patches if not patch.get_hatch()]


def test_segments_of_a_file_add_to_all_its_rows():
    rows = {}
    for bar in segments(charts.drawn("row_account")):
        rows.setdefault(round(bar.get_y() + bar.get_height() / 2), 0.0)
        rows[round(bar.get_y() + bar.get_height() / 2)] += bar.get_width()
    assert list(rows) == [0, -1, -2, -4, -5]
    assert all(total == pytest.approx(1) for total in rows.values())


def test_part_without_rows_has_no_segment():
    last = [bar for bar in segments(charts.drawn("row_account")) if bar.get_y() < -3.5]
    assert len(last) == 2 + 3


def test_numbers_are_written_under_their_heads(lang, size):
    words = flowing(charts.drawn("row_account", lang, size))
    for part in ("accepted", "rejected", "non_data"):
        assert f"■{FIGURES[f'figure_account_{part}'][lang]}" in words
    assert "450,123" in words


def test_refused_file_is_hatched_and_says_so(lang, size):
    figure = charts.drawn("row_account", lang, size)
    assert sum(bool(patch.get_hatch()) for patch in figure.axes[0].patches) == 1
    said = FIGURES["figure_account_refused"][lang].format(name="returns/wuling_2010_11.xls")
    assert "".join(said.split()) in flowing(figure)


def test_one_bad_row_among_half_a_million_is_drawn_on_top():
    bars = [bar for bar in segments(charts.drawn("row_account")) if -2.5 < bar.get_y() < -1.7]
    rejected = max(bars, key=lambda bar: bar.get_zorder())
    assert rejected.get_width() < 1e-5
    assert rejected.get_linewidth() > 1
    assert len(set(COLOURS.values())) == 3


def test_file_without_any_row_has_numbers_and_no_bar():
    table = charts.account_table().head(1).assign(accepted=0, rejected=0, non_data=0)
    figure = charts.draw("row_account", table=table)
    assert segments(figure) == []
    assert everything(figure).split("\n").count("0") == 3
