"""One look for every chart: fonts, sizes, greys, and a colour with a symbol for each status."""

from dataclasses import dataclass

from analysis.figures import fonts

INK = "#1F2933"
SOFT = "#52606D"
GRID = "#E1E6EB"
BAND = "#F2F5F8"
ACCENT = "#1F5F99"
# For series without a colour of their own: blue, vermilion, teal, purple, olive; apart in grey too.
SERIES = ("#1F5F99", "#C2501E", "#00806A", "#7A4E9E", "#8A7A00")
MARKERS = ("o", "s", "^", "D", "v")
DASHES = ("-", (0, (5, 2)), (0, (1, 1.6)), (0, (6, 2, 1, 2)), (0, (3, 1.5)))


@dataclass(frozen=True)
class Size:
    """Width and body height in inches; text sizes in points as drawn."""

    name: str
    width: float
    body: float
    text: float
    small: float
    title: float

    @property
    def narrow(self):
        return self.name == "narrow"


SIZES = {
    "wide": Size("wide", 9.2, 4.1, text=10.5, small=9.5, title=14),
    "narrow": Size("narrow", 4.1, 4.2, text=10.5, small=9.5, title=13),
}


@dataclass(frozen=True)
class Sign:
    """How a status looks; every symbol differs, so colour is never alone."""

    symbol: str
    colour: str


STATUS_SIGNS = {
    "achieved": Sign("●", "#00705C"),
    "achieved_late": Sign("◐", "#00705C"),
    "on_track": Sign("▲", "#2F855A"),
    "acceleration_needed": Sign("◆", "#B26A00"),
    "off_track": Sign("▼", "#C2410C"),
    "moving_away": Sign("↓", "#9B1C31"),
    "missed": Sign("■", "#9B1C31"),
    "overdue": Sign("★", "#9B1C31"),
    "not_due": Sign("○", "#52606D"),
    "not_measured": Sign("□", "#6B7280"),
}


def sign(status):
    """The Sign of a status; an unknown or missing status looks like not_measured."""
    return STATUS_SIGNS.get(status, STATUS_SIGNS["not_measured"])


def settings(lang, size):
    """matplotlib settings for one chart; used inside a context, never set for the process."""
    return {
        "font.family": fonts.families(lang),
        "font.size": size.text,
        "text.color": INK,
        "text.parse_math": False,
        "axes.unicode_minus": True,
        "axes.edgecolor": "#9AA5B1",
        "axes.linewidth": 0.8,
        "axes.labelcolor": SOFT,
        "axes.labelsize": size.small,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.grid": False,
        "grid.color": GRID,
        "grid.linewidth": 0.8,
        "xtick.labelsize": size.small,
        "ytick.labelsize": size.small,
        "xtick.color": "#9AA5B1",
        "ytick.color": "#9AA5B1",
        "xtick.labelcolor": SOFT,
        "ytick.labelcolor": SOFT,
        "xtick.major.size": 3,
        "ytick.major.size": 0,
        "lines.linewidth": 2.2,
        "lines.solid_capstyle": "round",
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
        # Unhinted advances: a line measured to fit does fit, at any resolution.
        "text.hinting": "none",
        "svg.fonttype": "path",
        "svg.hashsalt": "cluster-monitor",
        "figure.constrained_layout.use": False,
    }


def text_on(colour):
    """Ink or white, whichever reads better on `colour` (a hex string)."""
    red, green, blue = (int(colour.lstrip("#")[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return INK if 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2 > 0.22 else "white"
