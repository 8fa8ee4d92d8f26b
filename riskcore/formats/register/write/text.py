"""The table as CSV: UTF-8 with a byte order mark, numbers with all their digits, text that is never run."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from riskcore.formats.register.protect import protected
from riskcore.formats.register.table.cell import plain

if TYPE_CHECKING:
    from riskcore.formats.register.table.cell import Cell
    from riskcore.formats.register.write.table import Table


def csv_bytes(table: Table) -> bytes:
    """The file."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([protected(head) for head in table.heads])
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return file.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    if isinstance(cell, float | int):
        return _number(float(cell))
    return protected(str(cell)) if cell is not None else ""


def _number(value: float) -> str:
    """All digits, and never three behind the point: 1.250 could be read as 1,250."""
    text = plain(value)
    return f"{text}0" if "e" not in text and len(text.partition(".")[2]) == 3 else text
