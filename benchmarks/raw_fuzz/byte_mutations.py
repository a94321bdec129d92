"""Damage to the bytes of a file, as disks, mails and wrong programs do it: bytes and a random.Random in, bytes out."""

import io
import re
import zipfile


def bytes_flipped(raw, rng):
    """A few bytes become others."""
    damaged = bytearray(raw)
    for _ in range(rng.choice((1, 1, 2, 5))):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    return bytes(damaged)


def bytes_cut(raw, rng):
    """The end is missing, or a stretch in the middle."""
    start = rng.randrange(len(raw))
    return raw[:start] + (b"" if rng.random() < 0.5 else raw[start + rng.randint(1, 40) :])


def bytes_put_in(raw, rng):
    """Bytes stand where none belong."""
    at = rng.randrange(len(raw) + 1)
    return (
        raw[:at]
        + rng.choice((b'"', b'"', b"\n", b"\r", b"\0", b",", b'""', b"\xff", b"\xa1\xa1", b"\x1a"))
        + raw[at:]
    )


def stretch_repeated(raw, rng):
    """A stretch stands twice."""
    start = rng.randrange(len(raw))
    return raw[:start] + raw[start : start + rng.randint(1, 200)] + raw[start:]


def line_ends_mixed(raw, rng):
    """Some line ends are another program's."""
    return re.sub(rb"\r\n|\n", lambda match: rng.choice((match[0], match[0], b"\n", b"\r", b"\r\n")), raw)


def mark_changed(raw, rng):
    """A byte order mark is put before it or taken away."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        if raw.startswith(mark):
            return raw[len(mark) :]
    return rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0")) + raw


def content_of_another_kind(raw, rng):
    """An empty file, a web page, a picture, or the table twice."""
    return rng.choice(
        (b"", b" \r\n", b"<html><table><tr><td>1</td></tr></table></html>", b"\x89PNG\r\n\x1a\n", raw + raw)
    )


TEXT = (
    bytes_flipped,
    bytes_cut,
    bytes_put_in,
    stretch_repeated,
    line_ends_mixed,
    mark_changed,
    content_of_another_kind,
)
OLD_WORKBOOK = (bytes_flipped, bytes_cut, stretch_repeated, content_of_another_kind)


def _repacked(raw, change):
    """The archive with `change(name, content)` in place of each part; None takes the part out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def _one_part(raw, rng, change):
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = [name for name in archive.namelist() if "sheet" in name or "Strings" in name]
        chosen = rng.choice(sheets if rng.random() < 0.7 else archive.namelist())
    return _repacked(raw, lambda name, content: change(content) if name == chosen else content)


def part_damaged(raw, rng):
    """Bytes of one part of a workbook become others; its packing is whole."""
    return _one_part(raw, rng, lambda content: bytes_flipped(content, rng))


def part_cut(raw, rng):
    """One part of a workbook is cut short."""
    return _one_part(raw, rng, lambda content: content[: rng.randrange(len(content))])


def part_gone(raw, rng):
    """One part of a workbook is missing."""
    return _one_part(raw, rng, lambda content: None)


_EDITS = (
    (rb'r="([A-Z]+)\d+"', rb'r="\g<1>7"'), (rb"<v>[^<]*</v>", b""), (rb"<v>[^<]*</v>", b"<v>1e3</v>"),
    (rb"<v>[^<]*</v>", b"<f>1+1</f>"), (rb"<v>[^<]*</v>", b"<f>A1</f><v></v>"), (rb"<v>[^<]*</v>", b"<v> 12 </v>"),
    (rb"<v>[^<]*</v>", b"<v>NaN</v>"), (rb"<v>[^<]*</v>", b"<v>99999</v>"), (rb"<v>[^<]*</v>", b"<v>-1</v>"),
    (rb't="s"', b't="e"'), (rb't="s"', b't="b"'), (rb't="s"', b't="str"'), (rb't="n"', b't="s"'), (rb't="n"', b't="d"'),
    (rb't="n"', b""), (rb"<row ", b"<row hidden=\"1\" "), (rb"</row>", b"</row><row/>"), (rb"<t>", b"<t xml:space=\"preserve\"> "),
    (rb"</t>", b"</t><rPh sb=\"0\" eb=\"1\"><t>X</t></rPh>"), (rb"<mergeCell ref=\"[^\"]*\"", b"<mergeCell ref=\"A6:C8\""),
    (rb"<row r=\"(\d+)\"", rb"<row r=\"\g<1>0\""), (rb"<sheetData>", b"<sheetData><row r=\"1\"><c r=\"A1\"><v>5</v></c></row>"),
    (rb"<c r=\"[A-Z]+\d+\"", b"<c"), (rb"</sheetData>", b"</sheetData><!-- -->"), (rb"<si>", b"<si><t>y</t></si><si>"),
    (rb"<dimension ref=\"[^\"]*\"", b"<dimension ref=\"A1\""), (rb"encoding=\"[^\"]*\"", b"encoding=\"GB2312\""),
    (rb"<t>([^<])", rb"<t>_x0041_\g<1>"), (rb"<v>(\d)", rb"<v>0\g<1>"), (rb"state=\"visible\"", b"state=\"hidden\""),
)  # fmt: skip


def xml_edited(raw, rng):
    """One place in the XML of a sheet or of its texts says something else."""
    pattern, instead = rng.choice(_EDITS)

    def change(content):
        found = list(re.finditer(pattern, content))
        if not found:
            return content
        match = rng.choice(found)
        return content[: match.start()] + match.expand(instead) + content[match.end() :]

    return _one_part(raw, rng, change)


WORKBOOK = (
    bytes_flipped, bytes_cut, stretch_repeated, content_of_another_kind,
    part_damaged, part_cut, part_gone, xml_edited, xml_edited,
)  # fmt: skip
