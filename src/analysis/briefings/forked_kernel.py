"""What a forked process does before it is a kernel: it becomes one that owes nothing to where it came from.

Only the standard library is imported here at the top: the driver imports this module to name its functions.
"""

import fcntl
import multiprocessing
import os
import select
import signal
import sys
import time
from multiprocessing import forkserver, resource_tracker
from pathlib import Path

IMPORTS = "analysis.briefings.forked_imports"


def probe(told):
    """Tell who the fork server is, how many threads it has, and whether all its imports are done."""
    server = os.getppid()
    threads = sum(1 for _ in Path(f"/proc/{server}/task").iterdir())
    told.send_bytes(f"{server} {threads} {IMPORTS in sys.modules}".encode())


def run_kernel(told, arguments, folder, environment, log):
    """Serve as an IPython kernel until killed; `told` hears who the fork server is once all is set.

    `arguments` are those of ipykernel_launcher, `folder` is the working folder, `environment` the whole
    environment, and `log` the file that takes what is written past the kernel.
    """
    import numpy as np
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()
    _die_with_the_owner()
    _let_go_of_the_owners_helpers()
    _write_to(log)
    _live_in(folder, environment)
    # Every fork starts with the same state of numpy's global generator; Python reseeds only its own.
    np.random.seed()
    server = os.getppid()
    sys.argv = ["ipykernel_launcher", *arguments]
    told.send_bytes(str(server).encode())
    told.close()
    IPKernelApp.launch_instance(argv=[*arguments, f"--IPKernelApp.parent_handle={server}"])


def _die_with_the_owner():
    # The operating system kills the group when the owner's end of this pipe closes. A thread that watches it
    # would wait for ever behind a cell that keeps the interpreter's lock, and would leave the cell's children.
    end = multiprocessing.parent_process().sentinel
    fcntl.fcntl(end, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(end, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(end, fcntl.F_SETFL, fcntl.fcntl(end, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([end], [], [], 0)[0]:
        os._exit(1)


def _let_go_of_the_owners_helpers():
    # Kept, the one would live as long as any process a notebook leaves, and the other would tell the owner's
    # terminal of every lock in a killed kernel. Each is started anew where a notebook needs one.
    server, tracker = forkserver._forkserver, resource_tracker._resource_tracker
    os.close(server._forkserver_alive_fd)
    os.close(tracker._fd)
    server._forkserver_alive_fd = tracker._fd = None


def _write_to(log):
    target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for standard in (1, 2):
        os.dup2(target, standard)
    os.close(target)


def _live_in(folder, environment):
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
