"""Probability and impacts of a row, before and after mitigation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from riskcore.formats.register.fields import POINTS, QUANTITIES
from riskcore.formats.register.impact import Impact
from riskcore.formats.register.table.cell import brief, is_nothing, plain
from riskcore.formats.register.values.shape import Shape
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from riskcore.formats.register.mapping import SheetMapping
    from riskcore.formats.register.number_column import Read
    from riskcore.formats.register.row_cells import RowCells
    from riskcore.formats.register.table.sheet import Row

STAGES: Final = ("", "residual.")
"""Before and after mitigation, as the names of fields begin."""


class RiskImpacts:
    """Reads the quantities of rows; `numbers` maps a field to the readings of its column by row number."""

    def __init__(self, cells: RowCells, numbers: Mapping[str, Mapping[int, Read]], mapping: SheetMapping) -> None:
        self._cells, self._numbers, self._mapping = cells, numbers, mapping
        self._impacts = {stage: [one for one in QUANTITIES if self._points(stage, one)] for stage in STAGES}
        self._shapes = {
            (stage, quantity): self._shape(stage, quantity) for stage in STAGES for quantity in self._impacts[stage]
        }

    def read(self, row: Row, stage: str, kind: str | None, how: list[str]) -> dict[str, Any]:
        """Probability and impacts, before (`stage` "") or after ("residual.") mitigation."""
        found: dict[str, Any] = {}
        before = "residual " if stage else ""
        probability = self._numbers.get(f"{stage}probability", {}).get(row.number)
        if probability:
            found["probability"] = probability.document
            cell, value = brief(probability.cell), plain(probability.document)
            told = value if cell == value else f"{cell} read as {value}"
            how.append(f"{before}probability {told} {probability.how}".rstrip())
        for quantity in self._impacts[stage]:
            try:
                document, told = self._impact(row, stage, quantity).document(kind)
            except BrokenRule as broken:
                self._cells.tell(
                    broken, row.number, self._place(row, stage, quantity), once=broken.rule.startswith("must say")
                )
                continue
            if document is not None:
                found[quantity] = document
                how.append(before + told)
        return found

    def _points(self, stage: str, quantity: str) -> list[str]:
        """The fields of a quantity that have a column."""
        fields = [f"{stage}{quantity}", *(f"{stage}{quantity}.{point}" for point in POINTS)]
        return [field for field in fields if field in self._cells.columns]

    def _impact(self, row: Row, stage: str, quantity: str) -> Impact:
        reads = {}
        for point in ("", "min", "mode", "max"):
            column = self._numbers.get(f"{stage}{quantity}.{point}" if point else f"{stage}{quantity}")
            if column is not None and (read := column.get(row.number)) is not None:
                reads[point] = read
        own = self._cells.cell(row, f"{stage}{quantity}.shape")
        shape_cell = self._cells.cell(row, "shape") if is_nothing(own) else own
        return Impact(quantity, reads, shape_cell, self._shapes[stage, quantity])

    def _shape(self, stage: str, quantity: str) -> Shape:
        """As declared, with the percentiles of the headers where they name any."""
        ends = [self._cells.columns.get(f"{stage}{quantity}.{point}") for point in ("min", "max")]
        named = [one.meaning.percentile for one in ends if one is not None and one.meaning.percentile]
        percentiles = (float(named[0]), float(named[1])) if len(named) == 2 else self._mapping.percentiles
        return Shape(self._mapping.shape_of(quantity), self._mapping.range, percentiles, bool(named))

    def _place(self, row: Row, stage: str, quantity: str) -> str:
        """The field to point at: the first of the quantity that has a cell in this row."""
        fields = self._points(stage, quantity)
        return next((field for field in fields if not is_nothing(self._cells.cell(row, field))), fields[0])
