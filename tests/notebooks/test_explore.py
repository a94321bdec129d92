"""Every explore notebook runs from its own folder and from the project's, without a word on stderr."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from analysis.briefings.run import quiet, run_briefing

PROJECT = Path(__file__).parents[2]
NOTEBOOKS = (
    "start_here",
    "cluster_against_its_target",
    "district_structure",
    "definition_changed",
    "one_commitment_explained",
    "what_if",
)
PANEL = "application/vnd.jupyter.widget-view+json"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "lang"), [(name, "zh" if n % 2 else "en") for n, name in enumerate(NOTEBOOKS)]
)
def test_an_explore_notebook_runs_and_ends_in_a_panel(sample_root, tmp_path, name, lang):
    parameters = {"lang": lang} | ({"out": str(tmp_path)} if name == "start_here" else {})
    notebook = sample_root / "notebooks" / "explore" / f"{name}.ipynb"
    with quiet():
        executed = run_briefing(notebook, parameters)
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    assert any(PANEL in output.get("data", {}) for output in outputs)
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert all(output["metadata"]["image/png"]["alt"] for output in pictures)
    if name == "start_here":
        assert {path.suffix for path in tmp_path.iterdir()} == {".xlsx", ".png"}


@pytest.mark.slow
def test_a_notebook_away_from_any_city_says_where_to_put_it(tmp_path):
    away = shutil.copy(PROJECT / "notebooks" / "explore" / "district_structure.ipynb", tmp_path)
    book = nbformat.read(away, 4)
    with pytest.raises(CellExecutionError) as failed:
        NotebookClient(book, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    error = next(o for cell in book.cells for o in cell.get("outputs", []) if o["output_type"] == "error")
    assert "no city here" in failed.value.evalue
    assert not [line for line in error["traceback"] if "Traceback" in line or "site-packages" in line]
    assert Path(away).parent.as_posix() in "".join(error["traceback"])
