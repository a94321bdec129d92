"""Time from `cluster-monitor lab` to the first chart of start_here.ipynb, cold and warm; with --pictures, the path as pictures.

    python benchmarks/lab.py [--root DIR] [--repeat 3] [--pictures docs/pictures]

Cold: a new home folder, so no settings, no caches of matplotlib or IPython, no signed notebooks. Warm: the same home
again. A Lab is started, Chromium opens it, all cells are run, and the clock stops when the first chart is drawn.
"""

import argparse
import contextlib
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 180_000
BEGIN = 2_000
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+/)\S*token=(\w+)")
CHART = '.jp-OutputArea img[src^="data:image/png"]'


@contextlib.contextmanager
def lab_of(root, home, port):
    """(address, token) of a Lab over the city in `root`, as soon as it says that it listens."""
    command = [sys.executable, "-m", "analysis", "lab", "--no-browser", "--port", str(port)]
    command += ["--allow-root"] if os.geteuid() == 0 else []
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "XDG", "MPL"))}
    log = home / "lab.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=root, env=kept | {"HOME": str(home)}, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        while not (found := ADDRESS.search(log.read_text())):
            if process.poll() is not None:
                sys.exit(log.read_text())
            time.sleep(0.05)
        yield found[1], found[2]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def run_all(page):
    """Run all cells, and again as long as JupyterLab drops them without a word because the kernel is just starting."""
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
    began = page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt").first
    while True:
        # A menu that is still open takes the next click.
        page.keyboard.press("Escape")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(AssertionError):
            expect(began).to_have_text(re.compile(r"\[[*\d]+\]"), timeout=BEGIN)
            return


def first_chart(root, home, chromium, port, shots=None):
    """Seconds from the command to: a Lab that listens, the notebook open, the first chart drawn."""
    began = time.monotonic()
    with lab_of(root, home, port) as (address, token):
        listening = time.monotonic() - began
        page = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}lab/tree/explore/start_here.ipynb?token={token}")
        page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
        opened = time.monotonic() - began
        if shots:
            page.wait_for_timeout(2000)
            shots.take(page, "lab_start")
        run_all(page)
        page.wait_for_selector(CHART, state="attached")
        drawn = time.monotonic() - began
        if shots:
            the_path(page, address, token, shots)
        page.close()
    return listening, opened, drawn


def the_path(page, address, token, shots):
    """The newcomer's path from here: the card, the chart, what is taken away, the panel, the form, the schedule."""
    shots.at(page, "lab_card", page.locator(".jp-CodeCell").nth(2))
    shots.at(page, "lab_chart", page.locator(CHART).first)
    page.wait_for_selector("text=desk/C006.png", state="attached")
    shots.at(page, "lab_take_away", page.locator("text=desk/C006.png").first)
    page.wait_for_selector(".jp-OutputArea .widget-dropdown select", state="attached")
    page.wait_for_timeout(3000)
    shots.at(page, "lab_explorer", page.locator(".jp-OutputArea .widget-dropdown").first, above=120)
    page.goto(f"{address}lab/tree/explore/run_a_briefing.ipynb?reset&token={token}")
    run_all(page)
    page.get_by_label("简报", exact=True).select_option("集群简报")
    page.get_by_label("集群", exact=True).select_option("纺织产业集群")
    page.get_by_role("button", name="运行", exact=True).click()
    page.frame_locator("iframe[srcdoc]").locator("h1").wait_for()
    shots.at(page, "lab_form", page.locator(".jp-OutputArea h3").first, above=60)
    page.goto(f"{address}lab/tree/cluster_briefing.ipynb?reset&token={token}")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    page.set_viewport_size({"width": 1280, "height": 1240})
    schedule(page)
    shots.take(page, "lab_schedule")
    page.get_by_role("button", name="Create", exact=True).click()
    page.locator("form.jp-create-job-form").wait_for(state="detached")
    page.set_viewport_size({"width": 1280, "height": 600})
    page.get_by_text("textiles every week").first.wait_for()
    page.wait_for_timeout(1500)
    shots.take(page, "lab_scheduled")


def schedule(page):
    """Fill in the dialog of jupyter-scheduler: the textiles cluster, every week."""
    form = page.locator("form.jp-create-job-form")
    page.get_by_title("Create a job").click()
    page.get_by_label("Job name").fill("textiles every week")
    for number, (name, value) in enumerate([("cluster", "textiles"), ("lang", "en")]):
        field = form.locator(f"input[name=parameter-{number}-name]")
        while not field.count():
            page.get_by_title("Add new parameter").click()
            page.wait_for_timeout(800)
        field.fill(name)
        form.locator(f"input[name=parameter-{number}-value]").fill(value)
    interval = form.locator("[aria-haspopup=listbox]").first
    while not interval.count():
        page.get_by_label("Run on a schedule").click()
        page.wait_for_timeout(1000)
    interval.click()
    page.get_by_role("option", name="Week", exact=True).click()
    page.wait_for_timeout(1000)


def fresh_notebooks(source, root):
    """The notebooks of `source` in `root`, as never opened."""
    shutil.rmtree(root / "notebooks", ignore_errors=True)
    shutil.copytree(
        source / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_*", "jobs")
    )


class Pictures:
    """Writes what a page shows into `folder` as PNG of few colours, small enough for a repository."""

    def __init__(self, folder):
        self.folder = folder

    def take(self, page, name):
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(96)
        picture.save(self.folder / f"{name}.png", optimize=True)

    def at(self, page, name, element, above=80):
        element.evaluate(
            "(e, above) => { e.scrollIntoView(); e.closest('.jp-WindowedPanel-outer').scrollTop -= above; }",
            above,
        )
        page.wait_for_timeout(500)
        self.take(page, name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--pictures", type=Path, help="folder for the pictures of the newcomer's path")
    options = parser.parse_args()
    shots = Pictures(options.pictures) if options.pictures else None
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as copy:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        times = {"cold": [], "warm": []}
        # JupyterLab saves what it runs, so it gets notebooks of its own.
        root = Path(copy)
        shutil.copytree(options.root / "data", root / "data")
        for turn in range(options.repeat):
            with tempfile.TemporaryDirectory() as home:
                for kind in times:
                    fresh_notebooks(options.root, root)
                    last = shots if turn == options.repeat - 1 and kind == "warm" else None
                    times[kind].append(first_chart(root, Path(home), chromium, 8960 + turn, last))
        chromium.close()
    print(
        f"{'':6}{'listens':>10}{'opened':>10}{'chart':>10}   seconds from the command, median of {options.repeat}"
    )
    for kind, runs in times.items():
        print(f"{kind:6}" + "".join(f"{statistics.median(step):10.1f}" for step in zip(*runs, strict=True)))


if __name__ == "__main__":
    main()
