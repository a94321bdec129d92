"""The committed sample, prepared once in a folder of its own; what tests write never reaches the project."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from analysis.paths import Paths
from analysis.pipeline import prepare

PROJECT = Path(__file__).parents[1]
# A property holds or not, however busy the machine is.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def copy_city(destination):
    """The parts of the project a city consists of, without anything generated."""
    for part in ("data/policy", "data/raw"):
        shutil.copytree(PROJECT / part, destination / part)
    shutil.copytree(
        PROJECT / "notebooks", destination / "notebooks", ignore=shutil.ignore_patterns(".ipynb_*")
    )
    shutil.copy(PROJECT / "requirements.lock", destination)
    return destination


@pytest.fixture(scope="session")
def sample_root(tmp_path_factory):
    """A prepared copy of the committed sample; read only."""
    root = copy_city(tmp_path_factory.mktemp("sample"))
    record = prepare(Paths(root), say=lambda line: None)
    assert record.exit_code == 0
    return root


@pytest.fixture
def fresh_root(tmp_path):
    """A copy of the city's raw files and policy that a test may spoil."""
    return copy_city(tmp_path / "city")


def pytest_collection_modifyitems(items):
    """Files that run notebooks, editions or browsers come first: one that begins last would keep a processor idle."""
    slow = {
        item.path for item in items if item.get_closest_marker("slow") or item.get_closest_marker("browser")
    }
    items.sort(key=lambda item: item.path not in slow)
