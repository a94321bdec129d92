"""What a file gave is taken over by later runs as long as nothing it depends on has changed."""

import shutil

import pytest
import yaml
from raw_city import ANNUAL, ROW, deliver, new_city, sheet_of

from analysis.errors import PolicyError
from analysis.pipeline import prepare
from analysis.sources import parts

YEARS = (2006, 2007, 2008)
STALE = {
    "K001": {
        "action": "override", "table": "enterprise_year", "where": {"enterprise_id": "430700001", "year": 2007},
        "column": "revenue", "expected": 1, "set": 2, "reason": {"zh": "更正", "en": "Mended"},
        "decided": "2009-05-01", "decided_by": "Li", "status": "in_force",
    }
}  # fmt: skip


def annual(year, **changed):
    return ANNUAL | {"period": {"year": year}, "obtained": f"{year + 1}-02-28"} | changed


@pytest.fixture
def city(tmp_path):
    paths = new_city(tmp_path)
    for year in YEARS:
        deliver(paths, f"returns/{year}.csv", sheet_of(ROW), annual(year))
    return paths


@pytest.fixture
def read(monkeypatch):
    """The files that are read from here on."""
    files, really = [], parts.read_delivery

    def counted(path, raw, policy):
        files.append(path.name)
        return really(path, raw, policy)

    monkeypatch.setattr(parts, "read_delivery", counted)
    return files


def quietly(paths):
    return prepare(paths, say=lambda line: None)


def published(paths):
    files = [path for path in paths.processed.rglob("*") if path.is_file()]
    return {path.relative_to(paths.processed).as_posix(): path.read_bytes() for path in files}


def correct(paths, records):
    text = yaml.safe_dump(records, allow_unicode=True)
    (paths.policy / "corrections.yaml").write_text(text, encoding="utf-8")


def test_of_a_changed_city_only_the_changed_file_is_read(city, read):
    quietly(city)
    assert sorted(read) == ["2006.csv", "2007.csv", "2008.csv"]
    read.clear()
    deliver(city, "returns/2007.csv", sheet_of(ROW.replace("1474500", "1500000")), annual(2007))
    assert [each.accepted for each in quietly(city).files] == [1, 1, 1]
    assert read == ["2007.csv"]


def test_a_changed_sidecar_counts_as_a_changed_file(city, read):
    quietly(city)
    read.clear()
    deliver(city, "returns/2008.csv", sheet_of(ROW), annual(2008, obtained="2009-03-02"))
    quietly(city)
    assert read == ["2008.csv"]


def test_a_file_under_another_name_is_read_for_its_rows_name_it(city, read):
    quietly(city)
    read.clear()
    for path in list((city.raw / "returns").glob("2006.csv*")):
        path.rename(path.with_name(path.name.replace("2006", "annual_2006")))
    assert quietly(city).files[2].file == "returns/annual_2006.csv"
    assert read == ["annual_2006.csv"]


@pytest.mark.parametrize(("document", "again"), [("clusters.yaml", 3), ("commitments.yaml", 0)])
def test_files_are_read_again_for_the_policy_their_rows_depend_on(city, read, document, again):
    quietly(city)
    read.clear()
    path = city.policy / document
    path.write_bytes(path.read_bytes() + b"\n# looked at\n")
    quietly(city)
    assert len(read) == again


def test_a_refused_file_costs_no_other_file_its_reading(city, read):
    deliver(city, "returns/2007.csv", "", annual(2007))
    assert quietly(city).exit_code == 4
    read.clear()
    deliver(city, "returns/2007.csv", sheet_of(ROW), annual(2007))
    assert quietly(city).exit_code == 0
    assert read == ["2007.csv"]


def test_files_refused_together_are_not_read_again(city, read):
    copy = deliver(city, "returns/2008_copy.csv", sheet_of(ROW), annual(2008))
    assert quietly(city).exit_code == 4
    read.clear()
    for path in (copy, copy.with_name(f"{copy.name}.source.yaml")):
        path.unlink()
    assert quietly(city).exit_code == 0
    assert read == []


def test_a_correction_out_of_date_is_mended_without_reading_a_file_again(city, read):
    correct(city, STALE)
    with pytest.raises(PolicyError, match="K001 does not find the value it corrects"):
        quietly(city)
    assert not city.validated.exists()
    read.clear()
    correct(city, {"K001": STALE["K001"] | {"expected": 1474500, "set": 1400000}})
    assert [each.corrected for each in quietly(city).files] == [0, 1, 0]
    assert read == []


def test_what_is_deleted_comes_back_byte_for_byte(city):
    quietly(city)
    before = published(city)
    shutil.rmtree(city.processed)
    quietly(city)
    assert published(city) == before


def test_a_part_cut_short_is_no_part(city, read):
    quietly(city)
    for folder in city.parts.iterdir():
        (folder / "file.json").unlink()
    city.run_record.unlink()
    read.clear()
    assert quietly(city).exit_code == 0
    assert len(read) == 3


def test_a_part_gives_back_what_the_file_gave(city, policy):
    path = city.raw / "returns" / "2007.csv"
    name = parts.part_name(path, city.raw, "basis")
    record = parts.make_part(path, city.raw, policy, city.root / name, "basis")
    loaded, delivery = parts.load_part(city.root / name), parts.read_delivery(path, city.raw, policy)
    assert loaded.record == record
    for kind in ("rows", "rejected", "normalised", "flags"):
        assert getattr(loaded, kind).equals(getattr(delivery, kind))


def test_a_part_without_its_rows_is_missed_and_not_taken_for_an_empty_one(city):
    prepare(city, say=lambda _: None)
    part = next(city.parts.iterdir())
    assert not (part / "rejected.parquet").exists()
    assert len(parts.load_part(part).rejected) == 0
    (part / "rows.parquet").unlink()
    with pytest.raises(FileNotFoundError):
        parts.load_part(part)
