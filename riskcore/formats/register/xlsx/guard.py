"""Whether a file is a workbook that can be opened without harm; if not, what it is and what to do."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

from riskcore.errors import FileError, Problem
from riskcore.formats.ole2 import stream_names

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 300_000_000
"""Bytes of all parts unpacked; a register of 50,000 risks has some 50,000,000."""
MOST_PARTS: Final = 10_000
_SAVE: Final = 'Open it and save it as "Excel workbook (.xlsx)".'


def refuse_ole2(path: Path) -> FileError:
    """The error for a compound file: a workbook before 2007, or one that is locked."""
    names = stream_names(path) or set()
    if "EncryptedPackage" in names:
        return refused(path, "is protected by a password", hint="Open it in Excel, take the password off and save it.")
    if names & {"Workbook", "Book"}:
        return refused(path, "is a workbook of Excel before 2007 (.xls), which is not read", hint=_SAVE)
    return refused(path, "looks like an Office file and not like a workbook", hint="Give an .xlsx or .csv file.")


def open_zip(path: Path) -> zipfile.ZipFile:
    """The opened package of a workbook. Raises FileError; sizes are judged by the zip directory, before unpacking."""
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise damaged(path) from None
    try:
        _check(path, package.infolist())
    except FileError:
        package.close()
        raise
    return package


def _check(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    size = sum(part.file_size for part in parts)
    if size > LARGEST or len(parts) > MOST_PARTS:
        got = f"{size / 1e6:,.0f} MB in {len(parts):,} parts"
        raise refused(
            path,
            f"must not unpack to more than {LARGEST // 1_000_000} MB or {MOST_PARTS:,} parts",
            got,
            "Copy the sheet with the risks into a workbook of its own.",
        )
    if "xl/workbook.bin" in names:
        raise refused(path, "is a binary workbook (.xlsb), which is not read", hint=_SAVE)
    if "content.xml" in names:
        raise refused(path, "is an OpenDocument file, which is not read", hint=_SAVE)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise refused(path, "is a zip archive and no workbook", hint="Give an .xlsx or .csv file.")
    if any(part.flag_bits & 1 for part in parts):
        raise refused(path, "is protected by a password", hint="Open it in Excel, take the password off and save it.")


def damaged(path: Path) -> FileError:
    """The error for a workbook that is cut short or twisted."""
    return refused(path, "is a damaged workbook", hint="Open it in Excel, let it be repaired, and save it.")


def refused(path: Path, rule: str, got: str = "", hint: str = "") -> FileError:
    """An error about the file as a whole."""
    return FileError([Problem(path.name, rule, got, hint)], path.name)
