"""Charts: a table in, a matplotlib Figure out; to_svg and to_png turn it into bytes that never vary."""

from analysis.figures.accounts import row_account
from analysis.figures.bars import bars
from analysis.figures.contributions import contributions
from analysis.figures.coverage import coverage
from analysis.figures.events import events
from analysis.figures.fan import fan
from analysis.figures.fan_panels import fan_panels
from analysis.figures.grid import layout_grid
from analysis.figures.lines import compare, path
from analysis.figures.multiples import small_multiples
from analysis.figures.output import to_png, to_svg
from analysis.figures.parts import composition
from analysis.figures.slopes import slopes
from analysis.figures.targets import definitions, ladder
from analysis.figures.tile_map import tile_map
from analysis.figures.transition import transitions
from analysis.figures.waterfall import waterfall

__all__ = [
    "bars",
    "compare",
    "composition",
    "contributions",
    "coverage",
    "definitions",
    "events",
    "fan",
    "fan_panels",
    "ladder",
    "layout_grid",
    "path",
    "row_account",
    "slopes",
    "small_multiples",
    "tile_map",
    "to_png",
    "to_svg",
    "transitions",
    "waterfall",
]
