"""A CSV file opened: one reading of it by each separator that it may have; the header tells which is right."""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, Final

from riskcore.errors import FileError, Problem
from riskcore.formats.register.protect import bare
from riskcore.formats.register.table.sheet import HEAD, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row, Sheet, Source
from riskcore.formats.register.text.decode import NotText, decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from riskcore.formats.register.table.cell import Cell

LARGEST: Final = 100_000_000
"""Bytes; a register of 50,000 risks has some 10,000,000."""
_SEPARATORS: Final = (",", ";", "\t", "|")
_DECLARED = re.compile(r"sep=(.)\r?\n")
"""The first line by which Excel is told the separator."""


def open_text(path: Path, data: bytes) -> Source:
    """The register in the bytes of a CSV file. Raises FileError where they are no text."""
    try:
        text, encoding = decode(data)
    except NotText:
        hint = 'Save the register as "Excel workbook (.xlsx)" or "CSV UTF-8".'
        raise _refused(path, "is neither a workbook nor text in UTF-8, UTF-16 or Windows-1252", hint) from None
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]  # no row of the sheet
    separators = (declared[1],) if declared else _SEPARATORS
    heads = [_sheet(path, text, separator, HEAD) for separator in separators]

    def whole(k: int) -> Sheet:
        return _sheet(path, text, separators[k])

    return Source(tuple(heads), whole, (f"The text is in {encoding}.",) if encoding else ())


def _sheet(path: Path, text: str, separator: str, last_row: int | None = None) -> Sheet:
    rows, wider, count = [], False, 0
    for number, record in islice(_records(path, text, separator, whole=last_row is None), last_row):
        cells = _trimmed(record)
        wider = wider or len(cells) > MOST_COLUMNS
        if cells:
            rows.append(Row(number, cells[:MOST_COLUMNS]))
        count += len(cells)
        if len(rows) > MOST_ROWS or count > MOST_CELLS:
            raise _refused(path, f"must not have more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells", "Split it.")
    return Sheet("", tuple(rows), wider=wider)


def _records(path: Path, text: str, separator: str, *, whole: bool) -> Iterator[tuple[int, list[str]]]:
    """Records with the numbers of the rows that a spreadsheet puts them in.

    A separator that the file does not have may break on its quotes: only the reading that was chosen is told so.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, 1):
            yield number, record
    except csv.Error as error:
        if whole:
            rule = f"row {number + 1}: must be CSV: {error}"
            raise _refused(
                path, rule, 'Write a quotation mark within a quoted cell twice, "", and close every one.'
            ) from None


def _trimmed(record: list[str]) -> tuple[Cell, ...]:
    cells: list[Cell] = [bare(one.strip()) or None for one in record]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _refused(path: Path, rule: str, hint: str) -> FileError:
    return FileError([Problem(path.name, rule, hint=hint)], path.name)
