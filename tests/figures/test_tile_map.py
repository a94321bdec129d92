import chart_tables as charts
import numpy as np
import pytest
from chart_checks import boxes, everything, flowing, overlapping
from matplotlib.colors import to_hex

from analysis.errors import MonitorError
from analysis.figures.cells import ABOVE, shade
from analysis.figures.style import text_on
from analysis.wording import FIGURES, NOT_KNOWN


def tiles(figure):
    return [patch for patch in figure.axes[0].patches if patch.get_fill()]


def luminance(colour):
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2


def test_each_district_has_its_tile_where_the_policy_puts_it():
    places = [(round(tile.get_x()), round(tile.get_y())) for tile in tiles(charts.drawn("tile_map"))]
    assert places == charts.TILES


def test_larger_values_are_darker():
    table = charts.tiles_table().dropna(subset="value")
    fills = [luminance(to_hex(tile.get_facecolor())) for tile in tiles(charts.draw("tile_map", table=table))]
    assert list(np.argsort(fills)) == list(np.argsort(-table["value"].to_numpy()))


def test_missing_value_is_hatched_and_said():
    figure = charts.drawn("tile_map")
    hatched = [tile for tile in tiles(figure) if tile.get_hatch()]
    assert len(hatched) == 1
    assert everything(figure).count(NOT_KNOWN["zh"]) == 1


def test_planned_tiles_are_framed_and_the_frame_is_explained(lang):
    figure = charts.drawn("tile_map", lang)
    framed = [patch for patch in figure.axes[0].patches if not patch.get_fill()]
    assert len(framed) == charts.tiles_table()["planned"].sum()
    assert "".join(FIGURES["figure_tiles_planned"][lang].split()) in flowing(figure)


def test_without_plan_nothing_is_framed_or_explained():
    figure = charts.draw("tile_map", table=charts.tiles_table().drop(columns="planned"))
    assert all(patch.get_fill() for patch in figure.axes[0].patches)
    assert FIGURES["figure_tiles_planned"]["zh"] not in everything(figure)


def test_falls_and_rises_have_hues_of_their_own(lang, size):
    table = charts.tiles_table(lang).assign(value=lambda t: (t["value"] - 40) / 300)
    figure = charts.draw("tile_map", lang, size, table=table, percent=True, unit="")
    fills = [tile.get_facecolor() for tile in tiles(figure)]
    is_orange = [red > blue for red, _, blue, _ in fills]
    assert is_orange == list((table["value"] < 0).to_numpy())
    assert overlapping(boxes(figure)) == []


def test_two_districts_on_one_tile_are_refused_by_name():
    table = charts.tiles_table()
    table.loc[1, ["column", "row"]] = table.loc[0, ["column", "row"]]
    with pytest.raises(MonitorError, match="2 districts share a tile") as refusal:
        charts.draw("tile_map", table=table)
    assert "鼎城区" in str(refusal.value)


def test_all_values_zero_draw():
    assert "0.0" in everything(charts.draw("tile_map", table=charts.tiles_table().assign(value=0.0)))


def test_words_read_on_every_shade():
    for step in range(101):
        fill = shade(step / 100)
        lighter, darker = sorted((luminance(fill), luminance_of_ink(text_on(fill))), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 3.5, fill
    assert (shade(0), shade(0.5), shade(1), shade(-1), shade(7)) == (*ABOVE, ABOVE[0], ABOVE[2])


def luminance_of_ink(ink):
    return 1.0 if ink == "white" else luminance(ink)
