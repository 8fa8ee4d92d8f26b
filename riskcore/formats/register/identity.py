"""The ids of risks: as the sheet has them, else R1, R2, ...; each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.formats.register.table.cell import quoted
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from riskcore.formats.register.table.findings import Findings


def identities(given: Mapping[int, str], findings: Findings, column: int, header: str) -> dict[int, str]:
    """Row to id, for rows in their order; `given` has "" where the sheet has none. The same id twice is a problem."""
    first: dict[str, int] = {}
    for row, name in given.items():
        if name and name in first:
            rule = BrokenRule("must be another id in each row", f"{quoted(name)}, as in row {first[name]}")
            findings.add(rule, row, column, header)
        elif name:
            first[name] = row
    free = (f"R{k}" for k in range(1, len(given) + len(first) + 1) if f"R{k}" not in first)
    return {row: name or next(free) for row, name in given.items()}
