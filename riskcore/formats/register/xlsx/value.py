"""The value of one cell of a workbook, by its type and its style."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from riskcore.formats.register.table.cell import Odd, Percent
from riskcore.formats.register.xlsx.strings import unescaped

if TYPE_CHECKING:
    from riskcore.formats.register.table.cell import Cell
    from riskcore.formats.register.xlsx.book import Book


def value_of(raw: str, kind: str, style: int, book: Book, *, formula: bool) -> Cell:
    """The cell whose text is `raw` and whose type is `kind` (ECMA-376 part 1, 18.18.11).

    Raises ValueError or IndexError where the workbook is damaged.
    """
    if not raw:
        # A formula that gives the empty text has the type of text, and no value either.
        return Odd("formula") if formula and kind != "str" else None
    if kind == "n":
        return _number(float(raw), style, book)
    if kind == "s":
        return book.strings[int(raw)].strip() or None
    if kind == "b":
        return Odd("truth", "TRUE" if raw.strip() == "1" else "FALSE")
    if kind == "e":
        return Odd("error", raw.strip())
    if kind == "d":
        return Odd("date", raw.strip())
    return unescaped(raw).strip() or None


def _number(number: float, style: int, book: Book) -> Cell:
    if not math.isfinite(number):
        raise ValueError(number)
    shown_as = book.styles[style] if style < len(book.styles) else ""
    if shown_as == "date":
        return Odd("date", _date(number, since_1904=book.since_1904))
    return Percent(number) if shown_as == "percent" else number


def _date(number: float, *, since_1904: bool) -> str:
    """The day that a serial number stands for (ECMA-376 part 1, 18.17.4), with the time of day where there is one."""
    try:
        moment = (datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)) + timedelta(days=number)
    except OverflowError:
        return f"{number:g}"
    if number < 1:
        return moment.strftime("%H:%M")
    return moment.strftime("%Y-%m-%d" if number == int(number) else "%Y-%m-%d %H:%M")
