import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from analysis.city import open_city
from analysis.errors import MonitorError
from analysis.exports.giving_back import give_back
from analysis.exports.rejects import COLUMNS, by_sender, file_name, rejects, returned, with_senders

HOSTILE_NAME = '=HYPERLINK("http://x","点")'


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_every_rejected_cell_has_its_sender_and_its_reason_in_the_readers_language(city):
    found = rejects(city, "zh")
    assert tuple(found.columns) == COLUMNS
    assert list(zip(found["file"], found["line"], found["raw"].fillna(""), strict=True)) == [
        ("returns/annual_2007.csv", 3, "1,23"),
        ("returns/annual_2007.csv", 4, ""),
        ("returns/annual_2008.csv", 3, "12x"),
    ]
    assert found["producer_zh"].tolist() == ["统计局", "统计局", "国税局"]
    assert "不是数字" in found["reason"][2]
    assert "Not a number" in rejects(city, "en")["reason"][2]
    assert found["name"][0] == HOSTILE_NAME


def test_an_edition_gives_back_only_what_had_been_received(prepared):
    found = rejects(open_city(prepared.root, "2008-12-31"), "zh")
    assert set(found["file"]) == {"returns/annual_2007.csv"}


def test_a_settled_cell_is_left_out_from_the_day_it_was_settled(city):
    settled = city.rejected.assign(resolved=pd.Timestamp("2009-06-30"))
    assert with_senders(settled, city.sources, "zh", pd.Timestamp("2009-06-30")).empty
    assert len(with_senders(settled, city.sources, "zh", pd.Timestamp("2009-06-29"))) == len(settled)


def test_a_file_without_a_known_sender_is_not_lost(city):
    sources = city.sources[city.sources["file"] != "returns/annual_2008.csv"]
    groups = by_sender(with_senders(city.rejected, sources, "en", city.as_of), "en")
    assert {name: len(rows) for name, rows in groups.items()} == {
        "Bureau of Statistics": 2,
        "Sender not known": 1,
    }


@pytest.mark.parametrize("text", ["统计", "bureau OF"])
def test_a_sender_is_found_in_either_language(city, text):
    assert list(by_sender(rejects(city, "zh"), "zh", text)) == ["统计局"]


def test_an_unknown_sender_is_refused_with_the_known_ones(city):
    with pytest.raises(MonitorError, match=r"(?s)no rejected row comes from a sender like '海关'.*统计局"):
        give_back(city, "zh", sender="海关")


@pytest.mark.parametrize(("lang", "sheets"), [("zh", ["退回清单", "国税局", "统计局"]), ("en", None)])
def test_a_workbook_has_an_overview_and_a_sheet_for_each_sender(city, tmp_path, lang, sheets):
    give_back(city, lang, tmp_path / "rejects.xlsx")
    book = openpyxl.load_workbook(tmp_path / "rejects.xlsx")
    assert book.sheetnames == (sheets or ["Overview", "Bureau of Statistics", "Tax office _bold_"])
    page = book[book.sheetnames[-1 if lang == "zh" else 1]]
    heading, *rows = list(page.iter_rows(min_row=2, values_only=True))
    assert heading[-1] == ("更正值" if lang == "zh" else "Corrected value")
    assert [(row[0], row[2], row[6], row[8], row[-1]) for row in rows] == [
        ("returns/annual_2007.csv", 3, HOSTILE_NAME, "1,23", None),
        ("returns/annual_2007.csv", 4, "空白厂", "（空白）" if lang == "zh" else "(blank)", None),
    ]
    assert not any(cell.data_type == "f" for sheet in book for line in sheet.iter_rows() for cell in line)


def test_the_overview_counts_rows_cells_and_files(city, tmp_path):
    give_back(city, "zh", tmp_path / "rejects.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "rejects.xlsx")["退回清单"].iter_rows(values_only=True))
    assert "常德市" in rows[0][0]
    assert "2009-12-31" in rows[0][0]
    assert rows[-2:] == [
        ("国税局", 1, 1, "returns/annual_2008.csv"),
        ("统计局", 2, 2, "returns/annual_2007.csv"),
    ]


def test_a_character_nobody_sees_is_shown_to_the_sender(city):
    found = rejects(city, "zh").assign(raw="12\u200b\u202e3")
    assert returned(found, "zh")["raw"].tolist() == ["12[U+200B][U+202E]3"] * 3


def test_a_csv_opens_in_chinese_and_computes_nothing(city, tmp_path):
    give_back(city, "zh", tmp_path / "rejects.csv")
    raw = (tmp_path / "rejects.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [row["企业名称"] for row in rows] == ["乱码厂", "'" + HOSTILE_NAME, "空白厂"]
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_a_folder_gets_one_workbook_a_sender(city, tmp_path):
    give_back(city, "en", tmp_path / "out")
    assert sorted(files(tmp_path / "out")) == [
        "rejects_2009-12-31_Bureau_of_Statistics.xlsx",
        "rejects_2009-12-31_Tax_office_[bold].xlsx",
    ]


def test_equal_rejects_give_equal_bytes_and_replace_what_was_there(city, tmp_path):
    out = tmp_path / "rejects.xlsx"
    out.write_text("old", encoding="utf-8")
    give_back(city, "zh", out)
    first = files(tmp_path)
    give_back(city, "zh", out)
    assert files(tmp_path) == first
    assert list(first) == ["rejects.xlsx"]


@pytest.mark.parametrize("place", ["data/raw/returns/annual_2007.csv", "data/raw/x/../new.xlsx", "data"])
def test_nothing_is_ever_written_into_the_citys_data(city, place):
    before = files(city.paths.root)
    with pytest.raises(MonitorError, match="lies in the city's data"):
        give_back(city, "zh", city.paths.root / place)
    assert files(city.paths.root) == before


def test_a_link_does_not_lead_into_the_citys_data(city, tmp_path):
    (tmp_path / "link").symlink_to(city.paths.raw)
    with pytest.raises(MonitorError, match="lies in the city's data"):
        give_back(city, "zh", tmp_path / "link" / "rejects.xlsx")


def test_another_ending_is_refused(city, tmp_path):
    with pytest.raises(MonitorError, match=r"(?s)not written as \.pdf.*\.xlsx or \.csv"):
        give_back(city, "zh", tmp_path / "rejects.pdf")


def test_a_place_that_cannot_be_written_is_one_sentence(city, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(MonitorError, match="cannot be written"):
        give_back(city, "zh", tmp_path / "file" / "rejects.xlsx")


def test_nothing_rejected_is_said_and_nothing_is_written(prepared, tmp_path, capsys):
    give_back(open_city(prepared.root, "2007-12-31"), "zh", tmp_path / "rejects.xlsx")
    assert "没有需要退回的数据" in capsys.readouterr().out
    assert files(tmp_path) == {}


@pytest.mark.parametrize("sender", ["a/b\\c:d", "..", "", "很长" * 100, "a\0b", "CON.xlsx/.."])
def test_a_senders_file_name_is_a_plain_name(sender):
    name = file_name(sender, "2009-12-31")
    assert Path(name).name == name
    assert len(name.encode()) < 255
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)


def test_the_command_prints_each_senders_rows(prepared):
    words = ("rejects", "--root", prepared.root, "--as-of", "2009-12-31", "--lang", "en")
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, words)], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Bureau of Statistics: rows 2, cells 2" in done.stdout
    assert "Tax office [bold]: rows 1, cells 1" in done.stdout
    assert "returns/annual_2008.csv" in done.stdout
