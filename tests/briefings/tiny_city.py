"""A tiny city in a temporary folder: two briefings whose notebooks really run."""

from types import SimpleNamespace

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.paths import Paths

CITY = {"zh": "常德市", "en": "Changde"}
AS_OF = "2010-09-30"
PARAMETERS = 'root: str = ".."  # the city\nas_of: str = "2008-03-31"\nlang: str = "zh"'
POLICY = SimpleNamespace(
    decree=SimpleNamespace(city=SimpleNamespace(**CITY)),
    clusters={
        "tobacco": SimpleNamespace(name={"zh": "烟草", "en": "Tobacco"}),
        "food": SimpleNamespace(name={"zh": "食品", "en": "Food"}),
    },
)
MANIFEST = """\
first:
  notebook: first.ipynb
  title: {zh: 市情总览, en: City briefing}
second:
  notebook: second.ipynb
  title: {zh: 方法验证, en: Method validation}
"""


def code(source, *tags):
    return new_code_cell(source, metadata={"tags": list(tags)} if tags else {})


def prose(source, *tags):
    return new_markdown_cell(source, metadata={"tags": list(tags)} if tags else {})


def write_notebook(path, *cells, parameters=PARAMETERS):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=[code(parameters, "parameters"), *cells], metadata=metadata), path)
    return path


def write_city(root):
    paths = Paths(root)
    write_notebook(
        paths.notebooks / "first.ipynb",
        prose("## 核心问题", "zh"),
        prose("## The questions", "en"),
        code('print(as_of, lang, (__import__("pathlib").Path(root) / "data" / "policy").is_dir())'),
    )
    write_notebook(paths.notebooks / "second.ipynb", code('print("checked", 7 * 6)'))
    paths.manifest.write_text(MANIFEST, encoding="utf-8")
    paths.policy.mkdir(parents=True)
    (paths.policy / "decree.yaml").write_text("id: changde\n", encoding="utf-8")
    return paths
