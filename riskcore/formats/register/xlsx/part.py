"""One sheet of a workbook, cell by cell in one pass: values, merges, and what is hidden or was never calculated."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from riskcore.formats.register.table.sheet import (
    LAST_ROW,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Merge,
    Row,
    Sheet,
    column_of,
)
from riskcore.formats.register.xlsx.events import Enough, TooLarge, feed
from riskcore.formats.register.xlsx.strings import joined
from riskcore.formats.register.xlsx.value import value_of

if TYPE_CHECKING:
    from typing import IO

    from riskcore.formats.register.table.cell import Cell
    from riskcore.formats.register.xlsx.book import Book, Entry

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def read_part(file: IO[bytes], entry: Entry, book: Book, last_row: int | None = None) -> Sheet:
    """The sheet, or its rows up to `last_row`. Raises BadPart, TooLarge, and ValueError or IndexError where damaged."""
    part = _Part(book, last_row)
    feed(file, part)
    return Sheet(
        entry.name,
        tuple(part.rows),
        tuple(part.merges),
        entry.hidden,
        frozenset(part.hidden_rows),
        frozenset(part.hidden_columns),
        part.wider,
    )


class _Part:
    """Gathers the rows; cells that are empty take no place."""

    def __init__(self, book: Book, last_row: int | None) -> None:
        self.rows: list[Row] = []
        self.merges: list[Merge] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: set[int] = set()
        self.wider = False
        self._book = book
        self._last = math.inf if last_row is None else last_row
        self._count = 0
        self._number = 0
        self._cells: list[Cell] = []
        self._column = -1
        self._type = ""
        self._style = 0
        self._formula = False
        self._pieces: list[str] = []
        self._within = False
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or (name == "t" and not self._phonetic):
            self._within = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            self.merges.append(_merge(attributes["ref"]))
            if len(self.merges) > MOST_ROWS:
                raise TooLarge
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes["max"]), MOST_COLUMNS)
            self.hidden_columns.update(range(int(attributes["min"]) - 1, last))

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in {"v", "t"}:
            self._within = False
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._phonetic = False

    def text(self, data: str) -> None:
        if self._within:
            self._pieces.append(data)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._number = int(attributes.get("r") or self._number + 1)
        if self._number > self._last:
            raise Enough
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.append(self._number)
            if len(self.hidden_rows) > LAST_ROW:
                raise TooLarge
        self._cells = []
        self._column = -1

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = column_of(reference.rstrip("0123456789")) if reference else self._column + 1
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", 0))
        self._formula = False
        self._pieces = []

    def _end_cell(self) -> None:
        cell = value_of(joined(self._pieces), self._type, self._style, self._book, formula=self._formula)
        if cell is None:
            return
        if self._column >= MOST_COLUMNS:
            self.wider = True
            return
        self._cells.extend([None] * (self._column + 1 - len(self._cells)))
        self._cells[self._column] = cell
        self._count += 1

    def _end_row(self) -> None:
        if self._cells:
            self.rows.append(Row(self._number, tuple(self._cells)))
        if self._count > MOST_CELLS or len(self.rows) > MOST_ROWS:
            raise TooLarge


def _merge(reference: str) -> Merge:
    ends = _REFERENCE.findall(reference)
    (left, top), (right, bottom) = ends[0], ends[-1]
    return Merge(int(top), column_of(left), int(bottom), column_of(right))
