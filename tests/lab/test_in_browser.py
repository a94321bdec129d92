"""What a person sees and does in JupyterLab, by Chromium: open a notebook, run it, choose, press, read, schedule."""

import contextlib
import re
import shutil

import pytest

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install playwright"
)
expect = sync_api.expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 120_000
BEGIN = 2_000


@pytest.fixture(scope="module")
def chromium():
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("no chromium on this machine: make browser")
    with (
        sync_api.sync_playwright() as playwright,
        contextlib.closing(playwright.chromium.launch(executable_path=executable, args=FLAGS)) as running,
    ):
        yield running


@pytest.fixture
def page(chromium, lab):
    """A fresh visitor: a page that notes whom it asks and what goes wrong in it, held to nobody and nothing at the end."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page.set_default_timeout(PATIENCE)
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.close()
    local = (lab.url, lab.url.replace("http", "ws"), "data:", "blob:", "about:")
    assert [url for url in asked if not url.startswith(local)] == []
    assert faults == []


def open_and_run(page, lab, notebook):
    """Open a notebook by its address, and run all its cells from the menu."""
    page.goto(f"{lab.url}lab/tree/{notebook}?reset&token={lab.token}")
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
    # JupyterLab calls a kernel idle some moments before it takes cells; what is run then is dropped without a word.
    began = page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt").first
    for _ in range(PATIENCE // BEGIN):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(AssertionError):
            expect(began).to_have_text(re.compile(r"\[[*\d]+\]"), timeout=BEGIN)
            return
    raise AssertionError(f"{notebook} did not run")


def test_a_briefing_is_chosen_run_and_read(page, lab):
    open_and_run(page, lab, "explore/run_a_briefing.ipynb")
    page.get_by_label("简报", exact=True).select_option("集群简报")
    page.get_by_label("集群", exact=True).select_option("纺织产业集群")
    page.get_by_label("截至日期").fill("2010-09-30")
    page.get_by_role("button", name="运行", exact=True).click()
    frame = page.frame_locator("iframe[srcdoc]")
    assert "集群简报" in frame.locator("h1").inner_text()
    assert "2010-09-30" in frame.locator("header").inner_text()
    charts = frame.locator("img").evaluate_all("all => all.map(i => [i.alt.trim().length, i.naturalWidth])")
    assert charts
    assert all(words and width for words, width in charts)
    assert "reports/preview/2010-09-30/zh/cluster-textiles.html" in page.locator("[role=status]").inner_text()
    # The frame may run nothing, whatever a page holds.
    assert page.locator("iframe[srcdoc]").get_attribute("sandbox") == ""


def test_a_date_before_the_first_return_is_answered_in_words(page, lab):
    open_and_run(page, lab, "explore/run_a_briefing.ipynb")
    page.get_by_label("截至日期").fill("1999-12-31")
    page.get_by_role("button", name="运行", exact=True).click()
    told = page.locator("[role=alert]", has_text="1999-12-31").inner_text()
    assert "nothing had been received by 1999-12-31" in told
