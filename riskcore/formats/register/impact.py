"""One impact of one row: its cells for a value, three points and a distribution, as the document of an estimate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from riskcore.formats.register.number_column import Read, explicit
from riskcore.formats.register.table.cell import brief, is_nothing, text_of
from riskcore.formats.register.values.opportunity import turned, turned_document
from riskcore.formats.register.values.quantity import QUANTITIES
from riskcore.formats.register.values.shape import Shape, described, estimate_of, shape_in
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from riskcore.formats.register.table.cell import Cell

_POINTS: Final = ("min", "mode", "max")


@dataclass(frozen=True)
class Impact:
    """The readings of one quantity in one row, by point ("" for a single column), and its cell of distribution."""

    quantity: str
    reads: Mapping[str, Read]
    shape_cell: Cell
    declared: Shape

    def document(self, kind: str | None) -> tuple[Any, str]:
        """The estimate, None where there is none, and how it was read. Raises BrokenRule.

        `kind` is "opportunity", "threat", or None where the row does not say.
        """
        written = self._written()
        if written is not None:
            return written, f"{self.quantity} as written, {described(written)}"
        if not self.reads:
            return None, ""
        if "" in self.reads and len(self.reads) > 1:
            hint = f"Leave one out: columns: {{{self.quantity}: null}}."
            raise BrokenRule("must be given in one way", "one value and points in columns of their own", hint)
        single = self.reads.get("")
        if single is not None and single.document is not None:
            document = self._turned(single, kind)
        else:
            document = self._from_points(kind)
        if kind == "threat" and self._saves(document):
            hint = "Make its type an opportunity, or its sign positive."
            raise BrokenRule("must not shorten or save, since it is a threat", described(document), hint)
        return document, self._how(document, kind)

    def _written(self) -> Any:
        """A whole distribution in the column of distributions."""
        text = "" if is_nothing(self.shape_cell) else text_of(self.shape_cell)
        if not text.startswith("{"):
            return None
        if self.reads:
            raise BrokenRule("must be given in one way", "a whole distribution beside values", "Clear one of them.")
        return explicit(text, self.quantity)

    def _turned(self, single: Read, kind: str | None) -> Any:
        if kind != "opportunity" or single.as_written:
            return single.document
        if self.quantity != "factor":
            return turned_document(single.document, QUANTITIES[self.quantity])
        if QUANTITIES["factor"].checked(single.document).distribution().support[1] > 1:
            raise _not_shorter(described(single.document))
        return single.document

    def _from_points(self, kind: str | None) -> Any:
        points = [point for name in ("", *_POINTS) if name in self.reads for point in self.reads[name].points]
        names = tuple(name for name in _POINTS if name in self.reads)
        if names and names not in (_POINTS, ("mode",), ("min", "max")):
            got = " and ".join({"mode": "most likely"}.get(name, name) for name in names)
            raise BrokenRule("must have min, most likely and max, or one value", f"only {got}")
        shape = self._shape()
        if kind == "opportunity":
            if self.quantity == "factor":
                return self._shortening(points, shape)
            points, shape = turned(points, shape)
        return estimate_of(points, shape, QUANTITIES[self.quantity])

    def _shortening(self, points: list[Any], shape: Shape) -> Any:
        """Factors cannot be turned: 1.25 may mean 0.75 or 0.8."""
        if any(point.value > 1 for point in points):
            raise _not_shorter(", ".join(f"{point.value:.15g}" for point in points))
        return estimate_of(points, shape, QUANTITIES["factor"])

    def _shape(self) -> Shape:
        return self.declared if is_nothing(self.shape_cell) else shape_in(text_of(self.shape_cell), self.declared)

    def _saves(self, document: Any) -> bool:
        """Whether it can only shorten or save; what was written as a whole distribution is taken as it is."""
        neutral = 1 if self.quantity == "factor" else 0
        values = [point.value for read in self.reads.values() for point in read.points]
        if not values and not any(read.as_written for read in self.reads.values()):
            values = list(QUANTITIES[self.quantity].checked(document).distribution().support)
        return bool(values) and max(values) <= neutral and min(values) < neutral

    def _how(self, document: Any, kind: str | None) -> str:
        cells = " / ".join(brief(self.reads[name].cell) for name in ("", *_POINTS) if name in self.reads)
        told = described(document)
        how = next((read.how for read in self.reads.values() if read.how), "")
        turning = " of an opportunity" if kind == "opportunity" else ""
        if cells == told and not how:
            return f"{self.quantity}{turning} {told}"
        return " ".join(part for part in (f"{self.quantity}{turning} {cells} read as {told}", how) if part)


def _not_shorter(got: str) -> BrokenRule:
    return BrokenRule("must be at most 1, since it is an opportunity", got, "Write 0.9 for a tenth shorter.")
