"""What was understood, as lines to read before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcore.formats.register.understood import Column, Ignored, RiskRow, Understood


def lines(understood: Understood) -> list[str]:
    """Everything that was understood of a sheet, a line for each column, row and thing left out."""
    return [
        understood.source,
        *(f"  {note}" for note in understood.notes),
        "Columns",
        *(f"  {_column(column)}" for column in understood.columns),
        "Risks" if understood.rows else "No risks",
        *(line for row in understood.rows for line in _row(row)),
        *(["Left out"] if understood.ignored else []),
        *(f"  {_left(one)}" for one in understood.ignored),
    ]


def _column(column: Column) -> str:
    unit = f", {column.unit}" if column.unit else ""
    return f'{column.letter} "{column.header}" is {column.field}{unit}'


def _row(row: RiskRow) -> list[str]:
    name = f' "{row.name}"' if row.name else ""
    return [f"  row {row.row}: {row.id}{name}", *(f"    {one}" for one in row.understood)]


def _left(ignored: Ignored) -> str:
    return f"{ignored.where}: {ignored.why}"
