"""notebooks/briefings.yaml as frozen models: which briefings an edition has."""

import difflib
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from analysis.errors import EditionError

EDITION_PARAMETERS = ("root", "as_of", "lang")
# What a briefing can be made for each of -> the notebook's parameter that takes the key.
MEMBER_PARAMETER = {"clusters": "cluster", "districts": "district"}
# The edition's own page.
RESERVED = "index"
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


class Entry(Closed):
    """One notebook, the parameters it is run with beyond root, as_of and lang, and whom it is for.

    `for_each` makes one briefing for each cluster or district of the policy; `cadence` is how often it is
    read (none: in every edition).
    """

    notebook: NotebookFile
    title: Title
    parameters: dict[str, Value] = Field(default_factory=dict)
    for_each: Literal["clusters", "districts"] | None = None
    cadence: Literal["month", "quarter", "year"] | None = None
    audience: Literal["internal"] = "internal"


class Briefing(Entry):
    """One page of an edition: an entry, or an entry for one `member` of the policy.

    `label` is its title among others of its entry; `family` the entry's title where it has several pages.
    """

    stem: str
    page: str
    label: Title
    family: Title | None = None


_MANIFEST = TypeAdapter(dict[BriefingName, Entry])


def load_manifest(path, policy=None):
    """The briefings of notebooks/briefings.yaml by name, in file order: `city`, `cluster/tobacco`.

    An entry with `for_each` becomes one briefing a cluster or district of `policy`; without a policy it
    stays one, under its own name. Raises EditionError naming the file and the key for a file that cannot be
    read, an unknown or repeated key (with the closest right one), a notebook that is not there, and a
    parameter that is set already.
    """
    briefings = {}
    for name, entry in read_entries(path).items():
        briefings |= (
            _for_each(name, entry, policy) if entry.for_each and policy else {name: _single(name, entry)}
        )
    return briefings


def read_entries(path):
    """The entries of the file as written, by name; errors as of `load_manifest`."""
    if not path.is_file():
        raise EditionError(
            "the list of briefings is missing.",
            file=path,
            way_out="Restore it, or name the city with --root.",
        )
    try:
        entries = _MANIFEST.validate_python(yaml.load(path.read_text(encoding="utf-8"), Loader=_NoRepeats))
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise EditionError(f"not readable as YAML: {fault}", file=path) from None
    except ValidationError as refusal:
        # A misspelt key is also a missing one; the misspelling is what helps.
        errors = sorted(refusal.errors(), key=lambda error: error["type"] != "extra_forbidden")
        raise _in_words(errors[0], path) from None
    for name, entry in entries.items():
        _refuse_unusable(name, entry, path)
    return entries


def chosen(briefings, names):
    """The briefings called `names`, or all; a family's name stands for all of it.

    EditionError with the closest match for an unknown name.
    """
    known = [*briefings, *(b.stem for b in briefings.values() if b.stem not in briefings)]
    known = list(dict.fromkeys(known))
    for name in names or ():
        if name not in known:
            raise EditionError(
                f"there is no briefing {name!r}{closest(name, known)}",
                expected=f"one of {', '.join(known)}.",
            )
    return {
        name: briefing
        for name, briefing in briefings.items()
        if not names or name in names or briefing.stem in names
    }


def closest(word, known):
    """'; did you mean X?' for the known word most like `word`, or '.'."""
    near = difflib.get_close_matches(str(word), [str(k) for k in known], n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else "."


def _single(name, entry):
    return Briefing(**dict(entry), stem=name, page=f"{name}.html", label=entry.title)


def _for_each(name, entry, policy):
    parameter = MEMBER_PARAMETER[entry.for_each]
    written = dict(entry)
    return {
        f"{name}/{key}": Briefing(
            **written
            | {
                "title": _title(f"{member.name[lang]} · {entry.title[lang]}" for lang in Title.model_fields),
                "parameters": {**entry.parameters, parameter: key},
            },
            stem=name,
            page=f"{name}-{key}.html",
            label=_title(member.name[lang] for lang in Title.model_fields),
            family=entry.title,
        )
        for key, member in getattr(policy, entry.for_each).items()
    }


def _title(words):
    return Title(**dict(zip(Title.model_fields, words, strict=True)))


def _refuse_unusable(name, entry, path):
    if name == RESERVED:
        raise EditionError(f"{name}: the edition's own page has this name.", file=path)
    taken = dict.fromkeys(EDITION_PARAMETERS, "the edition itself")
    if entry.for_each:
        taken[MEMBER_PARAMETER[entry.for_each]] = f"for_each: {entry.for_each}"
    for parameter, setter in taken.items():
        if parameter in entry.parameters:
            raise EditionError(f"{name}.parameters.{parameter} is set by {setter}.", file=path)
    if not (path.parent / entry.notebook).is_file():
        near = closest(entry.notebook, [found.name for found in path.parent.glob("*.ipynb")])
        notebooks = sorted(found.name for found in path.parent.glob("*.ipynb"))
        raise EditionError(
            f"{name}.notebook: there is no {entry.notebook!r} beside it{near}",
            file=path,
            expected=f"one of {', '.join(notebooks) or 'the notebooks of this folder'}.",
        )


def _in_words(error, path):
    place = ".".join(str(part) for part in error["loc"] if part != "[key]")
    if error["type"] == "extra_forbidden":
        known = Title.model_fields if "title" in error["loc"] else Entry.model_fields
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
