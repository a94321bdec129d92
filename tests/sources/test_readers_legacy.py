import contextlib
import datetime
import io
import struct
from hashlib import md5, sha1
from typing import NamedTuple

import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.xor_obfuscation import DocumentXOR
from openpyxl import Workbook
from xlwt import CompoundDoc

from analysis.errors import SourceError
from analysis.sources.grid import read_grid
from analysis.sources.readers.isolation import LIMITS
from analysis.sources.readers.workbook import read_workbook

BOF, FILEPASS, SHEET = 0x0809, 0x2F, 0x85


class Said(NamedTuple):
    """What the readers ask of a sidecar."""

    sheet: str | None = None
    header_rows: tuple = (1,)
    ignore_sheets: tuple = ()


def grid_of(raw, name="a.xls", **said):
    return read_grid(raw, Said(**said), name)


def book_of(**sheets):
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                dated = isinstance(cell, datetime.date)
                style = xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm") if dated else xlwt.Style.default_style
                sheet.write(line, column, cell, style)
    return book


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


PLAIN = [["代码", "收入", "比重"], ["0001", 147.45, 12]]


def test_every_cell_arrives_as_it_was_typed():
    moments = [datetime.datetime(2007, 6, 30), datetime.datetime(2007, 6, 30, 12, 30), True, "甲\n乙", "#N/A"]
    grid = grid_of(saved(book_of(数据=[*PLAIN, moments])))
    assert [row.cells for row in grid.rows] == [
        ("代码", "收入", "比重", None, None),
        ("0001", 147.45, 12, None, None),
        (datetime.date(2007, 6, 30), datetime.datetime(2007, 6, 30, 12, 30), True, "甲\n乙", "#N/A"),
    ]
    assert [type(cell) for cell in grid.rows[1].cells[1:3]] == [float, int]
    assert (grid.lines, grid.encoding, grid.sheet, grid.address(1, 2)) == (3, "xls", "数据", "B2")


def test_merged_cells_are_filled_in_header_rows_only():
    book = book_of(数据=[[], [1, 2, 3], [4, 5]])
    sheet = book.get_sheet(0)
    sheet.write_merge(0, 0, 0, 1, "合计")
    sheet.write(0, 2, "x")
    sheet.write_merge(1, 2, 3, 3, 9)
    assert [row.cells for row in grid_of(saved(book)).rows] == [
        ("合计", "合计", "x", None),
        (1, 2, 3, 9),
        (4, 5, None, None),
    ]


def with_formula(result, flags):
    """A workbook with one formula whose stored result and flags are these."""
    raw = saved(book_of(数据=[[1, 2], [3, xlwt.Formula("A1+B1")]]))
    assert raw.count(b"\x03\x00\x00\x00\x00\x00\xff\xff") == 1
    at = raw.index(b"\x03\x00\x00\x00\x00\x00\xff\xff")
    return raw[:at] + result + struct.pack("<H", flags) + raw[at + 10 :]


@pytest.mark.parametrize(
    ("result", "flags", "expected"),
    [
        (struct.pack("<d", 3.5), 0, 3.5),
        (struct.pack("<d", 3.5), 2, 3.5),
        (struct.pack("<d", 0), 0, 0),
        (struct.pack("<d", 0), 2, "formula_not_calculated"),
        (b"\x03\x00\x00\x00\x00\x00\xff\xff", 0, "formula_not_calculated"),
        (b"\x02\x00\x07\x00\x00\x00\xff\xff", 0, "formula_error"),
    ],
)
def test_a_formula_counts_only_with_its_calculated_value(result, flags, expected):
    found = grid_of(with_formula(result, flags)).rows[1].cells[1]
    assert getattr(found, "rule", found) == expected


def test_a_hidden_sheet_with_data_is_refused_unless_spoken_for():
    book = book_of(附表=PLAIN, 备查=[[1]])
    book.get_sheet(1).visibility = 1
    with pytest.raises(SourceError, match="hidden sheet '备查' also holds data, beside '附表'"):
        grid_of(saved(book))
    assert grid_of(saved(book), ignore_sheets=("备查",)).lines == 2
    assert grid_of(saved(book), sheet="备查", ignore_sheets=("附表",)).lines == 1


def records(stream):
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def rc4(key, data):
    box, j, i, found = list(range(256)), 0, 0, bytearray()
    for n in range(256):
        j = (j + box[n] + key[n % len(key)]) % 256
        box[n], box[j] = box[j], box[n]
    j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        found.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(found)


SALT, VERIFIER = bytes(range(16)), bytes(range(16, 32))


def key_40(password, block):
    """The key of a block of 1024 bytes: [MS-OFFCRYPTO] 2.3.6.2."""
    first = md5(password.encode("utf-16-le")).digest()[:5]
    second = md5((first + SALT) * 16).digest()[:5]
    return md5(second + struct.pack("<I", block)).digest()


def key_128(password, block):
    """The key of a block of 1024 bytes: [MS-OFFCRYPTO] 2.3.5.2."""
    first = sha1(SALT + password.encode("utf-16-le")).digest()
    return sha1(first + struct.pack("<I", block)).digest()[:16]


def lock_40(password):
    """What the lock's record says, and the key of each block, as Excel 97 locks."""
    checked = rc4(key_40(password, 0), VERIFIER + md5(VERIFIER).digest())
    return struct.pack("<HHH", 1, 1, 1) + SALT + checked, key_40


def lock_128(password):
    """The same with a cryptographic provider, as Excel 2002 and 2003 lock when asked to."""
    head = struct.pack("<8I", 4, 0, 0x6801, 0x8004, 128, 1, 0, 0) + "P\0".encode("utf-16-le")
    checked = rc4(key_128(password, 0), VERIFIER + sha1(VERIFIER).digest())
    proof = struct.pack("<I", 16) + SALT + checked[:16] + struct.pack("<I", 20) + checked[16:]
    return struct.pack("<HHHII", 1, 2, 2, 4, len(head)) + head + proof, key_128


def with_lock(plain, passed):
    """The stream with the lock's record behind its first, and the places of the sheets moved on."""
    stream = bytearray()
    for kind, content in records(plain):
        if kind == SHEET:
            content = struct.pack("<L", struct.unpack_from("<L", content)[0] + 4 + len(passed)) + content[4:]
        stream += struct.pack("<HH", kind, len(content)) + content
        if len(stream) == 4 + len(content):
            stream += struct.pack("<HH", FILEPASS, len(passed)) + passed
    return bytes(stream)


def locked(stream):
    """(start, end) of the bytes to lock: all but the heads, beginnings, the lock and the places of sheets."""
    at = 0
    for kind, content in records(stream):
        start, at = at + 4, at + 4 + len(content)
        if kind not in (BOF, FILEPASS):
            yield start + 4 * (kind == SHEET), at


def in_container(stream):
    content = io.BytesIO()
    CompoundDoc.XlsDoc().save(content, bytes(stream))
    return content.getvalue()


def protected(book, password, lock=lock_40):
    passed, key = lock(password)
    stream = bytearray(with_lock(book.get_biff_data(), passed))
    mask = b"".join(rc4(key(password, n), bytes(1024)) for n in range(len(stream) // 1024 + 1))
    for start, end in locked(bytes(stream)):
        stream[start:end] = bytes(a ^ b for a, b in zip(stream[start:end], mask[start:end], strict=True))
    return in_container(stream)


def obfuscated(book, password):
    """The workbook as Excel 95 locked, and later ones without encryption: [MS-OFFCRYPTO] 2.3.7.2."""
    key = DocumentXOR.create_xor_key_method1(password)
    pad = DocumentXOR.create_xor_array_method1(password)
    verifier = next(n for n in range(1 << 16) if DocumentXOR.verifypw(password, n))
    stream = bytearray(with_lock(book.get_biff_data(), struct.pack("<HHH", 0, key, verifier)))
    for start, end in locked(bytes(stream)):
        length = end - start + 4 * (stream[start - 8 : start - 6] == struct.pack("<H", SHEET))
        for at in range(start, end):
            turned = (stream[at] << 5 | stream[at] >> 3) & 0xFF
            stream[at] = turned ^ pad[(start + length + at - start) % 16]
    return in_container(stream)


@pytest.mark.parametrize(
    "protect",
    [protected, lambda book, password: protected(book, password, lock_128), obfuscated],
    ids=["rc4 40", "rc4 128", "xor"],
)
def test_a_workbook_protected_against_changes_opens_as_in_excel(protect):
    rows = [*PLAIN, *([f"{n:04}", n + 0.5, "企业名称"] for n in range(200))]
    grid = grid_of(protect(book_of(数据=rows), "VelvetSweatshop"))
    assert [row.cells for row in grid.rows] == [tuple(row) for row in rows]


def encrypted_xlsx(password):
    book, plain, content = Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["0001", 5])
    book.save(plain)
    OOXMLFile(plain).encrypt(password, content)
    return content.getvalue()


def test_a_new_workbook_in_an_old_container_opens_the_same_way():
    grid = grid_of(encrypted_xlsx("VelvetSweatshop"), "a.xlsx")
    assert (grid.rows[0].cells, grid.encoding) == (("0001", 5), "xlsx")
    with pytest.raises(SourceError, match=r"ends in \.xls, but it is an \.xlsx workbook"):
        grid_of(encrypted_xlsx("VelvetSweatshop"), "a.xls")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (protected(book_of(数据=PLAIN), "secret"), "a.xls"),
        (obfuscated(book_of(数据=PLAIN), "secret"), "a.xls"),
        (encrypted_xlsx("secret"), "a.xlsx"),
    ],
    ids=["old", "older", "new"],
)
def test_a_workbook_with_a_password_is_refused_saying_so(raw, name):
    with pytest.raises(SourceError, match=f"{name}: is protected with a password"):
        grid_of(raw, name)


def test_a_lock_made_to_take_for_ever_is_given_up():
    raw = encrypted_xlsx("VelvetSweatshop")
    assert raw.count(b'spinCount="100000"') == 1
    endless, limits = raw.replace(b'spinCount="100000"', b'spinCount="999999"'), LIMITS._replace(cpu=1)
    with pytest.raises(SourceError, match="takes more than 1 seconds of computing"):
        read_workbook(endless, Said(), "a.xlsx", limits)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.txt", "a.pdf"])
def test_an_old_workbook_under_another_ending_is_refused(name):
    with pytest.raises(SourceError, match=r"but it is an old \.xls workbook"):
        grid_of(saved(book_of(数据=PLAIN)), name)


@pytest.mark.parametrize("name", ["a.et", "a.xls", "a.XLS"])
def test_an_old_workbook_under_an_ending_of_its_own_is_read(name):
    assert grid_of(saved(book_of(数据=PLAIN)), name).lines == 2


def container(stream):
    """An old container whose one stream has another name than a workbook's."""
    content = io.BytesIO()
    CompoundDoc.XlsDoc().save(content, bytes(8192))
    names = ("Workbook".encode("utf-16-le"), stream.encode("utf-16-le"))
    assert content.getvalue().count(names[0]) == 1
    padded = names[1].ljust(len(names[0]), b"\0")
    raw = content.getvalue().replace(names[0].ljust(64, b"\0"), padded.ljust(64, b"\0"))
    at = raw.index(padded) + 64
    return raw[:at] + struct.pack("<H", len(names[1]) + 2) + raw[at + 2 :]


PLAIN_RAW = saved(book_of(数据=PLAIN))


@pytest.mark.parametrize(
    ("raw", "cause"),
    [
        (container("WordDocument"), "is an old Word document"),
        (container("Contents"), "is an old Office file that holds no workbook"),
        (PLAIN_RAW[:600], "begins like a workbook but cannot be opened|holds no workbook"),
        (PLAIN_RAW[:512] + bytes(len(PLAIN_RAW) - 512), "cannot be opened|holds no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "cannot be opened|holds no workbook"),
    ],
    ids=["word", "other", "cut off", "zeros", "head only"],
)
def test_a_damaged_container_or_one_of_another_program_is_refused(raw, cause):
    with pytest.raises(SourceError, match=cause):
        grid_of(raw)


@pytest.mark.parametrize("seed", range(10))
def test_a_mutated_workbook_is_read_or_refused_and_nothing_else(seed):
    raw = bytearray(PLAIN_RAW)
    for step in range(1, 12):
        raw[(seed * 7919 + step * step * 104_729) % len(raw)] ^= 1 + (seed * step) % 255
    with contextlib.suppress(SourceError):
        grid = grid_of(bytes(raw))
        assert len(grid.rows) == grid.lines
