"""The cases of tests/cases/bad_inputs: laid out as deliveries in a city, and what became of each of their files."""

import io
import os
import shutil
import zipfile
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pandas as pd
import xlrd
import yaml
from raw_city import CASES, new_city

from analysis.errors import MonitorError
from analysis.pipeline import prepare
from analysis.processed import load_record
from analysis.sources.readers import raw as raw_module

FOLDER = CASES / "bad_inputs"
SITUATIONS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
NOT_DELIVERED = ("expected.yaml", "corrections.yaml")
# What a row was given and not told by its file, or says the same of every row.
_STAMPED = ("file", "kind", "obtained", "year_from", "source")


class Ran(NamedTuple):
    """A city after `prepare`: its paths, the exit code (or `stopped`) and the refusals in words."""

    paths: object
    exit: object
    refused: tuple


def expected_of(situation):
    """What expected.yaml of a case says.

    `city`: `shared` with the other files that are taken, or refused for what they are; `compared` with others that
    are refused for what other files say; its `own` where one case would change the totals of another.
    """
    said = yaml.safe_load((FOLDER / situation / "expected.yaml").read_text(encoding="utf-8"))
    return {"city": "shared", "made": None, "says": [], "taken": {}} | said


def run(folder, situations, monkeypatch):
    """Delivers the files of the cases to a new city, each case in a folder of its own, and prepares it."""
    paths = new_city(folder)
    for situation in situations:
        delivered = paths.raw / situation
        shutil.copytree(FOLDER / situation, delivered, ignore=shutil.ignore_patterns(*NOT_DELIVERED))
        made = expected_of(situation)["made"]
        if made:
            MADE[made](delivered / _missing_file(delivered), monkeypatch)
        corrections = FOLDER / situation / "corrections.yaml"
        if corrections.exists():
            shutil.copy(corrections, paths.policy)
    try:
        record = prepare(paths, say=[].append)
    except MonitorError as stopped:
        return Ran(paths, "stopped", (str(stopped),))
    return Ran(paths, record.exit_code, record.refused)


def _missing_file(folder):
    (sidecar,) = folder.glob("*.source.yaml")
    return sidecar.name.removesuffix(".source.yaml")


def _zip_bomb(path, monkeypatch):
    book = openpyxl.Workbook()
    book.active.append(["企业代码", 1])
    book.save(path)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as bomb,
        bomb.open("xl/media/image1.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(33):
            part.write(bytes(1 << 24))


def _file_that_grows(path, monkeypatch):
    path.write_text("企业代码\n", encoding="utf-8")
    whole, growing = raw_module._all_of, path.stat().st_ino

    def read_and_write(file):
        content = whole(file)
        if os.fstat(file.fileno()).st_ino == growing:
            with path.open("a") as more:
                more.write("430700001\n")
        return content

    monkeypatch.setattr(raw_module, "_all_of", read_and_write)


def _named_pipe(path, monkeypatch):
    os.mkfifo(path)


def _symbolic_link(path, monkeypatch):
    path.symlink_to(Path(__file__))


# What cannot lie in a folder as bytes.
MADE = {
    "zip_bomb": _zip_bomb,
    "file_that_grows": _file_that_grows,
    "named_pipe": _named_pipe,
    "symbolic_link": _symbolic_link,
}


def refusals_of(ran, situation):
    """The refusals of a case's files."""
    return [each for each in ran.refused if each.startswith(f"{situation}/")]


def taken_of(ran, situation):
    """What became of every file of a case that was taken: encoding, lines, and four tables as CSV text."""
    records = [each for each in load_record(ran.paths).files if each.file.startswith(f"{situation}/")]
    beside = {name: pd.read_parquet(ran.paths.processed / f"{name}.parquet") for name in _BESIDE}
    return {Path(each.file).name: _of_file(each, ran.paths, beside) for each in records}


_BESIDE = {
    "rejected": ["line", "cell", "column", "raw", "rule", "facts", "resolved"],
    "normalised": ["column", "raw", "value", "change", "note", "rows"],
    "flags": ["check", "line", "subject", "column", "facts"],
}


def _of_file(record, paths, beside):
    rows = pd.read_parquet(paths.validated / f"{record.table}.parquet")
    of_file = {name: frame[frame["file"] == record.file][_BESIDE[name]] for name, frame in beside.items()}
    lines = {"in": record.lines_in, "accepted": record.accepted, "rejected": record.rejected}
    non_data = {name: count for name, count in sorted(record.non_data.items()) if count}
    tables = {"accepted": _told(rows[rows["file"] == record.file]), **of_file}
    found = {"encoding": record.encoding, "lines": {**lines, **non_data}}
    return found | {name: csv_of(frame) for name, frame in tables.items() if len(frame)}


def _told(rows):
    """The columns that the file filled; the day from which a row counts only where a record has set it."""
    corrected = rows["correction"].notna().any() or rows["obtained"].nunique() > 1
    kept = [c for c in rows if rows[c].notna().any() and c not in _STAMPED]
    kept = [c for c in kept if c != "withdrawn" or rows[c].any()] + (["obtained"] if corrected else [])
    return rows[["line", *[c for c in kept if c != "line"]]]


def csv_of(frame):
    """A frame as text, columns in which nothing stands left out."""
    filled = frame[[name for name in frame if frame[name].notna().any()]]
    return filled.map(_cell).to_csv(index=False, lineterminator="\n")


def _cell(value):
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:.12g}" if isinstance(value, float) else value


def lines_in_bytes(path):
    """Physical lines of a file, counted by other programs than ours."""
    if path.suffix == ".xlsx":
        return openpyxl.load_workbook(path).active.max_row
    if path.suffix == ".xls":
        return xlrd.open_workbook(path).sheet_by_index(0).nrows
    raw = path.read_bytes()
    text = raw.decode("utf-16") if raw.startswith(b"\xff\xfe") else raw.decode("latin-1")
    return len(io.StringIO(text, newline=None).readlines())
