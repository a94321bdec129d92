"""Every notebook keeps the house rules, and every published one really runs and renders, in both languages."""

from pathlib import Path

import nbformat
import pytest

from analysis.briefings.export import export_page
from analysis.briefings.manifest import load_manifest
from analysis.briefings.run import run_briefing

PROJECT = Path(__file__).parents[2]
NOTEBOOKS = sorted(
    p for p in (PROJECT / "notebooks").rglob("*.ipynb") if not {".ipynb_checkpoints", "jobs"} & set(p.parts)
)
BRIEFINGS = load_manifest(PROJECT / "notebooks" / "briefings.yaml")
FORBIDDEN = ("def ", "except", "filterwarnings", "import warnings", "sys.exit")


def code_cells(path):
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_are_stored_without_outputs(path):
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(path))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_cells_are_calls_and_not_programs(path):
    sources = [cell.source for cell in code_cells(path)]
    assert len(sources) <= 15
    assert max(source.count("\n") + 1 for source in sources) <= 10
    assert not [word for word in FORBIDDEN for source in sources if word in source]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_one_cell_carries_the_annotated_parameters(path):
    tagged = [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert all(": str = " in line and "# " in line for line in tagged[0].source.splitlines())


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_prose_is_written_in_both_languages(path):
    tags = [
        cell.metadata.get("tags") for cell in nbformat.read(path, 4).cells if cell.cell_type == "markdown"
    ]
    assert tags.count(["zh"]) == tags.count(["en"]) == len(tags) / 2


def test_every_briefing_is_in_the_manifest():
    listed = {briefing.notebook for briefing in BRIEFINGS.values()}
    assert listed == {path.name for path in NOTEBOOKS if path.parent.name == "notebooks"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("as_of", "lang"),
    [("2006-04-30", "zh"), ("2008-03-31", "en"), ("2010-09-30", "en"), ("2011-03-31", "zh")],
)
def test_the_city_briefing_runs_for_every_edition(sample_root, as_of, lang):
    page = page_of(sample_root, "city", as_of, lang)
    assert as_of in page
    assert ("合成数据" if lang == "zh" else "synthetic data") in page
    assert "nan" not in page.split("<main")[1].split("base64")[0]


@pytest.mark.slow
def test_the_method_validation_reproduces_published_results(sample_root):
    page = page_of(sample_root, "method_validation", "2011-03-31", "en").replace("\u00a0", " ")
    for published in ("15.61 %", "19.04 %", "19.1 %", "25.72 %", "1.065", "20.2 %", "2 of 2"):
        assert published in page, published


def page_of(root, name, as_of, lang):
    briefing = BRIEFINGS[name]
    parameters = briefing.parameters | {"root": str(root), "as_of": as_of, "lang": lang}
    executed = run_briefing(root / "notebooks" / briefing.notebook, parameters)
    page = export_page(executed, lang, name=name, title=briefing.title[lang], place="Changde", as_of=as_of)
    content = page.content
    return content if isinstance(content, str) else content.decode()
