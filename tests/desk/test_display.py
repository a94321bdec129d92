"""Tables and pictures for people: units and words are there, nothing runs, nothing comes from a network."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import figures
from analysis.desk.display import show
from analysis.desk.start import set_up
from analysis.errors import MonitorError

HOSTILE = '<img src=x onerror="alert(1)">'


def table(**columns):
    return pd.DataFrame(columns)


def test_a_small_table_prints_units_shares_and_missing_values(city):
    shown = show(city.cluster_year[["year", "cluster", "revenue"]].head(3), city=city, lang="en").html
    assert "Revenue, 万元" in shown
    assert ">2005<" in shown
    assert (
        "Tobacco"
        in show(
            city.cluster_year[["year", "cluster"]].query("cluster == 'tobacco'"), city=city, lang="en"
        ).html
    )
    share = show(table(growth=[0.125, np.nan]), lang="zh").html
    assert "12.5%" in share
    assert "暂无数据" in share


def test_the_frame_itself_stays_as_it_is(city):
    frame = city.cluster_year.copy()
    show(frame, city=city)
    pd.testing.assert_frame_equal(frame, city.cluster_year)


@pytest.mark.parametrize("interactive", [False, True])
def test_no_text_of_the_data_becomes_markup(interactive):
    shown = show(pd.DataFrame({HOSTILE: [HOSTILE, "a"]}), interactive=interactive, caption=HOSTILE).html
    assert "<img" not in shown


@given(st.text(max_size=30))
@settings(max_examples=20, deadline=None)
def test_any_cell_is_escaped(text):
    shown = show(table(name=[text]), interactive=False).html
    body = shown[shown.index("<tbody") :]
    assert set(re.findall(r"<(/?\w+)", body)) <= {
        "tbody",
        "/tbody",
        "tr",
        "/tr",
        "td",
        "/td",
        "/table",
        "/div",
        "div",
    }


def test_a_long_table_filters_and_exports_without_a_network(city):
    shown = show(city.cluster_year, city=city, lang="en").html
    assert "csvHtml5" in shown
    assert "excelHtml5" in shown
    assert not re.search(r"(?:src|import|url\()\W*https?://", shown)
    assert "\\u7b5b\\u9009" in show(city.cluster_year, lang="zh").html


def test_a_figure_has_alternative_text_in_every_form():
    figure = figures.path(
        table(year=[2009, 2010], actual=[1.0, 2.0], required=[1.0, 2.0]), lang="en", title="A <b> path"
    )
    bundle, metadata = show(figure)._repr_mimebundle_()
    assert 'alt="A &lt;b&gt; path"' in bundle["text/html"]
    assert metadata["image/png"]["alt"] == bundle["text/plain"] == "A <b> path"
    assert 'alt="What it shows"' in show(figure, alt="What it shows").html


@pytest.fixture
def shell():
    from IPython.core.interactiveshell import InteractiveShell

    made = InteractiveShell()
    set_up(made)
    return made


def test_a_refusal_in_a_notebook_is_a_sentence_and_still_an_error(shell, capsys):
    result = shell.run_cell("from analysis import open_city\nopen_city('/')")
    assert isinstance(result.error_in_exec, MonitorError)
    printed = capsys.readouterr().out
    assert "no city here" in printed
    assert "Traceback" not in printed


def test_a_figure_at_the_end_of_a_cell_is_a_picture_with_its_title(shell):
    figure = figures.path(table(year=[2009], actual=[1.0], required=[np.nan]), lang="en", title="Alone")
    bundle, _ = shell.display_formatter.format(figure)
    assert 'alt="Alone"' in bundle["text/html"]
    assert bundle["text/plain"] == "[Alone]"
