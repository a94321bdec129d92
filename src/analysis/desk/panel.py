"""The frame of every explorer: controls above, and below a sentence, a chart and a table that change together."""

from dataclasses import dataclass, field

import ipywidgets as widgets
import pandas as pd
from matplotlib.figure import Figure

from analysis.desk.cards import html
from analysis.desk.display import DPI, long_table, picture_html
from analysis.desk.editions import Editions, opened
from analysis.desk.speech import language
from analysis.errors import MonitorError
from analysis.exports.city_workbook import redefined
from analysis.figures import to_png
from analysis.wording import LANGUAGES, say

LANGUAGE_NAMES = (("中文", "zh"), ("English", "en"))


@dataclass(frozen=True)
class View:
    """What an explorer shows for one choice: a sentence, and where there are any a figure with `alt` and a table.

    units : unit by column of the table, as `display.show` takes them.
    """

    sentence: str
    figure: Figure | None = None
    alt: str = ""
    table: pd.DataFrame | None = None
    units: dict = field(default_factory=dict)


class Panel(widgets.VBox):
    """Controls and what they show; `draw` turns their values into a `View`.

    A choice for which there is nothing to show, or any other refusal, puts its sentence in place of the chart
    and the table. `controls` are the widgets by name, so that a program can move them:
    `panel.controls["cluster"].value = "food"`.

    Parameters
    ----------
    controls : {name: `Control`}.
    draw : (lang, **values of the controls) -> View; raises MonitorError where nothing can be shown.
    lang : language to begin with.
    """

    def __init__(self, controls, draw, lang):
        self._named, self._draw = controls, draw
        self.controls = {name: control.widget for name, control in controls.items()}
        self.controls["lang"] = widgets.ToggleButtons(options=LANGUAGE_NAMES, value=lang)
        self.controls["lang"].style.button_width = "7em"
        self.sentence, self.chart = widgets.HTML(), widgets.HTML()
        self.table = widgets.Output()
        self._relabelling = False
        shown = [*(control.shown for control in controls.values()), self.controls["lang"]]
        rows = widgets.Box(shown, layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([rows, self.sentence, self.chart, self.table])
        self._relabel()
        for control in self.controls.values():
            control.observe(self._changed, names="value")
        self.show()

    @property
    def lang(self):
        return self.controls["lang"].value

    @property
    def values(self):
        """What is chosen, by name of the control."""
        return {name: self.controls[name].value for name in self._named}

    def show(self):
        """Draws what is chosen now."""
        try:
            view = self._draw(self.lang, **self.values)
        except MonitorError as refusal:
            view = View(str(refusal))
        self.view = view
        self.sentence.value = html("sentence", lang=self.lang, sentence=view.sentence)
        self.chart.value = "" if view.figure is None else _image(view)
        self.table.outputs = () if view.table is None else (_output(view, self.lang),)

    def _changed(self, change):
        if self._relabelling:
            return
        if change["owner"] is self.controls["lang"]:
            self._relabel()
        self.show()

    def _relabel(self):
        self._relabelling = True
        try:
            for name, control in self._named.items():
                control.speak(name, self.lang)
            _label(self.controls["lang"], say("desk_control_lang", self.lang))
        finally:
            self._relabelling = False


class Control:
    """A widget with a label in both languages and, for a choice, options named in both.

    `options(lang)` gives (label, value) pairs, in the same order in every language. `labelled` is the widget that
    carries the label and `shown` what stands in the panel, where they are not the widget itself; `label_width`
    is one for controls that stand below each other.
    """

    def __init__(self, widget, options=None, *, labelled=None, shown=None, label_width="initial"):
        self.widget, self._options, self._label_width = widget, options, label_width
        self.labelled, self.shown = labelled or widget, shown or widget

    def speak(self, name, lang):
        """Label and options in `lang`; what is chosen stays chosen."""
        words = say(f"desk_control_{name}", lang)
        _label(self.labelled, words, self._label_width)
        self.widget.tooltip = words
        if self._options is not None:
            chosen = self.widget.value
            self.widget.options = self._options(lang)
            self.widget.value = chosen


def _label(widget, words, width="initial"):
    # The description is the label a screen reader hears; the tooltip repeats it where it is cut off.
    widget.description, widget.tooltip = words, words
    widget.style.description_width = width


def choice(options, value=None):
    """A drop-down `Control`: `options(lang)` gives its (label, value) pairs, `value` the one chosen first."""
    pairs = options(LANGUAGES[0])
    first = pairs[0][1] if value is None else value
    widget = widgets.Dropdown(
        options=pairs, value=first, layout=widgets.Layout(width="auto", margin="2px 12px 2px 0")
    )
    return Control(widget, options)


def day_choice(editions, as_of):
    """The `Control` of the edition's day: one of the listed days, or any other typed in."""
    days = [str(day) for day in editions.days]
    widget = widgets.Combobox(
        options=days,
        value=str(as_of),
        ensure_option=False,
        continuous_update=False,
        layout=widgets.Layout(width="14em", margin="2px 12px 2px 0"),
    )
    return Control(widget)


def explorer(build, city, root, as_of, lang):
    """The panel `build(editions, city, lang)` makes, or a sentence where there is no city or nothing to choose."""
    lang = language(lang)
    try:
        city = opened(root, as_of, lang) if city is None else city
        editions = Editions(city)
        panel = build(editions, city, lang)
    except MonitorError as refusal:
        return widgets.HTML(html("sentence", lang=lang, sentence=str(refusal)))
    panel.editions = editions
    warnings = [widgets.HTML(html("warning", lang=lang, warning=said)) for said in redefined(city, lang)]
    panel.children = (*warnings, *panel.children)
    return panel


def _image(view):
    return picture_html(to_png(view.figure, DPI), view.alt or view.figure.get_label(), view.figure)


def _output(view, lang):
    content = long_table(view.table, lang, view.units)
    return {
        "output_type": "display_data",
        "data": {"text/html": content, "text/plain": view.table.to_string(index=False)},
        "metadata": {},
    }
