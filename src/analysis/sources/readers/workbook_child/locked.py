"""Workbooks in an old container: told apart, and opened where Excel opens them without asking."""

import io

import msoffcrypto
import olefile
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

from .records import is_locked
from .refusal import Refused, damaged
from .unlocking import unlocked_stream

# Excel encrypts a workbook that is only protected against changes with this, and tries it silently.
_SILENT_PASSWORD = "VelvetSweatshop"
_STREAMS = ("Workbook", "Book")
_OTHERS = (
    ("WordDocument", "is an old Word document (.doc)."),
    ("PowerPoint Document", "is an old PowerPoint presentation (.ppt)."),
    ("FileHeader", "is a Hangul document (.hwp)."),
    ("__properties_version1.0", "is an Outlook message (.msg)."),
)


def opened(raw):
    """(`xls`, the workbook stream) or (`xlsx`, the package) of an OLE container, not encrypted any more."""
    if not olefile.isOleFile(raw):
        return "xls", raw
    with olefile.OleFileIO(io.BytesIO(raw)) as container:
        if container.exists("EncryptedPackage"):
            return "xlsx", _unlocked_package(raw)
        name = next((name for name in _STREAMS if container.exists(name)), None)
        if name is None:
            raise _no_workbook(container)
        stream = container.openstream(name).read()
    return "xls", _unlocked(raw, stream) if is_locked(stream) else stream


def _unlocked(raw, stream):
    file = _with_key(raw)
    if getattr(file, "type", None) is None:
        raise _password("is locked in a way that only the program that made it can open.")
    return unlocked_stream(file, stream)


def _unlocked_package(raw):
    # Old formats always check the password and do not know the option.
    file, plain = _with_key(raw, verify_password=True), io.BytesIO()
    file.decrypt(plain)
    return plain.getvalue()


def _with_key(raw, **options):
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(raw))
        file.load_key(password=_SILENT_PASSWORD, **options)
    except InvalidKeyError as error:
        raise _password("is protected with a password.") from error
    except (DecryptionError, FileFormatError) as error:
        raise _password("is locked in a way that only the program that made it can open.") from error
    return file


def _password(message):
    return Refused(
        message,
        "a workbook that opens without a password.",
        "Ask the sender to take the password off; it is never guessed.",
    )


def _no_workbook(container):
    found = next((what for stream, what in _OTHERS if container.exists(stream)), None)
    if found is None:
        return damaged("is an old Office file that holds no workbook.")
    return Refused(
        found, "a table as xlsx, xls or CSV.", "Save the table in it as xlsx, or ask the sender to."
    )
