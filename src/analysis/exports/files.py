"""Putting a finished file in place: whole or not at all, and never over the city's own data."""

import os
import tempfile
from pathlib import Path

from analysis.errors import MonitorError


def replace_file(path, content, city_root):
    """Writes `content` (bytes) to `path` in one step; a file that was there is replaced.

    Raises MonitorError where `path` lies in the data of the city at `city_root`, or cannot be written.
    """
    path = Path(path)
    file_lies_in_the_data(path, city_root)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _swap_in(path, content)
    except OSError as error:
        raise MonitorError(
            f"cannot be written ({error.strerror or error}).",
            file=path,
            way_out="Close the file where it is open, or name another place with --out.",
        ) from error


def file_lies_in_the_data(path, city_root):
    """Refuses a place inside the city's data folder: deliveries stay exactly as received."""
    data = (Path(city_root) / "data").resolve()
    if Path(path).resolve().is_relative_to(data):
        raise MonitorError(
            "lies in the city's data, where only deliveries and prepared tables belong.",
            file=path,
            way_out="Name a place outside data/ with --out.",
        )


def _swap_in(path, content):
    # Written beside its place first: a rename within one folder is a single step.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    draft = Path(draft)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
