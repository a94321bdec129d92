import contextlib
import csv
import gzip
import io
import os
import socket
import time
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import SourceError
from analysis.sources.grid import read_grid
from analysis.sources.readers import raw as raw_module
from analysis.sources.readers.raw import read_raw

PLAIN = "代码,收入\n0001,5\n"


class Said(NamedTuple):
    """What the readers ask of a sidecar."""

    sheet: str | None = None
    header_rows: tuple = (1,)
    encoding: str | None = None


def grid_of(content, name="a.csv", **said):
    return read_grid(content if isinstance(content, bytes) else content.encode(), Said(**said), name)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_delimiter_is_read_in_every_encoding(delimiter, encoding):
    grid = grid_of(PLAIN.replace(",", delimiter).encode(encoding))
    assert [row.cells for row in grid.rows] == [("代码", "收入"), ("0001", "5")]
    assert (grid.lines, grid.sheet, grid.address(0, 1)) == (2, None, None)


def test_a_delimiter_inside_quotes_or_above_the_header_does_not_count():
    grid = grid_of('题;目;一;览\n"产值,当年,万元";收入\n1;2\n', header_rows=(2,))
    assert grid.rows[1].cells == ("产值,当年,万元", "收入")


@given(
    st.lists(st.lists(st.text(st.sampled_from('ab"甲,\n\r\t ;')), min_size=2, max_size=3), min_size=1),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_rows_written_by_another_program_come_back_and_account_for_every_line(rows, end):
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([["h", "i"], *rows])
    grid = grid_of(written.getvalue())
    assert [list(row.cells) for row in grid.rows[1:]] == rows
    assert sum(row.span for row in grid.rows) == grid.lines


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ('a,b\n1,2\n3,"没完,4\n5,6\n', "line 3: a quotation mark opened here"),
        ('a,b\n1,"2"3\n', "line 2: a quotation mark opened here"),
        ('a,b\n1,"' + "x\n" * 200_000, "line 2: a quotation mark opened here"),
        ("a,b\n1," + "x" * 200_000 + "\n", "line 2: a cell has more than 131,072 characters"),
        ("a,b\n1,\0,3\n", "line 2, character 6: holds a NUL"),
        ("", r"is empty\."),
        ("\ufeff \r\n\t", "nothing but blanks"),
    ],
)
def test_a_broken_text_is_refused_with_its_place(content, cause):
    with pytest.raises(SourceError, match=cause):
        grid_of(content)


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_read_with_every_line_accounted_for_or_refused(raw):
    with contextlib.suppress(SourceError):
        grid = grid_of(raw)
        assert sum(row.span for row in grid.rows) == grid.lines


MARKUP = "<html><body><table><tr><td>代码</td></tr></table></body></html>"
XML2003 = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (MARKUP, "an HTML page"),
        (MARKUP.encode("utf-16"), "an HTML page"),
        ("\n<!DOCTYPE HTML><p>", "an HTML page"),
        ("<table border=1>", "an HTML page"),
        (XML2003, "an XML spreadsheet of 2003"),
        ('<?xml version="1.0"?><data/>', "an XML document"),
        ('[{"a": 1}]', "a JSON document"),
        (b"%PDF-1.4\n%\xe2\xe3", "a PDF document"),
        (b"{\\rtf1\\ansi}", "an RTF document"),
        (gzip.compress(PLAIN.encode(), mtime=0), "a gzip archive"),
        (b"Rar!\x1a\x07\x01\x00", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "a 7z archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
    ],
)
@pytest.mark.parametrize("name", ["a.xls", "a.csv"])
def test_what_is_no_table_is_refused_by_its_own_name(content, what, name):
    with pytest.raises(SourceError, match=f"{name}: is {what}, although its name ends in {name[-4:]}"):
        grid_of(content, name)


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.XLSX", "a.pdf", "a.html", "b/a.zip"])
def test_a_text_under_another_ending_is_refused(name):
    with pytest.raises(SourceError, match="but it is a text file"):
        grid_of(PLAIN, name)


@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "a.txt", "a.tsv", "a.dat", "annual_2007", "annual.2007"])
def test_a_text_under_its_own_ending_or_one_that_claims_nothing_is_read(name):
    assert grid_of(PLAIN, name).lines == 2


def test_a_text_cannot_have_the_sheet_its_sidecar_names():
    with pytest.raises(SourceError, match="names sheet '附表'"):
        grid_of(PLAIN, sheet="附表")


def test_a_hundred_thousand_rows_are_read_in_no_time():
    content = (
        "h," * 12 + "h\n" + "430700001,常德卷烟厂,武陵区,,1620,烟草,1474500,1,2,3,4,5,6\n" * 100_000
    ).encode("gb18030")
    began = time.process_time()
    assert grid_of(content).lines == 100_001
    assert time.process_time() - began < 2


def test_a_file_is_read_whole(tmp_path):
    (tmp_path / "a.csv").write_bytes(bytes(range(256)) * 50_000)
    assert read_raw(tmp_path / "a.csv") == bytes(range(256)) * 50_000
    (tmp_path / "b.csv").touch()
    assert read_raw(tmp_path / "b.csv") == b""


def socket_at(path):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))


def sparse(path):
    with path.open("wb") as file:
        file.truncate((2 << 30) + 1)


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (os.mkfifo, "is a named pipe"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.symlink_to(__file__), "is a symbolic link"),
        (socket_at, "is a socket"),
        (sparse, "has 2,147,483,649 bytes"),
        (lambda path: None, "cannot be read: No such file"),
    ],
)
def test_what_is_no_plain_file_is_refused_without_waiting(tmp_path, make, cause):
    make(tmp_path / "x")
    began = time.monotonic()
    with pytest.raises(SourceError, match=f"returns/a.csv: {cause}"):
        read_raw(tmp_path / "x", "returns/a.csv")
    assert time.monotonic() - began < 1


def test_a_device_and_a_file_that_may_not_be_read_are_refused(tmp_path, monkeypatch):
    with pytest.raises(SourceError, match="is a device"):
        read_raw("/dev/zero")
    (tmp_path / "a.csv").write_text(PLAIN)

    def locked(*_):
        raise PermissionError(13, "Permission denied")

    # The person running the tests may be one to whom nothing is forbidden.
    monkeypatch.setattr(raw_module.os, "open", locked)
    with pytest.raises(SourceError, match="cannot be read: Permission denied"):
        read_raw(tmp_path / "a.csv")


def grown(path):
    with path.open("a") as file:
        file.write("9,9\n")


def rewritten(path):
    path.write_text(PLAIN.replace("5", "6"))


def replaced(path):
    other = path.with_suffix(".new")
    other.write_text(PLAIN)
    found = path.stat()
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    other.rename(path)


@pytest.mark.parametrize("change", [grown, rewritten, replaced, lambda path: path.write_text("")])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch, change):
    path = tmp_path / "a.csv"
    path.write_text(PLAIN)
    os.utime(path, (1, 1))
    whole = raw_module._all_of

    def meanwhile(file):
        change(path)
        return whole(file)

    monkeypatch.setattr(raw_module, "_all_of", meanwhile)
    with pytest.raises(SourceError, match="changed while it was being read"):
        read_raw(path)
