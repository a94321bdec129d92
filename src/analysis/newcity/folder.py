"""Writes the folder of a new city: the template with the city's name, and the notebooks made its own."""

import json
import re
import shutil
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import MonitorError
from analysis.newcity.notebooks import write_notebooks

TEMPLATE = Path(__file__).parent / "template"
EXAMPLE = {"zh": "示例市", "en": "Example City"}
LONGEST_NAME = 60


@dataclass(frozen=True)
class Name:
    """What the city is called in both languages, and the id made from its English name."""

    zh: str
    en: str

    @property
    def id(self):
        """Small letters, digits and _: `Castel d'Oro` -> castel_d_oro; `city` where no Latin letter leads."""
        plain = unicodedata.normalize("NFKD", self.en).encode("ascii", "ignore").decode().lower()
        words = "_".join(re.findall(r"[a-z0-9]+", plain))
        return words if words[:1].isalpha() else "city"


def make_city(folder, name=None, name_zh=None):
    """A new city in `folder`, whole or not at all; returns its files, relative to it.

    `name` is what the city is called in English and, without a `name_zh`, in Chinese as well. Raises MonitorError
    where something is there already, and for a name no page could show.
    """
    folder = Path(folder).absolute()
    _refuse_what_is_there(folder)
    named = _named(name, name_zh)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-city-", dir=folder.parent) as staging:
        made = Path(staging) / "city"
        shutil.copytree(TEMPLATE, made, ignore=shutil.ignore_patterns("__pycache__"))
        for file in _files(made):
            file.write_text(_filled(file, named), encoding="utf-8", newline="\n")
        write_notebooks(made)
        # An empty folder is in the way of a rename on some systems.
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    return [file.relative_to(folder) for file in _files(folder)]


def _refuse_what_is_there(folder):
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        raise MonitorError(
            "something is there already; nothing was written.",
            file=folder,
            expected="a folder that does not exist yet, or an empty one.",
        )


def _named(name, name_zh):
    named = Name(zh=name_zh or name or EXAMPLE["zh"], en=name or EXAMPLE["en"])
    for text in (named.zh, named.en):
        if not text.strip() or not text.isprintable() or len(text) > LONGEST_NAME:
            raise MonitorError(
                f"{text!r} cannot be the name of a city.", expected=f"1 to {LONGEST_NAME} visible characters."
            )
    return named


def _filled(file, named):
    """The text of a template file; in YAML a name stands in double quotes, where JSON's escapes hold."""
    is_quoted = file.suffix == ".yaml"
    text = file.read_text(encoding="utf-8")
    for mark, value in {"@ID@": named.id, "@NAME_ZH@": named.zh, "@NAME_EN@": named.en}.items():
        text = text.replace(mark, json.dumps(value, ensure_ascii=False)[1:-1] if is_quoted else value)
    return text


def _files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())
