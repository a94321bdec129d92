"""A real JupyterLab of the command, over a copy of the sample, with a home of its own; it ends with the block."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 20


@dataclass
class Lab:
    """Where it listens, and what it takes to be let in."""

    url: str
    token: str
    home: Path
    pid: int

    def ask(self, path, payload=None, method=None, token=None):
        """(status, body as text) of one request; `payload` is sent as JSON."""
        token = self.token if token is None else token
        headers = {"Authorization": f"token {token}"} if token else {}
        body = None if payload is None else json.dumps(payload).encode()
        request = urllib.request.Request(self.url + path, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()


def free_port():
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


def home_environment(home):
    """An environment in which Jupyter and IPython keep everything below `home`."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "IPYTHON", "XDG"))
    }
    return kept | {"HOME": str(home)}


def lab_arguments(*more):
    as_root = ["--allow-root"] if os.geteuid() == 0 else []
    return [sys.executable, "-m", "analysis", "lab", "--no-browser", *as_root, *map(str, more)]


@contextlib.contextmanager
def running_lab(root, home):
    """The Lab over the city in `root`, asked for from a folder inside it."""
    port = free_port()
    with (home / "lab.log").open("wb") as log:
        process = subprocess.Popen(
            lab_arguments("--port", port),
            cwd=root / "notebooks",
            env=home_environment(home),
            stdout=log,
            stderr=log,
        )
    try:
        yield _listening(process, home)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _listening(process, home):
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        for file in home.glob(f".local/share/jupyter/runtime/jpserver-{process.pid}.json"):
            with contextlib.suppress(ValueError, OSError):
                told = json.loads(file.read_text())
                lab = Lab(told["url"], told["token"], home, process.pid)
                if lab.ask("api/status")[0] == 200:
                    return lab
        time.sleep(0.1)
    raise AssertionError((home / "lab.log").read_text()[-3000:])
