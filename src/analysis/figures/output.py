"""A finished Figure as bytes: the same figure gives the same bytes in every process."""

import io

from matplotlib import rc_context

from analysis.figures.style import SIZES, settings

PNG_DPI = 160


def to_svg(figure):
    """The figure as SVG bytes: text as outlines, no date, ids from a fixed salt, size in points."""
    return _saved(figure, "svg", metadata={"Date": None, "Creator": None, "Title": figure.get_label()})


def to_png(figure, dpi=PNG_DPI):
    """The figure as PNG bytes at `dpi`, without the name of the program that wrote it."""
    return _saved(figure, "png", dpi=dpi, metadata={"Software": None})


def _saved(figure, kind, **options):
    buffer = io.BytesIO()
    with rc_context(settings("zh", SIZES["wide"])):
        figure.savefig(buffer, format=kind, **options)
    return buffer.getvalue()
