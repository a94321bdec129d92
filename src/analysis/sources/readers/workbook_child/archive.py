"""A zip file whose parts are looked at before, and measured while, they are unpacked."""

import io
import struct
import zipfile
import zlib

from .refusal import damaged, too_much

MOST_PARTS, MOST_PART, MOST_ALL = 10_000, 512 << 20, 1 << 30
_MIB = 1 << 20
_LOCAL = struct.Struct("<4s5H3L2H")


class Archive:
    """The parts of a workbook by name, in any case; none is unpacked further than the length it declares."""

    def __init__(self, raw):
        self.raw = raw
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as listing:
                infos = listing.infolist()
        except zipfile.BadZipFile as error:
            raise damaged(
                "is a workbook that is cut off or damaged: its table of contents is gone."
            ) from error
        parts_are_too_many_or_too_large(infos)
        parts_are_odd(infos, len(raw))
        # Names differ in case between programs, and readers do not care.
        self._infos = {info.filename.lower(): info for info in infos}
        self.names = [info.filename for info in infos]

    def unpacked(self):
        """(name, content) of every part, one at a time; one that is torn, a trap or too long is refused."""
        for name in self.names:
            if not name.endswith("/"):
                yield name, self.read(name)

    def __contains__(self, name):
        return name.lower() in self._infos

    def read(self, name):
        """The bytes of a part."""
        info = self._infos[name.lower()]
        packed = self._packed(info)
        if info.compress_type == zipfile.ZIP_STORED:
            content, whole = packed, True
        else:
            unpacker = zlib.decompressobj(-15)
            try:
                content = unpacker.decompress(packed, info.file_size + 1)
            except zlib.error as error:
                raise damaged(f"its part {name} is damaged.") from error
            whole = unpacker.eof
        if len(content) > info.file_size:
            raise too_much(
                f"its part {name} unpacks to more than the {info.file_size:,} bytes it declares: damaged, "
                "or a zip bomb."
            )
        if not whole or len(content) < info.file_size or zlib.crc32(content) != info.CRC:
            raise damaged(f"its part {name} is damaged or cut off.")
        xml_is_a_trap(name, content)
        return content

    def _packed(self, info):
        start = info.header_offset
        if self.raw[start : start + 4] != b"PK\x03\x04" or start + _LOCAL.size > len(self.raw):
            raise damaged(f"its part {info.filename} is not where the table of contents says.")
        *_, name_length, extra_length = _LOCAL.unpack_from(self.raw, start)
        start += _LOCAL.size + name_length + extra_length
        return self.raw[start : start + info.compress_size]


def parts_are_too_many_or_too_large(infos):
    """Refuses a zip bomb by what it declares, before anything is unpacked."""
    if len(infos) > MOST_PARTS:
        raise too_much(f"is a zip bomb: it has {len(infos):,} parts.")
    largest = max(infos, key=lambda info: info.file_size, default=None)
    total = sum(info.file_size for info in infos)
    if total > MOST_ALL or (largest and largest.file_size > MOST_PART):
        raise too_much(
            f"is a zip bomb or far too large: it would unpack to {total // _MIB:,} MiB, {largest.filename} "
            f"alone to {largest.file_size // _MIB:,} MiB."
        )


def parts_are_odd(infos, length):
    """Refuses parts that two readers could take for different things, or that share their bytes."""
    names = [info.filename.lower() for info in infos]
    if len(set(names)) < len(names):
        repeated = next(name for name in names if names.count(name) > 1)
        raise too_much(f"holds its part {repeated} twice.")
    if any(info.flag_bits & 1 for info in infos):
        raise damaged("is a zip archive with a password.")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise damaged("is packed in a way that spreadsheet programs do not use.")
    if sum(info.compress_size for info in infos) > length:
        raise too_much("is a zip bomb: its parts overlap.")


def xml_is_a_trap(name, content):
    """Refuses XML that declares entities (they can multiply without end), and XML that cannot be searched."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise too_much(f"its part {name} declares XML entities, which no spreadsheet program writes.")
    if name.lower().endswith((".xml", ".rels")) and b"\0" in content[:4]:
        raise damaged(f"its part {name} is not in UTF-8.")
