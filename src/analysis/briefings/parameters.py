"""What a notebook's annotated parameter cell accepts, checked before anything runs.

papermill only warns about a misspelt name and then publishes the default, and it writes names into the
notebook as code; so neither a wrong name nor a wrong type may reach it.
"""

import keyword
import logging
import math

import nbformat
import papermill

from analysis.briefings.manifest import closest
from analysis.errors import EditionError

TAG = "parameters"
TYPES = {"str": str, "int": int, "float": float, "bool": bool}


def declared_parameters(notebook):
    """Name -> type name of the parameters in the one cell tagged `parameters`.

    EditionError where there is not exactly one such cell, or an annotation is not str, int, float or
    bool.
    """
    cells = [c for c in _read(notebook).cells if TAG in c.metadata.get("tags", [])]
    if len(cells) != 1:
        raise EditionError(
            f"{len(cells)} cells are tagged `{TAG}`.",
            file=notebook.name,
            expected='exactly one, with annotated parameters such as: lang: str = "zh"',
        )
    logger = logging.getLogger("papermill")
    logger.setLevel(max(logger.level, logging.ERROR))
    found = {
        name: entry["inferred_type_name"] for name, entry in papermill.inspect_notebook(str(notebook)).items()
    }
    for name, kind in found.items():
        if kind not in TYPES:
            raise EditionError(
                f"the parameter {name} is annotated {kind!r}.",
                file=notebook.name,
                expected=f"one of {', '.join(TYPES)}.",
            )
    return found


def check_parameters(notebook, parameters):
    """Refuse (EditionError) an undeclared or hostile name, a value of another type, control characters."""
    declared = declared_parameters(notebook)
    for name, value in parameters.items():
        if not isinstance(name, str) or not name.isidentifier() or keyword.iskeyword(name):
            raise EditionError(f"{name!r} cannot be the name of a parameter.", file=notebook.name)
        if name not in declared:
            raise EditionError(
                f"no parameter {name!r}{closest(name, declared)}",
                file=notebook.name,
                expected=f"only {', '.join(declared)}.",
            )
        _check_value(notebook, name, value, declared[name])


def _check_value(notebook, name, value, kind):
    # type(), not isinstance: True is an int to Python, and numpy's numbers become strings in papermill.
    fits = type(value) is TYPES[kind] or (kind == "float" and type(value) is int)
    if not fits:
        raise EditionError(
            f"the parameter {name} is {value!r} ({type(value).__name__}).",
            file=notebook.name,
            expected=f"a {kind}.",
        )
    if isinstance(value, str) and not value.isprintable():
        raise EditionError(f"the parameter {name} holds control characters: {value!r}.", file=notebook.name)
    if isinstance(value, float) and not math.isfinite(value):
        raise EditionError(
            f"the parameter {name} is {value}.", file=notebook.name, expected="a finite number."
        )


def _read(notebook):
    try:
        return nbformat.read(notebook, as_version=4)
    except FileNotFoundError:
        raise EditionError("there is no such notebook.", file=notebook.name) from None
    except (ValueError, nbformat.ValidationError) as fault:  # NotJSONError is a ValueError
        raise EditionError(f"not a notebook: {str(fault)[:200]}", file=notebook.name) from None
