"""Digests: what an edition was made from, and whether it still is what was published."""

import hashlib
import json
import platform
from importlib.metadata import version
from pathlib import Path

import analysis

LIBRARIES = (
    "ibis-framework",
    "duckdb",
    "jinja2",
    "matplotlib",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "statsmodels",
)


def file_digest(path):
    """SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def content_hash(paths, briefings):
    """SHA-256 of every file a page depends on; no clock, no absolute path: equal files, equal hash.

    Processed tables, policy, notebooks, manifest, the lock and this package's source.
    """
    package = Path(analysis.__file__).parent
    code = {f"package:{path.relative_to(package).as_posix()}": path for path in _files(package)}
    return _digest_of(_city_files(paths, briefings) | code)


def city_hash(paths, briefings):
    """The same of the city's own files alone: processed tables, policy, notebooks, manifest, the lock."""
    return _digest_of(_city_files(paths, briefings))


def _city_files(paths, briefings):
    notebooks = {paths.notebooks / briefing.notebook for briefing in briefings.values()}
    singles = [
        path for path in (paths.root / "requirements.lock", paths.manifest, *notebooks) if path.is_file()
    ]
    found = [*_files(paths.processed), *_files(paths.policy), *singles]
    return {path.relative_to(paths.root).as_posix(): path for path in found}


def _digest_of(files):
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{file_digest(files[name])}\n".encode())
    return digest.hexdigest()


def inputs_hash(content, as_of, lang, briefings):
    """SHA-256 of all an edition depends on: its files (`content_hash`), date, language, briefings, libraries."""
    listed = {name: briefing.model_dump() for name, briefing in briefings.items()}
    known = [content, str(as_of), lang, listed, versions()]
    return hashlib.sha256(json.dumps(known, ensure_ascii=False).encode()).hexdigest()


def _files(folder):
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def versions():
    """Version of Python and of each library that shapes a page."""
    return {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES}
