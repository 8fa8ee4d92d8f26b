"""Which cells of a column are levels of a scale, and what they mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from riskcore.formats.register.scale import is_level, level
from riskcore.formats.register.table.cell import Percent, quoted, shown, text_of
from riskcore.formats.register.values.numeral import TOKEN
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from riskcore.formats.register.table.cell import Cell

_BARE: Final = re.compile(rf"[+\-\u2212]?\s*(?:{TOKEN.pattern})")
_EXAMPLES: Final = {"probability": "30%", "delay": "10d", "cost": "50k", "factor": "1.2"}


class Levels:
    """The scale of a quantity as it holds in one column; `of` is how many levels its header names, 0 for none."""

    def __init__(self, quantity: str, scale: Mapping[str, Any], of: int) -> None:
        self._quantity, self._scale, self._of = quantity, scale, of

    def have_numbers_of(self, cells: Iterable[Cell]) -> bool:
        """Whether the bare numbers of the column are levels: its header says so, or the scale has one of them."""
        numbered = any(name.isdigit() for name in self._scale)
        return self._of > 0 or (numbered and any(is_bare(cell) and text_of(cell) in self._scale for cell in cells))

    def meaning(self, cell: str | float) -> Any:
        """What the cell means; None where it is text with a number. Raises BrokenRule where it can only be a level."""
        meant = level(text_of(cell), self._scale)
        if meant is None and (is_bare(cell) or (isinstance(cell, str) and is_level(cell))):
            raise self._unknown(cell)
        return meant

    def _unknown(self, cell: str | float) -> BrokenRule:
        rule = "must be a number, or a level of a declared scale"
        if self._scale:
            rule = "must be a level of the declared scale"
        example = f"{{{quoted(text_of(cell))}: {_EXAMPLES[self._quantity]}, ...}}"
        return BrokenRule(rule, shown(cell), f"Declare what it means: scales: {{{self._quantity}: {example}}}.")


def is_bare(cell: Cell) -> bool:
    """Whether the cell is a number without a unit or a percent sign."""
    if isinstance(cell, str):
        return bool(_BARE.fullmatch(cell))
    return isinstance(cell, float) and not isinstance(cell, Percent)
