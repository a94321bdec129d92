"""Which process a run belongs to, and whether that process still is."""

import getpass
import hashlib
import os
import re
import socket
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Owner:
    """A process: its machine, number, birth (boot of the machine and tick; empty where unknown) and user."""

    host: str
    pid: int
    born: str
    user: str

    @property
    def label(self):
        """The owner in letters that fit a file name, as `owner_of_label` reads them."""
        return f"{self.pid}-{_stamp(self.host)}.{self.born}"


def this_process():
    """The Owner that this process is."""
    return Owner(socket.gethostname(), os.getpid(), born(os.getpid()), _user())


def is_gone(owner):
    """Whether the process has ended for certain; of another machine's nothing is known, so False."""
    return owner.host == socket.gethostname() and not _runs(owner.pid, owner.born)


def label_is_gone(label):
    """The same from an `Owner.label`; a number alone, as written by earlier versions, is a process of here."""
    found = re.fullmatch(r"(\d+)(?:-([0-9a-f]+)\.([0-9a-f.]*))?", label)
    if found is None:
        return False
    pid, host, birth = int(found[1]), found[2], found[3]
    return host in (None, _stamp(socket.gethostname())) and not _runs(pid, birth or "")


def born(pid):
    """Boot of the machine and the tick a process began at: a number used again has another; empty if unknown."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        # The name stands in brackets and may hold spaces and brackets itself.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
    except OSError:
        return ""
    state, tick = fields.split()[0], fields.split()[19]
    # A killed process whose parent has not looked yet runs no more.
    return "" if state in "ZX" else f"{boot[:8]}.{int(tick):x}"


def _runs(pid, birth):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return not birth or born(pid) == birth


def _stamp(text):
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _user():
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container may run under a number no name belongs to.
        return str(os.getuid())
