import math

import numpy as np
import pytest

from analysis.briefings.parameters import check_parameters, declared_parameters
from analysis.briefings.run import run_briefing
from analysis.errors import EditionError

from .tiny_city import code

TYPED = 'lang: str = "zh"\ncount: int = 3\nlevel: float = 0.8\nstrict: bool = True'


def test_the_annotated_cell_declares_names_and_types(notebook):
    assert declared_parameters(notebook(parameters=TYPED)) == {
        "lang": "str", "count": "int", "level": "float", "strict": "bool",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"lnag": "en"}, "no parameter 'lnag'; did you mean 'lang'"),
        ({"lang\nimport os": "en"}, "cannot be the name"),
        ({"lang; x": "en"}, "cannot be the name"),
        ({"class": "en"}, "cannot be the name"),
        ({"lang": 3}, "Expected a str"),
        ({"count": "3"}, "Expected a int"),
        ({"count": True}, "Expected a int"),
        ({"count": np.int64(3)}, "int64"),
        ({"strict": 1}, "Expected a bool"),
        ({"level": math.nan}, "finite"),
        ({"lang": "zh\nimport os"}, "control characters"),
    ],
)
def test_names_and_values_that_do_not_fit_are_refused(notebook, given, said):
    with pytest.raises(EditionError, match=said):
        check_parameters(notebook(parameters=TYPED), given)


def test_a_hostile_name_runs_nothing(notebook, tmp_path):
    trace = tmp_path / "trace"
    with pytest.raises(EditionError):
        run_briefing(notebook(), {f"lang = open({str(trace)!r}, 'w')\nx": "en"})
    assert not trace.exists()


def test_an_integer_is_a_float_where_one_is_asked_for(notebook):
    check_parameters(notebook(parameters=TYPED), {"level": 1})


def test_a_notebook_without_a_parameter_cell_or_annotations_is_refused(notebook):
    with pytest.raises(EditionError, match="annotated 'None'"):
        check_parameters(notebook(parameters='lang = "zh"'), {})
    with pytest.raises(EditionError, match="2 cells are tagged"):
        check_parameters(notebook(code("x: int = 1", "parameters")), {})


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    (tmp_path / "x.ipynb").write_text("not json")
    with pytest.raises(EditionError, match="not a notebook"):
        check_parameters(tmp_path / "x.ipynb", {})
