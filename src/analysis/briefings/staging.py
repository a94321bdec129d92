"""Where an edition is built out of sight, and the one step that makes it seen."""

import contextlib
import os
import re
import shutil
import tempfile
import threading
from pathlib import Path

from analysis.briefings.owner import label_is_gone, this_process

PREFIX = ".staging-"
# Everything half-made has the prefix and its owner in its name, wherever a run may leave it.
PLACES = ("", "*/", "preview/*/*/")


@contextlib.contextmanager
def staging(reports):
    """A new folder reports/.staging-OWNER-*, removed on the way out; first those of dead runs are removed."""
    reports.mkdir(parents=True, exist_ok=True)
    remove_stale(reports)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{this_process().label}-", dir=reports))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_stale(reports):
    """Remove what dead runs left half-made and return its names; what belongs to living runs is left alone."""
    removed = []
    for found in [each for place in PLACES for each in reports.glob(f"{place}{PREFIX}*")]:
        owner = re.fullmatch(rf"{re.escape(PREFIX)}(\d+(?:-[0-9a-f]+\.[0-9a-f.]*)?)-.+", found.name)
        if owner and label_is_gone(owner[1]):
            _remove(found)
            removed.append(found.name)
    return removed


def point(link, target):
    """Make `link` a relative symlink to `target` in one step: a reader sees the old or the new one."""
    link.parent.mkdir(parents=True, exist_ok=True)
    fresh = _beside(link)
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(target, link.parent), target_is_directory=True)
    fresh.replace(link)
    settle(link.parent)


def write_whole(path, content):
    """Write bytes so that a reader sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = _beside(path)
    try:
        fresh.write_bytes(content)
        settle(fresh)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def settle(path):
    """Have the disk hold a file, or the names in a folder, before anything is built upon it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _beside(path):
    return path.with_name(f"{PREFIX}{this_process().label}-{threading.get_ident():x}-{path.name}")


def _remove(found):
    if found.is_dir() and not found.is_symlink():
        shutil.rmtree(found, ignore_errors=True)
    else:
        found.unlink(missing_ok=True)
