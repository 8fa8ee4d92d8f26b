"""Cells that few sheets have: how often a risk happens, when it can, and impacts that differ between activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.register.table.cell import Odd, quoted, shown, text_of
from riskcore.formats.register.values.amount import amount_of
from riskcore.formats.yaml_text import parse_yaml
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from riskcore.formats.register.table.cell import Cell


def other(field: str, cell: Cell) -> Any:
    """The document of the cell of `recurs`, `combine`, `window.*` or `impacts`. Raises BrokenRule."""
    if isinstance(cell, Odd) and not (cell.kind == "date" and field in ("window.from", "window.to")):
        raise BrokenRule("must be text or a number", cell.words, cell.remedy)
    text = text_of(cell)
    if field == "recurs":
        return {"mean": _mean(cell, text)}
    if field == "combine":
        return _combine(text)
    if field == "impacts":
        return _impacts(text)
    return text


def _mean(cell: Cell, text: str) -> float:
    amount = amount_of(text, ".", "a mean number of occurrences")
    if amount.unit:
        raise BrokenRule("must be a mean number of occurrences", shown(cell))
    return cell if isinstance(cell, float) else amount.value


def _combine(text: str) -> str:
    if text.casefold() not in ("series", "parallel"):
        raise BrokenRule("must be series or parallel", quoted(text))
    return text.casefold()


def _impacts(text: str) -> list[Any]:
    document = parse_yaml(text) if text.startswith("[") else None
    if not isinstance(document, list):
        hint = "Write [{activities: [A10], delay: 5d}, {activities: [A20], delay: 2d}]."
        raise BrokenRule("must be a list of impacts as in a document", quoted(text), hint)
    return document
