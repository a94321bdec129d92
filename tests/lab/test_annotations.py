"""What a person types for a parameter, and the turns jobs take."""

import multiprocessing
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import EditionError
from analysis.lab import job_runs
from analysis.lab.annotations import annotated_parameters, values_from_text

from ..briefings.tiny_city import write_notebook

CELL = 'name: str = "tobacco"  # id of a cluster\nlevel: float = 0.8  # how wide\npaths: int = 500\nbare: bool = True  # yes'


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    return write_notebook(tmp_path_factory.mktemp("annotated") / "page.ipynb", parameters=CELL)


def test_name_type_default_and_comment_of_each_parameter(notebook):
    found = annotated_parameters(notebook)
    assert [(p.name, p.kind, p.default, p.comment) for p in found.values()] == [
        ("name", "str", "tobacco", "id of a cluster"),
        ("level", "float", 0.8, "how wide"),
        ("paths", "int", 500, ""),
        ("bare", "bool", True, "yes"),
    ]


@given(st.text(st.characters(exclude_categories=["C", "Z"])), st.integers(), st.booleans())
def test_a_value_written_as_python_comes_back(notebook, name, paths, bare):
    texts = {"name": repr(name), "paths": repr(paths), "bare": repr(bare)}
    assert values_from_text(notebook, texts) == {"name": name, "paths": paths, "bare": bare}


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back(notebook, level):
    assert values_from_text(notebook, {"level": repr(level)}) == {"level": level}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("tobacco", "tobacco"),
        (" 'tobacco' ", "tobacco"),
        ("2010-09-30", "2010-09-30"),
        ("2010", "2010"),
        ("烟草", "烟草"),
        ("open('x')", "open('x')"),
        ("[" * 5000, "[" * 5000),
    ],
)
def test_a_text_needs_no_quotes_and_runs_nothing(notebook, typed, value):
    assert values_from_text(notebook, {"name": typed}) == {"name": value}


@pytest.mark.parametrize(
    ("name", "typed"),
    [("paths", "5.5"), ("paths", "many"), ("bare", "1"), ("level", "wide"), ("paths", "True")],
)
def test_what_is_no_value_of_the_type_is_refused(notebook, name, typed):
    with pytest.raises(EditionError, match=f"the parameter {name} is '{typed}'"):
        values_from_text(notebook, {name: typed})


def test_a_default_that_is_computed_is_refused(tmp_path):
    computed = write_notebook(tmp_path / "page.ipynb", parameters='day: str = max("2010", "2011")  # a day')
    with pytest.raises(EditionError, match="the default of day is max"):
        annotated_parameters(computed)


def test_jobs_wait_for_their_turn_and_a_killed_one_gives_it_back(tmp_path, monkeypatch):
    monkeypatch.setattr(job_runs, "processors", lambda: 1)
    monkeypatch.setattr(job_runs, "WAIT", 0.01)
    forked = multiprocessing.get_context("fork")
    inside = forked.Event()
    holder = forked.Process(target=hold, args=(tmp_path, inside))
    holder.start()
    assert inside.wait(20)
    waiting = forked.Event()
    second = forked.Process(target=hold, args=(tmp_path, waiting))
    second.start()
    assert not waiting.wait(0.5)
    holder.kill()
    assert waiting.wait(20)
    second.kill()
    second.join()
    holder.join()


def hold(folder, inside):
    with job_runs._turn(folder):
        inside.set()
        time.sleep(60)
