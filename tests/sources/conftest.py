import pytest
from raw_city import ROOT, deliver, new_city

from analysis.policy import load_policy
from analysis.sources.delivery import read_delivery


@pytest.fixture(scope="session")
def policy():
    return load_policy(ROOT / "data" / "policy")


@pytest.fixture
def city(tmp_path):
    return new_city(tmp_path)


@pytest.fixture
def read(city, policy):
    """Delivers a file and reads it."""

    def deliver_and_read(content, name="returns/a.csv", **changed):
        return read_delivery(deliver(city, name, content, **changed), city.raw, policy)

    return deliver_and_read
