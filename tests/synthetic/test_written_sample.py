"""The sample's files against the tables they were printed from, and the committed sample against both."""

from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
import yaml
from openpyxl import load_workbook

from analysis.policy import load_policy
from analysis.sources.sidecar import read_sidecar
from analysis.synthetic import write_sample
from analysis.units import to_unit

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "data" / "raw"


def deliveries(folder):
    # The programme records have tests of their own.
    return sorted(
        p
        for part in ("register", "returns")
        for p in (folder / part).iterdir()
        if p.suffix in {".csv", ".xlsx"}
    )


def cells(path):
    """Every row of a file as text, by the simplest reader there is."""
    if path.suffix == ".xlsx":
        sheet = load_workbook(path).worksheets[0]
        return [["" if v is None else v for v in row] for row in sheet.iter_rows(values_only=True)]
    content = path.read_bytes()
    encoding = "gb18030" if path.name.startswith("annual") else "utf-8-sig"
    return [line.split(",") for line in content.decode(encoding).splitlines()]


def table(path):
    """Rows and canonical column names of a delivery, as its sidecar describes it."""
    sidecar = yaml.safe_load(Path(f"{path}.source.yaml").read_text(encoding="utf-8"))
    rows = cells(path)[sidecar["header_rows"][-1] :]
    columns = list(sidecar["columns"].values())
    data = [row for row in rows if row[0] != "合计" and not str(row[0]).startswith("注：")]
    return sidecar, pd.DataFrame(data, columns=columns)


def test_two_runs_write_the_same_bytes(sample, tmp_path):
    write_sample(tmp_path)
    written = [p.relative_to(sample) for p in sorted(sample.rglob("*")) if p.is_file()]
    assert len(written) == 164
    assert all((sample / name).read_bytes() == (tmp_path / name).read_bytes() for name in written)


@pytest.mark.parametrize("year", range(2005, 2011))
def test_annual_files_hold_the_generated_table(sample, city, year):
    (path,) = (p for p in deliveries(sample) if p.name.startswith(f"annual_{year}"))
    sidecar, printed = table(path)
    expected = city.enterprise_year.query("year == @year")
    assert printed["enterprise_id"].tolist() == expected["enterprise_id"].tolist()
    for name in ("revenue", "gross_output", "value_added", "tax"):
        found = to_unit(pd.to_numeric(printed[name]), sidecar["unit"], "万元").round(6)
        assert found.tolist() == expected[name].tolist()
    for name in ("energy_tce", "employees"):
        assert pd.to_numeric(printed[name]).tolist() == expected[name].tolist()
    total = next(row for row in cells(path) if row[0] == "合计")
    column = list(sidecar["columns"].values()).index("revenue")
    assert to_unit(float(total[column]), sidecar["unit"], "万元") == pytest.approx(expected["revenue"].sum())


def test_cumulative_files_hold_the_generated_table(sample, city):
    parts = []
    for path in (p for p in deliveries(sample) if p.name.startswith("ytd")):
        sidecar, printed = table(path)
        parts.append(printed.assign(**sidecar["period"]))
    printed = pd.concat(parts)
    for name in ("enterprise_id", "revenue", "gross_output", "year", "month"):
        assert printed[name].astype(str).tolist() == city.enterprise_ytd[name].astype(str).tolist()


def test_three_formats_are_as_offices_send_them(sample):
    text = (sample / "returns/annual_2005.csv").read_bytes()
    assert "单位：千元" in text.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        text.decode("utf-8")
    assert (sample / "returns/ytd_2009_02.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    sheet = load_workbook(sample / "returns/annual_2010.xlsx").worksheets[0]
    assert "H4:I4" in {str(cell_range) for cell_range in sheet.merged_cells.ranges}
    assert sheet["A3"].value == "单位：亿元"


def test_workbook_carries_no_clock(sample):
    properties = load_workbook(BytesIO((sample / "returns/annual_2008.xlsx").read_bytes())).properties
    assert properties.created == properties.modified
    assert properties.created.year == 2011


def test_sidecars_are_accepted_and_say_synthetic(sample):
    for path in deliveries(sample):
        sidecar = read_sidecar(Path(f"{path}.source.yaml"), path.name)
        assert sidecar.kind == "synthetic"


def test_files_arrive_after_the_period_they_report(sample):
    for path in deliveries(sample):
        sidecar = read_sidecar(Path(f"{path}.source.yaml"), path.name)
        if sidecar.period:
            end = pd.Timestamp(sidecar.period.year, sidecar.period.month or 12, 1) + pd.offsets.MonthEnd(0)
            days = (pd.Timestamp(sidecar.obtained) - end).days
            assert 20 <= days <= (25 if sidecar.period.month else 80), path.name


def test_printed_names_and_codes_are_those_of_the_policy(sample):
    policy = load_policy(ROOT / "data" / "policy")
    for path in deliveries(sample):
        sidecar, printed = table(path)
        if sidecar["table"] == "official_series":
            continue
        for text in printed["district"].unique():
            assert policy.district_named(text)
        for text, codes in printed.groupby("cluster")["industry_code"]:
            assert {policy.cluster_of_code(code) for code in codes} == {policy.cluster_named(text)}, text


def test_the_committed_sample_is_what_the_generator_writes(sample):
    names = [path.relative_to(sample) for path in deliveries(sample)]
    assert names == [path.relative_to(COMMITTED) for path in deliveries(COMMITTED)]
    for name in names:
        assert cells(COMMITTED / name) == cells(sample / name), name
        sidecar = f"{name}.source.yaml"
        assert (COMMITTED / sidecar).read_bytes() == (sample / sidecar).read_bytes()
        if name.suffix == ".csv":
            assert (COMMITTED / name).read_bytes() == (sample / name).read_bytes()


def test_the_committed_sample_stays_small():
    assert sum(path.stat().st_size for path in COMMITTED.rglob("*") if path.is_file()) < 3_000_000
