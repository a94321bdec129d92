import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace

import pytest

from analysis.briefings import janitor, run_entry, running
from analysis.briefings.ledger import NAME, STATES, last_runs, open_ledger, steps_of
from analysis.briefings.ledger_view import print_runs
from analysis.briefings.owner import Owner, is_gone, label_is_gone, this_process
from analysis.briefings.publish import build_editions
from analysis.briefings.run_entry import RunEntry, code_revision
from analysis.errors import EditionError, MonitorError

from .tiny_city import AS_OF, CITY

RUN_JSON = {
    "files": [
        {
            "file": "returns/annual_2009.csv", "sha256": "ab" * 32, "sidecar_sha256": "cd" * 32,
            "lines_in": 713, "accepted": 702, "rejected": 7, "table": "enterprise_year",
        }
    ]
}  # fmt: skip


def build(paths, languages=("zh", "en")):
    return build_editions(paths, AS_OF, languages, city=CITY, jobs=2)


def runs(paths, count=20):
    with open_ledger(paths.reports) as ledger:
        return last_runs(ledger, count)


def rows(paths, question):
    with open_ledger(paths.reports) as ledger:
        return ledger.rows(question)


@pytest.fixture
def ended():
    """The Owner of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return replace(this_process(), pid=child.pid, born="0.1")


def test_a_run_is_written_down_with_its_steps_inputs_code_and_libraries(city, quick_pages):
    city.run_record.parent.mkdir(parents=True)
    city.run_record.write_text(json.dumps(RUN_JSON), encoding="utf-8")
    (city.root / "requirements.lock").write_bytes(b"pandas==3.0.0\n")
    build(city)
    (run,) = runs(city)
    assert (run["state"], run["as_of"], run["languages"], run["note"]) == ("published", AS_OF, "zh en", None)
    assert (run["pid"], run["user"]) == (os.getpid(), this_process().user)
    assert run["started"] <= run["beat"] == run["ended"]
    assert run["revision"] == code_revision()
    assert set(run["versions"]) >= {"python", "pandas", "papermill", "matplotlib"}
    assert run["lock_sha256"] == hashlib.sha256(b"pandas==3.0.0\n").hexdigest()
    with open_ledger(city.reports) as ledger:
        steps = steps_of(ledger, run["id"])
        assert ledger.rows("SELECT * FROM inputs") == [
            {"run": run["id"]} | {key: RUN_JSON["files"][0][key] for key in
             ("file", "sha256", "sidecar_sha256", "lines_in", "accepted", "rejected")}
        ]  # fmt: skip
    assert {(step["name"], step["lang"]) for step in steps} == {
        (name, lang) for name in ("first", "second", "publish") for lang in ("zh", "en")
    }
    assert {step["state"] for step in steps} == {"done"}
    assert all(step["seconds"] >= 0 and step["started"] <= step["ended"] for step in steps)


def test_a_second_run_of_the_same_inputs_is_unchanged_and_makes_no_page(city, quick_pages):
    build(city)
    made = len(quick_pages)
    build(city)
    assert [run["state"] for run in runs(city)] == ["unchanged", "published"]
    assert len(quick_pages) == made


def test_a_failed_briefing_is_in_the_ledger_with_its_error(city, quick_pages, monkeypatch):
    usual = running.page_of

    def fails(order):
        if order["name"] == "second.ipynb" and order["lang"] == "en":
            raise EditionError("cell 2: no such table", file="second.ipynb")
        return usual(order)

    monkeypatch.setattr(running, "page_of", fails)
    build(city)
    (run,) = runs(city)
    assert run["state"] == "failed"
    assert "1 of 2 briefings failed" in run["note"]
    failed = rows(city, "SELECT name, lang, error FROM steps WHERE state = 'failed'")
    assert failed == [{"name": "second", "lang": "en", "error": "second.ipynb: cell 2: no such table"}]
    assert (city.reports / AS_OF / "zh").is_symlink()


def test_an_interrupted_run_says_so(city, quick_pages, monkeypatch):
    def leaves(order):
        raise SystemExit(143)

    monkeypatch.setattr(running, "page_of", leaves)
    with pytest.raises(SystemExit):
        build(city)
    (run,) = runs(city)
    assert run["state"] == "interrupted"
    assert {step["state"] for step in rows(city, "SELECT state FROM steps")} <= {"stopped"}


def test_inputs_that_change_while_pages_are_made_block_the_edition(city, quick_pages, monkeypatch):
    build(city)
    before = (city.reports / AS_OF / "zh").readlink()
    (city.policy / "decree.yaml").write_text("id: one\n", encoding="utf-8")
    usual = running.page_of

    def page_of(order):
        (city.policy / "decree.yaml").write_text("id: two\n", encoding="utf-8")
        return usual(order)

    monkeypatch.setattr(running, "page_of", page_of)
    results = build(city)
    assert all("changed while the pages were made" in str(result) for result in results.values())
    assert (city.reports / AS_OF / "zh").readlink() == before
    assert runs(city)[0]["state"] == "failed"


def test_a_run_whose_owner_is_gone_is_abandoned_and_its_staging_removed(
    city, quick_pages, ended, monkeypatch
):
    city.reports.mkdir()
    with open_ledger(city.reports) as ledger:
        monkeypatch.setattr(run_entry, "this_process", lambda: ended)
        entry = RunEntry(ledger, city, AS_OF, ["zh"])
        entry.__enter__()
        entry.began("first", "zh")
        entry.ended.set()
    monkeypatch.undo()
    left = city.reports / f".staging-{ended.label}-abc"
    left.mkdir()
    (city.reports / AS_OF).mkdir()
    (city.reports / AS_OF / f".staging-{ended.label}-zh").symlink_to("nowhere")
    with open_ledger(city.reports) as ledger:
        assert janitor.close_abandoned(ledger) == [1]
        assert last_runs(ledger, 1)[0]["state"] == "abandoned"
        assert steps_of(ledger, 1)[0]["state"] == "stopped"
        janitor.tidy_up(city, ledger)
    assert not left.exists()
    assert not list((city.reports / AS_OF).iterdir())


def test_a_run_of_another_machine_is_closed_only_by_who_holds_the_lock(city, monkeypatch):
    city.reports.mkdir()
    elsewhere = Owner("another-machine", os.getpid(), "1.2", "li")
    with open_ledger(city.reports) as ledger:
        monkeypatch.setattr(run_entry, "this_process", lambda: elsewhere)
        entry = RunEntry(ledger, city, AS_OF, ["zh"])
        entry.__enter__()
        entry.ended.set()
        assert janitor.close_abandoned(ledger) == []
        assert janitor.close_abandoned(ledger, everywhere=True) == [1]


def test_a_process_number_used_again_is_another_owner(ended):
    mine = this_process()
    assert not is_gone(mine)
    assert not label_is_gone(mine.label)
    assert is_gone(ended)
    assert label_is_gone(ended.label)
    assert is_gone(replace(mine, born="00000000.1"))
    assert label_is_gone(replace(mine, born="00000000.1").label)
    assert not is_gone(replace(mine, host="another-machine", born="00000000.1"))
    assert not label_is_gone(replace(mine, host="another-machine", born="00000000.1").label)


def test_a_run_under_way_beats(city, monkeypatch):
    monkeypatch.setattr(run_entry, "HEARTBEAT_SECONDS", 0.02)
    city.reports.mkdir()
    with open_ledger(city.reports) as ledger, RunEntry(ledger, city, AS_OF, ["zh"]) as entry:
        first = last_runs(ledger, 1)[0]["beat"]
        for _ in range(500):
            if last_runs(ledger, 1)[0]["beat"] > first:
                break
            threading.Event().wait(0.01)
        assert last_runs(ledger, 1)[0]["beat"] > first
        entry.end("unchanged")


def test_states_are_closed(city, quick_pages):
    build(city)
    with closing(sqlite3.connect(city.reports / NAME)) as ledger:
        for state in STATES:
            ledger.execute("UPDATE runs SET state = ?", (state,))
        with pytest.raises(sqlite3.IntegrityError):
            ledger.execute("UPDATE runs SET state = 'fine'")


def test_first_runs_that_come_at_once_find_one_ledger(city):
    city.reports.mkdir()
    faults = []

    def opens():
        try:
            with open_ledger(city.reports) as ledger:
                last_runs(ledger, 1)
        except sqlite3.Error as fault:
            faults.append(fault)

    threads = [threading.Thread(target=opens) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_ledger_that_is_none_is_refused_with_the_way_out(city):
    city.reports.mkdir()
    (city.reports / NAME).write_bytes(b"not a ledger" * 100)
    with pytest.raises(MonitorError, match="Move it away and run again"), open_ledger(city.reports):
        pass
    (city.reports / NAME).unlink()
    with closing(sqlite3.connect(city.reports / NAME)) as later:
        later.execute("PRAGMA user_version = 99")
    with pytest.raises(MonitorError, match=r"later version \(99\)"), open_ledger(city.reports):
        pass


def test_the_ledger_is_printed_for_people_and_for_programs(city, quick_pages, capsys):
    print_runs(city.reports, 5, "table")
    print_runs(city.reports, 5, "json")
    assert capsys.readouterr().out == "no run has been recorded yet\n[]\n"
    build(city)
    build(city)
    print_runs(city.reports, 1, "table")
    heading, line = capsys.readouterr().out.splitlines()
    assert heading.split()[:4] == ["run", "as_of", "languages", "state"]
    assert f"{AS_OF}  zh en      unchanged" in line
    print_runs(city.reports, 5, "json")
    told = json.loads(capsys.readouterr().out)
    assert [run["state"] for run in told] == ["unchanged", "published"]
    assert {step["name"] for step in told[1]["steps"]} == {"first", "second", "publish"}
