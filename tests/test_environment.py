"""pyproject.toml, requirements.lock and environment.yml describe one environment."""

import functools
import operator
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\]+))?", re.MULTILINE
)


@pytest.fixture(scope="module")
def pins():
    text = (ROOT / "requirements.lock").read_text()
    found = [(canonicalize_name(m["name"]), m["version"], m["marker"]) for m in PIN.finditer(text)]
    return {n: v for n, v, marker in found if marker is None or Marker(marker.strip()).evaluate()}


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_every_declared_requirement_is_pinned_within_its_range(pins, project):
    declared = project["dependencies"] + functools.reduce(
        operator.iadd, project["optional-dependencies"].values(), []
    )
    for line in declared:
        requirement = Requirement(line)
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{name} is declared in pyproject.toml but not locked: run make lock"
        assert requirement.specifier.contains(pins[name]), (
            f"{name} {pins[name]} is outside {requirement.specifier}"
        )


def test_every_pin_has_a_hash_and_no_address():
    text = (ROOT / "requirements.lock").read_text()
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "index-url" not in text


def test_the_running_environment_is_the_locked_one(pins):
    differing = {
        name: (metadata.version(name), version)
        for name, version in pins.items()
        if _installed(name) and metadata.version(name) != version
    }
    assert differing == {}


def test_conda_users_get_the_lock_and_the_same_python(project):
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    conda = [d for d in environment["dependencies"] if isinstance(d, str)]
    (pip,) = [d["pip"] for d in environment["dependencies"] if isinstance(d, dict)]
    assert f"python{project['requires-python']}" in conda
    assert pip == ["--require-hashes", "-r requirements.lock"]


def test_the_packages_the_users_asked_for_are_there(pins):
    wanted = {"jupyterlab", "pandas", "matplotlib", "seaborn", "statsmodels", "papermill"}
    assert wanted <= pins.keys()


def _installed(name):
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
