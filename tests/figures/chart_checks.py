"""What a reader sees of a figure: its texts, where they stand, and which of them collide."""

import itertools

from matplotlib.text import Text


def written(figure):
    """The texts that are drawn: matplotlib keeps labels of ticks beyond the axis without drawing them."""
    unseen = {
        label for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) for label in _beyond_view(axis)
    }
    seen = (text for text in figure.findobj(Text) if text not in unseen)
    return [text for text in seen if text.get_visible() and text.get_text().strip()]


def everything(figure):
    """All words of a figure, a text a line."""
    return "\n".join(text.get_text() for text in written(figure))


def flowing(figure):
    """All words without the line breaks and spaces that wrapping moves."""
    return "".join(everything(figure).split())


def boxes(figure):
    """Each text with its box in pixels."""
    figure.draw_without_rendering()
    renderer = figure._get_renderer()
    # An annotation's own box includes its leader line; the words are the text's.
    return [(text.get_text(), Text.get_window_extent(text, renderer)) for text in written(figure)]


def overlapping(found):
    """Pairs of texts that share more than half a pixel both ways."""
    return [
        (a, b)
        for (a, x), (b, y) in itertools.combinations(found, 2)
        if min(x.x1, y.x1) - max(x.x0, y.x0) > 0.5 and min(x.y1, y.y1) - max(x.y0, y.y0) > 0.5
    ]


def outside(figure, found):
    """Texts that leave the sheet, of those whose boxes are given."""
    width, height = figure.get_size_inches() * figure.dpi
    return [t for t, b in found if b.x0 < -1 or b.y0 < -1 or b.x1 > width + 1 or b.y1 > height + 1]


def _beyond_view(axis):
    low, high = sorted(axis.get_view_interval())
    room = (high - low) * 1e-6
    return [
        label
        for tick in axis.get_major_ticks()
        if not low - room <= tick.get_loc() <= high + room
        for label in (tick.label1, tick.label2)
    ]
