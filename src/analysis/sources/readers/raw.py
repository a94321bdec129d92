"""A path -> its bytes, read once, from a plain file that holds still."""

import os
import stat
from pathlib import Path

from analysis.errors import SourceError

MOST_BYTES = 2 << 30
# Without O_NONBLOCK the mere opening of a FIFO waits for a writer that may never come.
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_CHUNK = 1 << 22
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def read_raw(path, name=None):
    """The bytes of the file at `path`; `name` is what errors call it.

    Raises SourceError for a link, folder, pipe, socket or device, a file that may not be read, one above
    2 GiB, and one that changes while it is read. Never waits.
    """
    name = name or str(path)
    file_is_not_plain(path, name)
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        raise _cannot_be_read(error, name) from error
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        before = os.fstat(descriptor)
        _refuse_kind(before, name)
        file_is_too_large(before, name)
        try:
            raw = _all_of(file)
            after = Path(path).lstat()
        except OSError as error:
            raise _cannot_be_read(error, name) from error
    file_changed_while_read(before, after, len(raw), name)
    return raw


def _all_of(file):
    chunks = []
    while chunk := file.read(_CHUNK):
        chunks.append(chunk)
        if len(chunks) * _CHUNK > MOST_BYTES + _CHUNK:
            break
    return b"".join(chunks)


def file_is_not_plain(path, name):
    """Refuses what is no regular file before it is opened: opening some devices already acts on them."""
    try:
        found = Path(path).lstat()
    except OSError as error:
        raise _cannot_be_read(error, name) from error
    _refuse_kind(found, name)


def _refuse_kind(found, name):
    kind = stat.S_IFMT(found.st_mode)
    if kind != stat.S_IFREG:
        raise SourceError(
            f"is {_KINDS.get(kind, 'no regular file')}.",
            file=name,
            expected="the delivered file itself.",
            way_out="Copy the file into data/raw.",
        )


def file_is_too_large(found, name):
    """Refuses a file above 2 GiB."""
    if found.st_size > MOST_BYTES:
        raise SourceError(
            f"has {found.st_size:,} bytes.",
            file=name,
            expected=f"at most {MOST_BYTES:,} bytes.",
            way_out="Ask the sender to split it, by year or by district.",
        )


def file_changed_while_read(before, after, count, name):
    """Refuses a file of another size, time or identity than when its reading began."""
    if _identity(before) != _identity(after) or count != before.st_size:
        raise SourceError(
            "changed while it was being read.",
            file=name,
            way_out="Wait until it is copied completely, then run again.",
        )


def _identity(found):
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _cannot_be_read(error, name):
    return SourceError(
        f"cannot be read: {error.strerror}.",
        file=name,
        way_out="See that the file is there and that the person running this may read it.",
    )
