"""Staged pages in a real browser: what would keep some reader from reading them, found before they are published."""

import asyncio
import importlib.util
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor

from analysis.errors import EditionError

EXECUTABLES = ("chromium", "chromium-browser", "google-chrome")
# WCAG 2.2 A and AA, and what axe's makers hold to be good practice beyond it.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
WIDE, NARROW, HEIGHT = 1280, 360, 800
TABS = 2
SECONDS = 60
# Contrast takes axe most of its time, and rows built alike from the same classes in one table look alike.
ALIKE = """() => {
  axe.configure({rules: [{id: "color-contrast", selector: "*:not([data-alike], [data-alike] *)"}]});
  const seen = new WeakMap();
  const look = e => e.tagName + "." + e.className + (e.getAttribute("style") || "");
  for (const row of document.querySelectorAll("tbody > tr, ul > li")) {
    const looks = seen.get(row.parentElement) || new Set();
    const own = [row, ...row.querySelectorAll("*")].map(look).join(" ");
    row.toggleAttribute("data-alike", looks.has(own));
    seen.set(row.parentElement, looks.add(own));
  }
}"""
# Boxes that scroll by themselves may hold what is wider than a phone.
TOO_WIDE = """width => {
  const scrolls = e => e && (getComputedStyle(e).overflowX !== "visible" || scrolls(e.parentElement));
  const wide = [...document.body.querySelectorAll("*")].find(
    e => e.getBoundingClientRect().right > width + 0.5 && !scrolls(e.parentElement));
  const name = e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + [...e.classList].map(c => "." + c).join("");
  return [document.documentElement.scrollWidth, wide ? name(wide) : "body"];
}"""


def checks_possible():
    """None where pages can be looked at in a browser, else the reason in a sentence."""
    if any(importlib.util.find_spec(name) is None for name in ("playwright", "axe_playwright_python")):
        return "the browser checks are not installed (pip install 'cluster-monitor[browser]')."
    if _executable() is None:
        return f"no browser is on the PATH (one of {', '.join(EXECUTABLES)})."
    return None


def check_pages(folder):
    """(page, sentence) for everything in the pages of `folder` that a reader would stumble over.

    Every *.html is opened in headless Chromium, without a network. Found are: what axe holds against it (WCAG
    2.2 A and AA, best practice), anything it asks for that is not in itself, errors in its console, what makes
    it wider than a phone, and a page that does not finish. By page, then in this order; the same pages give the
    same sentences. EditionError where the browser does not start.
    """
    pages = sorted(folder.resolve().glob("*.html"))
    stopped = threading.Event()
    # A thread of its own: in a notebook there is an event loop already.
    with ThreadPoolExecutor(1) as thread:
        try:
            found = thread.submit(asyncio.run, _check(pages, stopped)).result()
        finally:
            stopped.set()
    return [(file.name, sentence) for file in pages for sentence in found[file]]


def _executable():
    return next((path for path in map(shutil.which, EXECUTABLES) if path), None)


async def _check(pages, stopped):
    from playwright.async_api import Error, async_playwright

    found, waiting = {}, iter(pages)
    async with async_playwright() as driver:
        try:
            browser = await driver.chromium.launch(executable_path=_executable())
            await asyncio.gather(*(_tab(browser, waiting, found, stopped) for _ in range(TABS)))
            await browser.close()
        except Error as fault:
            raise EditionError(
                f"the browser that looks at the pages does not start or broke off: {_first_line(fault)}",
                file=_executable(),
                way_out="Start it by hand with --headless --version to see why.",
            ) from None
    return found


async def _tab(browser, waiting, found, stopped):
    # A page opened for each file would cost a process each.
    visit = None
    for file in waiting:
        if stopped.is_set():
            return
        visit = visit or Visit(await _new_page(browser))
        found[file], is_sound = await _findings(visit, file)
        if not is_sound:
            await visit.page.context.close()
            visit = None


async def _new_page(browser):
    context = await browser.new_context(viewport={"width": WIDE, "height": HEIGHT}, offline=True)
    context.set_default_timeout(SECONDS * 1000)
    return await context.new_page()


class Visit:
    """A tab, and what the file now in it has asked for and told."""

    def __init__(self, page):
        self.page, self.asked, self.told = page, [], []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda line: self.told.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.told.append(str(error)))

    async def open(self, file):
        """Load a file at the width of a desk, with nothing left of the one before."""
        self.asked.clear()
        self.told.clear()
        await self.page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        await self.page.goto(file.as_uri())


async def _findings(visit, file):
    """The sentences about a file, and whether its tab can be used again."""
    from playwright.async_api import Error

    held, broken_off = [], []
    try:
        await visit.open(file)
        held = await asyncio.wait_for(_held_against(visit.page), SECONDS)
    except (Error, TimeoutError) as fault:
        broken_off = [f"is not done after {SECONDS} s or breaks off: {_first_line(fault)}"]
    errors = [f"console error: {text}" for text in sorted(set(visit.told))]
    return [*_loaded(visit.asked, file), *errors, *held, *broken_off], not broken_off


async def _held_against(page):
    from axe_playwright_python.base import AXE_SCRIPT

    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    await page.evaluate(AXE_SCRIPT)
    await page.evaluate(ALIKE)
    broken = (await page.evaluate("options => axe.run(document, options)", options))["violations"]
    await page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    width, widest = await page.evaluate(TOO_WIDE, NARROW)
    overflow = [f"is {width} px wide on a screen of {NARROW} px, because of {widest}."]
    return (overflow if width > NARROW else []) + [_told(violation) for violation in broken]


def _loaded(asked, file):
    others = {url for url in asked if not url.startswith("data:") and url.partition("#")[0] != file.as_uri()}
    return [f"asks for {url}; a page loads nothing but itself." for url in sorted(others)]


def _told(violation):
    first, *others = violation["nodes"]
    place = " ".join(map(str, first["target"]))
    more = f" and {len(others)} more" if others else ""
    return f"axe {violation['id']}: {violation['help']}; at {place}{more}."


def _first_line(fault):
    return (str(fault).strip() or type(fault).__name__).splitlines()[0]
