"""Columns of results beside the risks, under names that nobody takes for a field of a risk."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from riskcore.errors import ParameterError
from riskcore.formats.register.header.meaning import meaning_of
from riskcore.formats.register.write.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.formats.register.table.cell import Cell

Results = Mapping[str, Mapping[str, float | str | None]]
"""Risk id to name of column to a number or text."""


def with_results(table: Table, ids: Sequence[str], results: Results) -> Table:
    """The table with a column for each name in `results`. Raises ParameterError for unknown ids and misleading names.

    A name misleads that a reader would take for a field of a risk.
    """
    unknown = [name for name in results if name not in set(ids)]
    if unknown:
        raise ParameterError(f"results must be of risks of the register. Got {', '.join(map(repr, unknown[:5]))}.")
    heads = list(dict.fromkeys(head for row in results.values() for head in row))
    for head in heads:
        if not head.strip() or meaning_of(head) or head in table.heads:
            rule = "results must have columns whose names are no fields of a risk"
            raise ParameterError(f'{rule}. Got "{head}". Write "Mean delay (days)".')
    rows = [
        [*row, *(_cell(results.get(name, {}).get(head)) for head in heads)]
        for name, row in zip(ids, table.rows, strict=True)
    ]
    return Table([*table.heads, *heads], rows, table.shares)


def _cell(value: float | str | None) -> Cell:
    if isinstance(value, str) or value is None:
        return value or None
    return float(value) if math.isfinite(value) else None
