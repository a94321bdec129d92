"""The data-quality page of a small city with two senders, a fault of every kind, and a clean past."""

import importlib
import re
import shlex
import shutil
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from analysis import open_city
from analysis.briefings import data_quality_page as page
from analysis.briefings import elements
from analysis.briefings.data_quality_account import SHOWN_FILES, as_shown
from analysis.briefings.data_quality_coverage import by_period
from analysis.briefings.data_quality_findings import ELSEWHERE, SERIOUS
from analysis.briefings.data_quality_gaps import deliveries_are_missing, districts_are_silent, gaps
from analysis.briefings.data_quality_growth import growth
from analysis.briefings.export import export_page
from analysis.briefings.pages import render_page
from analysis.briefings.run import run_briefing
from analysis.briefings.safety import unsafe_parts
from analysis.cli import app
from analysis.indicators.matched_growth import growth_bridge
from analysis.pipeline import prepare
from analysis.sources.findings import FINDINGS
from analysis.wording import say

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
raw_city = importlib.import_module("raw_city")

NOTEBOOK = raw_city.ROOT / "notebooks" / "data_quality_briefing.ipynb"
SPOILED, CLEAN = "2008-12-31", "2007-03-31"
BUREAU = {"zh": "统计局工业科", "en": "Bureau of Statistics"}
ZONE = {"zh": "德山开发区", "en": "Deshan Zone"}
TOBACCO = "430700001,常德卷烟厂,武陵区,,1620,烟草,{}"
CEMENT = "430700002,石门水泥有限公司,石门县,,3111,建材,5000"
FLOUR = "430700003,鼎城米业有限公司,鼎城区,,1310,食品,{}"
HOSTILE = "430700004,<script>alert(1)</script>有限公司,鼎城区,,1310,食品,{}"
VALVE = "430700005,德山阀门有限公司,{},,3544,机电,2000"
CORRECTION = {
    "action": "override", "table": "enterprise_year", "column": "revenue",
    "where": {"enterprise_id": "430700001", "year": 2006}, "expected": 1000000,
    "reason": {"zh": "与企业核实", "en": "Checked with the enterprise"}, "decided_by": BUREAU,
}  # fmt: skip
CORRECTIONS = {
    "K001": CORRECTION
    | {"set": 1000500, "decided": "2007-05-01", "until": "2008-01-01", "status": "in_force"},
    "K002": CORRECTION | {"set": 1000700, "decided": "2008-02-01", "status": "in_force"},
    "K003": CORRECTION | {"set": 1, "decided": "2008-03-01", "status": "proposed"},
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    paths = raw_city.new_city(tmp_path_factory.mktemp("quality"))
    text = yaml.safe_dump(CORRECTIONS, allow_unicode=True, sort_keys=False)
    (paths.policy / "corrections.yaml").write_text(text, encoding="utf-8")

    def deliver(name, *rows, producer=BUREAU, obtained, **said):
        raw_city.deliver(paths, name, raw_city.sheet_of(*rows), producer=producer, obtained=obtained, **said)

    first = (TOBACCO.format(1000000), CEMENT, FLOUR.format(3000), HOSTILE.format(4000))
    deliver("returns/annual_2006.csv", *first, obtained="2007-02-27", period={"year": 2006})
    deliver("returns/ytd_2007_05.csv", first[0], first[2], obtained="2007-06-22",
            table="enterprise_ytd", period={"year": 2007, "month": 5})  # fmt: skip
    again = FLOUR.format(3300)
    deliver("returns/annual_2006_again.csv", again, obtained="2007-09-10", period={"year": 2006})
    rows = (TOBACCO.format(1474500), FLOUR.format("1 23"), HOSTILE.format("４４００"), "合计,,,,,,9")
    deliver("returns/annual_2007.csv", *rows, obtained="2008-02-28")
    zone = (VALVE.format("月球"), VALVE.format("德山开发区").replace("05,", "06,"))
    deliver("zone/deshan_2007.csv", *zone, obtained="2008-03-05", producer=ZONE)
    assert prepare(paths, say=lambda line: None).exit_code == 3
    return paths.root


@pytest.fixture(scope="module")
def city(root):
    return open_city(root, SPOILED)


@pytest.fixture(scope="module")
def clean(root):
    return open_city(root, CLEAN)


def table_rows(element):
    """The lines of an element's tables as lists of cells."""
    return [line.split(" | ") for line in element.text.splitlines() if " | " in line]


def test_the_headline_says_what_goes_back_and_what_is_missing(city):
    assert page.opening(city, "en").text.splitlines()[0] == (
        "To send back: 2 rows in 2 files, to 2 senders. "
        "The largest gap: no year-to-date return for January–May 2008."
    )
    assert page.opening(city, "zh").text.splitlines()[0] == (
        "需退回2个单位：2份文件中的2行。最大的缺口：未收到2008年1—5月累计报表。"
    )


def test_the_page_says_that_it_is_internal_and_synthetic(city):
    html = page.opening(city, "en").html
    assert "Internal: this page names enterprises" in html
    assert 'class="synthetic"' in html


def test_each_sender_is_asked_for_its_own(city):
    _, bureau, zone = table_rows(page.senders(city, "en"))[:3]
    assert bureau[:2] == ["Bureau of Statistics", "1 row"]
    assert "year-to-date return (January–May 2008)" in bureau[4]
    assert "annual return of Shimen (2007)" in bureau[4]
    assert zone[:2] == ["Deshan Zone", "1 row"]
    assert zone[2].startswith("The district is not known")
    assert zone[4] == "nothing"


def test_the_printed_commands_give_each_sender_its_rows(city, root, tmp_path):
    element = page.senders(city, "zh")
    commands = re.findall(r"^cluster-monitor rejects .*$", element.text, re.M)
    assert len(commands) == 3
    for number, command in enumerate(commands):
        out = () if "--out" in command else ("--out", str(tmp_path / f"{number}.csv"))
        words = [*shlex.split(command)[1:], "--root", str(root), *out]
        at = words.index("--out") + 1
        words[at] = str(tmp_path / words[at])
        assert CliRunner().invoke(app, words).exit_code == 0, command
    texts = [(tmp_path / f"{number}.csv").read_text("utf-8-sig") for number in (0, 1)]
    found = ["1 23" in text for text in texts], ["月球" in text for text in texts]
    assert found in (([True, False], [False, True]), ([False, True], [True, False]))
    assert len(list((tmp_path / f"rejects_{SPOILED}").glob("*.xlsx"))) == 2


def test_a_rejected_cell_is_shown_with_place_owner_and_reason(city):
    _, flour, valve = table_rows(page.rejected(city, "en"))
    assert flour[:4] == [
        "returns/annual_2007.csv line 3",
        "鼎城米业有限公司 (430700003)",
        "主营业务收入",
        "1 23",
    ]
    assert "blank inside the number" in flour[4]
    assert valve[3] == "月球"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", page.__all__)
def test_every_section_is_safe_and_free_of_gaps_in_its_words(city, name, lang):
    element = getattr(page, name)(city, lang)
    assert "<script" not in element.html
    assert unsafe_parts(element.html) == []
    words = re.sub(r'src(set)?="[^"]*"', "", element.html)
    assert not re.search(r"\bnan\b|\bNaT\b|<NA>|None|…|\{", words), words


def test_hostile_names_stand_as_text(city):
    changed = page.corrections(city, "en").html + page.restatements(city, "en").html
    assert "alert" not in changed
    twice = pd.concat([city.rejected] * 2).assign(name="<b>x</b>", rule="not_a_number", facts="{}")
    html = page.rejected(with_rejected(city, twice), "zh").html
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "<b>" not in html


def with_rejected(city, cells):
    return SimpleNamespace(rejected=cells, sources=city.sources, as_of=city.as_of, policy=city.policy)


@settings(max_examples=8, deadline=None)
@given(sizes=st.lists(st.integers(1, 60), min_size=1, max_size=6))
def test_cells_shown_and_cells_left_out_add_up(city, sizes):
    rules = [
        "not_a_number",
        "amount_is_negative",
        "not_a_date",
        "not_a_code",
        "formula_error",
        "text_is_garbled",
    ]
    one = city.rejected.iloc[[0]].assign(facts="{}")
    lines = iter(range(1, 1000))
    cells = [one.assign(rule=rules[i], line=next(lines)) for i, size in enumerate(sizes) for _ in range(size)]
    element = page.rejected(with_rejected(city, pd.concat(cells, ignore_index=True)), "en")
    shown = sum(row[0].startswith("zone/") or row[0].startswith("returns/") for row in table_rows(element))
    left_out = re.search(r"listed, ([\d,]+) cells? ", element.text)
    assert shown + (int(left_out[1]) if left_out else 0) == sum(sizes)
    assert f"{sum(sizes)} cell" in element.text


def test_every_line_is_accounted_for_in_print(city):
    rows = [row for row in table_rows(page.account(city, "en")) if row[0].endswith(".csv")]
    counts = {row[0]: [int(cell) for cell in row[1:]] for row in rows}
    assert all(lines == sum(parts) for lines, *parts in counts.values())
    assert counts["annual_2007.csv"] == [5, 2, 1, 2]
    assert len(counts) == len(city.sources)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=60))
def test_files_left_out_are_summed_and_none_with_rejects_before_one_without(counts):
    rows = pd.DataFrame(counts, columns=["accepted", "rejected", "non_data"])
    rows = rows.assign(file=[f"f{i}" for i in rows.index], lines_in=rows.sum(axis=1))
    shown = as_shown(rows, "en")
    columns = ["lines_in", "accepted", "rejected", "non_data"]
    assert shown[columns].sum().tolist() == rows[columns].sum().tolist()
    assert len(shown) <= SHOWN_FILES + 1
    named = shown[shown["file"].isin(rows["file"])]
    if (rows["rejected"] > 0).sum() <= SHOWN_FILES:
        assert (named["rejected"] > 0).sum() == (rows["rejected"] > 0).sum()


def test_gaps_name_whom_to_ask(city):
    found = gaps(city)
    assert found["kind"].tolist() == ["delivery", "district"]
    assert found["enterprises"].tolist() == [2, 1]
    assert found["producer_en"].tolist() == ["Bureau of Statistics"] * 2
    assert str(found["expected"][0].date()) == "2008-06-22"


RECEIVED = {"table": "enterprise_year", "accepted": 9, "producer_zh": "甲", "producer_en": "A"}
NO_ROWS = pd.DataFrame({"district": [], "year": [], "month": pd.array([], "Int64"), "enterprises": []})


@pytest.mark.parametrize(
    ("as_of", "years"), [("2008-03-28", []), ("2008-03-29", [2007]), ("2009-03-30", [2007, 2008])]
)
def test_a_delivery_is_missing_once_it_is_a_month_late(as_of, years):
    sources = pd.DataFrame([RECEIVED | {"period": "2006", "obtained": pd.Timestamp("2007-02-27")}])
    missing = deliveries_are_missing(sources, NO_ROWS, as_of)
    assert [row["year"] for row in missing.to_dict("records")] == years


def test_a_return_of_another_office_or_with_its_period_in_the_rows_is_not_missing():
    first = RECEIVED | {"period": "2006", "obtained": pd.Timestamp("2007-02-27")}
    renamed = first | {"period": "2007", "obtained": pd.Timestamp("2008-02-27"), "producer_en": "B"}
    assert deliveries_are_missing(pd.DataFrame([first, renamed]), NO_ROWS, "2008-12-31").empty
    in_rows = pd.DataFrame({"district": ["a"], "year": [2007], "month": pd.array([None], "Int64")})
    assert deliveries_are_missing(pd.DataFrame([first]), in_rows, "2008-12-31").empty


def test_a_register_counts_by_the_year_it_was_received():
    register = RECEIVED | {"table": "enterprise", "period": None, "obtained": pd.Timestamp("2007-01-19")}
    (row,) = deliveries_are_missing(pd.DataFrame([register]), NO_ROWS, "2008-12-31").to_dict("records")
    assert (row["table"], row["year"]) == ("enterprise", 2008)


def test_a_district_is_silent_only_between_others_and_after_its_first_return():
    reports = [("a", 2006, 5), ("a", 2007, 4), ("a", 2008, 4), ("b", 2006, 3), ("b", 2008, 2), ("c", 2008, 1)]
    coverage = pd.DataFrame(reports, columns=["district", "year", "enterprises"])
    coverage["month"] = pd.array([None] * len(coverage), "Int64")
    (row,) = districts_are_silent(coverage).to_dict("records")
    assert (row["district"], row["year"], row["enterprises"]) == ("b", 2007, 3)


def test_the_chart_keeps_a_place_for_what_never_came(city):
    table = by_period(city.coverage("district"), "district", gaps(city), city.policy, "en")
    never_came = table[table["period"] == "2008\nto May"]
    assert len(never_came) == table["name"].nunique()
    assert never_came["enterprises"].isna().all()
    shimen = table[(table["name"] == "Shimen") & table["enterprises"].notna()]
    assert shimen["period"].tolist() == ["2006\nyear"]
    assert table["enterprises"].sum() == city.coverage("district")["enterprises"].sum()


@pytest.mark.parametrize("check", FINDINGS)
def test_every_check_has_a_place_on_the_page(check):
    assert check in {*SERIOUS, *ELSEWHERE}
    assert check in ELSEWHERE or say(f"quality_flag_{check}", "zh") != say(f"quality_flag_{check}", "en")


def test_findings_stand_by_seriousness_with_columns_and_places_by_name(city):
    text = page.flags(city, "zh").text
    assert "主营业务收入印为9" in text
    assert "石门县：主营业务收入合计由5,000变为0" in text
    assert "revenue" not in text
    assert text.index("第5行合计") < text.index("石门县")


def test_corrections_stand_by_what_has_become_of_them(city, clean):
    element = page.corrections(city, "en")
    assert element.text.splitlines()[0] == "Corrections in force: 1; proposed: 1; ended: 1; withdrawn: 0."
    by_id = {row[0]: row for row in table_rows(element)}
    assert by_id["K002"][2] == "another value: revenue 1,000,000 → 1,000,700"
    assert by_id["K001"][4] == "2007-05-01, ended 2008-01-01"
    assert by_id["K003"][3] == "Checked with the enterprise (Bureau of Statistics)"
    order = [row[0] for row in table_rows(element) if row[0].startswith("K")]
    assert order == ["K002", "K003", "K001"]
    assert page.corrections(clean, "zh").text == "没有更正记录，全部数字与报送一致。"


def test_a_restated_figure_is_shown_with_both_values(city):
    rows = table_rows(page.restatements(city, "en"))
    assert rows[1] == ["2006", "annual return", "revenue", "1", "+300"]
    assert rows[3][:6] == [
        "鼎城米业有限公司 (430700003)",
        "2006",
        "revenue",
        "3,000",
        "3,300",
        "+10.0\u00a0%",
    ]


def test_values_read_as_something_else_are_listed_by_kind(city):
    text = page.normalised(city, "zh").text
    assert "４４００ → 4400" in text


def test_totals_are_not_compared_across_a_change_of_scope(city):
    assert "2006年的统计范围为" in page.breaks(city, "zh").text
    first, _, row = page.growth(city, "zh").text.splitlines()[:3]
    assert first.startswith("2007年的收入合计与上年不可比")
    assert row.endswith("统计范围不同，合计不可比")


AMOUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 10**6), min_size=1)


@settings(max_examples=25, deadline=None)
@given(before=AMOUNTS, after=AMOUNTS)
def test_the_parts_of_the_gap_add_up_in_print(before, after):
    bridge = growth_bridge(pd.Series(before, dtype=float), pd.Series(after, dtype=float))
    cells = table_rows(growth(SimpleNamespace(growth=lambda: {2007: bridge}), "en"))[1]
    if cells[3] == "not known":
        return
    printed = [float(number.replace("−", "-")) for number in re.findall(r" ([+−][\d.]+)", f" {cells[4]}")]
    # A part is printed from 0.05 points on and rounded to a tenth; seven parts at most.
    assert abs(sum(printed) - float(cells[3].replace("−", "-"))) <= 0.05 * 8 + 1e-9


@pytest.mark.parametrize(
    "section", ["rejected", "coverage", "flags", "corrections", "restatements", "breaks", "senders"]
)
def test_a_section_with_nothing_to_say_says_so_in_one_sentence(clean, section):
    said = [line for line in getattr(page, section)(clean, "zh").text.splitlines() if line[0] != "["]
    said = [line for line in said if not line.startswith("从未有企业报送")]
    assert len(said) == 1
    assert said[0].endswith("。")


def test_a_command_is_shown_as_typed():
    element = elements.command("a --sender '<b>'", "c")
    assert element.html == '<pre class="plain" tabindex="0">a --sender &#39;&lt;b&gt;&#39;\nc</pre>'


def test_a_sentence_beside_a_file_is_stacked_on_a_phone_and_a_day_is_not_broken():
    table = pd.DataFrame({"file": ["a.csv"], "finding": ["x " * 30]})
    assert 'class="stack"' in elements.data_table(table, "en", {"file": "File", "finding": "Finding"}).html
    days = pd.DataFrame({"no": ["K001"], "day": ["2008-05-10"]})
    html = elements.data_table(days, "en", {"no": "No.", "day": "Decided"}).html
    assert 'class="day"' in html
    assert "stack" not in html


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_notebook_runs_on_a_spoiled_city(root, lang):
    executed = run_briefing(NOTEBOOK, {"root": str(root), "as_of": SPOILED, "lang": lang})
    content = export_page(executed, lang, name="data_quality", title="t", place="p", as_of=SPOILED).content
    assert "430700003" in content.decode()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_section_is_wider_than_a_phone(city, lang, tmp_path):
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("no chromium on this machine: make browser")
    from playwright.sync_api import sync_playwright

    body = "\n".join(
        f'<div class="cell">{getattr(page, name)(city, lang).html}</div>' for name in page.__all__
    )
    file = tmp_path / "page.html"
    file.write_bytes(render_page(body, lang, title="t", description="d", place="p").content)
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with (
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=executable, args=flags)) as browser,
    ):
        shown = browser.new_page(viewport={"width": 360, "height": 800})
        shown.goto(file.as_uri())
        assert shown.evaluate("document.documentElement.scrollWidth") <= 360
