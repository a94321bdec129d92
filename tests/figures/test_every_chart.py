"""What holds for each chart of chart_tables, in both languages and sizes."""

import hashlib
import subprocess
import sys
import warnings
from pathlib import Path

import chart_tables as charts
import matplotlib as mpl
import numpy as np
import pytest
from chart_checks import boxes, everything, flowing, outside, overlapping, written

from analysis import figures
from analysis.errors import MonitorError
from analysis.figures import fonts
from analysis.wording import FIGURES

SCRIPT = """
import hashlib
import chart_tables as charts
from analysis import figures
data = b"".join(figures.to_svg(charts.draw(chart, "zh", "narrow")) for chart in charts.MAKERS)
print(hashlib.sha256(data).hexdigest())
"""
VALUES = {
    "transitions": "share", "coverage": "enterprises", "fan": ["observed", "median"],
    "fan_panels": ["observed", "median"], "events": "estimate", "bars": "chance",
}  # fmt: skip


@pytest.fixture(params=charts.MAKERS)
def chart(request):
    return request.param


def test_words_are_inside_the_sheet_and_apart(chart, lang, size):
    figure = charts.drawn(chart, lang, size)
    found = boxes(figure)
    assert outside(figure, found) == []
    assert overlapping(found) == []


def test_words_are_large_enough_and_every_glyph_is_there(chart, lang, size):
    figure = charts.drawn(chart, lang, size)
    assert min(text.get_fontsize() for text in written(figure)) >= 9
    assert fonts.covers(everything(figure)) == set()


def test_title_and_note_are_whole(chart, lang, size):
    words = flowing(charts.drawn(chart, lang, size))
    for sentence in (charts.TITLES[chart][lang], charts.NOTE[lang]):
        assert "".join(sentence.split()) in words


def test_drawing_and_saving_warn_of_nothing_and_leave_the_settings_of_the_process_alone(chart):
    before = dict(mpl.rcParams)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert figures.to_png(charts.draw(chart, "en", "narrow"))[:4] == b"\x89PNG"
    assert dict(mpl.rcParams) == before


def test_two_processes_give_the_same_bytes():
    prints = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True,
            cwd=Path(__file__).parent, env={"PYTHONHASHSEED": seed, "PATH": "", "MPLBACKEND": "agg"},
        ).stdout.strip()
        for seed in ("1", "2")
    ]  # fmt: skip
    assert len(prints[0]) == hashlib.sha256().digest_size * 2
    assert prints[0] == prints[1]


def test_phone_sheet_is_phone_wide(chart):
    assert charts.drawn(chart, "zh", "narrow").get_size_inches()[0] == pytest.approx(4.1)


def test_unit_is_on_charts_of_money(lang, size):
    for chart in charts.MONEY:
        assert charts.UNIT[lang].replace(" ", "") in flowing(charts.drawn(chart, lang, size))


def test_empty_table_is_said_in_words(chart, lang):
    figure = charts.draw(chart, lang, table=charts.MAKERS[chart][1](lang).head(0))
    assert FIGURES["figure_no_data"][lang] in everything(figure)


@pytest.mark.parametrize("chart", [name for name in charts.MAKERS if name not in ("row_account", "slopes")])
def test_table_without_any_value_is_said_in_words(chart):
    table = charts.MAKERS[chart][1]()
    table[VALUES.get(chart, "value")] = np.nan
    assert FIGURES["figure_no_data"]["zh"] in everything(charts.draw(chart, table=table))


@pytest.mark.parametrize(
    "chart", [name for name in charts.MAKERS if name not in ("transitions", "waterfall")]
)
def test_one_row_draws(chart, size):
    figure = charts.draw(chart, "en", size, table=charts.MAKERS[chart][1]("en").head(1))
    found = boxes(figure)
    assert outside(figure, found) == []
    assert overlapping(found) == []


def test_unknown_size_is_refused(chart):
    with pytest.raises(MonitorError, match="no figure size 'poster'"):
        charts.draw(chart, size="poster")
