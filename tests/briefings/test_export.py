import re

import nbformat
import pytest
from nbformat.v4 import new_notebook, new_output

from analysis.briefings.export import export_page
from analysis.errors import EditionError

from .tiny_city import code, prose

ABOUT = {"name": "page.ipynb", "title": "市情总览", "place": "常德市", "as_of": "2010-09-30"}
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def shown(*outputs, source="secret_code()"):
    cell = code(source)
    cell.outputs = list(outputs)
    return cell


def html(kind, content, metadata=None):
    return shown(new_output("display_data", data={kind: content}, metadata=metadata or {}))


def exported(*cells, lang="zh"):
    return export_page(new_notebook(cells=list(cells)), lang, **ABOUT).content.decode("utf-8")


def test_a_page_is_whole_closed_and_in_the_right_language():
    page = exported(prose("## 标题"), lang="zh")
    assert '<html lang="zh-CN">' in page
    assert '<html lang="en">' in exported(prose("text"), lang="en")
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:" in page
    assert "<title>市情总览 · 常德市 · 2010-09-30</title>" in page
    assert 'name="description"' in page
    assert "<script" not in page
    assert not re.search(r'(src|srcset|href)="(https?:)?//', page)
    assert (
        len(re.findall(r"font-weight:(400|700);font-style:normal;src:url\(data:font/woff2;base64,\w", page))
        == 2
    )


def test_one_language_is_kept_and_code_and_prompts_are_not():
    cells = [prose("## 中文标题", "zh"), prose("## English heading", "en"), prose("both"), shown(new_output("stream", text="1 < 2\n"))]  # fmt: skip
    page = exported(*cells, lang="zh")
    assert "中文标题" in page
    assert "both" in page
    assert "English heading" not in page
    assert "secret_code" not in page
    assert "1 &lt; 2" in page


def test_an_output_in_the_other_language_is_dropped_too():
    cell = html("text/html", "<p>only English</p>")
    cell.metadata["tags"] = ["en"]
    assert "only English" not in exported(cell, lang="zh")


@pytest.mark.parametrize("kind", ["image/png", "image/svg+xml"])
def test_alternative_text_is_kept_and_demanded(kind):
    content = PIXEL if kind == "image/png" else "<svg xmlns='http://www.w3.org/2000/svg'/>"
    page = exported(html(kind, content, {kind: {"alt": "收入 & <目标>"}}))
    assert 'alt="收入 &amp; &lt;目标&gt;"' in page
    with pytest.raises(EditionError, match=r"cell 1 .*without alternative text"):
        exported(html(kind, content))


@pytest.mark.parametrize(
    "cell",
    [
        prose("<script>alert(1)</script>"),
        prose("text <img src='https://example.org/x.png' alt='x'>"),
        prose("![x](https://example.org/x.png)"),
        prose("[x](https://example.org) <a onclick=alert(1)>y</a>"),
        prose("<iframe src='x'></iframe>"),
        html("text/html", "<script>alert(1)</script>"),
        html("text/html", "<a href='javascript:alert(1)'>x</a>"),
        html("text/markdown", "<img src=x onerror=alert(1)>"),
        html("application/javascript", "alert(1)"),
        html("application/vnd.jupyter.widget-view+json", {"model_id": "x"}),
        html("application/x-unknown", "x"),
    ],
)
def test_active_or_remote_content_is_refused_with_its_cell(cell):
    with pytest.raises(EditionError, match=r"page\.ipynb: cell 2 "):
        exported(prose("fine"), cell)


def test_cells_are_numbered_as_in_the_source():
    with pytest.raises(EditionError, match="cell 2 "):
        exported(
            code("x: int = 1", "parameters"), code("x = 2", "injected-parameters"), prose("<object></object>")
        )


def test_ids_times_and_counts_of_a_run_leave_no_trace():
    first, second = shown(new_output("stream", text="1\n")), shown(new_output("stream", text="1\n"))
    second.execution_count = 7
    second.metadata["papermill"] = {"duration": 1.5, "start_time": "2026-01-01"}
    assert first.id != second.id
    assert exported(first) == exported(second)


def test_characters_without_a_glyph_are_listed():
    page = export_page(nbformat.v4.new_notebook(cells=[prose("好 \U0001f600")]), "zh", **ABOUT)
    assert page.missing == ("\U0001f600",)
