"""JupyterLab as the command starts it: what it serves, whom it lets in, and the sentence where it cannot start."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from analysis.lab.launch import lab_command, lab_environment
from analysis.paths import Paths

from .running_lab import free_port, home_environment, lab_arguments, running_lab

REACHED_OUTSIDE = [
    "../data/policy/decree.yaml",
    "out/policy/decree.yaml",
    "linked.yaml",
    "/etc/passwd",
    ".hidden.ipynb",
]


def refused(arguments, folder, home):
    return subprocess.run(
        arguments, cwd=folder, env=home_environment(home), capture_output=True, text=True, timeout=60
    )


@pytest.mark.slow
@pytest.mark.parametrize("token", ["", "wrong"])
@pytest.mark.parametrize("path", ["api/contents", "files/briefings.yaml", "scheduler/jobs", "api/kernels"])
def test_nothing_is_given_without_the_token(lab, path, token):
    status, body = lab.ask(path, token=token or "none")
    # Pages answer with the form that asks for the token, the interfaces with 403.
    assert status == 403 or 'action="/login' in body
    assert "notebook:" not in body


@pytest.mark.slow
def test_it_listens_on_this_machine_alone(lab):
    assert lab.url.startswith("http://127.0.0.1:")
    port = f"{int(lab.url.split(':')[-1].strip('/')):04X}"
    listening = [line.split()[1] for line in open_sockets() if line.split()[1].endswith(":" + port)]
    assert set(listening) == {f"0100007F:{port}"}


def open_sockets():
    tables = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
    lines = [line for table in tables for line in table.read_text().splitlines()[1:]]
    return [line for line in lines if line.split()[3] == "0A"]


@pytest.mark.slow
def test_the_notebooks_are_served_and_nothing_a_link_leads_to(lab, lab_root):
    notebooks = lab_root / "notebooks"
    (notebooks / "out").symlink_to("../data", target_is_directory=True)
    (notebooks / "linked.yaml").symlink_to("../data/policy/decree.yaml")
    (notebooks / ".hidden.ipynb").write_text("{}")
    listed = json.loads(lab.ask("api/contents")[1])["content"]
    assert "cluster_briefing.ipynb" in {entry["name"] for entry in listed}
    assert ".hidden.ipynb" not in {entry["name"] for entry in listed}
    assert not {"out", "linked.yaml"} & {entry["name"] for entry in listed}
    assert "notebook: city_briefing.ipynb" in lab.ask("files/briefings.yaml")[1]
    for path in REACHED_OUTSIDE:
        for door in ("api/contents/", "files/", "nbconvert/html/"):
            status, body = lab.ask(door + path)
            assert status in (400, 404), (door, path, status)
            assert "changde" not in body
    status, _ = lab.ask(
        "api/contents/out/written.txt", {"type": "file", "format": "text", "content": "x"}, "PUT"
    )
    assert status == 404
    assert not (lab_root / "data" / "written.txt").exists()


@pytest.mark.slow
def test_no_terminal_no_news_no_catalogue(lab):
    assert lab.ask("api/terminals")[0] == 404
    told = re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', lab.ask("lab")[1], re.DOTALL)
    settings = json.loads(told[1])
    assert settings["news"] == {"disabled": True}
    assert settings["terminalsAvailable"] is False
    assert {
        "@jupyterlab/apputils-extension:announcements",
        "@jupyterlab/extensionmanager-extension:plugin",
    } <= set(settings["disabledExtensions"])
    assert json.loads(lab.ask("lab/api/news")[1]) == {"news": []}


@pytest.mark.slow
def test_what_stands_in_the_users_own_settings_opens_nothing(lab_root, tmp_path):
    settings = tmp_path / ".jupyter"
    settings.mkdir()
    for name in ("jupyter_server_config.py", "jupyter_lab_config.py", "jupyter_config.py"):
        (settings / name).write_text(
            "c.ServerApp.ip = '0.0.0.0'\nc.IdentityProvider.token = ''\nc.ServerApp.terminals_enabled = True\n"
            "c.ServerApp.root_dir = '/'\nc.ContentsManager.allow_hidden = True\n"
        )
    with running_lab(lab_root, tmp_path) as lab:
        assert len(lab.token) >= 32
        assert lab.ask("api/contents", token="none")[0] == 403
        assert lab.url.startswith("http://127.0.0.1:")
        assert lab.ask("api/terminals")[0] == 404
        assert lab.ask("api/contents/etc")[0] == 404
        # A second one on the same port says where the first is.
        port = lab.url.split(":")[-1].strip("/")
        second = refused(lab_arguments("--port", port), lab_root, tmp_path)
        assert second.returncode == 1
        assert f"port {port} cannot be used" in second.stderr
        assert lab.token in second.stderr
        assert f"--port {int(port) + 1}" in second.stderr


def test_without_prepared_data_it_says_what_to_run(fresh_root, tmp_path):
    told = refused(lab_arguments("--port", free_port()), fresh_root / "notebooks", tmp_path)
    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        "nothing has been prepared yet.",
        "Run `cluster-monitor prepare` first.",
    ]


def test_from_a_folder_without_a_city_it_says_where_to_go(tmp_path):
    told = refused(lab_arguments(), tmp_path, tmp_path)
    assert told.returncode == 1
    assert "no city here" in told.stderr
    assert "--root DIR" in told.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be refused for being root")
def test_root_has_to_say_so(sample_root, tmp_path):
    arguments = [word for word in lab_arguments() if word != "--allow-root"]
    told = refused(arguments, sample_root, tmp_path)
    assert told.returncode == 1
    assert "you are root" in told.stderr
    assert "--allow-root" in told.stderr


def test_it_opens_where_a_newcomer_starts(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    paths = Paths(tmp_path / "city")
    assert not [word for word in lab_command(paths, 8888, True, False) if "default_url" in word]
    start = paths.notebooks / "explore" / "start_here.ipynb"
    start.parent.mkdir(parents=True)
    start.write_text("{}")
    assert "--LabApp.default_url=/lab/tree/explore/start_here.ipynb" in lab_command(paths, 8888, True, False)


def test_jobs_of_two_cities_are_two_lists(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    lists = {
        word
        for city in ("a/city", "b/city")
        for word in lab_command(Paths(tmp_path / city), 8888, True, False)
        if "db_url" in word
    }
    assert len(lists) == 2


def test_a_token_or_settings_from_the_environment_are_not_taken_over(monkeypatch):
    monkeypatch.setenv("JUPYTER_TOKEN", "guessed")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/somewhere")
    environment = lab_environment()
    assert "JUPYTER_TOKEN" not in environment
    assert "JUPYTER_CONFIG_PATH" not in environment
    assert environment["JUPYTER_NO_CONFIG"] == "1"
