"""How the child says no."""


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """The file is not taken: what is wrong, what was expected, and the way out."""

    def __init__(self, message, expected=None, way_out=None):
        super().__init__(message)
        self.answer = {"refused": message, "expected": expected, "way_out": way_out}


def too_much(message):
    """The refusal of what no honest workbook does."""
    return Refused(
        message, "an ordinary workbook.", "Ask the sender how it was made, or for the table as CSV."
    )


def damaged(message):
    """The refusal of a workbook whose parts do not fit together."""
    return Refused(
        message,
        "a workbook that is whole.",
        "Open it in a spreadsheet program, save it again as xlsx, or ask the sender for it again.",
    )
