"""Our notebooks in other people's tools: papermill's own command line, and the hook that strips outputs on commit."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml

PROJECT = Path(__file__).parents[2]
NOTEBOOKS = sorted(
    path
    for path in (PROJECT / "notebooks").rglob("*.ipynb")
    if not {".ipynb_checkpoints", "jobs"} & set(path.parts)
)
BIN = Path(sys.executable).parent


def papermill(folder, *arguments):
    return subprocess.run(
        [BIN / "papermill", *map(str, arguments)], cwd=folder, capture_output=True, text=True, timeout=300
    )


@pytest.mark.slow
def test_papermill_runs_a_notebook_from_any_folder(sample_root, tmp_path):
    notebook = sample_root / "notebooks" / "core_enterprises_briefing.ipynb"
    given = ["-p", "root", sample_root, "-p", "as_of", "2010-09-30", "-p", "lang", "en"]
    told = papermill(tmp_path, notebook, "out.ipynb", *given)
    assert told.returncode == 0, told.stderr[-2000:]
    executed = nbformat.read(tmp_path / "out.ipynb", 4)
    cells = [cell for cell in executed.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in cells)
    outputs = [output for cell in cells for output in cell.outputs]
    assert not [output for output in outputs if output.output_type in ("error", "stream")]
    assert "2010-09-30" in str(outputs)


@pytest.mark.slow
def test_papermill_in_a_folder_without_a_city_ends_with_the_sentence(sample_root, tmp_path):
    told = papermill(tmp_path, sample_root / "notebooks" / "energy_briefing.ipynb", "out.ipynb")
    assert told.returncode == 1
    assert "no city here" in told.stderr
    assert "data/policy/decree.yaml" in told.stderr


def stripping_hook():
    settings = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = {hook["id"]: hook for repo in settings["repos"] for hook in repo["hooks"]}
    program, *options = shlex.split(hooks["nbstripout"]["entry"])
    return [BIN / Path(program).name, *options]


def test_the_hook_would_change_no_committed_notebook(tmp_path):
    told = subprocess.run([*stripping_hook(), "--verify", *NOTEBOOKS], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout
    assert len(NOTEBOOKS) >= 9


def test_the_hook_strips_what_a_run_left_and_keeps_the_rest(tmp_path):
    kept = PROJECT / "notebooks" / "explore" / "run_a_briefing.ipynb"
    dirty = shutil.copy(kept, tmp_path)
    notebook = nbformat.read(dirty, 4)
    for count, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
        cell.execution_count = count + 1
        cell.outputs = [nbformat.v4.new_output("stream", text="an enterprise's own figure")]
        cell.metadata["execution"] = {"iopub.status.busy": "2010-09-30T08:00:00Z"}
    notebook.metadata["language_info"] |= {"version": "3.11.7", "codemirror_mode": {"name": "ipython"}}
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"x": "figure"}}}
    nbformat.write(notebook, dirty)
    subprocess.run([*stripping_hook(), dirty], check=True)
    assert Path(dirty).read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")
