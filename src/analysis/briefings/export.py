"""An executed notebook as the body of a page: one language, no code, no prompts, nothing unsafe."""

import base64
import functools
import threading

import nbformat
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html

from analysis.briefings.pages import TEMPLATES, render_page
from analysis.briefings.run import source_cells
from analysis.briefings.safety import unsafe_parts
from analysis.errors import EditionError
from analysis.wording import LANGUAGES, say

# nbconvert's exporter keeps the notebook it is working on.
_ONE_AT_A_TIME = threading.Lock()
SHOWN = ("text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/plain")


def export_page(executed, lang, *, name, title, place, as_of):
    """The Page of an executed notebook for one language; the same notebook gives the same bytes.

    Cells tagged with the other language are left out, code and prompts are hidden. Raises EditionError
    naming the cell for content that runs or loads, an image without alternative text, or an output no
    page can show.
    """
    cells = []
    for number, cell in source_cells(executed):
        if not _other_language(cell, lang):
            _refuse_unsafe(name, number, cell)
            cells.append(_bare(number, cell))
    with _ONE_AT_A_TIME:
        body, _ = _exporter().from_notebook_node(nbformat.v4.new_notebook(cells=cells, metadata={}))
    description = say("page_description", lang, title=title, place=place, as_of=as_of)
    return render_page(body, lang, title=title, description=description, place=place, edition=as_of)


@functools.cache
def _exporter():
    exporter = HTMLExporter(
        template_name="briefing", extra_template_basedirs=[str(TEMPLATES)], exclude_anchor_links=True
    )
    exporter.register_filter("data_address", _data_address)
    return exporter


def _other_language(cell, lang):
    tags = set(cell.metadata.get("tags", [])) & set(LANGUAGES)
    return bool(tags) and lang not in tags


def _bare(number, cell):
    # Ids, run times and counts differ from run to run and are nothing to a reader.
    if cell.cell_type == "code":
        return nbformat.v4.new_code_cell(
            source="", outputs=[_kept(o) for o in cell.outputs], id=f"cell-{number}"
        )
    return nbformat.v4.new_markdown_cell(source=cell.source, id=f"cell-{number}")


def _kept(output):
    kept = nbformat.from_dict(dict(output))
    if "execution_count" in kept:
        kept.execution_count = None
    if "data" in kept:
        best = next(kind for kind in SHOWN if kind in kept.data)
        kept.data = nbformat.from_dict({best: kept.data[best]})
    return kept


def _refuse_unsafe(name, number, cell):
    unsafe = []
    if cell.cell_type == "markdown":
        unsafe = unsafe_parts(markdown2html(cell.source))
        if cell.get("attachments"):
            unsafe.append("an attachment")
    for output in cell.get("outputs", []):
        unsafe += _unsafe_output(output)
    if unsafe:
        raise EditionError(
            f"cell {number} holds what a page may not: {', '.join(unsafe[:3])}.",
            file=name,
            expected="text, tables and embedded images with alternative text; no script and nothing to load.",
        )


def _unsafe_output(output):
    data = output.get("data")
    if data is None:
        return []
    shown = [kind for kind in SHOWN if kind in data]
    active = [
        kind for kind in data if kind.endswith("javascript") or "widget" in kind or kind.startswith("video")
    ]
    if active or not shown:
        return active or list(data)
    if shown[0] == "text/html":
        return unsafe_parts(data["text/html"])
    if shown[0] == "text/markdown":
        return unsafe_parts(markdown2html(data["text/markdown"]))
    if shown[0].startswith("image/") and not output.metadata.get(shown[0], {}).get("alt", "").strip():
        return [f"{shown[0]} without alternative text"]
    return []


def _data_address(content, kind):
    # nbformat keeps PNG and JPEG as base64 and SVG as text.
    packed = (
        base64.b64encode(content.encode()).decode() if kind == "image/svg+xml" else "".join(content.split())
    )
    return f"data:{kind};base64,{packed}"
