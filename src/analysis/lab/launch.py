"""Start JupyterLab on the city's notebooks, or say in a sentence why not and what to do."""

import hashlib
import os
import socket
import sys
from pathlib import Path

from analysis.errors import MonitorError
from analysis.paths import Paths, find_root
from analysis.processed import require_processed

CONFIG = Path(__file__).with_name("jupyter_lab_config.py")
START = "explore/start_here.ipynb"
PORT = 8888


def start_lab(root=".", port=PORT, browser=True, allow_root=False):
    """Become JupyterLab with the settings of `CONFIG`; returns only by raising MonitorError.

    Refused: no city at or above `root`, nothing prepared, a taken `port`, and the user root unless `allow_root`.
    """
    paths = Paths(find_root(root))
    require_processed(paths)
    _refuse_root(allow_root)
    _refuse_taken(port)
    os.execve(sys.executable, lab_command(paths, port, browser, allow_root), lab_environment())


def lab_command(paths, port, browser, allow_root):
    """The command line of JupyterLab over the notebooks of the city of `paths`, opening at START if it is there."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--config={CONFIG}",
        f"--ServerApp.root_dir={paths.notebooks}",
        f"--ServerApp.port={port}",
        *_scheduler_of(paths.root.resolve()),
    ]
    if (paths.notebooks / START).is_file():
        command.append(f"--LabApp.default_url=/lab/tree/{START}")
    if not browser:
        command.append("--no-browser")
    if allow_root:
        command.append("--allow-root")
    return command


def lab_environment():
    """This process's environment, in which Jupyter reads no settings but ours and keeps the user's own of the Lab.

    A token turned off or an address opened in somebody's ~/.jupyter is not meant for this Lab; a theme and the
    windows left open are.
    """
    from jupyter_core.paths import jupyter_config_dir

    own = Path(jupyter_config_dir()) / "lab"
    kept = {key: value for key, value in os.environ.items() if not key.startswith("JUPYTER_CONFIG")}
    kept.pop("JUPYTER_TOKEN", None)
    return {
        "JUPYTERLAB_SETTINGS_DIR": str(own / "user-settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
        **kept,
        "JUPYTER_NO_CONFIG": "1",
    }


def _scheduler_of(root):
    # One list of jobs a city: a Lab over one city must not run what was scheduled for another.
    from jupyter_core.paths import jupyter_data_dir

    own = hashlib.sha256(str(root).encode()).hexdigest()[:8]
    folder = Path(jupyter_data_dir()) / "cluster-monitor" / f"{root.name}-{own}"
    folder.mkdir(parents=True, exist_ok=True)
    return [
        f"--SchedulerApp.db_url=sqlite:///{folder}/jobs.sqlite",
        f"--CheckedScheduler.staging_path={folder}",
    ]


def _refuse_root(allowed):
    if not allowed and hasattr(os, "geteuid") and os.geteuid() == 0:
        raise MonitorError(
            "you are root, and whoever holds this Lab's token could then do anything on this machine.",
            way_out="Start it as another user, or, in a container of your own, with: cluster-monitor lab "
            "--allow-root (make lab ALLOW_ROOT=1).",
        )


def _refuse_taken(port):
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError as fault:
            raise MonitorError(
                f"port {port} cannot be used ({fault.strerror}){_whose(port)}.",
                way_out=f"Use the Lab that is open there, or start another: cluster-monitor lab --port {port + 1} "
                f"(make lab PORT={port + 1}).",
            ) from None


def _whose(port):
    from jupyter_server.serverapp import list_running_servers

    for server in list_running_servers():
        if server["port"] == port:
            return f": a Jupyter server over {server['root_dir']} is at {server['url']}lab?token={server['token']}"
    return ""
