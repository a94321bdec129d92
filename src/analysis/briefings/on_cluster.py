"""Pages made by the workers of a Dask scheduler: who is asked, what has to agree before, and what comes back."""

import asyncio
import contextlib
import itertools
import logging
import re
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from analysis.briefings.pages import Page
from analysis.errors import EditionError

ADDRESS = re.compile(
    r"(?:tcp|tls)://(?:[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\]):(?P<port>[0-9]{1,5})"
)
# How long the scheduler may take to answer, the workers to look around, and a run to wait for any worker at all.
CONNECT_SECONDS, SURVEY_SECONDS, ALONE_SECONDS, LOOK_SECONDS = 10, 120, 60, 1
NOISY = ("distributed", "distributed.client", "distributed.core", "distributed.comm", "distributed.batched")
START = "dask worker ADDRESS --nthreads 2"


def checked_address(text):
    """The address itself; EditionError where it is not tcp://HOST:PORT or tls://HOST:PORT."""
    found = ADDRESS.fullmatch(text)
    if not found or not 0 < int(found["port"]) < 65536:
        raise EditionError(
            f"{text[:80]!r} is not the address of a scheduler.",
            expected="tcp://HOST:PORT or tls://HOST:PORT, such as tcp://192.0.2.10:8786.",
        )
    return text


@contextlib.contextmanager
def connected(address, root, jobs=None):
    """The Cluster behind a scheduler's address, all of its workers found to see the same city and code as here.

    EditionError where Dask is not installed, nothing answers in CONNECT_SECONDS, there is no worker, or one of
    them sees another state of anything a page depends on.
    """
    with _muted():
        client = _client(checked_address(address))
        try:
            agreed, threads = _agreed(client, address, str(root.absolute()))
            cluster = Cluster(client, address, str(root.absolute()), agreed, jobs or threads)
            yield cluster
        finally:
            client.close(timeout=5)


class Cluster:
    """Makes pages on the workers of a scheduler, `jobs` at once; its threads only wait for them.

    A page whose worker dies is made again by another; the scheduler's `allowed-failures` says how often.
    """

    def __init__(self, client, address, root, agreed, jobs):
        self.jobs = jobs
        self._client, self._address, self._root, self._agreed = client, address, root, agreed
        self._run = uuid.uuid4().hex
        self._numbers = itertools.count()
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._asked, self._alone_since = set(), None

    def page(self, order):
        """The Page of an order; EditionError for what stopped it, on the worker or on the way."""
        from analysis.briefings import on_worker

        if not self._is_connected():
            raise self._lost(order["name"])
        future = self._client.submit(
            on_worker.make_page,
            self._run,
            self._root,
            self._agreed,
            order,
            key=f"briefing-{self._run}-{next(self._numbers)}",
            pure=False,
        )
        self._asked.add(future)
        try:
            answer = self._answer(future, order["name"])
        finally:
            self._asked.discard(future)
        if "refusal" in answer:
            raise EditionError(**answer["refusal"])
        return Page(answer["content"], tuple(answer["missing"]))

    def stop(self):
        """Give up every page asked for, and end the kernels this run has on the workers."""
        from analysis.briefings import on_worker

        self._stopped.set()
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            self._client.cancel(list(self._asked))
            self._client.run(
                on_worker.end_run, self._run, on_error="ignore", callback_timeout=CONNECT_SECONDS
            )

    def _answer(self, future, name):
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker

        while not self._stopped.is_set():
            try:
                return future.result(timeout=LOOK_SECONDS)
            except TimeoutError:
                self._refuse_to_wait_alone(name)
            except FutureCancelledError:
                break
            except KilledWorker as killed:
                raise EditionError(
                    f"{killed.allowed_failures + 1} workers died while they ran it, the last at "
                    f"{killed.last_worker.address}.",
                    file=name,
                    way_out="Run this briefing alone on one machine to see what it does.",
                ) from None
        raise self._lost(name)

    def _is_connected(self):
        return self._client.status == "running"

    def _lost(self, name):
        return EditionError(
            f"the connection to the scheduler at {self._address} was lost.",
            file=name,
            way_out="Run again once it answers.",
        )

    def _refuse_to_wait_alone(self, name):
        with self._lock:
            if self._threads():
                self._alone_since = None
                return
            self._alone_since = self._alone_since or time.monotonic()
            if time.monotonic() - self._alone_since < ALONE_SECONDS:
                return
        raise EditionError(
            f"the scheduler at {self._address} has had no worker for {ALONE_SECONDS} s.",
            file=name,
            way_out=f"Start one with: {START.replace('ADDRESS', self._address)}",
        )

    def _threads(self):
        if not self._is_connected():
            return 0
        try:
            return sum(self._client.nthreads(callback_timeout=CONNECT_SECONDS).values())
        except (OSError, RuntimeError):
            return 0


def _client(address):
    try:
        from distributed import Client
    except ImportError:
        raise EditionError(
            "Dask is not installed here, so no briefing can be sent to other machines.",
            way_out="In the project's folder: pip install '.[cluster]'. Or leave out --cluster.",
        ) from None
    try:
        # In a thread of its own: the caller may be a notebook, which has a loop running.
        with ThreadPoolExecutor(1) as aside:
            aside.submit(asyncio.run, _greeted(address)).result()
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except OSError:
        raise EditionError(
            f"no Dask scheduler answers at {address} in {CONNECT_SECONDS} s.",
            way_out="Start one with `dask scheduler`, correct the address, or leave out --cluster.",
        ) from None


async def _greeted(address):
    """Nothing, once a scheduler has answered; OSError where none does in time.

    A Client waits without end for the first word of something that takes its call and says nothing.
    """
    from distributed.comm import connect
    from distributed.security import Security

    known = Security().get_connection_args("client")
    async with asyncio.timeout(CONNECT_SECONDS):
        comm = await connect(address, timeout=CONNECT_SECONDS, **known)
    comm.abort()


def _agreed(client, address, root):
    """(the survey that this process and all workers agree on, the workers' threads together)."""
    from analysis.briefings import on_worker

    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        seen = client.run(on_worker.look_around, root, on_error="return", callback_timeout=SURVEY_SECONDS)
        threads = client.nthreads(callback_timeout=CONNECT_SECONDS)
    except TimeoutError:
        raise EditionError(
            f"the workers of the scheduler at {address} do not answer, or it has none.",
            way_out=f"Start one with: {START.replace('ADDRESS', address)}",
        ) from None
    here = on_worker.survey(root)
    for worker, answer in seen.items():
        _refuse_worker(worker, answer, root, here)
    return here, max(1, sum(threads.get(worker, 0) for worker in seen))


def _refuse_worker(worker, answer, root, here):
    from analysis.briefings.on_worker import disagreement

    if isinstance(answer, Exception):
        raise EditionError(
            f"the worker at {worker} cannot look at the city: {type(answer).__name__}: {answer}",
            expected=f"cluster-monitor installed there as here, and {root} to be the same shared folder.",
        )
    seen, may_start_processes = answer
    if not may_start_processes:
        raise EditionError(
            f"the worker at {worker} may not start processes of its own, and every briefing needs one.",
            way_out="Start it with DASK_DISTRIBUTED__WORKER__DAEMON=False in its environment, or with --no-nanny.",
        )
    part = disagreement(here, seen)
    if part:
        raise EditionError(
            f"the worker at {worker} sees another state of {part} than this machine.",
            expected=f"the same version of cluster-monitor, and {root} to be the same shared folder.",
            way_out="Bring them to the same state and start that worker anew.",
        )


@contextlib.contextmanager
def _muted():
    levels = {name: logging.getLogger(name).level for name in NOISY}
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
