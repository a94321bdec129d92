"""A process forked from the standard library's fork server that looks like subprocess.Popen to jupyter_client."""

import io
import os
from multiprocessing import Pipe, forkserver, popen_forkserver, process, reduction, util
from multiprocessing.context import set_spawning_popen


class ForkedProcess(popen_forkserver.Popen):
    """`target(*arguments)` in a process of its own, which hears when this object or its owner is gone.

    The owner's `__main__` is not imported again in it, as multiprocessing would: a script without a guard
    would run a second time, and a test runner would be loaded into every kernel.
    """

    stdin = stdout = stderr = None

    def __init__(self, target, *arguments):
        super().__init__(_Target(target=target, args=arguments, name="MainProcess"))

    def send_signal(self, number):
        """Send a signal to the process; nothing where it has ended."""
        self._send_signal(number)

    def _launch(self, process_obj):
        content = io.BytesIO()
        set_spawning_popen(self)
        try:
            reduction.dump({"name": process_obj.name}, content)
            reduction.dump(process_obj, content)
        finally:
            set_spawning_popen(None)
        self.sentinel, writer = forkserver.connect_to_new_process(self._fds)
        with os.fdopen(writer, "wb") as stream:
            # The other end of this duplicate is what the process looks at to know that its owner lives.
            self.finalizer = util.Finalize(self, util.close_fds, (os.dup(writer), self.sentinel))
            stream.write(content.getbuffer())
        self.pid = forkserver.read_signed(self.sentinel)


class _Target(process.BaseProcess):
    # None: the process has the start method a plain interpreter has, not the one it came from.
    _start_method = None


def forked(target, *arguments, seconds):
    """(ForkedProcess, text) of `target(told, *arguments)` once it has sent its first text through `told`.

    TimeoutError where nothing is said in `seconds`, EOFError where the process ends before, OSError where
    there is no fork server to be reached.
    """
    heard, told = Pipe(duplex=False)
    with heard:
        with told:
            started = ForkedProcess(target, told, *arguments)
        if not heard.poll(seconds):
            started.kill()
            raise TimeoutError(f"nothing heard of process {started.pid} in {seconds} s")
        return started, heard.recv_bytes().decode()
