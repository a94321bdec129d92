import shutil

import pytest

from ..conftest import copy_city
from .running_lab import running_lab


@pytest.fixture(scope="package")
def lab_root(sample_root, tmp_path_factory):
    """A prepared city of its own, whose notebooks a Lab may write beside."""
    root = copy_city(tmp_path_factory.mktemp("lab") / "city")
    shutil.copytree(sample_root / "data" / "processed", root / "data" / "processed")
    return root


@pytest.fixture(scope="package")
def lab(lab_root, tmp_path_factory):
    """A running JupyterLab over `lab_root`."""
    with running_lab(lab_root, tmp_path_factory.mktemp("home")) as running:
        yield running
