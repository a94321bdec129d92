"""A kernel provisioner that forks a kernel where jupyter_client's own starts an interpreter; all else is its own."""

import asyncio
import os
import sys
from pathlib import Path

from jupyter_client.provisioning import LocalProvisioner

from analysis.briefings.forked_process import ForkedProcess
from analysis.briefings.forked_server import SERVER


class ForkedProvisioner(LocalProvisioner):
    """Forks the kernel; starts a plain one where the fork server cannot be used or the kernel is another's."""

    async def launch_kernel(self, cmd, **options):
        """The connection of the kernel started; its process is a ForkedProcess or a plain Popen."""
        process = self._forked(cmd, options)
        if process is None:
            return await super().launch_kernel(cmd, **options)
        # A forked kernel leads its own group by the time it says it is ready.
        self.process, self.pid, self.pgid = process, process.pid, process.pid
        self.cwd = options["cwd"]
        return self.connection_info

    async def wait(self):
        """The end of the process, looked for ten times as often as for a plain one: a killed fork is gone at once."""
        while isinstance(self.process, ForkedProcess) and self.process.poll() is None:
            await asyncio.sleep(0.01)
        return await super().wait()

    def _forked(self, cmd, options):
        folder = Path(options["cwd"])
        own = cmd[:3] == [sys.executable, "-m", "ipykernel_launcher"]
        # matplotlib reads the one in the working folder when it is imported, which is over here.
        if not own or (folder / "matplotlibrc").exists():
            return None
        environment = {**options["env"], "JPY_PARENT_PID": str(os.getpid())}
        return SERVER.kernel(cmd[3:], str(folder), environment, options["stderr"].name)
