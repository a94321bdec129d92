"""The annotated parameter cell as fields a person fills in: name, type, default, and the comment beside it."""

import ast
import contextlib
from dataclasses import dataclass

import papermill

from analysis.briefings.parameters import TYPES, declared_parameters
from analysis.errors import EditionError

WORDS = {"true": True, "false": False}


@dataclass(frozen=True)
class Annotated:
    """One parameter: its `kind` is str, int, float or bool, `comment` what the notebook says about it."""

    name: str
    kind: str
    default: str | int | float | bool
    comment: str


def annotated_parameters(notebook):
    """{name: Annotated} in the order of the cell.

    EditionError as of `declared_parameters`, and for a default that is not a plain value of its type.
    """
    kinds = declared_parameters(notebook)
    cell = papermill.inspect_notebook(str(notebook))
    return {
        name: Annotated(name, kind, _default(notebook, name, kind, cell[name]["default"]), cell[name]["help"])
        for name, kind in kinds.items()
    }


def values_from_text(notebook, texts):
    """{name: value of the declared type} of what a person typed, with or without quotes.

    EditionError for a name the notebook does not declare is left to `check_parameters`; here, for a text that is no
    value of its type.
    """
    kinds = declared_parameters(notebook)
    return {name: _value(notebook, name, kinds.get(name, "str"), text) for name, text in texts.items()}


def _default(notebook, name, kind, source):
    value = _literal(source)
    if type(value) is not TYPES[kind] and not (kind == "float" and type(value) is int):
        raise EditionError(
            f"the default of {name} is {source}.", file=notebook.name, expected=f"a plain {kind}."
        )
    return value


def _value(notebook, name, kind, text):
    text = text.strip()
    if kind == "str":
        unquoted = _literal(text)
        return unquoted if isinstance(unquoted, str) else text
    value = WORDS.get(text.lower(), _literal(text))
    if type(value) is TYPES[kind] or (kind == "float" and type(value) is int):
        return value
    raise EditionError(f"the parameter {name} is {text!r}.", file=notebook.name, expected=f"a {kind}.")


def _literal(source):
    with contextlib.suppress(ValueError, SyntaxError, MemoryError, RecursionError):
        return ast.literal_eval(source)
    return None
