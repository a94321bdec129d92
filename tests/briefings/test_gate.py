import io
import sys
from types import ModuleType

import pytest

from analysis.briefings.ledger import last_runs, open_ledger, steps_of
from analysis.briefings.progress import PlainProgress
from analysis.briefings.publish import build_editions, publish_editions
from analysis.errors import EditionError

from .tiny_city import AS_OF, CITY

NAME = "analysis.briefings.page_check"


@pytest.fixture
def browser(monkeypatch):
    """What the page check would find and whether it can look: `findings`, `reason`, and the folders it saw."""
    check = ModuleType(NAME)
    check.findings, check.reason, check.seen = [], None, []

    def check_pages(folder):
        check.seen.append({file.name for file in folder.iterdir()})
        return check.findings

    check.check_pages, check.checks_possible = check_pages, lambda: check.reason
    monkeypatch.setitem(sys.modules, NAME, check)
    return check


def last(city):
    with open_ledger(city.reports) as ledger:
        run = last_runs(ledger, 1)[0]
        return run, steps_of(ledger, run["id"])


def test_pages_are_looked_at_before_they_are_published(city, quick_pages, browser):
    log = io.StringIO()
    build_editions(city, AS_OF, ["zh"], city=CITY, check=True, progress=PlainProgress(log))
    assert "looking at 3 pages in a browser (zh)" in log.getvalue()
    assert browser.seen == [{"first.html", "second.html", "index.html"}]
    assert (city.reports / AS_OF / "zh").is_symlink()
    assert "page check" in {step["name"] for step in last(city)[1]}


def test_a_finding_blocks_the_edition(city, quick_pages, browser):
    browser.findings = [("first.html", "a chart has no alternative text"), ("first.html", "grey on grey")]
    result = build_editions(city, AS_OF, ["zh"], city=CITY, check=True)["zh"]
    assert isinstance(result, EditionError)
    assert "  first.html: a chart has no alternative text\n  first.html: grey on grey" in str(result)
    assert "1 page " in str(result)
    assert not (city.reports / AS_OF).exists()
    run, steps = last(city)
    assert run["state"] == "failed"
    assert {step["name"]: step["state"] for step in steps}["page check"] == "failed"


def test_without_a_browser_the_edition_is_published_and_says_so(city, quick_pages, browser, capsys):
    browser.reason = "no Chromium is installed"
    publish_editions(city, AS_OF, ["zh", "en"], city=CITY, check=True)
    assert capsys.readouterr().out.count("not looked at in a browser: no Chromium is installed") == 1
    assert last(city)[0]["state"] == "published"
    assert "no Chromium is installed" in last(city)[0]["note"]


def test_nothing_is_looked_at_where_nobody_asks(city, quick_pages, browser):
    build_editions(city, AS_OF, ["zh"], city=CITY)
    assert browser.seen == []
