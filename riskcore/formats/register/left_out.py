"""Rows below a header that are no risks, or none that a simulation could use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from riskcore.formats.register.header.find import JOINT
from riskcore.formats.register.normal import normal
from riskcore.formats.register.table.cell import one_line, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from riskcore.formats.register.header.columns import Taken
    from riskcore.formats.register.table.cell import Cell
    from riskcore.formats.register.table.sheet import Row

_TOTALS: Final = frozenset(
    (
        *("total", "totals", "sum", "sums", "subtotal", "summe", "gesamt", "gesamtsumme", "zwischensumme"),
        *("somme", "totaux", "suma", "totales"),
    )
)
_FIRST_WORDS: Final = 2


def no_risk(row: Row, taken: Sequence[Taken]) -> str:
    """Why the row can be no risk, told by its words alone; "" where it may be one."""
    filled = [(one, cell) for one in taken if (cell := row.at(one.index)) is not None]
    if not filled:
        return "has nothing in the columns that are read"
    if len(filled) > 1 and all(_names(one, cell) for one, cell in filled):
        return "repeats the header"
    if any(one.meaning.field == "probability" for one, _ in filled):
        return ""
    words = [text_of(cell) for one, cell in filled if one.meaning.field in ("id", "name", "description", "category")]
    first = next(text_of(cell) for cell in row.cells if cell is not None)
    return "is a total" if any(_is_total(text) for text in [first, *words]) else ""


def _names(one: Taken, cell: Cell) -> bool:
    text = one_line(text_of(cell))
    return text == one.header or text in one.header.split(JOINT)


def _is_total(text: str) -> bool:
    words = normal(text).split()
    return bool(words) and words[0] in _TOTALS and len(words) <= _FIRST_WORDS


def no_use(risk: Mapping[str, object]) -> str:
    """Why the simulation could not use the risk; "" where it can."""
    impact = any(key in risk for key in ("delay", "factor", "cost", "impacts"))
    likely = "probability" in risk or "recurs" in risk
    if not impact and not likely:
        return "has neither a probability nor an impact"
    if not impact:
        return "has no impact in time or money, so that it cannot move the answer"
    if risk.get("status") == "closed" and not likely:
        return "is closed and has no probability"
    if risk.get("status") == "closed" and "activities" not in risk and ("delay" in risk or "factor" in risk):
        return "is closed and names no activities"
    return ""
