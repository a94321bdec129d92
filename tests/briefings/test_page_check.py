"""What a browser finds in pages before they are published; each fault on a page of its own."""

import importlib.util

import pytest

from analysis.briefings import page_check
from analysis.briefings.page_check import check_pages, checks_possible
from analysis.briefings.pages import render_page
from analysis.errors import EditionError

HEAD = "<!DOCTYPE html><html lang=en><head><title>A page</title></head><body><main><h1>A page</h1>"
FAULTS = {
    "pale": '<p style="color:#bbb;background:#fff">Hardly to be seen</p>',
    "nameless": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">',
    "remote": '<img alt="a map" src="https://maps.example/x.png">',
    "beside": '<img alt="a map" src="map.png">',
    "wide": '<div class="box" style="width:500px">Wider than a phone</div>',
    "scrolling": '<div tabindex="0" style="overflow-x:auto"><div style="width:500px">In its own box</div></div>',
    "failing": "<script>throw Error('no such table')</script>",
    # The third row looks unlike the two that are alike.
    "rows": "<table><tbody><tr><td>one</td></tr><tr><td>two</td></tr>"
    '<tr><td style="color:#bbb">three</td></tr></tbody></table>',
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    reason = checks_possible()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("pages")
    for name, body in FAULTS.items():
        (folder / f"{name}.html").write_text(f"{HEAD}{body}</main></body></html>", encoding="utf-8")
    sound = render_page(
        '<h2>核心问题</h2><p class="message">四个目标</p>', "zh", title="市情", description="…", place="常德"
    )
    (folder / "sound.html").write_bytes(sound.content)
    (folder / "note.txt").write_text("no page")
    told = {name: [] for name in ("sound", *FAULTS)}
    for page, sentence in check_pages(folder):
        told[page.removesuffix(".html")].append(sentence)
    return told


CASES = {
    "pale": ["axe color-contrast: Elements must meet minimum color contrast ratio thresholds; at p."],
    "nameless": ["axe image-alt: Images must have alternative text; at img."],
    "wide": ["is 508 px wide on a screen of 360 px, because of div.box."],
    "failing": ["console error: no such table"],
    "rows": [
        "axe color-contrast: Elements must meet minimum color contrast ratio thresholds; "
        "at tr:nth-child(3) > td."
    ],
    "scrolling": [],
    "sound": [],
}


@pytest.mark.browser
@pytest.mark.parametrize("page", CASES)
def test_a_fault_is_told_with_page_rule_and_element(found, page):
    assert found[page] == CASES[page]


@pytest.mark.browser
def test_what_is_not_in_the_page_itself_is_told(found):
    assert "asks for https://maps.example/x.png; a page loads nothing but itself." in found["remote"]
    assert any(each.startswith("asks for file:///") and "/map.png;" in each for each in found["beside"])


def test_without_a_browser_the_reason_is_a_sentence(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert (
        checks_possible() == "no browser is on the PATH (one of chromium, chromium-browser, google-chrome)."
    )


def test_without_the_extra_the_way_to_get_it_is_named(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert "pip install 'cluster-monitor[browser]'" in checks_possible()


@pytest.mark.browser
def test_a_browser_that_does_not_start_is_named(monkeypatch, tmp_path):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 5\n")
    broken.chmod(0o755)
    monkeypatch.setattr(page_check, "EXECUTABLES", (str(broken),))
    (tmp_path / "a.html").write_text(HEAD)
    with pytest.raises(EditionError, match="does not start") as refusal:
        check_pages(tmp_path)
    assert str(broken) in str(refusal.value)


@pytest.mark.browser
def test_a_page_that_never_ends_is_a_finding_and_holds_up_no_other(monkeypatch, tmp_path):
    if checks_possible():
        pytest.skip(checks_possible())
    monkeypatch.setattr(page_check, "SECONDS", 8)
    for name in ("a", "c", "d", "e"):
        (tmp_path / f"{name}.html").write_text(f"{HEAD}<p>Sound</p>")
    (tmp_path / "b.html").write_text(f"{HEAD}<script>for(;;){{}}</script>")
    found = check_pages(tmp_path)
    # Those opened after it, in a new tab, are looked at as well.
    assert [(page, sentence[:25]) for page, sentence in found] == [("b.html", "is not done after 8 s or ")]
