"""One run a reports folder: a lock that ends with its process, and tells whose it is."""

import contextlib
import errno
import fcntl
import json
import time
from datetime import UTC, datetime

from analysis.briefings.owner import Owner, is_gone, this_process
from analysis.errors import MonitorError

NAME = ".lock"
# A process that has just taken the lock writes its name a moment later.
PATIENCE, PAUSE = 3.0, 0.05


class LockedError(MonitorError):
    """Another run publishes into this folder; nothing was done. A schedule may simply try again later."""

    exit_code = 5


@contextlib.contextmanager
def run_lock(reports, what):
    """Hold the lock of a reports folder while `what` is done; LockedError, naming the owner, where another does.

    The lock is the system's own on reports/.lock and is gone with the process that held it, however that
    ended: none is ever stale and nothing has to be removed by hand. The file's text tells people the owner.
    """
    reports.mkdir(parents=True, exist_ok=True)
    with (reports / NAME).open("a+", encoding="utf-8") as file:
        _take(file, reports)
        _write(file, _entry(what))
        try:
            yield
        finally:
            # The text goes before the lock does: what is read in a lock that is held is always its holder's.
            _write(file, "")


def holder_of(reports):
    """What the lock's text says of its holder: host, pid, born, user, since, what; None where it says nothing."""
    try:
        return _read(reports / NAME)
    except OSError:
        return None


def _take(file, reports):
    deadline = time.monotonic() + PATIENCE
    while not _taken(file, reports):
        holder = _living(holder_of(reports))
        if holder or time.monotonic() > deadline:
            raise _locked(reports, holder)
        time.sleep(PAUSE)


def _taken(file, reports):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as refused:
        if refused.errno in (errno.EWOULDBLOCK, errno.EACCES):
            return False
        if refused.errno in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
            raise MonitorError(
                f"{reports} is on a file system without locks, so two runs could not be kept apart.",
                way_out="Keep reports/ on a disk of this machine and copy published editions from there.",
            ) from None
        raise
    return True


def _living(holder):
    # The text of a dead holder stays until the next one writes its own.
    if holder and not is_gone(Owner(holder["host"], holder["pid"], holder["born"], holder["user"])):
        return holder
    return None


def _locked(reports, holder):
    if holder is None:
        return LockedError(
            f"another run is publishing into {reports}; it has not said which one it is.",
            way_out="Run again in a moment.",
        )
    where = "" if holder["host"] == this_process().host else f" on {holder['host']}"
    return LockedError(
        f"another run is publishing into {reports}: {holder['what']}, process {holder['pid']}{where} of "
        f"{holder['user']}, since {holder['since']}.",
        way_out="Wait for it and run again. Should it hang, end it there with: "
        f"kill {holder['pid']}\nThe lock goes with it; there is no file to remove.",
    )


def _entry(what):
    mine = this_process()
    since = datetime.now(UTC).isoformat(sep=" ", timespec="seconds")
    known = {"host": mine.host, "pid": mine.pid, "born": mine.born, "user": mine.user}
    return json.dumps(known | {"since": since, "what": what}, ensure_ascii=False) + "\n"


def _write(file, text):
    file.truncate(0)
    file.write(text)
    file.flush()


def _read(path):
    try:
        return json.loads(path.read_text(encoding="utf-8")) or None
    except ValueError:
        return None
