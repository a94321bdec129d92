"""notebooks/briefings.yaml as frozen models: which briefings an edition has."""

import difflib
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from analysis.errors import EditionError

EDITION_PARAMETERS = ("root", "as_of", "lang")
NotebookFile = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]+\.ipynb$")]
BriefingName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Sentence = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\x00-\x1f]+$")]
Value = bool | int | float | str


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Title(Closed):
    """A briefing's name in both languages."""

    zh: Sentence
    en: Sentence

    def __getitem__(self, lang):
        return getattr(self, lang)


class Briefing(Closed):
    """One notebook and the parameters it is run with beyond root, as_of and lang."""

    notebook: NotebookFile
    title: Title
    parameters: dict[str, Value] = Field(default_factory=dict)


_MANIFEST = TypeAdapter(dict[BriefingName, Briefing])


def load_manifest(path):
    """The briefings of notebooks/briefings.yaml by name, in file order.

    Raises EditionError naming the file and the key for a file that cannot be read, an unknown or
    repeated key (with the closest right one), a notebook that is not there, and a parameter the edition
    itself sets.
    """
    if not path.is_file():
        raise EditionError(
            "the list of briefings is missing.",
            file=path,
            way_out="Restore it, or name the city with --root.",
        )
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=_NoRepeats)
        briefings = _MANIFEST.validate_python(entries)
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise EditionError(f"not readable as YAML: {fault}", file=path) from None
    except ValidationError as refusal:
        # A misspelt key is also a missing one; the misspelling is what helps.
        errors = sorted(refusal.errors(), key=lambda error: error["type"] != "extra_forbidden")
        raise _in_words(errors[0], path) from None
    for name, briefing in briefings.items():
        _refuse_unusable(name, briefing, path)
    return briefings


def chosen(briefings, names):
    """The briefings called `names`, or all; EditionError with the closest match for an unknown name."""
    for name in names or ():
        if name not in briefings:
            raise EditionError(
                f"there is no briefing {name!r}{closest(name, briefings)}",
                expected=f"one of {', '.join(briefings)}.",
            )
    return {name: briefings[name] for name in briefings if not names or name in names}


def closest(word, known):
    """'; did you mean X?' for the known word most like `word`, or '.'."""
    near = difflib.get_close_matches(str(word), [str(k) for k in known], n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else "."


def _refuse_unusable(name, briefing, path):
    for parameter in EDITION_PARAMETERS:
        if parameter in briefing.parameters:
            raise EditionError(f"{name}.parameters.{parameter} is set by the edition itself.", file=path)
    if not (path.parent / briefing.notebook).is_file():
        near = closest(briefing.notebook, [found.name for found in path.parent.glob("*.ipynb")])
        notebooks = sorted(found.name for found in path.parent.glob("*.ipynb"))
        raise EditionError(
            f"{name}.notebook: there is no {briefing.notebook!r} beside it{near}",
            file=path,
            expected=f"one of {', '.join(notebooks) or 'the notebooks of this folder'}.",
        )


def _in_words(error, path):
    place = ".".join(str(part) for part in error["loc"] if part != "[key]")
    if error["type"] == "extra_forbidden":
        known = Title.model_fields if "title" in error["loc"] else Briefing.model_fields
        near = closest(error["loc"][-1], known)
        return EditionError(f"{place}: unknown key{near}", file=path, expected=f"only {', '.join(known)}.")
    return EditionError(
        f"{place or 'the file'}: {error['msg']}, found {str(error['input'])[:60]!r}.", file=path
    )


class _NoRepeats(yaml.SafeLoader):
    """YAML's own rule, which PyYAML does not keep: a key appears once."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} appears twice", node.start_mark
                )
        return super().construct_mapping(node, deep)
