"""Words right below the drawing: what is missing from it, said."""

from analysis.figures import style
from analysis.figures.labels import LINE
from analysis.figures.wrapping import wrap

GAP = 8


def wrapped_below(page, sentences):
    """The sentences, each on lines of its own no wider than the sheet; empty ones are left out."""
    font = page.font(page.size.small)
    return "\n".join(wrap(sentence, page.width, font) for sentence in sentences if sentence)


def room_below(page, words):
    """Points the words need below the axes; a sliver where there are none."""
    return page.size.small * LINE * (words.count("\n") + 1) + GAP if words else GAP / 2


def write_below(page, axes, words):
    """Write the words under the axes, flush with the title."""
    axes.annotate(
        words, (6 / (page.size.width * 72), 0), (0, -GAP), xycoords=("figure fraction", "axes fraction"),
        textcoords="offset points", va="top", fontsize=page.size.small, color=style.SOFT, linespacing=1.15,
    )  # fmt: skip
