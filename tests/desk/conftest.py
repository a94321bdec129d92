import pytest

from analysis import open_city


@pytest.fixture(scope="session")
def city(sample_root):
    """The sample within the plan, when most targets are still open."""
    return open_city(sample_root, "2010-09-30")
