"""The sheet a chart is drawn on: title, subtitle and source line placed, the chart given what is left."""

from contextlib import contextmanager

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from analysis.errors import MonitorError
from analysis.figures import fonts, style
from analysis.figures.wrapping import wrap
from analysis.wording import say

POINTS = 72
PAD = 0.08
# A notebook draws with hinted glyphs, up to 3 % wider than the outlines that are measured.
HINTING_ALLOWANCE = 0.97
GAP = 0.09


class Sheet:
    """A matplotlib Figure of fixed width whose height is the body's plus what its words need (inches)."""

    def __init__(self, lang, size, title, subtitle=None, note=None):
        self.lang, self.size = lang, size
        self.figure = Figure(figsize=(size.width, size.body), dpi=100)
        self.figure.set_label(title)
        self._head = [self._line(title, size.title, style.INK, "bold")]
        if subtitle:
            self._head.append(self._line(subtitle, size.text, style.SOFT))
        self._foot = [self._line(note, size.small, style.SOFT)] if note else []
        self.set_body(size.body)

    def font(self, points=None, weight="regular"):
        return FontProperties(family=fonts.families(self.lang), size=points or self.size.text, weight=weight)

    def say(self, key, **values):
        return say(key, self.lang, **values)

    @property
    def width(self):
        """Usable width in points."""
        return (self.size.width - 2 * PAD) * POINTS * HINTING_ALLOWANCE

    def set_body(self, inches):
        """Give the chart `inches` of height; title and note keep theirs."""
        self.body = inches
        self._top = PAD + sum(self._height(text) + GAP for text in self._head)
        self.bottom = PAD / 2 + sum(self._height(text) + GAP for text in self._foot)
        self.height = self._top + inches + self.bottom
        self.figure.set_size_inches(self.size.width, self.height)
        self._place_words()

    def subplots(self, rows=1, columns=1, **options):
        """Axes in the body, arranged by constrained layout."""
        self.figure.set_layout_engine(
            "constrained", rect=self._body_rect(), w_pad=0.04, h_pad=0.03, hspace=0.02, wspace=0.02
        )
        return self.figure.subplots(rows, columns, **options)

    def axes(self, left, right, bottom=0.0, top=0.0):
        """Axes in the body with the given margins in points, for charts that measure their own labels."""
        height, body_top = self.height * POINTS, (self.bottom + self.body) * POINTS
        width = self.size.width * POINTS
        low = self.bottom * POINTS + bottom
        return self.figure.add_axes(
            (left / width, low / height, (width - left - right) / width, (body_top - top - low) / height)
        )

    def settle(self):
        """Lay the chart out, so that sizes in points are known."""
        self.figure.draw_without_rendering()

    def say_no_data(self):
        """A sheet that says in words that there is nothing to draw."""
        self.set_body(1.1)
        text = self.say("figure_no_data")
        self.figure.text(
            0.5, (self.bottom + self.body / 2) / self.height, text, ha="center", va="center", color=style.SOFT
        )

    def finish(self):
        self.settle()
        # Frozen: the same picture in a notebook, an SVG and a PNG, whatever their resolution.
        self.figure.set_layout_engine("none")

    def _line(self, words, points, colour, weight="regular"):
        text = wrap(words, self.width, self.font(points, weight))
        return self.figure.text(
            0, 0, text, fontproperties=self.font(points, weight), color=colour, linespacing=1.25, va="top"
        )

    def _height(self, text):
        return text.get_window_extent(self.figure._get_renderer()).height / self.figure.dpi

    def _body_rect(self):
        side = PAD / 2 / self.size.width
        return (side, self.bottom / self.height, 1 - 2 * side, self.body / self.height)

    def _place_words(self):
        y = self.height - PAD
        for text in self._head:
            text.set_position((PAD / self.size.width, y / self.height))
            y -= self._height(text) + GAP * 0.7
        y = self.bottom - GAP * 0.6
        for text in self._foot:
            text.set_position((PAD / self.size.width, y / self.height))
            text.set_in_layout(False)
        for text in self._head:
            text.set_in_layout(False)


@contextmanager
def sheet(lang, size, title, subtitle=None, note=None):
    """A Sheet inside the project's matplotlib settings; laid out and frozen on leaving."""
    if size not in style.SIZES:
        raise MonitorError(f"no figure size {size!r}.", expected=f"one of {', '.join(style.SIZES)}.")
    with rc_context(style.settings(lang, style.SIZES[size])):
        page = Sheet(lang, style.SIZES[size], title, subtitle, note)
        yield page
        page.finish()
