"""Turns what a model objects to into rows an economist can act on: entry, key, found, expected."""

from difflib import get_close_matches
from typing import get_args

import pandas as pd
from pydantic import BaseModel, ValidationError

from analysis.errors import PolicyError

INJECTED = frozenset({"id", "money_unit"})


def build(model, values, *, entry, **injected):
    """A `model` made from one entry, and the faults found: (model or None, list of rows)."""
    clash = sorted(INJECTED & set(injected) & set(values)) if isinstance(values, dict) else []
    if clash:
        return None, [_unknown_key(model, (clash[0],), entry)]
    if not isinstance(values, dict):
        return None, [_row(entry, "", values, "keys and values")]
    try:
        return model(**injected, **{str(key): value for key, value in values.items()}), []
    except ValidationError as error:
        return None, [_fault(model, entry, problem) for problem in error.errors()]


def refuse(file, faults):
    """Raises PolicyError for the faults of one file; does nothing where there are none."""
    if not faults:
        return
    first = faults[0]
    key = f" `{first['key']}`" if first["key"] else ""
    more = f" ({len(faults)} faults in this file)" if len(faults) > 1 else ""
    raise PolicyError(
        f"{first['entry']}:{key}, found {first['found']}{more}.",
        file=file,
        rows=pd.DataFrame(faults) if len(faults) > 1 else None,
        expected=f"{first['expected']}.",
    )


def closest(name, known):
    """`; the closest is X`, or nothing where no known name is near."""
    near = get_close_matches(str(name), [str(one) for one in known], n=1)
    return f"; the closest is {near[0]}" if near else ""


def _fault(model, entry, problem):
    where, kind = problem["loc"], problem["type"]
    if kind == "extra_forbidden":
        return _unknown_key(model, where, entry)
    if kind == "missing":
        return _row(entry, _dotted(where), "nothing", "this key")
    found = _shown(problem["input"])
    return _row(entry, _dotted(where), found, _EXPECTED.get(kind, _sentence)(problem))


def _unknown_key(model, where, entry):
    known = _keys(_model_at(model, where[:-1]))
    expected = f"one of: {', '.join(known)}{closest(where[-1], known)}"
    return _row(entry, _dotted(where), "a key that is not known", expected)


def _row(entry, key, found, expected):
    return {"entry": entry, "key": key, "found": found, "expected": expected}


_EXPECTED = {
    "string_type": lambda problem: "text; put numbers and codes in quotes",
    "float_type": lambda problem: "a number without quotes",
    "int_type": lambda problem: "a whole number without quotes",
    "literal_error": lambda problem: (
        f"one of: {problem['ctx']['expected']}"
        + closest(problem["input"], _quoted(problem["ctx"]["expected"]))
    ),
    "string_pattern_mismatch": lambda problem: _PATTERNS.get(
        problem["ctx"]["pattern"], f"the form {problem['ctx']['pattern']}"
    ),
    "value_error": lambda problem: str(problem["ctx"]["error"]),
    "model_type": lambda problem: "keys and values",
    "dict_type": lambda problem: "keys and values",
    "tuple_type": lambda problem: "a list",
}

_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "small letters, digits and _, beginning with a letter",
    r"^#[0-9A-F]{6}$": "a colour such as #0072B2",
    r"^\d{2,4}$": "an industry code of 2 to 4 digits",
    r"^C\d{3}$": "a commitment id such as C006",
}


def _sentence(problem):
    message = problem["msg"]
    return message[0].lower() + message[1:]


def _shown(value):
    if isinstance(value, BaseModel) or (isinstance(value, dict) and len(value) > 3):
        return "an entry that contradicts itself"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _dotted(where):
    return ".".join(str(part) for part in where)


def _quoted(expected):
    return [part.strip(" '") for part in expected.replace(" or ", ",").split(",")]


def _keys(model):
    fields = model.model_fields if model else {}
    return [
        field.alias or name for name, field in fields.items() if name not in INJECTED or _own_id(model, name)
    ]


def _own_id(model, name):
    # A reading or a decree writes its own id; clusters, districts and commitments are named by their key.
    return name in {"id", "money_unit"} and model.__name__ in {"Reading", "Decree"}


def _model_at(model, where):
    for part in where:
        if isinstance(part, int) or model is None:
            continue
        field = next((f for name, f in model.model_fields.items() if part in (name, f.alias)), None)
        model = _model_in(field.annotation) if field else model
    return model


def _model_in(annotation):
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
