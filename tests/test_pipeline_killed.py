import importlib
import multiprocessing
import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from analysis import pipeline
from analysis.errors import MonitorError
from analysis.pipeline import prepare

sys.path.insert(0, str(Path(__file__).parent / "sources"))
raw_city = importlib.import_module("raw_city")


@pytest.fixture
def kills_a_reader(monkeypatch):
    """Every file is read in a process, and the first process seen is killed as the system does without memory."""
    monkeypatch.setattr(pipeline, "WORTH_A_POOL", 0)
    monkeypatch.setattr(pipeline, "_processors", lambda: 2)
    stop = threading.Event()

    def kill_first():
        while not stop.wait(0.01):
            for child in multiprocessing.active_children():
                os.kill(child.pid, signal.SIGKILL)
                return

    thread = threading.Thread(target=kill_first)
    thread.start()
    yield
    stop.set()
    thread.join()


def test_a_killed_reader_is_said_in_words_and_nothing_is_replaced(tmp_path, kills_a_reader):
    city = raw_city.new_city(tmp_path)
    for year in (2007, 2008):
        raw_city.deliver(
            city, f"returns/annual_{year}.csv", raw_city.sheet_of(raw_city.ROW), period={"year": year}
        )
    with pytest.raises(MonitorError) as refusal:
        prepare(city, say=lambda line: None)
    said = str(refusal.value)
    assert "a process that read files was killed while 2 of them worked at once" in said
    assert "memory" in said
    assert "annual_2007.csv (0 MB)" in said
    assert "taskset -c 0 cluster-monitor prepare" in said
    assert [path.name for path in city.processed.parent.iterdir() if "processed" in path.name] == []
