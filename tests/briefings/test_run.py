import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analysis.briefings.run import quiet, run_briefing
from analysis.errors import EditionError

from .tiny_city import code, prose, write_notebook

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def silence():
    with quiet():
        yield


def printed(executed):
    return "".join(
        o.text for cell in executed.cells for o in cell.get("outputs", []) if o.output_type == "stream"
    )


def test_parameters_arrive_and_the_kernel_stands_in_the_notebooks_folder(notebook):
    path = notebook(code("import os; print(lang, os.getcwd())"))
    before = {f: f.stat().st_mtime_ns for f in path.parent.iterdir()}
    assert printed(run_briefing(path, {"lang": "en"})) == f"en {path.parent}\n"
    assert {f: f.stat().st_mtime_ns for f in path.parent.iterdir()} == before


def test_the_executed_copy_is_written_only_where_told(notebook, tmp_path):
    run_briefing(notebook(code("print(1)")), {}, tmp_path / "executed.ipynb")
    assert "print(1)" in (tmp_path / "executed.ipynb").read_text()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("1 / 0", "cell 3: ZeroDivisionError: division by zero"),
        ("import sys; sys.exit(0)", "cell 3: SystemExit: 0"),
        ("import os; os._exit(0)", "cell 3: the kernel died"),
        ("import sys; print('careful', file=sys.stderr)", "cell 3: wrote to stderr\n  careful"),
        ("import warnings; warnings.warn('old')", "cell 3: wrote to stderr"),
    ],
)
def test_a_failing_cell_is_named_with_its_error(notebook, source, said):
    path = notebook(prose("text"), code(source), code("print(2)"))
    with pytest.raises(EditionError) as refusal:
        run_briefing(path, {"lang": "en"})
    assert str(refusal.value).startswith(f"page.ipynb: {said}")
    assert len(str(refusal.value).splitlines()) <= 14
    assert "papermill" not in str(refusal.value)


def test_a_failure_in_the_parameter_cell_has_its_number(notebook):
    with pytest.raises(EditionError, match="cell 1: NameError"):
        run_briefing(notebook(parameters="lang: str = nobody"), {"lang": "en"})


def test_a_notebook_that_never_ends_is_stopped_at_its_deadline(notebook):
    path = notebook(code("print(1)"), code("while True: pass"))
    began = time.monotonic()
    with pytest.raises(EditionError, match=r"cell 3: still running when the 8 s"):
        run_briefing(path, {}, timeout=8)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "source", ["while True: print('x' * 10_000)", "for _ in range(20): print('x' * 10_000_000)"]
)
def test_a_notebook_that_never_stops_printing_is_stopped_at_the_limit(notebook, source):
    with pytest.raises(EditionError, match=r"cell 2: more than 30 MB of output"):
        run_briefing(notebook(code(source)), {}, timeout=60)


def test_runs_share_no_state_and_run_at_once(tmp_path):
    source = (
        "import builtins, os, time; print(hasattr(builtins, 'leak'), lang); builtins.leak = 1; os.chdir('/')"
    )
    paths = [write_notebook(tmp_path / f"n{i}" / "page.ipynb", code(source)) for i in range(4)]
    here = Path.cwd()
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda p: printed(run_briefing(p, {"lang": p.parent.name})), paths))
    assert texts == [f"False n{i}\n" for i in range(4)]
    assert Path.cwd() == here


def test_the_users_own_startup_files_stay_out(notebook, tmp_path, monkeypatch):
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("print('from a profile'); leak = 1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    assert printed(run_briefing(notebook(code("print('leak' in globals())")), {})) == "False\n"


def test_nothing_of_a_run_reaches_the_user_or_stays_behind(notebook, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    run_briefing(notebook(code("print(1)")), {})
    assert capfd.readouterr() == ("", "")
    assert not any((tmp_path / "t").iterdir())
    assert threading.active_count() < 10
    assert not list(Path.cwd().glob("kernel*"))
