"""A file opened as what it is, told by its content: a workbook, or text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.formats.ole2 import is_ole2
from riskcore.formats.register.text.open import LARGEST, open_text
from riskcore.formats.register.xlsx.guard import refuse_ole2, refused
from riskcore.formats.register.xlsx.open import open_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from riskcore.formats.register.table.sheet import Source

_SAVE = 'Open it in Excel and save it as "Excel workbook (.xlsx)" or "CSV UTF-8".'


def open_source(path: Path) -> Source:
    """The sheets in the file at `path`. Raises FileError where it holds none, is too large, or cannot be read."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4_096)
            if is_ole2(head):
                raise refuse_ole2(path)
            if not head.startswith(b"PK\x03\x04"):
                return _text(path, head, size)
    except OSError as error:
        raise refused(path, f"cannot be read: {error.strerror}") from None
    return open_workbook(path)


def _text(path: Path, head: bytes, size: int) -> Source:
    if size > LARGEST:
        raise refused(path, f"must not be larger than {LARGEST // 1_000_000} MB", f"{size / 1e6:,.0f} MB")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise refused(path, "is empty")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise refused(path, "is an XML spreadsheet of 2003, which is not read", hint=_SAVE)
    if start.startswith((b"<html", b"<!doctype html", b"<table")):
        raise refused(path, "is a web page, whatever its name says", hint=_SAVE)
    return open_text(path, path.read_bytes())
