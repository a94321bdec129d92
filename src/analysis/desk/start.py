"""One line that opens the city and sets the notebook up for exploring."""

from IPython import get_ipython
from IPython.utils.capture import capture_output
from itables import init_notebook_mode
from matplotlib.figure import Figure

from analysis.city import open_city
from analysis.desk.display import picture
from analysis.desk.speech import choose
from analysis.errors import MonitorError


def start(root=".", as_of=None, lang="zh"):
    """The city at or above `root` as known on `as_of`, and a notebook ready for it.

    From then on figures at the end of a cell are pictures with alternative text, long tables sort, filter and
    export without a network, cards and tables speak `lang`, and a refusal is a sentence, not a traceback.
    Outside a notebook it only opens the city. Example: `city = desk.start(as_of="2010-09-30", lang="en")`.
    """
    shell = get_ipython()
    if shell is not None:
        set_up(shell)
    choose(lang)
    return open_city(root, as_of)


def set_up(shell):
    """Figures, tables and refusals as `start` says, in a running IPython."""
    shell.set_custom_exc((MonitorError,), _say)
    formatters = shell.display_formatter.formatters
    formatters["text/html"].for_type(Figure, lambda figure: picture(figure).html)
    formatters["text/plain"].for_type(
        Figure, lambda figure, printer, cycle: printer.text(picture_text(figure))
    )
    if hasattr(shell, "kernel"):
        with capture_output() as said:
            init_notebook_mode(all_interactive=False, connected=False)
        # It asks for its scripts before it brings them.
        for output in reversed(said.outputs):
            output.display()


def picture_text(figure):
    """What a terminal shows for a figure: its title."""
    return f"[{' '.join((figure.get_label() or 'chart').split())}]"


def _say(shell, kind, error, trace, tb_offset=None):
    # The cell still fails, and what runs the notebook still sees it; only the traceback is left out.
    shell._showtraceback(kind, error, [str(error)])
