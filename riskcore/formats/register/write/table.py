"""A register as rows and columns whose names are read back; only columns that some risk needs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from riskcore.formats.register.fields import QUANTITIES, RACI, WORDS
from riskcore.formats.register.write.activities import activities_text
from riskcore.formats.register.write.estimates import cells_of, signs_hold, units_in
from riskcore.formats.register.write.flow import flow
from riskcore.plan import document_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from riskcore.formats.register.table.cell import Cell
    from riskcore.plan import Estimate, RiskRegister
    from riskcore.plan.risk import Risk

_NAMES: Final = {
    "id": "ID",
    "name": "Risk",
    **{field: field.capitalize() for field in WORDS if field != "name"},
    "status": "Status",
    "type": "Type",
    "activities": "Activities",
    "exclusive": "Exclusive group",
    "triggered_by": "Triggered by",
    **{f"raci.{role}": role.capitalize() for role in RACI},
    "recurs": "Expected occurrences",
    "combine": "Combine",
    "window.from": "Active from",
    "window.to": "Active until",
    "window.during": "Active during",
    "impacts": "Impacts by activity",
}
_QUANTITY_NAMES: Final = {"delay": "Delay", "factor": "Duration factor", "cost": "Cost"}
_POINT_NAMES: Final = {"min": "min", "mode": "most likely", "max": "max", "shape": "distribution"}
_UNIT_NAMES: Final = {
    "min": "minutes",
    "h": "hours",
    "d": "days",
    "w": "weeks",
    "mo": "months",
    "ed": "calendar days",
    "ew": "calendar weeks",
    "emo": "calendar months",
}
PERCENT: Final = "0.0%"
NAMED: Final = 2
"""The columns that come first and say which risk it is: ID and name."""
_ALWAYS: Final = ("ID", "Risk", "Probability (0 to 1)")


@dataclass(frozen=True)
class Table:
    """The names of the columns, and a row of cells for each risk.

    `forms` is how a workbook shows the numbers of columns that are not plain, `meanings` what names do not say.
    Of the columns, `results` are no part of the register, and of these `details` may be folded away.
    """

    heads: list[str]
    rows: list[list[Cell]]
    forms: dict[str, str]
    meanings: tuple[tuple[str, str], ...] = ()
    results: frozenset[str] = frozenset()
    details: frozenset[str] = frozenset()


def table_of(register: RiskRegister) -> Table:
    """The risks of the register, in their order."""
    units = {(stage, one): _unit(register, stage, one) for stage in ("", "Residual ") for one in QUANTITIES}
    records = [dict(_cells(risk, units)) for risk in register.risks]
    used = {head for record in records for head, cell in record.items() if cell is not None}
    heads = [head for head in _order(units) if head in used or head in _ALWAYS]
    rows = [[record.get(head) for head in heads] for record in records]
    return Table(heads, rows, {head: PERCENT for head in heads if "robability" in head})


def _cells(risk: Risk, units: dict[tuple[str, str], str]) -> Iterator[tuple[str, Cell]]:
    document = document_of(risk)
    for field in ("id", *WORDS, "exclusive", "triggered_by", "combine"):
        yield _NAMES[field], document.get(field) or None
    yield _NAMES["status"], risk.status
    for role in RACI:
        yield _NAMES[f"raci.{role}"], document.get("raci", {}).get(role) or None
    for end, value in document.get("window", {}).items():
        yield _NAMES[f"window.{end}"], value
    kind = _kind(risk)
    yield _NAMES["type"], kind
    yield _NAMES["recurs"], risk.recurs.mean if risk.recurs else None
    yield _NAMES["impacts"], flow(document["impacts"]) if risk.impacts else None
    yield _NAMES["activities"], activities_text(risk.activities) if risk.activities else None
    for stage, position in (("", risk), ("Residual ", risk.residual)):
        yield _probability(stage), position.probability if position else None
        for quantity in QUANTITIES:
            estimate = getattr(position, quantity, None)
            unit = units[stage, quantity]
            if estimate is not None:
                found = cells_of(estimate, quantity, kind, unit)
                yield from zip(_quantity_heads(stage, quantity, unit), found, strict=True)


def _kind(risk: Risk) -> str | None:
    """The type as the sheet has it: left open where a threat shortens or saves, which a reader would refuse."""
    positions = [risk, *([risk.residual] if risk.residual else [])]
    estimates = [(one, getattr(position, one)) for position in positions for one in QUANTITIES]
    fits = all(signs_hold(estimate, quantity, risk.type) for quantity, estimate in estimates if estimate is not None)
    return risk.type if fits or risk.type == "opportunity" else None


def _unit(register: RiskRegister, stage: str, quantity: str) -> str:
    """The unit of time that most points of a column have."""
    positions: Sequence[Any] = [risk.residual if stage else risk for risk in register.risks]
    estimates: list[Estimate | None] = [getattr(position, quantity, None) for position in positions]
    counts = Counter(unit for estimate in estimates if estimate is not None for unit in units_in(estimate))
    return counts.most_common(1)[0][0] if counts else ""


def _order(units: dict[tuple[str, str], str]) -> Iterator[str]:
    yield from (_NAMES[field] for field in ("id", *WORDS, "status", "type"))
    for stage in ("", "Residual "):
        yield _probability(stage)
        if not stage:
            yield _NAMES["recurs"]
        for quantity in QUANTITIES:
            yield from _quantity_heads(stage, quantity, units[stage, quantity])
        if not stage:
            yield from (_NAMES[field] for field in ("activities", "impacts", "combine"))
    yield from (_NAMES[field] for field in ("window.from", "window.to", "window.during", "exclusive", "triggered_by"))
    yield from (_NAMES[f"raci.{role}"] for role in RACI)


def _probability(stage: str) -> str:
    return f"{stage}{'probability' if stage else 'Probability'} (0 to 1)"


def _quantity_heads(stage: str, quantity: str, unit: str) -> list[str]:
    name = f"{stage}{_QUANTITY_NAMES[quantity].lower()}" if stage else _QUANTITY_NAMES[quantity]
    shown = f" ({_UNIT_NAMES.get(unit, unit)})" if unit else ""
    return [f"{name} {word}{shown if point != 'shape' else ''}" for point, word in _POINT_NAMES.items()]
