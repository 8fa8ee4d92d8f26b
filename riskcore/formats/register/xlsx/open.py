"""A workbook opened: the first rows of each sheet, and any sheet whole when it is asked for."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - an exception

from riskcore.formats.register.table.sheet import HEAD, MOST_CELLS, MOST_ROWS, Source
from riskcore.formats.register.xlsx.book import read_book
from riskcore.formats.register.xlsx.events import BadPart, TooLarge
from riskcore.formats.register.xlsx.guard import damaged, open_zip, refused
from riskcore.formats.register.xlsx.part import read_part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from riskcore.formats.register.table.sheet import Sheet


def open_workbook(path: Path) -> Source:
    """The workbook at `path`. Raises FileError where it is locked, damaged, too large or none."""
    with _told(path), open_zip(path) as package:
        book = read_book(package)
        heads = []
        for entry in book.sheets:
            with package.open(entry.part) as file:
                heads.append(read_part(file, entry, book, HEAD))
    if not heads:
        raise refused(path, "has no sheet of cells", hint="Give a workbook with a sheet of risks.")

    def whole(k: int) -> Sheet:
        with _told(path), open_zip(path) as again, again.open(book.sheets[k].part) as file:
            return read_part(file, book.sheets[k], book)

    return Source(tuple(heads), whole)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Whatever a twisted workbook makes fail, told as a damaged one."""
    try:
        yield
    except TooLarge:
        most = f"{MOST_ROWS:,} rows or {MOST_CELLS:,} cells in a sheet"
        rule = f"must not have more than {most}, nor longer texts than Excel"
        raise refused(path, rule, hint="Copy the risks into a workbook of their own.") from None
    except (BadPart, BadZipFile, ZlibError, EOFError, OSError, KeyError, ValueError, IndexError, NotImplementedError):
        raise damaged(path) from None
