import hashlib
import subprocess
import sys
from pathlib import Path

from analysis import figures

SCRIPT = """
import hashlib
import figure_tables as tables
from analysis import figures
from analysis.figures import fonts
drawn = [
    figures.layout_grid(tables.grid_table("en"), lang="en", title="Layout"),
    figures.path(tables.path_table(), lang="zh", title="路径", percent=True, size="narrow"),
]
data = b"".join(figures.to_svg(figure) + figures.to_png(figure) for figure in drawn)
print(hashlib.sha256(data + fonts.page_font("常德市", "bold")).hexdigest())
"""


def fingerprint(hash_seed):
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent,
        env={"PYTHONHASHSEED": hash_seed, "PATH": "", "MPLBACKEND": "agg"},
    )
    return run.stdout


def test_two_processes_give_the_same_bytes():
    first = fingerprint("1")
    assert len(first.strip()) == hashlib.sha256().digest_size * 2
    assert first == fingerprint("2")


def test_saving_twice_gives_the_same_bytes(draw):
    figure = draw("ladder")
    assert figures.to_svg(figure) == figures.to_svg(figure)


def test_svg_has_no_date_no_text_elements_and_a_size(draw):
    svg = figures.to_svg(draw("compare", "en")).decode("utf-8")
    assert "dc:date" not in svg
    assert "<text" not in svg
    assert 'width="662.4pt"' in svg
    assert "In 2010 the ten clusters" in svg


def test_svg_does_not_run_data_as_markup(draw):
    svg = figures.to_svg(
        figures.compare(_one_series("<script>alert(1)</script>"), lang="en", title="<b>&</b>")
    )
    assert b"<script" not in svg
    assert b"<b>" not in svg


def _one_series(name):
    import figure_tables as tables

    return tables.comparison_table("en").replace("Computed", name)
