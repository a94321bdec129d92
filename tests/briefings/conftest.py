import pytest

from .tiny_city import write_city, write_notebook


@pytest.fixture
def city(tmp_path):
    return write_city(tmp_path / "city")


@pytest.fixture
def notebook(tmp_path):
    """A function writing one notebook of the given cells."""

    def write(*cells, **options):
        return write_notebook(tmp_path / "notebooks" / "page.ipynb", *cells, **options)

    return write
