"""A sidecar proposed for a file nobody has described: what a person adds makes it that of the committed sample."""

import io

import openpyxl
import pytest
import xlwt
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_city import ANNUAL, COLUMNS, HEADER, ROOT, ROW, SERIES, sheet_of

from analysis.errors import MonitorError, SourceError
from analysis.sources.delivery import raw_files, read_delivery, sidecar_of
from analysis.sources.inspect_columns import match_columns
from analysis.sources.inspect_proposal import proposal
from analysis.sources.inspection import inspect_and_propose, inspect_file, learned_headings

RAW = ROOT / "data" / "raw"
NAMES = [path.relative_to(RAW).as_posix() for path in raw_files(RAW)]
# Programme records have headings of each office's own, which a person has to read.
PROGRAMME = [name for name in NAMES if name.startswith("programme/")]
SAMPLE = [name for name in NAMES if name not in PROGRAMME]


def proposed(content, name="a.csv", learned=None, **asked):
    raw = content if isinstance(content, bytes) else content.encode("gb18030")
    return yaml.safe_load(proposal(inspect_file(raw, name, learned or {}, **asked), "zh"))


def filled(draft, answer):
    """The draft with every blank taken from the real sidecar, and nothing else."""
    blank = {key: answer.get(key) for key, value in draft.items() if value in (None, "")}
    nested = {
        key: filled(value, answer.get(key) or {}) for key, value in draft.items() if isinstance(value, dict)
    }
    return draft | blank | nested


@pytest.mark.parametrize("name", SAMPLE)
def test_the_proposal_for_each_sample_file_gives_the_rows_of_its_real_sidecar(name, city, policy):
    path, copy = RAW / name, city.raw / name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(path.read_bytes())
    answer = yaml.safe_load(sidecar_of(path).read_text(encoding="utf-8"))
    draft = filled(proposed(path.read_bytes(), path.name), answer)
    sidecar_of(copy).write_text(yaml.safe_dump(draft, allow_unicode=True), encoding="utf-8")
    ours, real = read_delivery(copy, city.raw, policy), read_delivery(path, RAW, policy)
    assert ours.account == real.account
    assert ours.rows.equals(real.rows.assign(file=ours.rows["file"]))


@pytest.mark.parametrize("name", PROGRAMME[::7])
def test_headings_of_an_offices_own_are_left_for_a_person(name, city, policy):
    copy = city.raw / name
    copy.parent.mkdir(parents=True)
    copy.write_bytes((RAW / name).read_bytes())
    inspect_and_propose(copy, city.root, "zh", write=True)
    draft = yaml.safe_load(sidecar_of(copy).read_text(encoding="utf-8"))
    assert None in draft["columns"].values() or "" in draft["columns"].values()
    with pytest.raises(SourceError):
        read_delivery(copy, city.raw, policy)


def test_what_the_file_does_not_say_stays_blank_and_is_refused(city, policy):
    path = city.raw / "ytd_2009_02.csv"
    path.write_text(sheet_of(ROW), encoding="utf-8")
    inspect_and_propose(path, city.root, "en", write=True)
    draft = yaml.safe_load(sidecar_of(path).read_text(encoding="utf-8"))
    blank = {"kind", "obtained", "unit", "classification"}
    assert {key for key, value in draft.items() if value in (None, "")} == blank
    assert draft["period"] == {"year": 2009, "month": 2}
    answers = {"kind": "real", "obtained": "2009-03-21", "unit": "万元", "classification": None}
    said = draft | answers | {"producer": {"zh": "统计局", "en": "Bureau"}, "codes": "own"}
    for key in ("kind", "obtained", "unit"):
        left_blank = yaml.safe_dump(said | {key: None}, allow_unicode=True)
        sidecar_of(path).write_text(left_blank, encoding="utf-8")
        with pytest.raises(SourceError, match=key):
            read_delivery(path, city.raw, policy)


@pytest.mark.parametrize(
    ("above", "header", "unit"),
    [
        ("单位：千元", HEADER, "千元"),
        ("计量单位: 亿元", HEADER, "亿元"),
        ("表1（2007年）", HEADER.replace("主营业务收入", "主营业务收入（万元）"), "万元"),
        ("单位：万元", HEADER.replace("主营业务收入", "主营业务收入（千元）"), None),
        ("表1（2007年）", HEADER, None),
    ],
)
def test_a_unit_is_proposed_only_where_one_alone_is_printed(above, header, unit):
    draft = proposed(f"规模以上工业（2007年）\n{above}\n" + sheet_of(ROW, header=header))
    assert draft["unit"] == unit
    assert draft["header_rows"] == [3]


@pytest.mark.parametrize(
    ("name", "title", "table", "period"),
    [
        ("a.csv", "主要指标（2007年）", "enterprise_year", {"year": 2007}),
        ("a.csv", "2009年1—5月主要指标", "enterprise_ytd", {"year": 2009, "month": 5}),
        ("annual_2007.csv", "主要指标", "enterprise_year", {"year": 2007}),
        ("累计2009-05.csv", "主要指标", "enterprise_ytd", {"year": 2009, "month": 5}),
        ("a.csv", "2007年、2008年主要指标", None, None),
        ("a.csv", "主要指标", None, None),
    ],
)
def test_the_period_is_that_of_the_title_or_else_of_the_name(name, title, table, period):
    draft = proposed(f"{title}\n" + sheet_of(ROW), name)
    assert (draft["table"], draft["period"]) == (table, period)


def test_signs_among_figures_are_listed_with_a_blank_meaning():
    rows = [
        f"43070000{n},企业{n},武陵区,,1620,烟草,{cell}"
        for n, cell in enumerate(["…", "…", "(12)", "2.4亿", "5"])
    ]
    draft = proposed(sheet_of(*rows), "annual_2007.csv")
    assert draft["symbols"] == {"…": None}
    assert draft["negatives"] is None
    assert draft["inline_units"] is None


def test_lines_without_figures_are_classed():
    content = sheet_of(
        ROW, HEADER, "小计,,,,,,5", "其中：私营,,,,,,5", "合计,,,,,,9", "注：初步数,,,,,,", "张三,,,,,,"
    )
    found = inspect_file(content.encode("gb18030"), "a.csv", {})
    assert [(line.line, line.kind) for line in found.layout.lines] == [
        (1, "header"), (3, "header"), (4, "total"), (5, "total"), (6, "total"), (7, "note"), (8, "remark"),
    ]  # fmt: skip
    draft = yaml.safe_load(proposal(found, "zh"))
    assert (draft["totals"], draft["notes"]) == (["小计", "其中", "合计"], ["注："])
    assert len(found.layout.data) == 1


def test_an_enterprise_whose_name_begins_like_a_total_stays_data():
    found = inspect_file(sheet_of("合计贸易公司,,武陵区,,1620,烟草,5").encode("gb18030"), "a.csv", {})
    assert (len(found.layout.data), found.layout.of("total")) == (1, [])


@pytest.mark.parametrize(
    "printed",
    [
        "营业收入",
        "营业外收入",
        "非主营业务收入",
        "工业销售产值",
        "上年主营业务收入",
        "其中：国有/主营业务收入",
        "利税总额",
    ],
)
def test_a_heading_that_is_only_similar_gets_no_name(printed):
    assert match_columns([printed], {})[printed].canonical is None


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("主营业务收入（万元）", "revenue"),
        ("主营业务收入/本月", "revenue_month"),
        ("企业基本情况/单位名称", "name"),
        ("工业总产值/上年同期", "ignore"),
        ("Enterprise code", "enterprise_id"),
        ("区县（市）", "district"),
        ("综合能源消费量 （吨标准煤）", "energy_tce"),
    ],
)
def test_usual_headings_are_known_in_their_usual_spellings(printed, canonical):
    assert match_columns([printed], {})[printed].canonical == canonical


def test_two_columns_of_one_name_are_both_left_to_a_person():
    found = match_columns(["主营业务收入", "主营业务收入(万元)"], {})
    assert {match.canonical for match in found.values()} == {None}


def test_headings_of_earlier_sidecars_are_learned_unless_they_disagree(city):
    for name, column in (("a", "revenue"), ("b", "revenue"), ("c", "gross_output")):
        others = {k: v for k, v in COLUMNS.items() if v != "revenue"}
        revenue = {"销售额": "revenue"} if column == "revenue" else {"销售额": column, "营收": "revenue"}
        said = ANNUAL | {"columns": others | revenue}
        (city.raw / f"{name}.csv.source.yaml").write_text(
            yaml.safe_dump(said, allow_unicode=True), encoding="utf-8"
        )
    learned = learned_headings(city.root)
    assert learned["营收"] == ("revenue", "c.csv.source.yaml")
    assert "销售额" not in learned
    draft = proposed(sheet_of(ROW, header=HEADER.replace("主营业务收入", "营收")), "annual_2007.csv", learned)
    assert draft["columns"]["营收"] == "revenue"


def workbook_of(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, (state, rows) in sheets.items():
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_of_several_sheets_the_fullest_visible_one_is_read_and_the_others_left_to_a_person():
    table = [HEADER.split(","), ROW.split(","), ROW.split(",")]
    content = workbook_of(
        说明=("visible", [["x"]]), 附表=("visible", table), 底稿=("hidden", table * 3), 空=("visible", [])
    )
    draft = proposed(content, "annual_2007.xlsx")
    assert (draft["sheet"], draft["ignore_sheets"]) == ("附表", None)
    comment = next(
        line
        for line in proposal(inspect_file(content, "a.xlsx", {}), "en").splitlines()
        if "ignore_sheets" in line
    )
    assert "说明" in comment
    assert "底稿 (no (hidden))" in comment
    assert "空" not in comment
    assert proposed(content, "a.xlsx", sheet="底稿")["sheet"] == "底稿"
    with pytest.raises(SourceError, match="has no sheet"):
        proposed(content, "a.xlsx", sheet="无")


def test_an_old_workbook_is_looked_at_as_well():
    book = xlwt.Workbook()
    sheet = book.add_sheet("附表")
    for line, row in enumerate([["2007年主要指标"], ["单位：千元"], HEADER.split(","), ROW.split(",")]):
        for place, cell in enumerate(row):
            sheet.write(line, place, cell)
    content = io.BytesIO()
    book.save(content)
    draft = proposed(content.getvalue(), "a.xls")
    assert (draft["sheet"], draft["header_rows"], draft["unit"], draft["columns"]) == (
        "附表",
        [3],
        "千元",
        COLUMNS,
    )


def test_a_header_without_known_headings_is_found_above_figures():
    draft = proposed("甲类,乙类,丙类\nx,y,3\nz,w,4\n")
    assert draft["header_rows"] == [1]
    assert draft["columns"] == {"甲类": None, "乙类": None, "丙类": None}


def test_published_figures_are_told_by_their_columns():
    row = "changde,gdp,2004,,583.37,亿元,current,2005-03-31,assumed,Yearbook,"
    draft = proposed(f"{SERIES}\n{row}\n", "gdp.csv")
    assert draft["table"] == "official_series"
    assert draft["columns"] == {name: name for name in SERIES.split(",")}
    assert not {"period", "unit"} & draft.keys()


def test_a_sidecar_is_never_written_over(city):
    path = city.raw / "a.csv"
    path.write_text(sheet_of(ROW), encoding="utf-8")
    sidecar_of(path).write_text("kept", encoding="utf-8")
    with pytest.raises(MonitorError, match="is there already"):
        inspect_and_propose(path, city.root, "zh", write=True)
    assert sidecar_of(path).read_text(encoding="utf-8") == "kept"


ODD = st.sampled_from(["\x85", "\u2028", ": x", "# x", "- x", "{x", "&x", "*x", "!x", "'", "%", "@x", "\t"])
CELL = ODD | st.text(st.characters(exclude_categories=("Cs",), exclude_characters='"\0\r\n'), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(["zh", "en"])
)
def test_whatever_a_text_holds_its_proposal_is_yaml(rows, lang):
    content = sheet_of(
        ROW, *(",".join(f'"{cell}"' for cell in row) for row in rows), header=f"{HEADER},{rows[0][0][:5]}"
    )
    try:
        found = inspect_file(content.encode("utf-8"), "a.csv", {})
    except SourceError:
        return
    assert yaml.safe_load(proposal(found, lang))["columns"].keys() == found.columns.keys()
