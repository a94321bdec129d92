"""What a file is, told by its content alone; and whether its name says the same."""

import re
from pathlib import PurePosixPath

from analysis.errors import SourceError

ENDINGS = {
    "text": (".csv", ".tsv", ".txt", ".dat"),
    "xlsx": (".xlsx", ".xlsm"),
    "xls": (".xls", ".et"),
}
WHAT = {"text": "a text file", "xlsx": "an .xlsx workbook", "xls": "an old .xls workbook"}
# Endings that claim another format than ours; an unknown one, or none, claims nothing.
_FOREIGN = frozenset(
    {
        *(".xlsb", ".ods", ".doc", ".docx", ".wps", ".ppt", ".pptx", ".rtf", ".pdf", ".ofd"),
        *(".html", ".htm", ".mht", ".xml", ".json", ".dbf", ".parquet", ".sav", ".dta"),
        *(".zip", ".gz", ".rar", ".7z", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff"),
    }
)
_ZIP, _OLE = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"), b"\xd0\xcf\x11\xe0"
# The first record of a workbook before Excel 5, which had no container.
_BARE_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00", re.DOTALL)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"$FL2", "an SPSS file"),
    (b"ID;P", "a SYLK sheet"),
    (b"MIME-Version:", "a saved web page (MHT)"),
)
_MARKUP = (
    (
        re.compile(r"schemas-microsoft-com:office:spreadsheet|progid=.excel\.sheet"),
        "an XML spreadsheet of 2003",
    ),
    (re.compile(r"<(!doctype html|html|head|body|table|meta|style|script|div)[\s>/]"), "an HTML page"),
    (re.compile(r"^(<\?xml|<[a-z:]+[\s>/])"), "an XML document"),
    (re.compile(r"^\s*(\{\s*\"|\[\s*[\{\[\"])"), "a JSON document"),
)
_TEXT_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
_SEEN = 4096


def format_of(raw, name):
    """`text`, `xlsx` (any zip) or `xls` (any OLE container or bare BIFF).

    Raises SourceError for an empty file, and for what is no table, naming what it is.
    """
    file_is_empty(raw, name)
    if raw.startswith(_ZIP):
        return "xlsx"
    if raw.startswith(_OLE) or _BARE_BIFF.match(raw):
        return "xls"
    found = next((what for magic, what in _MAGIC if raw.startswith(magic)), None) or _markup(raw)
    if found:
        raise SourceError(
            f"is {found}{_whatever_its_name(name)}.",
            file=name,
            expected="a table as xlsx, xls or CSV.",
            way_out="Open it in the program it is for and save the table as xlsx, or ask the sender to.",
        )
    return "text"


def _whatever_its_name(name):
    ending = _ending(name)
    return f", although its name ends in {ending}" if ending and ending not in _FOREIGN else ""


def _markup(raw):
    encoding = next((encoding for mark, encoding in _TEXT_MARKS if raw.startswith(mark)), "latin-1")
    start = raw[:_SEEN].decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")
    if not start.startswith(("<", "{", "[")):
        return None
    return next((what for pattern, what in _MARKUP if pattern.search(start.lower())), None)


def file_is_empty(raw, name):
    """Refuses a file without bytes, or with blanks only."""
    if not raw.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        found = "is empty." if not raw else "is empty: it holds nothing but blanks."
        raise SourceError(found, file=name, way_out="Ask the sender for the file again.")


def name_contradicts_content(name, kind, *, final=True):
    """Refuses a file whose ending claims another format than the one it has.

    Unless `final`, an old container may still turn out to hold an .xlsx, which is how those are locked.

    Whoever renamed it may have meant another file, so neither the name nor the content is believed.
    """
    ending = _ending(name)
    if kind == "xls" and ending in ENDINGS["xlsx"] and not final:
        return
    known = {each for endings in ENDINGS.values() for each in endings} | _FOREIGN
    if ending in known and ending not in ENDINGS[kind]:
        raise SourceError(
            f"has a name that ends in {ending}, but it is {WHAT[kind]}.",
            file=name,
            expected=f"a name that ends in {' or '.join(ENDINGS[kind])}.",
            way_out="Ask the sender whether it is the right file; then save it under the right ending.",
        )


def _ending(name):
    return PurePosixPath(name).suffix.lower()
