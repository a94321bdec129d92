"""A figure as a file for a report, a slide or a printer: SVG, PNG or PDF, with every glyph in it."""

import io
from contextlib import contextmanager

from matplotlib import rc_context
from matplotlib.text import Text

from analysis.exports.place import put_file, vacant
from analysis.exports.truetype import twins
from analysis.figures import to_png, to_svg
from analysis.figures.output import PNG_DPI
from analysis.figures.style import SIZES, settings

ENDINGS = (".svg", ".png", ".pdf")


def save_picture(figure, path, *, dpi=PNG_DPI, overwrite=False):
    """Writes a matplotlib Figure to `path` and gives the Path back; the ending says the format.

    SVG: text as outlines. PDF: text as text in embedded TrueType fonts, so that it can be searched and copied.
    PNG: `dpi` dots an inch. The same figure gives the same bytes; restyle it before (`figure.axes[0]...`).

    Example: `save_picture(figure, "tobacco.pdf")`. MonitorError for another ending, a file that is there
    already (unless `overwrite`), and a place in the city's data.
    """
    path = vacant(path, ENDINGS, overwrite)
    return put_file(path, _drawn(figure, path.suffix.lower(), dpi))


def to_pdf(figure):
    """The figure as PDF bytes: no date, and only the glyphs it shows, as TrueType (Type 42)."""
    # Only a drawn figure has its tick labels.
    figure.draw_without_rendering()
    texts = figure.findobj(Text)
    shown = "".join(sorted(set("".join(text.get_text() for text in texts))))
    buffer = io.BytesIO()
    said = {"CreationDate": None, "Creator": None, "Producer": None, "Title": figure.get_label() or None}
    style = settings("zh", SIZES["wide"]) | {"pdf.fonttype": 42}
    with rc_context(style), _set_in(texts, twins(shown)):
        figure.savefig(buffer, format="pdf", metadata=said)
    return buffer.getvalue()


def _drawn(figure, ending, dpi):
    if ending == ".png":
        return to_png(figure, dpi)
    return to_svg(figure) if ending == ".svg" else to_pdf(figure)


@contextmanager
def _set_in(texts, twin):
    before = [text.get_fontfamily() for text in texts]
    try:
        for text, families in zip(texts, before, strict=True):
            text.set_fontfamily([twin.get(family, family) for family in families])
        yield
    finally:
        for text, families in zip(texts, before, strict=True):
            text.set_fontfamily(families)
