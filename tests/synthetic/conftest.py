"""One city, and one set of its files, for all tests of the synthetic city."""

import pytest

from analysis.synthetic import generate, write_sample


@pytest.fixture(scope="session")
def city():
    return generate()


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    out = tmp_path_factory.mktemp("sample")
    write_sample(out)
    return out
