"""The list of all editions: what it says, that it says it again in the same bytes, and its filter in a browser."""

import base64
import hashlib
import re
import shutil

import pytest

from analysis.briefings.index import write_reports_index
from analysis.briefings.record import RECORD, as_bytes
from analysis.paths import Paths
from analysis.wording import STATUS

CITY = {"zh": "常德市", "en": "Changde"}
FAMILY = {"zh": "集群简报", "en": "Cluster briefing"}
WORDS = {
    "zh": {"city": "市情总览", "tobacco": "烟草", "food": "食品", "promise": "四个园区"},
    "en": {"city": "City briefing", "tobacco": "Tobacco", "food": "Food", "promise": "Four “parks”"},
}
AT_FIRST = {"C001": "on_track", "C002": "on_track", "C003": "achieved"}
LATER = {"C001": "missed", "C002": "achieved", "C003": "achieved"}


def briefing(name, lang, **more):
    key = name.partition("/")[2] or name
    listed = {"name": name, "page": f"{key}.html", "title": WORDS[lang][key], "label": WORDS[lang][key]}
    return (
        listed
        | {"family": None, "headline": None, "cadence": None, "audience": "internal", "verdicts": {}}
        | more
    )


def publish(root, as_of, lang, statuses, **more):
    members = [
        briefing(f"cluster/{key}", lang, family=FAMILY[lang], cadence="quarter", verdicts={"off_track": 1})
        for key in ("tobacco", "food")
    ]
    record = {
        "as_of": as_of,
        "lang": lang,
        "briefings": [briefing("city", lang, headline="<4> of 5"), *members],
        "statuses": statuses,
        "promises": {name: f"{WORDS[lang]['promise']} {name}" for name in statuses},
        "promises_page": "commitments.html",
        "synthetic": True,
    } | more
    folder = root / "reports" / ".editions" / f"{as_of}-{lang}"
    folder.mkdir(parents=True)
    (folder / RECORD).write_bytes(as_bytes(record))
    pointer = root / "reports" / as_of / lang
    pointer.parent.mkdir(exist_ok=True)
    pointer.symlink_to(f"../.editions/{folder.name}")


def written(root):
    write_reports_index(Paths(root), CITY)
    return (root / "reports" / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def two_dates(tmp_path_factory):
    root = tmp_path_factory.mktemp("two_dates")
    for lang in ("zh", "en"):
        publish(root, "2010-09-30", lang, AT_FIRST)
        publish(root, "2011-03-31", lang, LATER)
    return root


def text_of(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html[html.index("<body") :]).split())


def test_what_moved_is_told_in_both_languages_with_links_to_the_rows(two_dates):
    html = written(two_dates)
    text = text_of(html)
    assert "与2010-09-30相比，3条承诺中2条的判断有变化" in text
    assert "Since 2010-09-30 the verdict on 2 of 3 promises has changed" in text
    assert "▲ 进展正常 → 变为 ■ 未实现 1条 C001 四个园区 C001" in text
    assert "▲ On track → became ■ Missed 1 C001 Four “parks” C001" in text
    assert 'href="2011-03-31/en/commitments.html#C001"' in html
    assert text.index("■ 未实现 1条") < text.index("● 已实现 1条")
    # Nothing is said of the first edition.
    assert html.count('class="moved"') == 2


def test_the_verdicts_are_counted_with_what_changed(two_dates):
    text = text_of(written(two_dates))
    assert "全部3条承诺 ● 已实现 2 +1 ▲ 进展正常 0 −2 ■ 未实现 1 +1 +、− 为与2010-09-30相比的增减。" in text
    assert "All 3 promises ● Achieved 1 ▲ On track 2 Briefings of this edition" in text
    assert "Tobacco ▼ Off track" in text
    assert text.count("◆ Synthetic data") == 2


def test_data_are_text_and_the_one_script_is_the_one_allowed(two_dates):
    html = written(two_dates)
    assert "&lt;4&gt; of 5" in html
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html
    assert not re.search(r"https?://|<link|src=[^\"]*\"(?!data)", html.replace(script, ""))


def test_the_same_editions_give_the_same_bytes_from_nothing_and_from_what_stands(two_dates, tmp_path):
    first = written(two_dates)
    assert written(two_dates) == first
    (two_dates / "reports" / "index.html").write_text(first.replace("条", "件"), encoding="utf-8")
    assert written(two_dates) == first
    shutil.copytree(two_dates / "reports", tmp_path / "moved" / "reports", symlinks=True)
    (tmp_path / "moved" / "reports" / "index.html").unlink()
    assert written(tmp_path / "moved") == first


def test_a_first_edition_and_one_where_nothing_moved_say_so(tmp_path):
    publish(tmp_path, "2010-09-30", "zh", AT_FIRST)
    assert "没有更早的一期可比" in text_of(written(tmp_path))
    publish(tmp_path, "2010-12-31", "zh", AT_FIRST)
    text = text_of(written(tmp_path))
    assert "与2010-09-30相比，各条承诺的判断没有变化" in text
    assert "没有更早的一期可比" not in text


def test_a_promise_of_one_edition_only_is_said_not_to_be_listed(tmp_path):
    publish(tmp_path, "2010-09-30", "en", {"C001": "missed"})
    publish(tmp_path, "2010-12-31", "en", {"C002": "achieved"})
    html = written(tmp_path)
    assert "Not listed → became ● Achieved 1 C002" in text_of(html)
    assert "■ Missed → became Not listed 1 C001" in text_of(html)
    assert 'href="2010-12-31/en/commitments.html"' in html


def test_records_of_before_there_were_verdicts_are_listed_without_them(tmp_path):
    old = {"name": "city", "page": "city.html", "title": "市情总览"}
    publish(tmp_path, "2010-09-30", "zh", AT_FIRST)
    record = {"as_of": "2010-12-31", "lang": "zh", "briefings": [old]}
    file = tmp_path / "reports" / ".editions" / "2010-09-30-zh" / RECORD
    file.write_bytes(as_bytes(record))
    html = written(tmp_path)
    assert 'href="2010-12-31/zh/city.html"' in html
    assert not any(f"st-{status}\"" in html for status in STATUS)  # fmt: skip


def test_only_what_the_briefings_differ_in_can_be_chosen(two_dates):
    html = written(two_dates)
    assert re.findall(r'<select name="(\w+)"', html) == ["lang", "kind", "cadence"]
    assert '<option value="cluster">集群简报 / Cluster briefing</option>' in html
    assert '<option value="quarter">每季 / Quarterly</option>' in html


@pytest.fixture
def opened(two_dates):
    from analysis.briefings.page_check import EXECUTABLES, checks_possible

    if checks_possible():
        pytest.skip(checks_possible())
    from playwright.sync_api import sync_playwright

    written(two_dates)
    executable = next(path for path in map(shutil.which, EXECUTABLES) if path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)
        yield lambda **how: _open(browser, two_dates / "reports" / "index.html", **how)
        browser.close()


def _open(browser, file, **how):
    page = browser.new_context(**how).new_page()
    page.goto(file.as_uri())
    return page


def seen(page):
    return page.locator("[data-briefing]:visible a:first-child").all_inner_texts()


@pytest.mark.browser
def test_the_list_is_filtered_from_the_keyboard(opened):
    page = opened()
    assert page.inner_text("[role=status] b") == "12 / 12"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("tobAcco")
    assert seen(page) == ["Tobacco", "Tobacco"]
    assert page.inner_text("[role=status] b") == "2 / 12"
    page.fill("[name=text]", "")
    page.select_option("[name=lang]", "zh")
    page.select_option("[name=kind]", "cluster")
    assert seen(page) == ["烟草", "食品"] * 2
    page.fill("[name=text]", "c001")
    assert page.locator("[data-move]:visible").count() == 0
    assert page.locator(".nothing").is_visible()
    page.select_option("[name=kind]", "")
    assert page.locator("[data-move]:visible").all_inner_texts() == ["C001\n四个园区 C001"]
    page.fill("[name=text]", "")
    page.select_option("[name=lang]", "")
    assert page.inner_text("[role=status] b") == "12 / 12"
    assert page.locator("details.change[open]").count() == 0


@pytest.mark.browser
def test_without_script_all_is_there_and_no_filter(opened):
    page = opened(java_script_enabled=False)
    assert not page.locator("form.filter").is_visible()
    for summary in page.locator("details.family > summary").all():
        summary.press("Enter")
    assert len(seen(page)) == 12
