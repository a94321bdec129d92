"""The form by hand: a field for each annotated parameter, a run that is a real one, refusals as sentences."""

import re
import shutil
import threading

import ipywidgets as widgets
import pytest

from analysis.briefings.run import run_briefing
from analysis.lab import briefing_form
from analysis.lab.form import framed

RUN_SECONDS = 120


@pytest.fixture
def form(lab_root):
    return briefing_form(lab_root, "2010-09-30", "en")


def fields(form):
    return {field.name: field for field in form.fields}


def test_the_fields_are_those_of_the_parameter_cell_with_its_comments(form):
    form.briefing.value = "cluster"
    entries = {name: type(field.entry) for name, field in fields(form).items()}
    assert entries == {"as_of": widgets.DatePicker, "lang": widgets.Dropdown, "cluster": widgets.Dropdown}
    assert [field.entry.description for field in form.fields] == ["As of", "Language of the page", "Cluster"]
    assert ("Tobacco cluster", "tobacco") in fields(form)["cluster"].entry.options
    assert form.given == {"as_of": "2010-09-30", "lang": "en", "cluster": "tobacco"}
    form.briefing.value = "district"
    assert "district" in fields(form)
    assert "cluster" not in fields(form)


def test_a_type_gets_its_widget_and_a_comment_its_place(lab_root, tmp_path):
    root = shutil.copytree(lab_root, tmp_path / "city")
    form = briefing_form(root)
    cell = form.notebook.parent / "typed.ipynb"
    notebook = form.notebook.read_text(encoding="utf-8")
    added = '    "level: float = 0.8  # <b>how wide</b> the range is\\n",\n    "paths: int = 500  # how many\\n",\n    "bare: bool = True\\n",\n'
    cell.write_text(
        re.sub(r'( +"as_of: str)', lambda found: added + found[1], notebook, count=1), encoding="utf-8"
    )
    with (root / "notebooks" / "briefings.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write("\ntyped:\n  notebook: typed.ipynb\n  title: {zh: 试, en: Typed}\n")
    form = briefing_form(root, "2010-09-30", "zh")
    form.briefing.value = "typed"
    typed = fields(form)
    assert [type(typed[name].entry) for name in ("level", "paths", "bare")] == [
        widgets.FloatText,
        widgets.IntText,
        widgets.Checkbox,
    ]
    assert form.given | {"as_of": "", "lang": ""} == {
        "level": 0.8,
        "paths": 500,
        "bare": True,
        "as_of": "",
        "lang": "",
    }
    # The comment is shown as the text it is.
    assert "&lt;b&gt;how wide&lt;/b&gt;" in typed["level"].box.children[1].value


def test_every_widget_has_a_name_for_a_screen_reader(form):
    entries = [form.briefing, form.run, form.progress, *(field.entry for field in form.fields)]
    assert all(entry.description for entry in entries)
    assert 'role="status"' in form.told.value


@pytest.mark.slow
def test_a_run_ends_with_the_page_in_a_frame_that_may_do_nothing(form, lab_root):
    steps = []
    form.progress.observe(lambda change: steps.append(change["new"]), "value")
    form.briefing.value = "cluster"
    fields(form)["cluster"].entry.value = "textiles"
    form.run.click()
    assert form.run.disabled
    form.wait(RUN_SECONDS)
    assert not form.run.disabled
    assert steps[-1] == form.progress.max
    assert steps == sorted(steps)
    kept = lab_root / "reports" / "preview" / "2010-09-30" / "en" / "cluster-textiles.html"
    assert form.page.value == framed(kept.read_bytes(), "Cluster briefing (preview)")
    assert form.page.value.startswith("<iframe sandbox srcdoc=")
    assert "reports/preview/2010-09-30/en/cluster-textiles.html" in form.told.value
    assert [path.name for path in (lab_root / "reports").iterdir()] == ["preview"]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_its_notebook_shows_it_in_both_languages(lab_root, lang):
    notebook = lab_root / "notebooks" / "explore" / "run_a_briefing.ipynb"
    executed = run_briefing(notebook, {"lang": lang, "as_of": "2010-09-30"})
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    assert any("application/vnd.jupyter.widget-view+json" in output.get("data", {}) for output in outputs)


def test_a_date_before_the_first_return_is_answered_with_a_sentence(form):
    before = threading.active_count()
    form.briefing.value = "city"
    fields(form)["as_of"].entry.value = fields(form)["as_of"].entry.value.replace(year=1999)
    form.run.click()
    form.wait(RUN_SECONDS)
    assert 'role="alert"' in form.told.value
    assert "nothing had been received by 1999-09-30" in form.told.value
    assert "a date from" in form.told.value
    assert form.page.value == ""
    assert not form.run.disabled
    assert threading.active_count() <= before + 1


def test_a_notebook_that_went_missing_is_named_and_cannot_be_run(form):
    away = form.notebook.with_name("elsewhere.txt")
    notebook = form.city.paths.notebooks / "energy_briefing.ipynb"
    notebook.rename(away)
    try:
        form.briefing.value = "energy"
    finally:
        away.rename(notebook)
    assert "energy_briefing.ipynb: there is no such notebook." in form.told.value
    assert form.run.disabled


def test_a_page_cannot_leave_its_frame():
    shown = framed(b'<p title="x">"></iframe><script>alert(1)</script>', 'a" onload="x')
    assert "<script" not in shown
    assert shown.count("<iframe") == shown.count("</iframe>") == 1
    assert 'title="a&quot; onload=&quot;x"' in shown
