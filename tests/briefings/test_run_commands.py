import json
import shutil
import sys

import pytest

from analysis.briefings.publish import build_editions
from analysis.briefings.run_lock import run_lock
from analysis.cli import main
from analysis.paths import Paths

from .tiny_city import AS_OF, CITY, write_city

ZH = f"{AS_OF}/zh"


@pytest.fixture
def city(fresh_root, tmp_path, quick_pages):
    """The sample's policy with two briefings, published twice from unlike inputs."""
    paths = Paths(fresh_root)
    tiny = write_city(tmp_path / "tiny")
    shutil.copytree(tiny.notebooks, paths.notebooks, dirs_exist_ok=True)
    for lock in ("one", "two"):
        (paths.root / "requirements.lock").write_text(lock, encoding="utf-8")
        build_editions(paths, AS_OF, ["zh"], city=CITY)
    return paths


@pytest.fixture
def command(city, monkeypatch, capsys):
    """A function that runs a command as from a shell: (exit code, what it printed, what it said in red)."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["cluster-monitor", *words, "--root", str(city.root)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        return (left.value.code or 0, *capsys.readouterr())

    return run


def test_rollback_verify_and_runs_from_a_shell(city, command):
    before = (city.reports / ZH).readlink()
    code, out, _ = command("rollback", ZH)
    assert (code, out.split("  ")[0]) == (0, ZH)
    assert (city.reports / ZH).readlink() != before
    assert command("verify")[0] == 0
    assert command("rollback", ZH)[0] == 1
    assert command("rollback", "--undo", AS_OF)[0] == 0
    assert (city.reports / ZH).readlink() == before
    code, out, _ = command("runs", "--last", "1", "--format", "json")
    assert (code, [run["state"] for run in json.loads(out)]) == (0, ["published"])
    code, out, _ = command("runs")
    assert len(out.splitlines()) == 3


def test_a_held_lock_ends_a_command_with_5(city, command):
    with run_lock(city.reports, "brief of another"):
        code, out, said = command("rollback", ZH)
    assert (code, out) == (5, "")
    assert "another run is publishing into" in said
    assert "brief of another, process" in said
