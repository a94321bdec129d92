"""What a person sees and does in JupyterLab, by Chromium: open a notebook, run it, choose, press, read, schedule."""

import contextlib
import json
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
    # On a busy machine Lab may ask for a kernel, or whether to load a file anew: yes, as a person would.
    asking = page.locator("dialog.jp-Dialog")
    page.add_locator_handler(asking, lambda: asking.locator(".jp-mod-accept").first.click())
    page.goto(f"{lab.url}lab/tree/{notebook}?reset&token={lab.token}")
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
    # JupyterLab calls a kernel idle some moments before it takes cells; what is run then is dropped without a word.
    began = page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt").first
    for _ in range(PATIENCE // BEGIN):
        # A menu that is still open takes the next click.
        page.keyboard.press("Escape")
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


def chart_of_the_panel(page):
    """The chart of the explorer a notebook ends with."""
    return page.locator(".widget-html-content img").last


def drawn(picture):
    return picture.evaluate("one => one.complete && one.naturalWidth > 300 && one.naturalHeight > 100")


def test_a_newcomer_comes_from_the_city_to_a_chart_and_its_files(page, lab, lab_root):
    open_and_run(page, lab, "explore/start_here.ipynb")
    cluster = page.get_by_label("产业集群", exact=True)
    cluster.wait_for(state="attached")
    cluster.scroll_into_view_if_needed()
    chart = chart_of_the_panel(page)
    expect(chart).to_have_attribute("alt", re.compile("烟草产业集群"))
    cluster.select_option("纺织产业集群")
    expect(chart).to_have_attribute("alt", re.compile("纺织产业集群"))
    assert drawn(chart)
    page.get_by_role("button", name="English", exact=True).click()
    expect(chart).to_have_attribute("alt", re.compile("Textile cluster"))
    assert page.locator(".jp-RenderedText[data-mime-type*=error]").count() == 0
    taken = {path.name: path.stat().st_size for path in (lab_root / "reports" / "desk").iterdir()}
    assert {"C006.xlsx", "C006_path.xlsx", "C006.png"} <= set(taken)
    assert min(taken.values()) > 3_000


def test_a_slider_moves_chart_and_sentence(page, lab):
    open_and_run(page, lab, "explore/what_if.ipynb")
    growth = page.get_by_label("每年比原趋势快（%）", exact=True)
    growth.wait_for(state="attached")
    growth.scroll_into_view_if_needed()
    chart = chart_of_the_panel(page)
    before = chart.get_attribute("alt")
    page.locator(".noUi-handle").first.press("ArrowRight")
    expect(growth).to_have_value("1")
    expect(chart).not_to_have_attribute("alt", before)
    assert drawn(chart)
    expect(page.locator("table.dataTable tbody tr").nth(3)).to_be_attached()
    # The field beside it does the same for who cannot drag.
    moved = chart.get_attribute("alt")
    growth.fill("-10")
    growth.press("Enter")
    expect(chart).not_to_have_attribute("alt", moved)


def repeated(action, sign, page):
    """Do `action` until `sign` is there: the dialog loses what is clicked while it draws itself."""
    for _ in range(PATIENCE // BEGIN):
        action()
        with contextlib.suppress(sync_api.TimeoutError):
            sign.wait_for(timeout=BEGIN)
            return sign
    raise AssertionError(f"{sign} did not appear")


def kept_definitions(page, lab, create):
    """What the server keeps, as soon as it keeps something; a click that was lost is made again."""
    for second in range(PATIENCE // 1_000):
        kept = json.loads(lab.ask("scheduler/job_definitions")[1])["job_definitions"]
        if kept:
            return kept
        page.wait_for_timeout(1_000)
        if second % 15 == 14 and create.is_visible():
            create.click()
    return []


def test_a_weekly_briefing_is_made_by_clicks(page, lab):
    page.goto(f"{lab.url}lab/tree/cluster_briefing.ipynb?reset&token={lab.token}")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    page.get_by_title("Create a job").click()
    form = page.locator("form.jp-create-job-form")
    name = form.locator("input[name=parameter-0-name]")
    repeated(page.get_by_title("Add new parameter").click, name, page).fill("cluster")
    form.locator("input[name=parameter-0-value]").fill("textiles")
    interval = form.locator("[aria-haspopup=listbox]").first
    repeated(page.get_by_label("Run on a schedule").click, interval, page)
    page.get_by_label("Job name").fill("textiles every week")
    expect(page.get_by_label("Job name")).to_have_value("textiles every week")
    create = page.get_by_role("button", name="Create", exact=True)
    create.click()
    definitions = kept_definitions(page, lab, create)
    assert [(one["name"], one["parameters"]) for one in definitions] == [
        ("textiles every week", {"cluster": "textiles"})
    ]
    assert definitions[0]["schedule"]
