import importlib
import sys
from pathlib import Path

import pytest

from analysis.policy import load_policy
from analysis.sources.delivery import read_delivery

# The small city is shared with tests/test_pipeline.py, so it is a module and not a fixture.
sys.path.insert(0, str(Path(__file__).parent))
raw_city = importlib.import_module("raw_city")


@pytest.fixture(scope="session")
def policy():
    return load_policy(raw_city.ROOT / "data" / "policy")


@pytest.fixture
def city(tmp_path):
    return raw_city.new_city(tmp_path)


@pytest.fixture
def read(city, policy):
    """Delivers a file and reads it."""

    def deliver_and_read(content, name="returns/a.csv", **changed):
        return read_delivery(raw_city.deliver(city, name, content, **changed), city.raw, policy)

    return deliver_and_read
