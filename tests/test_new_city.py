"""Another city is a folder: the one `new-city` makes, and a province quite unlike Changde, from raw file to briefing."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from analysis import open_city
from analysis.briefings.export import export_page
from analysis.briefings.publish import EditionResult, build_editions
from analysis.briefings.run import run_briefing
from analysis.errors import MonitorError
from analysis.newcity import make_city
from analysis.newcity.folder import Name, _filled
from analysis.newcity.notebooks import shipped, write_notebooks
from analysis.paths import Paths
from analysis.pipeline import prepare
from analysis.policy import load_policy
from analysis.policy.audit import audit_plan
from analysis.sources.delivery import sidecar_of
from analysis.sources.inspect_proposal import proposal
from analysis.sources.inspection import inspect_file, learned_headings

PROVINCE = Path(__file__).parent / "second_city"
OF_CHANGDE = re.compile(r"常德|Changde|changde|湖南|Hunan|GB/T|亿元|万元|yuan")
EMBEDDED = re.compile(r"base64,[A-Za-z0-9+/=]+")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A new city under another name, prepared."""
    folder = tmp_path_factory.mktemp("made") / "castel"
    make_city(folder, name='Castel d\'Oro: "Süd"', name_zh="金堡市")
    assert prepare(Paths(folder), say=lambda line: None).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """The second decree with its deliveries, prepared, and the notebooks as every city gets them."""
    folder = tmp_path_factory.mktemp("province") / "valdoro"
    shutil.copytree(PROVINCE, folder)
    write_notebooks(folder)
    assert prepare(Paths(folder), say=lambda line: None).exit_code == 3
    return folder


def text_of(path):
    return EMBEDDED.sub("", path.read_text(encoding="utf-8"))


# --- the folder ---------------------------------------------------------------------------------------------


def test_the_command_makes_a_folder_that_can_be_audited_at_once(tmp_path):
    made = subprocess.run(
        [sys.executable, "-m", "analysis", "new-city", str(tmp_path / "new"), "--name", "Newtown"],
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    policy = load_policy(tmp_path / "new/data/policy")
    assert (policy.decree.city.en, policy.decree.city.zh, policy.decree.id) == (
        "Newtown",
        "Newtown",
        "newtown",
    )
    assert "finding" not in set(audit_plan(policy)["finding"])


@pytest.mark.parametrize("there", ["file", "folder"])
def test_what_is_there_already_is_never_written_over(tmp_path, there):
    target = tmp_path / "city"
    kept = target if there == "file" else target / "mine.txt"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("mine")
    with pytest.raises(MonitorError, match="something is there already"):
        make_city(target)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]
    assert kept.read_text() == "mine"


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "city").mkdir()
    files = make_city(tmp_path / "city")
    assert Path("data/policy/decree.yaml") in files
    assert [path.name for path in tmp_path.iterdir()] == ["city"]


@pytest.mark.parametrize("name", [" ", "two\nlines", "x" * 61])
def test_a_name_no_page_could_show_is_refused_and_nothing_written(tmp_path, name):
    with pytest.raises(MonitorError, match="cannot be the name of a city"):
        make_city(tmp_path / "city", name=name)
    assert not list(tmp_path.iterdir())


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60))
def test_any_name_stands_in_the_decree_as_it_was_given(tmp_path_factory, text):
    file = tmp_path_factory.getbasetemp() / "decree.yaml"
    file.write_text('id: "@ID@"\ncity: {zh: "@NAME_ZH@", en: "@NAME_EN@"}\n', encoding="utf-8")
    written = yaml.safe_load(_filled(file, Name(zh=text, en=text)))
    if "@" not in text:
        assert written["city"] == {"zh": text, "en": text}
    assert re.fullmatch(r"[a-z][a-z0-9_]*", written["id"])


def test_every_notebook_comes_along_and_opens_at_the_new_citys_date_and_places(made):
    source = {
        path.relative_to(shipped()) for path in shipped().rglob("*.ipynb") if ".ipynb_" not in str(path)
    }
    notebooks = {path.relative_to(made / "notebooks"): path for path in (made / "notebooks").rglob("*.ipynb")}
    assert set(notebooks) == source
    cells = [
        cell.source
        for path in notebooks.values()
        for cell in nbformat.read(path, 4).cells
        if "parameters" in cell.metadata.get("tags", [])
    ]
    assert all('as_of: str = "2023-07-31"' in source for source in cells)
    assert not [source for source in cells if re.search(r'"(tobacco|wuling)"', source)]


def test_nothing_of_changde_is_left_in_the_folder(made):
    files = [path for path in made.rglob("*") if path.suffix in {".yaml", ".csv", ".ipynb", ".json"}]
    # A comment of decree.yaml lists the units of money the software knows.
    found = {path.name: OF_CHANGDE.findall(text_of(path)) for path in files if path.name != "decree.yaml"}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.slow
def test_every_briefing_of_a_new_city_is_built_and_the_main_ones_in_both_languages(made):
    main = ["city", "commitments", "trajectory", "data_quality"]
    results = build_editions(Paths(made), "2023-07-31", ["en"])
    results |= build_editions(Paths(made), "2023-07-31", ["zh"], names=main)
    for result in results.values():
        assert isinstance(result, EditionResult), result
        assert set(result.briefings) >= set(main)
        assert result.missing_characters == {}
        for page in result.path.glob("*.html"):
            assert not OF_CHANGDE.search(text_of(page)), page.name


# --- the second decree --------------------------------------------------------------------------------------


def test_the_second_plan_is_audited_by_the_same_checks(province):
    findings = audit_plan(load_policy(province / "data/policy"))
    by_check = findings.groupby("check")["finding"].agg(set)
    assert by_check["K1"] == {"finding"}
    assert "50 m EUR" in " ".join(findings["en"])
    # It sets no total for all industry, so there is no share to recompute.
    assert "K2" not in by_check


def test_italian_files_are_read_exactly(province):
    city = open_city(province, "2017-05-31")
    rows = city.enterprise_year.set_index(["enterprise_id", "year"])
    mueller = rows.loc[("IT00000002", 2010)]
    assert (mueller["name"], mueller["district"], mueller["industry_code"]) == (
        "Maioliche Müller & C. S.r.l.", "pedemonte", "2331",
    )  # fmt: skip
    raw = (PROVINCE / "data/raw/returns/bilanci_2010.csv").read_text(encoding="cp1252")
    printed = next(line for line in raw.splitlines() if line.startswith("IT00000001")).split(";")[6]
    million = float(printed.replace(".", "").replace(",", "."))
    assert rows.loc[("IT00000001", 2010), "revenue"] == pytest.approx(million * 1000, rel=1e-12)
    # 2014 came as a workbook and in the aliases of that year.
    assert rows.loc[("IT00000007", 2014), "district"] == "capoluogo"


def test_a_new_italian_file_is_proposed_with_what_the_province_has_taught(province):
    raw = province / "data/raw/returns/bilanci_2015.csv"
    answer = yaml.safe_load(sidecar_of(raw).read_text(encoding="utf-8"))
    learned = learned_headings(province, but=sidecar_of(raw))
    draft = yaml.safe_load(proposal(inspect_file(raw.read_bytes(), raw.name, learned), "en"))
    same = ("table", "period", "encoding", "header_rows", "columns", "energy_unit", "codes")
    assert {key: draft[key] for key in same} == {key: answer[key] for key in same}
    # Whether a comma is the decimal sign and which unit money has, only a person can say.
    assert (draft["decimal"], draft["unit"]) == (None, None)


def test_a_place_nobody_declared_goes_back_with_the_names_of_the_province(province):
    rejected = open_city(province, "2017-05-31").rejected
    assert rejected[["file", "raw", "rule"]].values.tolist() == [
        ["returns/bilanci_2012.csv", "Castelnuovo", "district_is_not_known"]
    ]
    assert "Pedemonte" in rejected["hint"].iloc[0]


def test_the_verdicts_follow_from_the_second_decree_alone(province):
    city = open_city(province, "2017-05-31")
    status = city.status().set_index("commitment_id")
    assert len(status) == len(city.policy.commitments) == 18
    clusters = city.enterprise_year.dropna(subset="cluster").query("year == 2016")["revenue"].sum()
    assert status.loc["C001", "value"] == pytest.approx(clusters)
    assert (status.loc["C001", "unit"], status.loc["C001", "target"]) == ("k EUR", 5_500_000)
    # The energy promise counts from 2009, a year before everything else, and 2016 has no GDP growth yet.
    assert status.loc["C007", "year"] == 2015
    kept = [0.011, 0.014, 0.019, 0.020, 0.013, 0.016]
    expected = 1.0
    for each in kept:
        expected *= 1 - each
    assert status.loc["C007", "value"] == pytest.approx(expected - 1, abs=5e-5)


def test_its_programme_records_are_judged_by_the_kind_of_promise(province):
    status = open_city(province, "2017-05-31").status().set_index("commitment_id")["status"]
    # The laboratory opened in September instead of June, no fair was held in 2014, a new firm paid a fee.
    assert status[["C014", "C015", "C017", "C018"]].tolist() == [
        "achieved_late", "missed", "achieved", "missed",
    ]  # fmt: skip


def test_a_share_that_ought_to_fall_moves_away_when_it_rises(province):
    rising = open_city(province, "2015-09-30").status().set_index("commitment_id").loc["C008"]
    assert (rising["status"], rising["gap"] < 0, rising["progress_ratio"] < 0) == ("moving_away", True, True)
    missed = open_city(province, "2017-05-31").status().set_index("commitment_id").loc["C008"]
    assert missed["status"] == "missed"


@pytest.mark.slow
@pytest.mark.parametrize(("as_of", "lang"), [("2015-09-30", "zh"), ("2017-06-30", "en")])
def test_the_second_city_goes_from_raw_to_briefing(province, as_of, lang):
    page = page_of(province, "city_briefing.ipynb", as_of, lang)
    assert ("百万欧元" if lang == "zh" else "m EUR") in page
    assert ("这方面没有列入核心目标" if lang == "zh" else "no headline promise on this") in page
    assert ("默认按营业额" if lang == "zh" else "Turnover is the default") in page
    assert not OF_CHANGDE.search(page)
    assert "nan" not in page.split("<main")[1]


@pytest.mark.slow
def test_the_methods_are_tested_on_the_series_the_second_city_has(province):
    page = page_of(province, "method_validation.ipynb", "2017-06-30", "en")
    assert "2 of 2 energy results of Eastern Region" in page
    assert "tce/m EUR, 2010 prices" in page
    assert "synthetic data" in page


def page_of(root, notebook, as_of, lang):
    executed = run_briefing(root / "notebooks" / notebook, {"root": str(root), "as_of": as_of, "lang": lang})
    page = export_page(executed, lang, name=notebook, title="Briefing", place="Valdoro", as_of=as_of).content
    page = page if isinstance(page, str) else page.decode()
    return EMBEDDED.sub("", page).replace("\u00a0", " ")
