import importlib
import json
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis import pipeline
from analysis.errors import MonitorError
from analysis.pipeline import prepare
from analysis.processed import latest_as_of, load_rejected, load_validated, source_files

sys.path.insert(0, str(Path(__file__).parent / "sources"))
raw_city = importlib.import_module("raw_city")
ANNUAL, ROW = raw_city.ANNUAL, raw_city.ROW
deliver, new_city, sheet_of = raw_city.deliver, raw_city.new_city, raw_city.sheet_of
BAD = ROW.replace("0001,", "0002,").replace("1474500", '"1,23"')


@pytest.fixture
def city(tmp_path):
    paths = new_city(tmp_path)
    deliver(paths, "returns/annual_2007.csv", sheet_of(ROW, "合计,,,,,,1474500"))
    return paths


@pytest.fixture
def said():
    return []


def processed_bytes(paths):
    """Everything a run has published; `parts`, what single files gave, is only kept to be taken over."""
    files = sorted(path for path in paths.processed.rglob("*") if path.is_file())
    files = [path for path in files if paths.parts not in path.parents]
    return {path.relative_to(paths.processed).as_posix(): path.read_bytes() for path in files}


def test_a_clean_run_ends_with_0_and_says_its_stages(city, said):
    record = prepare(city, say=said.append)
    assert record.exit_code == 0
    assert said[0] == "validated  enterprise_year  2007  in 3  accepted 1  rejected 0  non-data 2"
    assert load_validated(city, "2008-12-31").enterprise_year()["revenue"].tolist() == [1474500]
    assert load_validated(city, "2008-02-27").enterprise_year().empty
    assert pd.read_parquet(city.indicators / "cluster_year.parquet")["revenue"].tolist() == [1474500]


def test_rejected_rows_end_with_3_and_are_listed(city, said):
    deliver(city, "returns/annual_2008.csv", sheet_of(ROW, BAD), period={"year": 2008}, obtained="2009-02-27")
    assert prepare(city, say=said.append).exit_code == 3
    (row,) = load_rejected(city, "2009-12-31").to_dict("records")
    found = (row["line"], row["column"], row["raw"], row["rule"])
    assert found == (3, "主营业务收入", "1,23", "thousands_grouped_wrongly")
    assert load_rejected(city, "2008-12-31").empty
    assert "1 row is rejected." in "\n".join(said)


def test_every_refused_file_is_named_and_nothing_is_replaced(city, said):
    prepare(city, say=said.append)
    before = processed_bytes(city)
    deliver(city, "returns/annual_2008.csv", "", period={"year": 2008})
    deliver(city, "returns/annual_2009.csv", sheet_of(ROW), period={"year": 2009}, unit=None)
    deliver(city, "returns/annual_2010.csv", sheet_of(ROW), period={"year": 2010}, obtained="2011-02-28")
    record = prepare(city, say=said.append)
    assert record.exit_code == 4
    assert len(record.refused) == 2
    assert "annual_2008.csv: is empty" in "\n".join(said)
    assert "annual_2009.csv.source.yaml: unit" in "\n".join(said)
    assert processed_bytes(city) == before
    assert sorted(path.name for path in city.processed.parent.iterdir()) == ["policy", "processed", "raw"]


def test_unchanged_inputs_are_not_read_again(city, said):
    deliver(city, "returns/annual_2008.csv", sheet_of(ROW, BAD), period={"year": 2008}, obtained="2009-02-27")
    first = prepare(city, say=said.append)
    stamps = {path: path.stat().st_mtime_ns for path in city.processed.rglob("*")}
    said.clear()
    second = prepare(city, say=said.append)
    assert second == first
    assert said == [f"nothing has changed since {first.run}"]
    assert {path: path.stat().st_mtime_ns for path in city.processed.rglob("*")} == stamps


@pytest.mark.parametrize("changed", ["raw", "sidecar", "policy"])
def test_a_changed_input_is_read_again(city, said, changed):
    first = prepare(city, say=said.append)
    path = {
        "raw": city.raw / "returns" / "annual_2007.csv",
        "sidecar": city.raw / "returns" / "annual_2007.csv.source.yaml",
        "policy": city.policy / "clusters.yaml",
    }[changed]
    path.write_bytes(path.read_bytes() + b"\n")
    assert prepare(city, say=said.append).inputs != first.inputs


def test_another_date_redoes_only_the_indicators(city, said):
    deliver(city, "returns/annual_2008.csv", sheet_of(ROW), period={"year": 2008}, obtained="2009-02-27")
    prepare(city, say=said.append)
    before = processed_bytes(city)
    record = prepare(city, as_of=date(2008, 12, 31), say=said.append)
    after = processed_bytes(city)
    assert record.as_of == date(2008, 12, 31)
    assert pd.read_parquet(city.indicators / "cluster_year.parquet")["year"].tolist() == [2007]
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"run.json", *(name for name in after if name.startswith("indicators/"))}


def test_equal_inputs_give_equal_bytes(city, said, tmp_path_factory):
    prepare(city, say=said.append)
    other = new_city(tmp_path_factory.mktemp("elsewhere"))
    deliver(other, "returns/annual_2007.csv", sheet_of(ROW, "合计,,,,,,1474500"))
    prepare(other, say=said.append)
    assert processed_bytes(city) == processed_bytes(other)


def test_the_run_record_accounts_for_every_line(city, said):
    prepare(city, say=said.append)
    record = json.loads(city.run_record.read_text(encoding="utf-8"))
    (each,) = record["files"]
    assert each["lines_in"] == each["accepted"] + each["rejected"] + sum(each["non_data"].values())
    assert str(city.root) not in city.run_record.read_text(encoding="utf-8")
    assert (each["file"], each["encoding"], record["exit_code"]) == ("returns/annual_2007.csv", "gb18030", 0)


def test_a_crash_while_saving_leaves_the_last_run(city, said, monkeypatch):
    prepare(city, say=said.append)
    before = processed_bytes(city)
    deliver(city, "returns/annual_2008.csv", sheet_of(ROW), period={"year": 2008}, obtained="2009-02-27")

    def power_cut(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "save_indicators", power_cut)
    with pytest.raises(KeyboardInterrupt):
        prepare(city, say=said.append)
    assert processed_bytes(city) == before


def test_a_crash_between_the_two_renames_is_mended(city, said):
    prepare(city, say=said.append)
    city.processed.rename(city.processed.with_name(".processed-before"))
    assert latest_as_of(city) == date(2008, 2, 29)


def test_the_default_edition_is_the_month_end_of_the_newest_return(city, said):
    prepare(city, say=said.append)
    assert latest_as_of(city) == date(2008, 2, 29)
    period = {"year": 2008, "month": 8}
    ytd = ANNUAL | {"table": "enterprise_ytd", "period": period, "obtained": "2008-09-20"}
    deliver(city, "ytd.csv", sheet_of(ROW), ytd)
    assert prepare(city, say=said.append).as_of == latest_as_of(city) == date(2008, 9, 30)


def test_the_default_edition_is_not_in_the_future(city, said):
    deliver(city, "returns/annual_2007.csv", sheet_of(ROW), obtained=date.today().isoformat())
    assert prepare(city, say=said.append).as_of == date.today()


def test_sources_are_listed_once_received(city, said):
    prepare(city, say=said.append)
    (row,) = source_files(city, date(2008, 3, 1)).to_dict("records")
    assert (row["file"], row["producer_zh"], row["non_data"]) == ("returns/annual_2007.csv", "统计局", 2)
    assert source_files(city, date(2008, 2, 1)).empty


@pytest.mark.parametrize("load", [latest_as_of, lambda c: load_validated(c, "2008-12-31"),
                                  lambda c: load_rejected(c, "2008-12-31")])  # fmt: skip
def test_nothing_prepared_names_the_command(city, load):
    with pytest.raises(MonitorError, match="cluster-monitor prepare"):
        load(city)


def test_a_date_before_the_first_return_writes_nothing(city, said):
    with pytest.raises(MonitorError, match="2008-02-28"):
        prepare(city, as_of=date(2007, 1, 1), say=said.append)
    assert not city.processed.exists()
