"""What a reader's browser makes of the pages: no network, no script, nothing wider than a phone."""

import contextlib
import shutil

import pytest

from analysis.briefings.publish import build_edition

from .tiny_city import AS_OF, CITY, code, prose, write_city, write_notebook

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CELLS = """
from matplotlib.figure import Figure
from analysis.briefings import elements
name = "<script>alert(1)</script><img src=x onerror=alert(2)>有限责任公司"
||
elements.group(elements.message("Two of four targets hold. " + name), elements.banner(["synthetic"], lang))
||
card = dict(question="Share", status="off_track", value_text="88.4%", target_text="90%", sentence=name, commitment_id="C004")
elements.verdict_cards([card | {"status": s} for s in ("off_track", "achieved", "not_measured")], lang)
||
row = dict(commitment_id="C006", promise=name, value_text="212.0", target_text="240.0", status="missed", note=name * 3)
elements.verdict_table([row] * 3, lang)
||
wide = {f"c{i}": [123456.789, None] for i in range(12)} | {"name": [name, "x" * 60]}
elements.data_table(wide, lang, {"name": "Enterprise"} | {f"c{i}": f"Column {i} (bn yuan)" for i in range(12)}, caption="Wide")
||
def draw(size):
    figure = Figure(figsize=(9, 4) if size == "wide" else (4, 4))
    figure.subplots().plot([1, 2])
    return figure
elements.chart(draw, "Revenue " + name, caption="bn yuan")
||
elements.sources([dict(file="returns/" + "long_" * 20 + ".csv", producer=name, kind="synthetic", obtained="2008-02-28")], lang)
"""


@pytest.fixture(scope="module")
def browser():
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("no chromium on this machine: make browser")
    from playwright.sync_api import sync_playwright

    with (
        sync_playwright() as playwright,
        contextlib.closing(playwright.chromium.launch(executable_path=executable, args=FLAGS)) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    paths = write_city(tmp_path_factory.mktemp("pages") / "city")
    prosaic = [prose("## 表格与图\n\n见[来源](https://www.stats.gov.cn/)。", "zh"), prose("## Tables\n\nSee [it](https://www.stats.gov.cn/).", "en")]  # fmt: skip
    write_notebook(paths.notebooks / "first.ipynb", *map(code, CELLS.split("||\n")), *prosaic)
    for lang in ("zh", "en"):
        build_edition(paths, AS_OF, lang, city=CITY)
    return paths.reports


PAGES = [
    "index.html",
    *(f"{AS_OF}/{lang}/{page}.html" for lang in ("zh", "en") for page in ("first", "index")),
]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("place", PAGES)
def test_a_page_opens_without_network_noise_or_sideways_scroll(browser, reports, place, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    told, requests = [], []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append("dialog"))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((reports / place).as_uri())
    page.evaluate("document.fonts.ready.then(() => true)")
    assert told == []
    assert [url for url in requests if not url.startswith(("data:", "file:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # Only the list of all editions has one, for its filter.
    assert page.evaluate("document.scripts.length") == (place == "index.html")
    assert page.evaluate("[...document.images].filter(i => !i.alt.trim() || !i.naturalWidth).length") == 0
    expected = "en" if "/en/" in place else "zh-CN"
    assert page.evaluate("document.documentElement.lang") == expected
    assert page.evaluate(
        "document.fonts.check('16px Briefing') && [...document.fonts].some(f => f.status == 'loaded')"
    )
    page.close()


def test_hostile_names_are_text(browser, reports):
    page = browser.new_page()
    page.goto((reports / AS_OF / "zh" / "first.html").as_uri())
    assert "<script>alert(1)</script>" in page.inner_text(".message")
    assert page.locator("img[src=x]").count() == 0
    page.close()


def test_words_stand_on_enough_contrast(browser, reports):
    page = browser.new_page()
    page.goto((reports / AS_OF / "en" / "first.html").as_uri())
    ratios = page.evaluate(CONTRAST)
    assert len(ratios) > 20
    assert {text: ratio for text, ratio in ratios if ratio < 4.5} == {}
    page.close()


def test_the_narrow_drawing_is_taken_on_a_phone(browser, reports):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto((reports / AS_OF / "zh" / "first.html").as_uri())
    width, height = page.evaluate("[document.images[0].naturalWidth, document.images[0].naturalHeight]")
    assert abs(width - height) <= 1
    page.close()


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = css => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor);
    if (c[3] === 255) return c; } return [255, 255, 255]; };
  return [...document.body.querySelectorAll("*")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .map(e => { const [a, b] = [light(rgba(getComputedStyle(e).color)), light(behind(e))];
      return [e.className + ": " + e.textContent.slice(0, 30), (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)]; });
}"""
