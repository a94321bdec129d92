"""The notebooks of a new city: those this software came with, opening at the city's own date and places."""

import re
from datetime import date
from pathlib import Path

import nbformat
import yaml

import analysis
from analysis.errors import MonitorError
from analysis.policy import load_policy
from analysis.processed import month_end

MANIFEST = "briefings.yaml"
# An empty one stands for the whole city and stays.
_PARAMETER = re.compile(r'^(as_of|cluster|district)(: str = )"[^"]+"', re.MULTILINE)
# What Lab keeps beside them: older versions, and what jobs made.
_NO_NOTEBOOKS = {".ipynb_checkpoints", "jobs"}
_HEADER = """\
# Every briefing of an edition, in the order readers see them. `parameters` holds what a notebook's own parameter cell is to be
# given beyond root, as_of and lang; a notebook that is not listed here is for looking at things, not for publishing.
"""


def shipped():
    """The folder of notebooks this software came with: inside an installed package, else in its checkout."""
    package = Path(analysis.__file__).parent
    for folder in (package / "notebooks", package.parents[1] / "notebooks"):
        if (folder / MANIFEST).is_file():
            return folder
    raise MonitorError(
        "this installation came without its notebooks, so a new city would have no briefings.",
        way_out="Install the package again.",
    )


def write_notebooks(root):
    """Writes notebooks/ of the city below `root`: every notebook, and the list of briefings without parameters.

    What briefings.yaml sets for the city it came from does not hold for another; a notebook's own defaults do.
    """
    source, folder = shipped(), root / "notebooks"
    defaults = _defaults(root)
    for notebook in sorted(source.rglob("*.ipynb")):
        if not _NO_NOTEBOOKS & set(notebook.parts):
            place = folder / notebook.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(_opening_at(nbformat.read(notebook, 4), defaults), place)
    briefings = yaml.safe_load((source / MANIFEST).read_text(encoding="utf-8"))
    kept = {
        name: {key: value for key, value in entry.items() if key != "parameters"}
        for name, entry in briefings.items()
    }
    listed = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=110)
    (folder / MANIFEST).write_text(_HEADER + "\n" + listed, encoding="utf-8", newline="\n")


def _defaults(root):
    """What the parameter cells of this city start with: the day its newest return came, its first places."""
    policy = load_policy(root / "data" / "policy")
    returns = (root / "data" / "raw" / "returns").glob("*.source.yaml")
    obtained = sorted(yaml.safe_load(file.read_text(encoding="utf-8"))["obtained"] for file in returns)
    newest: date = month_end(obtained)
    return {
        "as_of": newest.isoformat(),
        "cluster": next(iter(policy.clusters)),
        "district": next(iter(policy.districts)),
    }


def _opening_at(notebook, defaults):
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = _PARAMETER.sub(
                lambda found: f'{found[1]}{found[2]}"{defaults[found[1]]}"', cell.source
            )
    return notebook
