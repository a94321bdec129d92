import json
import os
import signal
import subprocess
import sys
import time

import pytest

from analysis.briefings.ledger import NAME as LEDGER
from analysis.briefings.publish import build_editions
from analysis.briefings.run_lock import NAME, LockedError, holder_of, run_lock

from .tiny_city import AS_OF, CITY

HOLD = """
import sys, time
from pathlib import Path
from analysis.briefings.run_lock import run_lock
with run_lock(Path(sys.argv[1]), "brief 2010-09-30 zh"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """A process that holds the lock of tmp_path."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_run_is_told_who_holds_the_lock_and_what_to_do(tmp_path, holder):
    with pytest.raises(LockedError) as refusal, run_lock(tmp_path, "brief"):
        pass
    said = str(refusal.value)
    assert f"brief 2010-09-30 zh, process {holder.pid} of " in said
    assert f"kill {holder.pid}" in said
    assert refusal.value.exit_code == 5


def test_the_lock_goes_with_a_killed_process(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert holder_of(tmp_path)["pid"] == holder.pid
    began = time.monotonic()
    with run_lock(tmp_path, "next"):
        assert holder_of(tmp_path)["pid"] == os.getpid()
        assert holder_of(tmp_path)["what"] == "next"
    assert time.monotonic() - began < 1
    assert holder_of(tmp_path) is None


def test_the_name_of_a_dead_holder_is_never_told_as_the_owner(tmp_path, holder):
    text = json.loads((tmp_path / NAME).read_text(encoding="utf-8"))
    (tmp_path / NAME).write_text(json.dumps(text | {"born": "00000000.1"}), encoding="utf-8")
    with pytest.raises(LockedError) as refusal, run_lock(tmp_path, "brief"):
        pass
    assert "it has not said which one" in str(refusal.value)


def test_two_threads_of_one_process_are_two_runs(tmp_path):
    with (
        run_lock(tmp_path, "one"),
        pytest.raises(LockedError, match="one, process"),
        run_lock(tmp_path, "two"),
    ):
        pass
    with run_lock(tmp_path, "three"):
        pass


def test_a_preview_needs_no_lock_and_leaves_no_line(city, quick_pages):
    with run_lock(city.reports, "brief"):
        build_editions(city, AS_OF, ["zh"], names=["second"], city=CITY)
        with pytest.raises(LockedError):
            build_editions(city, AS_OF, ["zh"], city=CITY)
    assert (city.reports / "preview" / AS_OF / "zh" / "second.html").is_file()
    assert not (city.reports / LEDGER).exists()
