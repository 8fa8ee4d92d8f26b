"""The problems of a sheet, gathered so that a mistake made in forty rows is told once, with its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from riskcore.errors import Problem
from riskcore.formats.register.table.sheet import letter

if TYPE_CHECKING:
    from riskcore.plan.rule import BrokenRule

_MOST_ROWS: Final = 6
"""Rows that a problem names."""


class Findings:
    """Collects problems; equal ones of one column become one. `rows` has the numbers of all rows that have any."""

    def __init__(self, sheet: str) -> None:
        self.rows: set[int] = set()
        self._sheet = sheet
        self._rows: dict[tuple[int, str, str, str], list[int]] = {}
        self._first: dict[tuple[int, str, str, str], tuple[str, str]] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, broken: BrokenRule, row: int = 0, column: int = -1, header: str = "", *, once: bool = False) -> None:
        """Note a broken rule; `once` says that it is the same problem whatever the value received."""
        self.rows.add(row)
        key = (column, broken.rule, "" if once else broken.got, broken.hint)
        self._rows.setdefault(key, []).append(row)
        self._first.setdefault(key, (header, broken.got))

    def problems(self) -> list[Problem]:
        """Every problem, in the order in which they were found."""
        return [self._problem(key, rows) for key, rows in self._rows.items()]

    def _problem(self, key: tuple[int, str, str, str], rows: list[int]) -> Problem:
        column, rule, _, hint = key
        header, got = self._first[key]
        parts = [f'sheet "{self._sheet}"'] if self._sheet else []
        if rows[0]:
            parts.append(_counted(sorted(set(rows))))
        if column >= 0:
            parts.append(f'column {letter(column)} "{header}"' if header else f"column {letter(column)}")
        where = ", ".join(parts)
        return Problem(where[:1].upper() + where[1:], rule, got, hint)


def _counted(rows: list[int]) -> str:
    if len(rows) == 1:
        return f"row {rows[0]}"
    named = ", ".join(map(str, rows[:_MOST_ROWS]))
    more = len(rows) - _MOST_ROWS
    return f"rows {named} and {more:,} more" if more > 0 else f"rows {named}"
