"""Every figure by name, drawn from the tables of a city."""

import importlib
import sys
from pathlib import Path

import pytest

from analysis import figures

# The tables are shared with a subprocess of test_output.py, so they are a module and not a fixture.
sys.path.insert(0, str(Path(__file__).parent))
tables = importlib.import_module("figure_tables")

SENTENCE = {
    "zh": "2010年十大产业集群占全市工业收入88.0%，距90%的目标还差2.0个百分点",
    "en": "In 2010 the ten clusters earned 88.0 % of industrial revenue, 2.0 points short of the 90 % target",
}
NOTE = {"zh": "资料来源：市统计局（模拟数据）", "en": "Source: city bureau of statistics (synthetic data)"}
UNIT = {"zh": "亿元", "en": "bn yuan"}


def _draw(name, lang="zh", size="wide", table=None, **options):
    """The figure `name` with a title and a note, of the city's table or of `table`."""
    make, source, own = {
        "path": (figures.path, lambda _: tables.path_table(), {"percent": True}),
        "ladder": (figures.ladder, tables.ladder_table, {"unit": UNIT[lang]}),
        "small_multiples": (figures.small_multiples, tables.panels_table, {"unit": UNIT[lang]}),
        "definitions": (figures.definitions, tables.definitions_table, {}),
        "layout_grid": (figures.layout_grid, tables.grid_table, {}),
        "composition": (figures.composition, tables.composition_table, {"unit": UNIT[lang]}),
        "compare": (figures.compare, tables.comparison_table, {"percent": True}),
    }[name]
    table = source(lang) if table is None else table
    return make(table, lang=lang, size=size, title=SENTENCE[lang], note=NOTE[lang], **{**own, **options})


NAMES = ("path", "ladder", "small_multiples", "definitions", "layout_grid", "composition", "compare")


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture(params=("zh", "en"))
def lang(request):
    return request.param


@pytest.fixture(params=("wide", "narrow"))
def size(request):
    return request.param


@pytest.fixture
def draw():
    return _draw
