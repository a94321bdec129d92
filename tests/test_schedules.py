"""The schedules we ship, read as cron and systemd read them and their commands run in a small city."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.newcity import make_city

PROJECT = Path(__file__).parents[1]
SCHEDULES = PROJECT / "schedules"
HOME = "/srv/cluster-monitor"
COMMAND = f"{HOME}/.venv/bin/cluster-monitor catch-up --root {HOME}"
INSTALLED = Path(sys.executable).parent / "cluster-monitor"
PARAMETERS = 'root: str = ".."  # the city\nas_of: str = "2022-03-31"\nlang: str = "zh"'
MANIFEST = "page:\n  notebook: page.ipynb\n  title: {zh: 简报, en: Briefing}\n"


def cron_lines():
    lines = (SCHEDULES / "crontab").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def unit(name):
    parsed = configparser.ConfigParser(interpolation=None)
    # systemd's keys keep their capitals.
    parsed.optionxform = str
    parsed.read(SCHEDULES / name, encoding="utf-8")
    return parsed


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """A new city with one briefing that says its date, not prepared."""
    root = tmp_path_factory.mktemp("scheduled") / "city"
    make_city(root)
    for notebook in (root / "notebooks").glob("*.ipynb"):
        notebook.unlink()
    cells = [
        new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        new_code_cell('print("as of", as_of)'),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    page = new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    nbformat.write(page, root / "notebooks" / "page.ipynb")
    (root / "notebooks" / "briefings.yaml").write_text(MANIFEST, encoding="utf-8")
    return root


def run(line, city, today):
    """A shipped command line run by sh in the city on a stubbed day, as cron runs it: no terminal, few variables."""
    there = line.replace(COMMAND, f"{INSTALLED} catch-up --today {today} --no-check --root {city}")
    assert there != line
    there = there.replace(HOME, str(city))
    kept = {"HOME": str(city), "PATH": "/usr/bin:/bin", "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    return subprocess.run(
        ["/bin/sh", "-c", there], cwd=city, env=kept, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def command(*words):
    return subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, words)], capture_output=True, text=True
    )


def dates(city):
    return sorted(folder.name for folder in (city / "reports").glob("20*"))


def published(city):
    return {
        str(file.relative_to(city)): file.read_bytes()
        for file in (city / "reports").glob("20*/*/*")
        if file.is_file()
    }


@pytest.mark.slow
def test_cron_and_systemd_build_what_is_due_catch_up_in_order_and_then_do_nothing(city):
    (line,) = cron_lines()
    job = line.split(maxsplit=5)[5]
    assert "%" not in job  # cron ends a command there
    log = city / "catch-up.log"

    done = run(job, city, "2022-04-01")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), log.read_text()
    assert dates(city) == ["2022-03-31"]
    for lang in ("zh", "en"):
        page = city / "reports" / "2022-03-31" / lang / "page.html"
        assert "as of 2022-03-31" in page.read_text(encoding="utf-8")

    done = run(unit("cluster-monitor.service")["Service"]["ExecStart"], city, "2023-10-05")
    assert done.returncode == 0, done.stderr
    assert "due: 2022-09-30, 2023-03-31, 2023-09-30" in done.stdout
    told = re.findall(r"^(\S+)  zh  \d+ briefings", done.stdout, re.MULTILINE)
    assert told == ["2022-09-30", "2023-03-31", "2023-09-30"]
    assert dates(city) == ["2022-03-31", *told]

    before = published(city)
    done = run(job, city, "2023-10-06")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert log.read_text(encoding="utf-8").endswith("due: nothing\n")
    assert published(city) == before

    done = command("due", "--root", city, "--since", "2020-01-01", "--today", "2023-10-06")
    assert done.stdout.split() == ["2020-03-31", "2021-03-31"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["due", "--since", "2020-1-1"], "--since '2020-1-1' is not a date"),
        (["catch-up", "--today", "tomorrow"], "--today 'tomorrow' is not a date"),
        (["catch-up", "--cluster", "tcp://a;b:1"], "'tcp://a;b:1' is not the address of a scheduler"),
        (["brief", "--cluster", "localhost:8786"], "'localhost:8786' is not the address of a scheduler"),
    ],
)
def test_what_was_mistyped_is_named_before_anything_runs(city, words, said):
    before = published(city)
    done = command(*words, "--root", city)
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert published(city) == before


@pytest.mark.slow
def test_cron_mails_only_what_a_person_has_to_look_at(city, tmp_path):
    (line,) = cron_lines()
    job = line.split(maxsplit=5)[5]
    for code, mailed in ((0, False), (3, False), (5, False), (1, True), (4, True), (143, True)):
        stub = job.replace(COMMAND, f"sh -c 'echo words; exit {code}'").replace(HOME, str(tmp_path))
        done = subprocess.run(["/bin/sh", "-c", stub], capture_output=True, text=True)
        assert (f"ended with {code};" in done.stdout) is mailed
        assert bool(done.stdout) is mailed
    (city / "data/raw/returns/annual_2022.csv.source.yaml").rename(tmp_path / "kept")
    done = run(job, city, "2023-10-06")
    shutil.move(tmp_path / "kept", city / "data/raw/returns/annual_2022.csv.source.yaml")
    assert "ended with 4;" in done.stdout


def test_the_cron_line_names_a_time_of_day():
    for line in cron_lines():
        minute, hour, *every, command = line.split(maxsplit=5)
        assert 0 <= int(minute) < 60
        assert 0 <= int(hour) < 24
        assert every == ["*", "*", "*"]
        assert command.startswith(COMMAND)


def test_the_units_belong_together():
    service, timer = unit("cluster-monitor.service"), unit("cluster-monitor.timer")
    assert service["Service"]["ExecStart"] == COMMAND
    assert service["Service"]["Type"] == "oneshot"
    assert service["Service"]["SuccessExitStatus"].split() == ["3", "5"]
    assert timer["Timer"]["Persistent"] == "true"
    assert "Unit" not in timer["Timer"]  # so it starts the service of its own name
    assert timer["Install"]["WantedBy"] == "timers.target"


def test_systemd_finds_nothing_to_say_about_the_units(tmp_path):
    """Its own judgement where it is installed; the keys we use are in any case ones it has."""
    known = {
        "Unit": {"Description", "Documentation", "After"},
        "Timer": {"OnCalendar", "Persistent"},
        "Install": {"WantedBy"},
        "Service": {
            "Type", "User", "WorkingDirectory", "ExecStart", "SuccessExitStatus", "KillMode", "TimeoutStopSec",
            "TimeoutStartSec", "Nice", "NoNewPrivileges", "PrivateTmp",
        },
    }  # fmt: skip
    for name in ("cluster-monitor.service", "cluster-monitor.timer"):
        for section, keys in unit(name).items():
            assert set(keys) <= known.get(section, set())
        text = (SCHEDULES / name).read_text(encoding="utf-8")
        here = text.replace(f"{HOME}/.venv/bin/cluster-monitor", str(INSTALLED)).replace(HOME, str(tmp_path))
        (tmp_path / name).write_text(here.replace("User=cluster-monitor", "User=root"), encoding="utf-8")
    if shutil.which("systemd-analyze"):
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", *sorted(map(str, tmp_path.glob("cluster-monitor.*")))],
            capture_output=True, text=True,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        calendar = unit("cluster-monitor.timer")["Timer"]["OnCalendar"]
        assert subprocess.run(["systemd-analyze", "calendar", calendar], capture_output=True).returncode == 0


def test_the_documented_exit_codes_are_those_of_the_code():
    from analysis.briefings.catch_up import REFUSED
    from analysis.briefings.run_lock import LockedError

    text = (PROJECT / "docs" / "schedules.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| (\d+) \|", text, re.MULTILINE))
    assert {"0", "1", "2", "3", str(REFUSED), str(LockedError.exit_code), "143"} == told
    for name in ("crontab", "cluster-monitor.service", "cluster-monitor.timer"):
        assert f"schedules/{name}" in text
