"""A disk that takes no more, or takes nothing: said with the folder and its free space."""

import contextlib
import errno
import shutil
import sqlite3
from pathlib import Path

from analysis.errors import MonitorError

FULL = {errno.ENOSPC: "is full", errno.EDQUOT: "is full for this user", errno.EFBIG: "takes no larger file"}
CLOSED = {errno.EROFS: "is read-only", errno.EACCES: "may not be written by this user"}
CLOSED |= {errno.EPERM: CLOSED[errno.EACCES]}
_SQLITE = {
    sqlite3.SQLITE_FULL: "is full",
    sqlite3.SQLITE_IOERR: "did not take what was written",
    sqlite3.SQLITE_READONLY: CLOSED[errno.EACCES],
    sqlite3.SQLITE_CANTOPEN: CLOSED[errno.EACCES],
}


@contextlib.contextmanager
def told_by_folder(folder):
    """Turn what a full or closed disk raises into a MonitorError naming the folder and the space left there."""
    try:
        yield
    except OSError as fault:
        said = (FULL | CLOSED).get(fault.errno)
        if said is None:
            raise
        place = Path(fault.filename).parent if fault.filename else folder
        raise _refusal(place, said) from None
    except sqlite3.OperationalError as fault:
        # The low byte is the kind, the rest says which one of it.
        said = _SQLITE.get(fault.sqlite_errorcode & 0xFF)
        if said is None:
            raise
        raise _refusal(folder, said) from None


def _refusal(folder, said):
    here = next(place for place in (folder, *folder.absolute().parents) if place.is_dir())
    free = shutil.disk_usage(here).free / 1_000_000
    return MonitorError(
        f"{folder} {said} ({free:,.1f} MB free there). The run stopped; every published edition is whole.",
        way_out="Make room or put the folder elsewhere, let this user write there, and run again.",
    )
