"""Pages made by real Dask workers are those of one machine, and every way it can go wrong is a sentence."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from analysis.briefings import on_cluster, on_worker
from analysis.briefings.on_cluster import checked_address
from analysis.briefings.publish import build_edition, build_editions
from analysis.briefings.running import ThisMachine
from analysis.errors import EditionError, MonitorError
from analysis.paths import Paths

from .tiny_city import AS_OF, CITY, code, write_city, write_notebook

RUN = f"""
import sys
from pathlib import Path
from analysis.paths import Paths
from analysis.briefings.progress import SilentProgress
from analysis.briefings.publish import publish_editions
publish_editions(Paths(Path(sys.argv[1])), {AS_OF!r}, ["zh"], city={CITY!r}, cluster=sys.argv[2], progress=SilentProgress())
"""
MAY_HAVE_CHILDREN = {"DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
ONCE_MORE = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
# Whoever runs this first is killed while it sleeps.
FIRST_ONE_SLEEPS = """
import os, pathlib, time
mark = pathlib.Path({mark!r})
if not mark.exists():
    mark.write_text(os.environ["JPY_PARENT_PID"])
    time.sleep(120)
print("checked", 7 * 6)
"""


class Scheduler:
    """A scheduler in a process of its own, and the workers started for it; all are killed by their ids."""

    def __init__(self, folder):
        self.folder, self.started = folder, []
        found = folder / "scheduler.json"
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", found)
        self.address = json.loads(eventually(found))["address"]

    def worker(self, *options, **environment):
        return self._start("worker", self.address, "--nthreads", "1", *options, **environment)

    def _start(self, kind, *words, **environment):
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard", *map(str, words)]
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                command, env=os.environ | ONCE_MORE | environment, cwd=self.folder, stdout=log, stderr=log
            )
        self.started.append(process)
        return process

    def end(self):
        for process in reversed(self.started):
            process.kill()
            process.wait()


def eventually(mark, seconds=60):
    """The text of a file once there is one."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if mark.exists() and mark.read_text():
            return mark.read_text()
        time.sleep(0.05)
    raise AssertionError(f"{mark} was not written in {seconds} s")


@pytest.fixture
def scheduler(tmp_path):
    (tmp_path / "dask").mkdir()
    started = Scheduler(tmp_path / "dask")
    yield started
    started.end()


def tree(folder):
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def left_behind(city):
    """What a reader could come across, and staging folders."""
    kept = [*city.reports.glob("[!.]*"), *city.reports.glob(".staging-*")]
    return [path for path in kept if path.name != "index.html"]


def gone(pid):
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


# --- with real workers --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_worker_killed_in_mid_run_is_made_up_for_and_the_bytes_are_those_of_one_machine(
    city, tmp_path, scheduler
):
    for _ in range(2):
        scheduler.worker("--no-nanny")
    mark = tmp_path / "who"
    write_notebook(city.notebooks / "second.ipynb", code(FIRST_ONE_SLEEPS.format(mark=str(mark))))
    shutil.copytree(city.root, tmp_path / "alone")
    killed = []

    def kill_who_runs_it():
        killed.append(int(eventually(mark)))
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill_who_runs_it)
    killer.start()
    results = build_editions(city, AS_OF, ["zh", "en"], city=CITY, cluster=scheduler.address)
    killer.join()
    assert killed[0] in [process.pid for process in scheduler.started]
    alone = build_editions(Paths(tmp_path / "alone"), AS_OF, ["zh", "en"], city=CITY)
    for lang, result in results.items():
        assert tree(result.path) == tree(alone[lang].path)
        assert not result.missing_characters
    assert left_behind(city) == [city.reports / AS_OF]


@pytest.mark.slow
def test_what_fails_on_a_worker_is_told_as_on_one_machine_and_a_killer_is_named(city, scheduler):
    scheduler.worker(**MAY_HAVE_CHILDREN)
    write_notebook(city.notebooks / "first.ipynb", code("1 / 0"))
    suicide = "import os, signal; os.kill(int(os.environ['JPY_PARENT_PID']), signal.SIGKILL)"
    write_notebook(city.notebooks / "second.ipynb", code(suicide))
    with pytest.raises(EditionError) as refusal:
        build_edition(city, AS_OF, "zh", city=CITY, cluster=scheduler.address)
    assert "2 of 2 briefings failed" in str(refusal.value)
    assert "first.ipynb: cell 2: ZeroDivisionError: division by zero" in str(refusal.value)
    assert "second.ipynb: 2 workers died while they ran it, the last at tcp://127.0.0.1:" in str(
        refusal.value
    )
    assert not (city.reports / AS_OF).exists()


@pytest.mark.slow
def test_workers_that_cannot_do_the_work_are_named_before_anything_runs(city, scheduler, monkeypatch):
    with monkeypatch.context() as hasty:
        hasty.setattr(on_cluster, "CONNECT_SECONDS", 3)
        with pytest.raises(EditionError, match=f"of the scheduler at {scheduler.address} do not answer, or"):
            build_edition(city, AS_OF, "zh", city=CITY, cluster=scheduler.address)
    stopped = scheduler.worker()
    with pytest.raises(EditionError, match=r"tcp://127\.0\.0\.1:\d+ may not start processes") as refusal:
        build_edition(city, AS_OF, "zh", city=CITY, cluster=scheduler.address)
    assert "DASK_DISTRIBUTED__WORKER__DAEMON=False" in str(refusal.value)
    stopped.kill()
    scheduler.worker("--no-nanny")
    monkeypatch.setattr(on_worker, "LOADED", "newer")
    with pytest.raises(EditionError, match=r"tcp://127\.0\.0\.1:\d+ sees another state of the code it has"):
        build_edition(city, AS_OF, "zh", city=CITY, cluster=scheduler.address)
    assert not left_behind(city)


@pytest.mark.slow
def test_sigterm_ends_the_run_and_its_kernels_on_the_workers(city, tmp_path, scheduler):
    worker = scheduler.worker("--no-nanny")
    mark = tmp_path / "kernel"
    sleeps = f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())) and None\ntime.sleep(120)"
    write_notebook(city.notebooks / "second.ipynb", code(sleeps))
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, city.root, scheduler.address], stderr=subprocess.PIPE, text=True
    )
    kernel = int(eventually(mark))
    run.terminate()
    assert (run.communicate(timeout=60)[1], run.returncode) == ("", 143)
    assert gone(kernel)
    assert worker.poll() is None
    assert not left_behind(city)


@pytest.mark.slow
def test_a_run_that_loses_every_worker_or_the_scheduler_ends_with_a_sentence(
    city, tmp_path, scheduler, monkeypatch
):
    monkeypatch.setattr(on_cluster, "ALONE_SECONDS", 1)
    for lost, said in (("worker", "has had no worker for 1 s"), ("scheduler", "connection to the scheduler")):
        worker = scheduler.worker("--no-nanny")
        mark = tmp_path / lost
        write_notebook(city.notebooks / "second.ipynb", code(FIRST_ONE_SLEEPS.format(mark=str(mark))))
        doomed = worker if lost == "worker" else scheduler.started[0]
        killer = threading.Thread(target=lambda m, d: (eventually(m), d.kill()), args=(mark, doomed))
        killer.start()
        results = build_editions(
            city, AS_OF, ["zh", "en"], names=["second"], city=CITY, cluster=scheduler.address
        )
        killer.join()
        # The second page was not even begun then.
        assert [said in str(result) for result in results.values()] == [True, True]


# --- without --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "", "localhost:8786", "http://host:8786", "tcp://host", "tcp://host:0", "tcp://host:65536", "tcp://:8786",
        "tcp://host:8786/x", "tcp://host:8786\n", "tcp://ho st:1", "tcp://a;rm -rf /:1", "tcp://user@host:1",
        "tcp://../../x:1", "tcp://-host:1", "tcp://host:8786?x", "tcp://ho\x00st:1", "inproc://1.2.3.4/1/1",
        "tcp://" + "a" * 300 + ":1", "tcp://host:８７８６", "ucx://host:1", "tcp://[zz::1]:1",
    ],
)  # fmt: skip
def test_what_is_not_an_address_is_refused_unopened(text):
    with pytest.raises(EditionError, match="is not the address of a scheduler"):
        checked_address(text)


@pytest.mark.parametrize(
    "text", ["tcp://127.0.0.1:8786", "tls://dask.example.org:1", "tcp://[2001:db8::1]:65535"]
)
def test_an_address_passes_through(text):
    assert checked_address(text) == text


def test_a_scheduler_that_does_not_answer_is_named(city, monkeypatch):
    monkeypatch.setattr(on_cluster, "CONNECT_SECONDS", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(EditionError, match=f"no Dask scheduler answers at {address} in 1 s"):
            build_edition(city, AS_OF, "zh", city=CITY, cluster=address)
    with pytest.raises(EditionError, match=f"no Dask scheduler answers at {address} in 1 s"):
        build_edition(city, AS_OF, "zh", city=CITY, cluster=address)
    assert not left_behind(city)


def test_without_dask_the_way_out_is_said(city, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EditionError, match=r"pip install '\.\[cluster\]'"):
        build_edition(city, AS_OF, "zh", city=CITY, cluster="tcp://127.0.0.1:8786")


def test_a_worker_that_joins_later_is_looked_at_before_its_first_page(city):
    agreed = on_worker.survey(str(city.root))
    (city.policy / "decree.yaml").write_text("id: other\n", encoding="utf-8")
    answer = on_worker.make_page("a run", str(city.root), agreed, {"name": "first.ipynb"})
    assert "another state of data/policy/" in answer["refusal"]["message"]


def test_a_survey_sees_every_file_a_page_depends_on(tmp_path):
    city = write_city(tmp_path)
    (city.processed / "validated").mkdir(parents=True)
    before = on_worker.survey(str(tmp_path))
    for path, part in (
        ("requirements.lock", "requirements.lock"),
        ("notebooks/first.ipynb", "notebooks/"),
        ("data/policy/decree.yaml", "data/policy/"),
        ("data/processed/validated/enterprise.parquet", "data/processed/"),
    ):
        (tmp_path / path).write_text("changed")
        after = on_worker.survey(str(tmp_path))
        assert [key for key in before if before[key] != after[key]] == [part]
        before = after
    (tmp_path / "data/raw").mkdir()
    (tmp_path / "data/raw/new.csv").write_text("x")
    assert on_worker.disagreement(before, on_worker.survey(str(tmp_path))) is None


def test_an_order_is_plain_texts_and_numbers(city):
    from analysis.briefings.manifest import load_manifest
    from analysis.briefings.running import _orders

    orders = _orders(city, load_manifest(city.manifest), AS_OF, ["zh", "en"], CITY)
    for _, order in orders.values():
        assert json.loads(json.dumps(order)) == order


def test_a_refusal_is_carried_whole(monkeypatch):
    refusal = EditionError("cell 2: no", file="a.ipynb", expected="x.", way_out="y")
    monkeypatch.setattr(on_worker, "page_of", lambda order, **options: (_ for _ in ()).throw(refusal))
    monkeypatch.setattr(on_worker, "_seen", lambda run, root: {})
    answer = on_worker.make_page("r", "/", {}, {"name": "a.ipynb"})
    assert str(EditionError(**answer["refusal"])) == str(refusal)
    assert issubclass(EditionError, MonitorError)
    assert ThisMachine(3).jobs == 3
