"""Columns of results beside the risks, under names that nobody takes for a field of a risk."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from riskcore.errors import ParameterError
from riskcore.formats.register.header.meaning import meaning_of
from riskcore.formats.register.header.names import RESULT
from riskcore.formats.register.write.table import NAMED, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from riskcore.formats.register.table.cell import Cell

DIGITS: Final = 15
"""Of a result; a spreadsheet keeps no more."""


@dataclass(frozen=True)
class ResultColumn:
    """A column of results: risk id to a number or text; risks that are left out have an empty cell.

    `meaning` is told on a sheet of its own; `form` is how a workbook shows numbers, as spreadsheets write formats.
    What is a `detail` of the column before it is folded away in a workbook, for whom wants it to unfold.
    """

    head: str
    values: Mapping[str, float | str | None]
    meaning: str = ""
    form: str = "General"
    detail: bool = False


def with_results(table: Table, ids: Sequence[str], results: Sequence[ResultColumn]) -> Table:
    """The table with the columns of `results` behind the risks' names, so that they are in sight with these.

    Each is named `Result: ...`. Raises ParameterError for unknown ids, and for names that are empty or there twice.
    """
    known = set(ids)
    unknown = dict.fromkeys(name for one in results for name in one.values if name not in known)
    if unknown:
        raise ParameterError(f"results must be of risks of the register. Got {', '.join(map(repr, [*unknown][:5]))}.")
    heads = [f"{RESULT}{one.head}" for one in results]
    for head in heads:
        if not head.removeprefix(RESULT).strip() or meaning_of(head) or heads.count(head) > 1:
            raise ParameterError(f'results must have columns with names of their own. Got "{head}".')
    rows = [
        [*row[:NAMED], *(_cell(one.values.get(name)) for one in results), *row[NAMED:]]
        for name, row in zip(ids, table.rows, strict=True)
    ]
    forms = {head: one.form for head, one in zip(heads, results, strict=True)}
    meanings = [(head, one.meaning) for head, one in zip(heads, results, strict=True) if one.meaning]
    return Table(
        heads=[*table.heads[:NAMED], *heads, *table.heads[NAMED:]],
        rows=rows,
        forms=table.forms | forms,
        meanings=tuple(meanings),
        results=frozenset(heads),
        details=frozenset(head for head, one in zip(heads, results, strict=True) if one.detail),
    )


def _cell(value: float | str | None) -> Cell:
    if isinstance(value, str) or value is None:
        return value or None
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
