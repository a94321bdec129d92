"""Forked kernels do what plain ones do, owe nothing to each other, and outlive nobody."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from jupyter_client.provisioning import LocalProvisioner

from analysis.briefings import forked_kernel
from analysis.briefings.forked_process import ForkedProcess
from analysis.briefings.forked_provisioner import ForkedProvisioner
from analysis.briefings.kernel import BriefingKernel, PlainKernel
from analysis.briefings.run import quiet, run_briefing
from analysis.errors import EditionError

from .tiny_city import code, write_notebook

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]
PAGE = """
import locale, multiprocessing as mp, os, sys, time, numpy, pandas as pd
import matplotlib.pyplot as plt
print(sorted(os.environ.items() - {("IPYTHONDIR", os.environ["IPYTHONDIR"])}))
print(os.getcwd(), sys.path, time.tzname, locale.getlocale(), hash("text"), sys.stdin.read(), mp.current_process().name,
      mp.get_start_method(), mp.get_context("forkserver").Pool(1).map(abs, [-1]))
||
pd.DataFrame({"a": [1.5, None], "b": ["x", "集群"]})
||
plt.plot([1, 2, 4])
plt.title("implicit")
||
%config InlineBackend.figure_formats = ["svg"]
%config InlineBackend.print_figure_kwargs = {"metadata": {"Date": None}}
plt.rcParams["svg.hashsalt"] = "same"
plt.bar(["a", "b"], [1, 2])
||
print({k: str(v) for k, v in plt.rcParams.items() if "dir" not in k})
from IPython.display import display, HTML
display(HTML("<b>x</b>"))
!echo from a shell
1 / 4
"""
STATE = """
import builtins, os, warnings, numpy as np, pandas as pd, matplotlib as mpl
found = [hasattr(builtins, "leak"), pd.get_option("display.precision"), mpl.rcParams["lines.linewidth"],
         os.environ.get("LEAK"), os.getcwd() == "/", len(warnings.filters), np.geterr()["divide"]]
print(found, "|", np.random.rand())
builtins.leak, mpl.rcParams["lines.linewidth"], os.environ["LEAK"] = 1, 9, "x"
pd.set_option("display.precision", 1); np.seterr(all="ignore"); os.chdir("/"); warnings.simplefilter("error")
"""
DRIVER = """
import sys
from pathlib import Path
from analysis.briefings.forked_server import SERVER
from analysis.briefings.kernel import BriefingKernel
from analysis.briefings.run import quiet, run_briefing
print("driver runs")
class Seen(BriefingKernel):
    async def start_kernel(self, **options):
        await super().start_kernel(**options)
        print(type(self.provisioner).__name__, type(self.provisioner.process).__name__, flush=True)
def run():
    with quiet():
        run_briefing(Path(sys.argv[1]), {}, kernel=Seen)
pass"""


class Seen(BriefingKernel):
    seen = []  # noqa: RUF012  papermill makes the instances

    async def start_kernel(self, **options):
        await super().start_kernel(**options)
        self.seen.append((type(self.provisioner), type(self.provisioner.process)))


@pytest.fixture(autouse=True)
def silence():
    Seen.seen.clear()
    with quiet():
        yield


def outputs(executed):
    cells = nbformat.from_dict(executed).cells
    return [cell.get("outputs") for cell in cells if cell.cell_type == "code"]


def printed(executed):
    return "".join(o.text for found in outputs(executed) for o in found if o.output_type == "stream")


def test_a_forked_kernel_gives_the_outputs_of_a_plain_one_to_the_byte(notebook):
    path = notebook(*map(code, PAGE.split("||\n")))
    with ThreadPoolExecutor(2) as pool:
        forked, plain = pool.map(lambda kernel: run_briefing(path, {}, kernel=kernel), (Seen, PlainKernel))
    assert Seen.seen == [(ForkedProvisioner, ForkedProcess)]
    kinds = {kind for found in outputs(plain) for output in found for kind in output.get("data", {})}
    assert {"image/png", "image/svg+xml", "text/html"} <= kinds
    assert outputs(forked) == outputs(plain)


def test_a_plain_kernel_is_jupyters_own(notebook):
    kinds = []

    class Plain(PlainKernel):
        async def start_kernel(self, **options):
            await super().start_kernel(**options)
            kinds.append((type(self.provisioner), type(self.provisioner.process)))

    run_briefing(notebook(), {}, kernel=Plain)
    assert kinds == [(LocalProvisioner, subprocess.Popen)]


def test_no_state_passes_from_one_kernel_to_the_next(notebook):
    path = notebook(code(STATE))
    texts = [printed(run_briefing(path, {}, kernel=Seen)) for _ in range(3)]
    assert {kind for _, kind in Seen.seen} == {ForkedProcess}
    assert len({text.split("|")[0] for text in texts}) == 1
    assert len({text.split("|")[1] for text in texts}) == 3


@pytest.mark.parametrize(
    "source",
    [
        "import sys; sys.exit(0)",
        "import os; os._exit(3)",
        "while True: pass",
        "import os, signal, time; os.killpg(os.getpgrp(), signal.SIGINT); time.sleep(9)",
    ],
)
def test_a_failure_reads_the_same_as_in_a_plain_kernel(notebook, source):
    path = notebook(code(source))

    def failure(kernel):
        with pytest.raises(EditionError) as refusal:
            run_briefing(path, {}, timeout=4, kernel=kernel)
        return str(refusal.value)

    with ThreadPoolExecutor(2) as pool:
        forked, plain = pool.map(failure, (Seen, PlainKernel))
    assert Seen.seen == [(ForkedProvisioner, ForkedProcess)]
    assert forked == plain


def test_what_a_cell_has_started_ends_with_its_kernel(notebook, tmp_path):
    mark = tmp_path / "pid"
    source = f"import subprocess; p = subprocess.Popen(['sleep', '300']); open({str(mark)!r}, 'w').write(str(p.pid))"
    run_briefing(notebook(code(source)), {}, kernel=Seen)
    assert gone([int(mark.read_text())])
    with pytest.raises(EditionError, match="the kernel died"):
        run_briefing(notebook(code(source + "\nimport os; os._exit(0)")), {}, kernel=Seen)
    assert gone([int(mark.read_text())])


def test_no_kernel_outlives_its_driver_even_one_that_keeps_the_interpreters_lock(tmp_path):
    mark = tmp_path / "pids"
    source = (
        "import os, re, subprocess; p = subprocess.Popen(['sleep', '300'])\n"
        f"open({str(mark)!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}} {{p.pid}}')\n"
        "re.match('(a+)+b', 'a' * 60)"
    )
    path = write_notebook(tmp_path / "page.ipynb", code(source))
    driver = started(tmp_path, f"{DRIVER}; run()", path)
    assert wait_until(lambda: mark.exists() and len(mark.read_text().split()) == 3)
    driver.send_signal(signal.SIGKILL)
    driver.communicate()
    assert gone(map(int, mark.read_text().split()))


@pytest.mark.parametrize(
    ("imports", "found"),
    [
        ("threading; threading.Thread(target=threading.Event().wait, daemon=True).start()", "2 threads; every import done: True"),
        ("no_such_module", "1 threads; every import done: False"),
    ],
)  # fmt: skip
def test_a_fork_server_that_cannot_be_trusted_is_not_used(tmp_path, imports, found):
    (tmp_path / "preloaded.py").write_text(
        f"import sys; sys.modules[{forked_kernel.IMPORTS!r}] = sys; import {imports}"
        if "threading" in imports
        else f"import {imports}"
    )
    script = (
        "import os; from analysis.briefings import forked_server as f; f.IMPORTS = 'preloaded'\n"
        "print(f.SERVER.kernel([], '/', dict(os.environ), os.devnull)); print(f.SERVER.reason)"
    )
    assert finished(started(tmp_path, script)) == ["None", f"the fork server has {found}"]


def test_plain_kernels_take_over_when_the_fork_server_dies(tmp_path):
    # A lock left in a killed kernel is nothing to tell the driver's terminal about.
    lock = "import multiprocessing as mp; lock = mp.get_context('spawn').Lock()"
    path = write_notebook(tmp_path / "page.ipynb", code(lock))
    kill = "import os, signal; os.kill(int(SERVER._identity), signal.SIGKILL)"
    said = finished(started(tmp_path, f"{DRIVER}; run(); {kill}; run(); print(SERVER.reason)", path))
    # The first line comes once: the driver's own script is not run again in a kernel.
    assert said[:3] == ["driver runs", "ForkedProvisioner ForkedProcess", "ForkedProvisioner Popen"]
    assert "fork" in said[3]


def test_a_settings_file_of_matplotlib_beside_the_notebook_counts_as_in_a_plain_kernel(notebook):
    path = notebook(code("import matplotlib; print(matplotlib.rcParams['lines.linewidth'])"))
    (path.parent / "matplotlibrc").write_text("lines.linewidth: 7")
    assert printed(run_briefing(path, {}, kernel=Seen)) == "7.0\n"


def started(folder, script, *arguments):
    (folder / "driver.py").write_text(script)
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.Popen(
        [sys.executable, str(folder / "driver.py"), *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


def finished(driver):
    said, wrong = driver.communicate(timeout=60)
    assert (driver.returncode, wrong) == (0, "")
    return said.splitlines()


def gone(pids):
    pids = list(pids)
    return wait_until(lambda: not any(map(is_running, pids)))


def wait_until(true):
    for _ in range(600):
        if true():
            return True
        time.sleep(0.05)
    return False


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False
