"""A row as the document of a risk, with how each of its cells was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from riskcore.formats.register.fields import OTHERS, RACI, REFERENCES, SELECTORS, WORDS
from riskcore.formats.register.risk_impacts import RiskImpacts
from riskcore.formats.register.row_cells import RowCells
from riskcore.formats.register.table.cell import Odd, is_nothing, text_of
from riskcore.formats.register.values.choice import choice
from riskcore.formats.register.values.other import other
from riskcore.formats.register.values.selection import selected, selection
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from riskcore.formats.register.header.columns import Taken
    from riskcore.formats.register.mapping import SheetMapping
    from riskcore.formats.register.number_column import Read
    from riskcore.formats.register.table.cell import Cell
    from riskcore.formats.register.table.findings import Findings
    from riskcore.formats.register.table.sheet import Row

_CHOICES: Final = ("status", "type")


class RiskReader:
    """Builds risks of rows; problems go to `findings`.

    `columns` maps a field to its column, `numbers` a field to the readings of its column by row number.
    """

    def __init__(
        self,
        columns: Mapping[str, Taken],
        numbers: Mapping[str, Mapping[int, Read]],
        mapping: SheetMapping,
        findings: Findings,
    ) -> None:
        self._cells, self._mapping = RowCells(columns, findings), mapping
        self._quantities = RiskImpacts(self._cells, numbers, mapping)
        self._words = [field for field in WORDS if field in columns]
        self._choices = [field for field in _CHOICES if field in columns]
        self._raci = [role for role in RACI if f"raci.{role}" in columns]
        self._references = [field for field in REFERENCES if field in columns]
        self._rare = [field for field in OTHERS if field in columns]
        self._selectors = [field for field in SELECTORS if field in columns]

    def read(self, row: Row) -> tuple[dict[str, Any], list[str]]:
        """The risk, its id as the sheet has it, and how its cells were read; what is wrong is left out of it."""
        how: list[str] = []
        risk: dict[str, Any] = {"id": self._cells.text(row, "id"), **self._cells.texts(row, self._words)}
        for field in self._choices:
            if meaning := self._choice(row, field, how):
                risk[field] = meaning
        if raci := {role: text for role in self._raci if (text := self._cells.text(row, f"raci.{role}"))}:
            risk["raci"] = raci
        kind = risk.get("type")
        risk |= self._quantities.read(row, "", kind, how)
        if (activities := self._activities(row, how)) is not None:
            risk["activities"] = activities
        if residual := self._quantities.read(row, "residual.", kind, how):
            risk["residual"] = residual
        return risk | self._cells.texts(row, self._references) | self._others(row, how), how

    def tell(self, broken: BrokenRule, row: int, field: str) -> None:
        """Note a problem in the cell of a field."""
        self._cells.tell(broken, row, field)

    def _choice(self, row: Row, field: str, how: list[str]) -> str:
        text = self._cells.text(row, field)
        if is_nothing(text or None):
            return ""
        try:
            meaning = choice(text, field, getattr(self._mapping.words, field))
        except BrokenRule as broken:
            self._cells.tell(broken, row.number, field)
            return ""
        if text.casefold() != meaning:
            how.append(f'{field} "{text}" read as {meaning}')
        return meaning

    def _others(self, row: Row, how: list[str]) -> dict[str, Any]:
        """Recurrence, window and what else few sheets have."""
        found: dict[str, Any] = {}
        for field in self._rare:
            cell = self._cells.cell(row, field)
            if is_nothing(cell):
                continue
            try:
                value = other(field, cell)
            except BrokenRule as broken:
                self._cells.tell(broken, row.number, field)
                continue
            how.append(f"{field} {text_of(cell)}")
            key, _, part = field.partition(".")
            found[key] = {**found.get(key, {}), part: value} if part else value
        return found

    def _activities(self, row: Row, how: list[str]) -> Any:
        filled = [field for field in self._selectors if not is_nothing(self._cells.cell(row, field))]
        if not filled:
            return None
        cell = self._cells.cell(row, filled[0])
        try:
            found = self._selection(cell, filled)
        except BrokenRule as broken:
            self._cells.tell(broken, row.number, filled[0], once=len(filled) > 1)
            return None
        # A node of the WBS may have lost its last zero in a cell of numbers.
        cut = isinstance(cell, float) and cell != int(cell) and isinstance(found, dict)
        how.append(f"activities {selected(found)}" + (", a number: 3.10 would look the same as 3.1" if cut else ""))
        return found

    def _selection(self, cell: Cell, filled: list[str]) -> Any:
        """The selector of the one filled cell. Raises BrokenRule."""
        if len(filled) > 1:
            hint = f"Leave one out: columns: {{{filled[1]}: null}}."
            raise BrokenRule("must say in one column which activities it is about", " and ".join(filled), hint)
        if isinstance(cell, Odd):
            raise BrokenRule("must name activities", cell.words, cell.remedy)
        return selection(text_of(cell), filled[0].partition(".")[2] or "id")
