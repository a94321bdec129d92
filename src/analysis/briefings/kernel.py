"""A kernel that owes nothing to the machine it runs on: own sockets, own settings, own log."""

import os
import shutil
import tempfile
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
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
UNWANTED = ("PYTHONWARNINGS", "PYTHONSTARTUP", "MATPLOTLIBRC", "COLUMNS")


class BriefingKernel(AsyncKernelManager):
    """One plain python3 kernel on IPC sockets in a folder of its own, removed with it.

    TCP ports are chosen before they are bound, so kernels started together can take each other's;
    sockets in a private folder cannot. The user's IPython profile and matplotlibrc stay out of the
    briefing.
    """

    folder = None

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
        environment = {**os.environ, **SETTINGS, "IPYTHONDIR": str(self.folder / "ipython")}
        kept = {key: value for key, value in environment.items() if key not in UNWANTED}
        with (self.folder / "stderr").open("wb") as log:
            await super()._async_start_kernel(**{**options, "env": kept, "stdout": log, "stderr": log})

    async def cleanup_resources(self, restart=False):
        await super()._async_cleanup_resources(restart=restart)
        if not restart:
            shutil.rmtree(self.folder, ignore_errors=True)


def _short_folder():
    usual = tempfile.gettempdir()
    return usual if len(usual) <= LONGEST_FOLDER or os.name != "posix" else "/tmp"
