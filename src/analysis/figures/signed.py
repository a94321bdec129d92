"""Changes with their sign: how they are written, and a colour for each direction."""

from analysis.figures import style

UP, DOWN = style.SERIES[0], style.SERIES[1]


def signed(scale, value):
    """The change as `scale` writes it, a plus before a rise: +12.3, −4.0; a change that rounds to 0 has no sign."""
    text = scale.bare(value)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text


def colour_of(value):
    """Blue for a rise, vermilion for a fall; the sign in the text says the same without colour."""
    return DOWN if value < 0 else UP
