"""The fork server that kernels come from: started once a process, looked at before it is trusted."""

import contextlib
import logging
import os
import threading
from multiprocessing import forkserver, util

from analysis.briefings.forked_kernel import IMPORTS, probe, run_kernel
from analysis.briefings.forked_process import forked

# Imports from a cold disk take long; a fork does not.
IMPORTS_SECONDS, FORK_SECONDS = 60, 20
# Whether byte code is written and the standard library comes frozen changes nothing a notebook shows.
HARMLESS = {"-B", "-X", "frozen_modules=off"}
logger = logging.getLogger(__name__)


class ForkServer:
    """Forks kernels from a process of this one's own that has their environment and their imports.

    It is used only where every import is done and no second thread runs in it; else, and after any failure,
    `kernel` gives None and its caller starts a plain kernel. `reason` then says why.
    """

    def __init__(self):
        self.reason = None
        self._lock = threading.Lock()
        self._begun = False
        self._identity = None

    def start(self, environment):
        """Begin the imports without waiting for them; a second call does nothing."""
        with self._lock:
            if not self._begun:
                self._begun = True
                self._begin(environment)

    def kernel(self, arguments, folder, environment, log):
        """The ForkedProcess of a kernel that has said it is ready, or None; arguments as of `run_kernel`."""
        self.start(environment)
        with self._lock:
            if self._identity is None and self.reason is None:
                self._look()
        return None if self.reason else self._forked(arguments, folder, environment, log)

    def _begin(self, environment):
        options = set(util._args_from_interpreter_flags()) - HARMLESS
        if options:
            self._give_up(f"{' '.join(sorted(options))} would reach the kernels")
            return
        forkserver.set_forkserver_preload([IMPORTS])
        try:
            with _surroundings(environment):
                forkserver.ensure_running()
        except OSError as fault:
            self._give_up(f"the fork server did not start: {fault!r}")

    def _look(self):
        try:
            looking, found = forked(probe, seconds=IMPORTS_SECONDS)
            looking.wait(FORK_SECONDS)
        except (OSError, EOFError) as fault:
            self._give_up(f"the fork server does not answer: {fault!r}")
            return
        self._identity, threads, imported = found.split()
        if (threads, imported) != ("1", "True"):
            self._give_up(f"the fork server has {threads} threads; every import done: {imported}")

    def _forked(self, *arguments):
        try:
            kernel, server = forked(run_kernel, *arguments, seconds=FORK_SECONDS)
        except (OSError, EOFError) as fault:
            self._give_up(f"a fork failed: {fault!r}")
            return None
        if server != self._identity:
            # The standard library starts another one unasked, without the environment and unlooked-at.
            kernel.kill()
            self._give_up("the fork server died")
            return None
        return kernel

    def _give_up(self, reason):
        self.reason = reason
        logger.info("plain kernels, because %s", reason)


@contextlib.contextmanager
def _surroundings(environment):
    """This process's environment while a child is started that can only inherit it."""
    # Only what differs is touched: another thread may be reading the rest.
    before = {key: value for key, value in os.environ.items() if environment.get(key) != value}
    added = {key: value for key, value in environment.items() if os.environ.get(key) != value}
    for key in before:
        del os.environ[key]
    os.environ.update(added)
    try:
        yield
    finally:
        for key in added:
            del os.environ[key]
        os.environ.update(before)


SERVER = ForkServer()
