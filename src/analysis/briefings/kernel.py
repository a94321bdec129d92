"""A kernel that owes nothing to the machine it runs on: own sockets, own settings, own log, no child left."""

import contextlib
import os
import shutil
import signal
import sys
import tempfile
import uuid
import weakref
from pathlib import Path

from jupyter_client import AsyncKernelManager
from traitlets import default

# sockaddr_un holds 107 characters; the folder's name, the socket's and a margin must fit.
LONGEST_FOLDER = 70
SETTINGS = {
    "PYTHONHASHSEED": "0",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    # Arrow's allocator would start a thread as soon as it is imported, and such a process cannot be forked.
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    # Read in the place of the one in the user's home.
    "MATPLOTLIBRC": os.devnull,
}
UNWANTED = ("PYTHONWARNINGS", "PYTHONSTARTUP", "COLUMNS")
_living = weakref.WeakSet()


def kernel_environment():
    """The environment of every kernel: this process's own, with fixed settings."""
    kept = {key: value for key, value in os.environ.items() if key not in UNWANTED}
    return kept | SETTINGS


class PlainKernel(AsyncKernelManager):
    """One plain python3 kernel on IPC sockets in a folder of its own, removed with it.

    TCP ports are chosen before they are bound, so kernels started together can take each other's;
    sockets in a private folder cannot. The user's IPython profile and matplotlibrc stay out of the
    briefing. Whatever the notebook started in the kernel's process group ends with it.
    """

    folder = None
    group = None

    def __init__(self, **traits):
        self.folder = Path(tempfile.mkdtemp(prefix="briefing-", dir=_short_folder()))
        super().__init__(**traits)

    @default("transport")
    def _own_transport(self):
        return "ipc" if os.name == "posix" else "tcp"

    @default("ip")
    def _own_ip(self):
        return str(self.folder / "k") if self.transport == "ipc" else "127.0.0.1"

    @default("connection_file")
    def _own_connection_file(self):
        return str(self.folder / "kernel.json")

    async def start_kernel(self, **options):
        environment = kernel_environment() | {"IPYTHONDIR": str(self.folder / "ipython")}
        with (self.folder / "stderr").open("wb") as log:
            await super()._async_start_kernel(**{**options, "env": environment, "stdout": log, "stderr": log})
        self.group = self.provisioner.pgid
        _living.add(self)

    async def cleanup_resources(self, restart=False):
        await super()._async_cleanup_resources(restart=restart)
        if not restart:
            self.end_group()
            shutil.rmtree(self.folder, ignore_errors=True)

    def end_group(self):
        """Kill the kernel and all it has started; nothing where they have ended."""
        group, self.group = self.group, None
        _living.discard(self)
        if group and group != os.getpgrp():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)


class BriefingKernel(PlainKernel):
    """A kernel forked from a process that has its imports done, where the system can do that; else a plain one."""

    async def start_kernel(self, **options):
        if sys.platform == "linux":
            from analysis.briefings.forked_provisioner import ForkedProvisioner

            self.provisioner = ForkedProvisioner(
                kernel_id=str(uuid.uuid4()), kernel_spec=self.kernel_spec, parent=self
            )
        await super().start_kernel(**options)


def warm_up():
    """Let the process that kernels are forked from begin its imports, without waiting for it."""
    if sys.platform == "linux":
        from analysis.briefings.forked_server import SERVER

        SERVER.start(kernel_environment())


def end_all():
    """Kill every kernel this process has running, so that what waits for one fails at once."""
    for kernel in list(_living):
        kernel.end_group()


def _short_folder():
    usual = tempfile.gettempdir()
    return usual if len(usual) <= LONGEST_FOLDER or os.name != "posix" else "/tmp"
