"""A sheet as read: its filled rows with their numbers, and what is merged or hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from riskcore.formats.register.table.cell import Cell

MOST_COLUMNS: Final = 256
"""What stands further right is not read, and that is said."""
MOST_CELLS: Final = 4_000_000
MOST_ROWS: Final = 200_000
"""A sheet of more filled cells or rows is refused: memory stays under some 500 MB."""
LAST_ROW: Final = 1_048_576
"""Of a sheet of Excel."""
HEAD: Final = 60
"""Rows in which a header is looked for."""


class Row(NamedTuple):
    """A row that is not blank: its number as the spreadsheet shows it, and its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """The cell in a column, None beyond the last one."""
        return self.cells[column] if column < len(self.cells) else None


class Merge(NamedTuple):
    """A merged range: rows as shown, columns from 0; all ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{letter(self.left)}{self.top}:{letter(self.right)}{self.bottom}"


@dataclass(frozen=True)
class Sheet:
    """The filled rows of a sheet, or of its first rows; `name` is empty for CSV."""

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    wider: bool = False
    """Whether it has cells beyond MOST_COLUMNS."""


@dataclass(frozen=True)
class Source:
    """A file that was opened: the first rows of each sheet, and a way to read the k-th sheet whole.

    For CSV the sheets are the readings of one text by the separators that it may have.
    """

    heads: tuple[Sheet, ...]
    whole: Callable[[int], Sheet]
    notes: tuple[str, ...] = ()


def letter(column: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """0 for A, 26 for AA."""
    column = 0
    for one in letters:
        column = 26 * column + ord(one) - 64
    return column - 1
