"""Charts: a table in, a matplotlib Figure out; to_svg and to_png turn it into bytes that never vary."""

from analysis.figures.grid import layout_grid
from analysis.figures.lines import compare, path
from analysis.figures.multiples import small_multiples
from analysis.figures.output import to_png, to_svg
from analysis.figures.parts import composition
from analysis.figures.targets import definitions, ladder

__all__ = [
    "compare",
    "composition",
    "definitions",
    "ladder",
    "layout_grid",
    "path",
    "small_multiples",
    "to_png",
    "to_svg",
]
