"""The text of a CSV file in whichever encoding it was saved."""

from __future__ import annotations

import codecs
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_HEAD: Final = 4_096


class NotText(Exception):  # noqa: N818 - told to people as a FileError
    """The bytes are of no encoding that a register comes in."""


def decode(data: bytes) -> tuple[str, str]:
    """The text, and the encoding where a person should know it. Raises NotText."""
    text, encoding = _decoded(data)
    if "\x00" in text or sum(ord(one) < 32 and one not in "\t\r\n\f\v" for one in text[:_HEAD]) > _HEAD // 100:
        raise NotText
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _tried(data, codec), name
    head = data[:_HEAD]
    if head[1::2].count(0) > len(head) // 4:
        return _tried(data, "utf-16-le"), "UTF-16"
    if head[::2].count(0) > len(head) // 4:
        return _tried(data, "utf-16-be"), "UTF-16"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _tried(data, "cp1252"), "Windows-1252, as older versions of Excel write it"


def _tried(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        raise NotText from None
