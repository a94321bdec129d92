from pathlib import Path

import pytest

from analysis.briefings import publish, running
from analysis.briefings.pages import Page

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


@pytest.fixture
def quick_pages(monkeypatch):
    """Pages written at once, without a kernel: for tests of what comes before and after them. Returns the orders."""
    made = []

    def page_of(order, **_):
        made.append(order)
        policy = (Path(order["notebook"]).parents[1] / "data/policy/decree.yaml").read_text(encoding="utf-8")
        return Page(f"<p class='message'>{order['title']} {policy}</p>".encode(), ())

    monkeypatch.setattr(running, "page_of", page_of)
    monkeypatch.setattr(publish, "refuse_unfit_parameters", lambda *given, **options: None)
    return made
