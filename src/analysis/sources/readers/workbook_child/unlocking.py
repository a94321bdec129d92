"""The workbook stream of a locked old workbook, with its key known -> the same stream in clear.

The decryption of msoffcrypto-tool itself stumbles over the zeros that fill a short stream up, and writes the
clear text to a temporary file.
"""

import io

from msoffcrypto.method.rc4 import DocumentRC4
from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI
from msoffcrypto.method.xor_obfuscation import DocumentXOR

from .records import FILEPASS, SHEET, locked_spans

_BLOCK = 1024


def unlocked_stream(file, stream):
    """The records in clear; the one that says the workbook is locked becomes one that says nothing."""
    spans = list(locked_spans(stream))
    clear = bytearray(stream)
    opened = _in_clear(file, stream, spans)
    for kind, start, end in spans:
        clear[start:end] = opened[start:end]
        if kind == FILEPASS:
            clear[start - 4 : start - 2] = b"\0\0"
    return bytes(clear)


def _in_clear(file, stream, spans):
    # RC4 depends on the place of a byte alone, so the clear bytes between the spans do no harm.
    whole = io.BytesIO(stream)
    if file.type == "rc4":
        return DocumentRC4.decrypt(file.key, file.salt, whole, blocksize=_BLOCK).getvalue()
    if file.type == "rc4_cryptoapi":
        return DocumentRC4CryptoAPI.decrypt(
            file.key, file.salt, file.keySize, whole, blocksize=_BLOCK
        ).getvalue()
    return DocumentXOR.decrypt(file.key, whole, _signs(len(stream), spans), [], 10).getvalue()


def _signs(length, spans):
    # What msoffcrypto's XOR takes: a negative number for each locked byte, -2 behind the place of a sheet.
    signs = [0] * length
    for kind, start, end in spans:
        signs[start:end] = [-2 if kind == SHEET else -1] * (end - start)
    return signs
