"""Where an edition is built out of sight, and the one step that makes it seen."""

import contextlib
import os
import re
import shutil
import tempfile
from pathlib import Path

PREFIX = ".staging-"


@contextlib.contextmanager
def staging(reports):
    """A new folder reports/.staging-PID-*, removed on the way out; first those of dead runs are removed."""
    reports.mkdir(parents=True, exist_ok=True)
    remove_stale(reports)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=reports))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_stale(reports):
    """Remove staging folders whose owner process is gone; those of living runs are left alone."""
    for folder in reports.glob(f"{PREFIX}*"):
        owner = re.fullmatch(rf"{re.escape(PREFIX)}(\d+)-\w+", folder.name)
        if owner and not _alive(int(owner[1])):
            shutil.rmtree(folder, ignore_errors=True)


def point(link, target):
    """Make `link` a relative symlink to `target` in one step: a reader sees the old or the new one."""
    link.parent.mkdir(parents=True, exist_ok=True)
    fresh = link.with_name(f".{link.name}-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(target, link.parent), target_is_directory=True)
    fresh.replace(link)


def write_whole(path, content):
    """Write bytes so that a reader sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(path)


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
