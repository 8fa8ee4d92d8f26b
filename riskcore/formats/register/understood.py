"""What was understood of a sheet: nothing of it is used before it can be listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Column:
    """A column that was taken for a field: its letter, its header as shown, and the unit of its numbers in words."""

    letter: str
    header: str
    field: str
    unit: str = ""


@dataclass(frozen=True)
class RiskRow:
    """A row that became a risk, and how its cells were read where they are more than words."""

    row: int
    id: str
    name: str
    understood: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ignored:
    """A column, rows or a sheet that was left out."""

    where: str
    why: str


@dataclass(frozen=True)
class Understood:
    """A register as it was read from a sheet.

    `document` is that of a register, `{"risks": [...]}`, for riskcore.plan.parse_register. `mapping` holds all that was
    found and declared, and gives the same document when it is given again. `notes` are about the sheet as a whole.
    """

    source: str
    document: dict[str, Any]
    columns: tuple[Column, ...]
    rows: tuple[RiskRow, ...]
    ignored: tuple[Ignored, ...]
    notes: tuple[str, ...]
    mapping: dict[str, Any]
