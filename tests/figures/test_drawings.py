import warnings

import figure_tables as tables
import matplotlib as mpl
import numpy as np
import pytest
from chart_checks import everything, overlapping, written

from analysis import figures
from analysis.errors import MonitorError
from analysis.figures.scale import Scale, of_target
from analysis.figures.style import STATUS_SIGNS
from analysis.wording import FIGURES, STATUS

SMALLEST = 9.0


def boxes(figure):
    # Saving at another resolution leaves a legend's words where that resolution had them.
    figure.draw_without_rendering()
    renderer = figure._get_renderer()
    return [(text.get_text(), text.get_window_extent(renderer)) for text in written(figure)]


def test_figures_draw_without_a_warning_and_inside_the_sheet(draw, name, lang, size):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw(name, lang, size)
        figures.to_png(figure)
    width, height = figure.get_size_inches() * figure.dpi
    outside = [t for t, b in boxes(figure) if b.x0 < -1 or b.y0 < -1 or b.x1 > width + 1 or b.y1 > height + 1]
    assert outside == []


def test_no_text_is_small_and_title_and_note_are_there(draw, name, lang, size):
    figure = draw(name, lang, size)
    assert min(text.get_fontsize() for text in written(figure)) >= SMALLEST
    words = everything(figure).replace("\n", "").replace(" ", "")
    assert figure.get_label().replace(" ", "") in words
    assert {"zh": "资料来源", "en": "Source"}[lang] in words


@pytest.mark.parametrize("chart", ["ladder", "layout_grid", "definitions", "small_multiples"])
def test_no_two_texts_overlap(draw, chart, lang, size):
    figure = draw(chart, lang, size)
    # The boxes round slanted heads cross although the words do not.
    slanted = [bool(text.get_rotation() % 90) for text in written(figure)]
    assert overlapping([box for box, slants in zip(boxes(figure), slanted, strict=True) if not slants]) == []


def test_narrow_sheet_is_phone_wide(draw, name):
    assert draw(name, size="narrow").get_size_inches()[0] == pytest.approx(4.1)


def test_ladder_is_ordered_by_share_and_writes_number_share_and_status(draw):
    words = everything(draw("ladder"))
    order = [words.index(cluster) for cluster in ("建材", "盐化工", "电力", "烟草", "林纸")]
    assert order == sorted(order)
    assert "88.0 / 100 亿元" in words
    assert "88%" in words
    assert f"{STATUS_SIGNS['achieved'].symbol} {STATUS['achieved']['zh']}" in words


def test_missing_value_is_said_in_words_and_draws_no_bar(draw):
    table = tables.ladder_table()
    table.loc[0, ["value", "status"]] = [np.nan, "not_measured"]
    whole, partly = draw("ladder"), draw("ladder", table=table)
    assert len(partly.axes[0].patches) == len(whole.axes[0].patches) - 1
    assert "暂无数据 / 240 亿元" in everything(partly)
    assert everything(partly).index("烟草") > everything(partly).index("林纸")


def test_missing_year_is_a_gap_in_the_line(draw):
    table = tables.path_table()
    table.loc[2, "actual"] = np.nan
    marked = [line for line in draw("path", table=table).axes[0].lines if line.get_marker() == "o"]
    assert [int(np.isnan(np.asarray(line.get_ydata(), float)).sum()) for line in marked] == [1]


@pytest.mark.parametrize("rows", [0, 1])
def test_empty_and_one_row_tables_draw(draw, name, lang, rows):
    source = {
        "path": tables.path_table().dropna(),
        "ladder": tables.ladder_table(),
        "small_multiples": tables.panels_table(),
        "definitions": tables.definitions_table(),
        "layout_grid": tables.grid_table(),
        "composition": tables.composition_table(),
        "compare": tables.comparison_table(),
    }[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw(name, lang, table=source.head(rows))
    assert (FIGURES["figure_no_data"][lang] in everything(figure)) == (rows == 0)


def test_table_of_missing_values_says_so(draw):
    table = tables.comparison_table().assign(value=np.nan)
    assert FIGURES["figure_no_data"]["en"] in everything(draw("compare", "en", table=table))


def test_very_long_names_stay_on_the_sheet(draw, size):
    table = tables.ladder_table("en")
    table["name"] = [
        f"{name} and every related branch of processing and of machinery" for name in table["name"]
    ]
    figure = draw("ladder", "en", size, table=table)
    assert overlapping(boxes(figure)) == []
    assert min(box.x0 for _, box in boxes(figure)) >= 0


def test_dollar_signs_are_letters_not_formulas(draw):
    table = tables.ladder_table("en").replace("Tobacco", r"A $x^2$ B_\alpha")
    assert r"A $x^2$ B_\alpha" in everything(draw("ladder", "en", table=table))


def test_settings_of_the_process_are_left_alone(draw):
    before = dict(mpl.rcParams)
    draw("path")
    assert dict(mpl.rcParams) == before


def test_unknown_size_is_refused_in_words(draw):
    with pytest.raises(MonitorError, match="no figure size 'huge'"):
        draw("path", size="huge")


def test_grid_marks_planned_and_unplanned_strong_cells(draw):
    table = tables.grid_table()
    axes = draw("layout_grid", table=table).axes[0]
    outlined = [patch for patch in axes.patches if not patch.get_fill()]
    marked = [patch for patch in axes.patches if type(patch).__name__ == "Polygon"]
    has_revenue = table["revenue"] > 0
    assert len(outlined) == table["planned"].sum()
    assert len(marked) == (has_revenue & ~table["planned"] & (table["quotient"] >= 1)).sum()
    assert len(axes.texts) == has_revenue.sum()


def test_quotient_just_below_a_class_is_not_rounded_into_it(draw):
    table = tables.grid_table().head(1).assign(revenue=1.0, quotient=0.96, planned=False)
    assert "0.96" in everything(draw("layout_grid", table=table))


def test_each_status_has_a_symbol_of_its_own():
    assert STATUS_SIGNS.keys() == STATUS.keys()
    assert len({sign.symbol for sign in STATUS_SIGNS.values()}) == len(STATUS)


@pytest.mark.parametrize(
    ("share", "text"), [(0.88, "88%"), (0.9999, "99.9%"), (0.996, "99.6%"), (1.0, "100%")]
)
def test_a_target_missed_by_a_hair_is_not_written_100(share, text):
    assert of_target(share, "zh") == text


def test_scale_writes_units_shares_and_targets():
    assert Scale("zh", "亿元").full(88) == "88.0 亿元"
    assert Scale("en", is_share=True).full(-0.1904) == "−19.0\u00a0%"
    assert Scale("en", "bn yuan").round_figure(100.0) == "100"
    assert Scale("en", "bn yuan").round_figure(10.55) in {"10.6", "10.5"}
    assert Scale("zh", "亿元").full(float("nan")) == "暂无数据"
