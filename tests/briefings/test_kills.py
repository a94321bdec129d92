"""The short form of benchmarks/kills.py: whatever ends a run, readers see one whole edition and the next run works."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
KILLS = Path(__file__).parents[2] / "benchmarks" / "kills.py"
COUNT, STARTS, NAMED = 44, 8, 31


@pytest.fixture(scope="module")
def told():
    command = [sys.executable, str(KILLS), "--kills", str(COUNT), "--sweep", "--starts", str(STARTS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    return json.loads(done.stdout) | {"said": done.stderr}


def test_no_kill_tears_an_edition_or_the_ledger_and_the_next_run_makes_good(told):
    assert told["faults"] == []
    assert told["kills"]["named"] >= NAMED
    assert sum(told["kills"].values()) == COUNT


def test_a_disk_that_takes_no_more_is_said_with_its_folder_and_touches_nothing(told):
    assert told["runs stopped by a limit"] >= 4
    assert told["runs stopped by a full disk"] in (None, *range(3, 10))
    assert "limits/reports takes no larger file (" in told["said"]
    assert "MB free there). The run stopped; every published edition is whole." in told["said"]
    assert "Traceback" not in told["said"]


def test_of_runs_started_at_once_one_publishes_and_the_others_say_who_it_is(told):
    assert told["started at once"] == {"published": 1, "told who holds the lock": STARTS - 1}
