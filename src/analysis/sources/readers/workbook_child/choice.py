"""Which sheet is read; no other sheet with data is passed over in silence."""

from typing import NamedTuple

from .refusal import Refused, damaged


class Sheet(NamedTuple):
    """A worksheet: its name, whether a person sees it, and whether any of its cells holds something."""

    name: str
    visible: bool
    data: bool


def chosen_sheet(sheets, asked, ignored):
    """The name of the sheet to read: the one asked for, else the only visible one with data.

    Refuses a sheet that is not there, several to choose from, none, and data in a sheet that is neither
    read nor in `ignored`.
    """
    _names_repeat(sheets)
    if asked is not None:
        _sheet_is_missing_or_empty(sheets, asked)
    name = asked or _only_visible(sheets, ignored)
    sheets_are_passed_over([s for s in sheets if s.data and s.name != name and s.name not in ignored], name)
    return name


def _names_repeat(sheets):
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise damaged(f"has two sheets of the same name: {_names(sheets)}.")


def _sheet_is_missing_or_empty(sheets, asked):
    found = [sheet for sheet in sheets if sheet.name == asked]
    if not found:
        raise Refused(f"has no sheet {asked!r}.", f"`sheet:` to name one of: {_names(sheets)}.")
    if not found[0].data:
        raise Refused(f"sheet {asked!r} is empty.", "data in the sheet that the sidecar names.")


def _only_visible(sheets, ignored):
    able = [sheet for sheet in sheets if sheet.data and sheet.visible and sheet.name not in ignored]
    if len(able) == 1:
        return able[0].name
    if able:
        raise Refused(
            f"has {len(able)} visible sheets with data: {_names(able)}.",
            "`sheet:` to name the one to read and `ignore_sheets:` to name the others.",
            "Copy the file once for each sheet that has figures, each with its own sidecar.",
        )
    hidden = [sheet for sheet in sheets if sheet.data and not sheet.visible]
    if hidden:
        raise Refused(
            f"has data in no visible sheet, only in the hidden {_names(hidden)}.", "a visible sheet."
        )
    raise Refused("holds no data in any sheet.", "a sheet with data.", "Ask the sender for the file again.")


def sheets_are_passed_over(others, name):
    """Refuses data in sheets nobody has spoken for; a hidden one is named as such."""
    hidden = [sheet for sheet in others if not sheet.visible]
    if others:
        kind = "hidden sheet" if hidden else "second sheet"
        raise Refused(
            f"{kind} {_names(hidden or others)} also holds data, beside {name!r}.",
            "data in one sheet only.",
            "Look at it; if it is no data of ours, list it in the sidecar under `ignore_sheets`.",
        )


def _names(sheets):
    return ", ".join(repr(sheet.name) for sheet in sheets)
