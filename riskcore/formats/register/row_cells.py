"""The cells of a row by the fields that they were taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.formats.register.table.cell import Odd, text_of
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from riskcore.formats.register.header.columns import Taken
    from riskcore.formats.register.table.cell import Cell
    from riskcore.formats.register.table.findings import Findings
    from riskcore.formats.register.table.sheet import Row


class RowCells:
    """Finds cells and their words; `columns` maps a field to its column, problems go to `findings`."""

    def __init__(self, columns: Mapping[str, Taken], findings: Findings) -> None:
        self.columns, self._findings = columns, findings

    def cell(self, row: Row, field: str) -> Cell:
        """The cell of a field; None where the sheet has no column for it."""
        taken = self.columns.get(field)
        return None if taken is None else row.at(taken.index)

    def tell(self, broken: BrokenRule, row: int, field: str, *, once: bool = False) -> None:
        """Note a problem in the cell of a field."""
        taken = self.columns.get(field)
        place = (taken.index, taken.header) if taken else (-1, "")
        self._findings.add(broken, row, *place, once=once)

    def text(self, row: Row, field: str) -> str:
        """The words in a cell; an error or a formula without a value is a problem."""
        cell = self.cell(row, field)
        if isinstance(cell, Odd) and cell.kind in ("error", "formula"):
            broken = BrokenRule("must be text", cell.words, cell.remedy)
            self.tell(broken, row.number, field, once=cell.kind == "formula")
            return ""
        return text_of(cell)

    def texts(self, row: Row, fields: Sequence[str]) -> dict[str, str]:
        return {field: text for field in fields if (text := self.text(row, field))}
