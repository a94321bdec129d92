"""One labelled field for each annotated parameter: what a person sees, and the value the notebook is given."""

import html
from dataclasses import dataclass
from datetime import date

import ipywidgets as widgets

from analysis.briefings.manifest import MEMBER_PARAMETER
from analysis.wording import ELEMENTS, LANGUAGES
from analysis.wording_lab import LAB

MEMBERS = {parameter: table for table, parameter in MEMBER_PARAMETER.items()}
STYLE = {"description_width": "9em"}
WIDE = {"width": "auto", "max_width": "30em"}
HELP_STYLE = "margin-left: 9.7em; max-width: 20em; font-size: 90%; line-height: 1.35"


@dataclass(frozen=True)
class Field:
    """The `box` that is shown: an `entry` with its label, and under it the help."""

    name: str
    entry: widgets.Widget
    box: widgets.Widget

    @property
    def value(self):
        """The value as the notebook takes it: a date is written YYYY-MM-DD, an emptied one is not given (None)."""
        chosen = self.entry.value
        return chosen.isoformat() if isinstance(chosen, date) else chosen


def field_of(parameter, city, lang):
    """The Field of an Annotated `parameter`, labelled in `lang`.

    A cluster or district is chosen among those of the city's policy, a language among the two, a date in a calendar;
    anything else is typed.
    """
    label = _worded(f"lab_parameter_{parameter.name}", lang, parameter.name)
    help_text = _worded(f"lab_help_{parameter.name}", lang, parameter.comment)
    entry = _entry(parameter, city, lang)
    entry.description, entry.style, entry.layout = label, STYLE, WIDE
    entry.tooltip = help_text
    told = widgets.HTML(f'<div style="{HELP_STYLE}">{html.escape(help_text)}</div>')
    return Field(parameter.name, entry, widgets.VBox([entry, told]))


def _entry(parameter, city, lang):
    if parameter.name in MEMBERS:
        members = getattr(city.policy, MEMBERS[parameter.name])
        chosen = parameter.default if parameter.default in members else next(iter(members))
        return widgets.Dropdown(
            options=[(member.name[lang], key) for key, member in members.items()], value=chosen
        )
    if parameter.name == "lang":
        options = [(ELEMENTS["language"][one], one) for one in LANGUAGES]
        return widgets.Dropdown(options=options, value=lang)
    if parameter.name == "as_of":
        return widgets.DatePicker(value=city.as_of)
    return _TYPED[parameter.kind](value=parameter.default)


_TYPED = {
    "bool": widgets.Checkbox,
    "int": widgets.IntText,
    "float": widgets.FloatText,
    "str": widgets.Text,
}


def _worded(key, lang, otherwise):
    return LAB[key][lang] if key in LAB else otherwise
