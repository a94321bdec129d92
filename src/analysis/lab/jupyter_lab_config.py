"""How JupyterLab runs here: for one person on this machine, over notebooks/ alone, asking no other server."""

import os
from importlib.util import find_spec
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

# sockaddr_un holds 107 characters: the folder of sockets, and 50 for the name of one.
LONGEST_FOLDER = 57

c = get_config()  # noqa: F821  given by JupyterLab when it reads this file

# One person, one machine. The token is JupyterLab's own, new at every start.
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.allow_remote_access = False
# A second Lab is told so by `cluster-monitor lab`, instead of moving to a port nobody looks at.
c.ServerApp.port_retries = 0

# What the browser can reach: notebooks/ and nothing a link in it leads to. Reports and data stay files.
c.ServerApp.contents_manager_class = "analysis.lab.contents.NotebooksOnly"
c.ContentsManager.allow_hidden = False
c.ServerApp.terminals_enabled = False

# Code and outputs go to a kernel through files of this user alone, where their path is short enough for a socket.
if os.name == "posix" and len(jupyter_runtime_dir()) <= LONGEST_FOLDER:
    c.KernelManager.transport = "ipc"

# No news, no search for updates, no catalogue of extensions: nothing is fetched, and nobody is asked about it.
c.LabApp.app_settings_dir = str(Path(__file__).with_name("settings"))
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"

c.ServerApp.jpserver_extensions = {"jupyterlab": True, "jupyter_lsp": True}

if find_spec("jupyter_scheduler"):
    c.ServerApp.jpserver_extensions["jupyter_scheduler"] = True
    c.SchedulerApp.scheduler_class = "analysis.lab.scheduling.CheckedScheduler"
    c.SchedulerApp.environment_manager_class = "analysis.lab.scheduling.ThisInstallation"
