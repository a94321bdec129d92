"""Labels at the ends of lines, moved apart so that none covers another."""

from dataclasses import dataclass

from matplotlib import patheffects

LINE = 1.3


@dataclass(frozen=True)
class EndLabel:
    """Words at a height in data units, in a colour."""

    y: float
    text: str
    colour: str
    weight: str = "regular"


def halo(width=3):
    """A white rim that keeps text readable where it crosses a line."""
    return [patheffects.withStroke(linewidth=width, foreground="white")]


def spread(positions, heights, low, high):
    """Centres as near `positions` as they can be with no two of the given heights overlapping in low..high.

    Positions must be sorted upwards; where there is too little room the lowest stays at the bottom edge.
    """
    centres = list(positions)
    for _ in range(60):
        for i in range(len(centres) - 1):
            lack = (heights[i] + heights[i + 1]) / 2 - (centres[i + 1] - centres[i])
            if lack > 0:
                centres[i] -= lack / 2
                centres[i + 1] += lack / 2
        if centres:
            centres[-1] = min(centres[-1], high - heights[-1] / 2)
            centres[0] = max(centres[0], low + heights[0] / 2)
    for i in range(1, len(centres)):
        centres[i] = max(centres[i], centres[i - 1] + (heights[i - 1] + heights[i]) / 2)
    return centres


def draw_end_labels(page, axes, labels):
    """Write the labels in the right margin at their heights; the layout makes room for the widest."""
    page.settle()
    box = axes.get_window_extent()
    to_points = 72 / page.figure.dpi
    labels = sorted(labels, key=lambda label: label.y)
    wanted = [(axes.transData.transform((0, label.y))[1] - box.y0) * to_points for label in labels]
    heights = [page.size.small * LINE * (label.text.count("\n") + 1) + 2 for label in labels]
    room = box.height * to_points
    for label, want, centre in zip(labels, wanted, spread(wanted, heights, 0, room), strict=True):
        axes.annotate(
            label.text,
            xy=(1, label.y),
            xycoords=("axes fraction", "data"),
            xytext=(7, centre - want),
            textcoords="offset points",
            va="center",
            color=label.colour,
            fontsize=page.size.small,
            fontweight=label.weight,
            linespacing=1.15,
        )
