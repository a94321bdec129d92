"""What an .xlsx package says of itself: its sheets, where they lie, and whether it was ever calculated."""

import posixpath
from typing import NamedTuple
from xml.etree import ElementTree

from .refusal import Refused, damaged

BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_OTHERS = (
    ("xl/workbook.bin", "is a binary workbook (.xlsb)."),
    ("word/", "is a Word document."),
    ("ppt/", "is a PowerPoint presentation."),
    ("visio/", "is a Visio drawing."),
    ("OFD.xml", "is an OFD document."),
)


class Part(NamedTuple):
    """A worksheet and the part that holds its cells."""

    name: str
    visible: bool
    path: str


class Contents(NamedTuple):
    """The worksheets in order; chart, dialog and macro sheets hold no data and are left out."""

    parts: list
    calculates_on_load: bool


def contents_of(archive):
    """The Contents of a package. Refuses what is a zip file but no workbook, by its own name."""
    if BOOK not in archive:
        raise _no_workbook(archive)
    book, links = _tree(archive, BOOK), _tree(archive, LINKS)
    targets = {link.get("Id"): link for link in links.iter() if link.get("Id")}
    found = [(sheet, targets.get(_link(sheet))) for sheet in book.iterfind("{*}sheets/{*}sheet")]
    parts = [
        Part(sheet.get("name", ""), sheet.get("state", "visible") == "visible", _path(link))
        for sheet, link in found
        if link is not None and link.get("Type", "").endswith("/worksheet")
    ]
    _parts_are_missing(parts, archive)
    calculation = book.find("{*}calcPr")
    pending = calculation is not None and calculation.get("fullCalcOnLoad") in ("1", "true")
    return Contents(parts, pending)


def _tree(archive, name):
    if name not in archive:
        raise damaged(f"its part {name} is missing.")
    try:
        return ElementTree.fromstring(archive.read(name))
    except ElementTree.ParseError as error:
        raise damaged(f"its part {name} is no XML: {error}.") from error


def _link(sheet):
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)


def _path(link):
    return posixpath.normpath(posixpath.join("/xl", link.get("Target", ""))).lstrip("/")


def _parts_are_missing(parts, archive):
    lost = [part.name for part in parts if part.path not in archive]
    if lost:
        raise damaged(f"names sheet {lost[0]!r} but does not hold it.")


def _no_workbook(archive):
    if "mimetype" in archive and b"opendocument" in archive.read("mimetype"):
        found = "is an OpenDocument file (.ods)."
    else:
        found = next(
            (what for start, what in _OTHERS if any(n.startswith(start) for n in archive.names)), None
        )
    inside = ", ".join(archive.names[:3]) or "nothing"
    return Refused(
        found or f"is a zip archive and no workbook; it holds {inside}.",
        "a workbook as xlsx or xls, or a CSV.",
        "Open it in the program it is for and save the table as xlsx; unpack an archive first.",
    )
