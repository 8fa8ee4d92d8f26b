"""The columns of money: the total, the parts of the plan, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass, field

TOTAL, RISKS, PENALTIES, NO_WBS = "total", "risks", "penalties", "no WBS"
BENEFIT, WORTH = "benefit", "npv"
"""Columns that are no cost; they come last."""
RESERVED = (TOTAL, RISKS, PENALTIES, BENEFIT, WORTH)


@dataclass
class Columns:
    """Names of the columns in the order in which they are first asked for; the first is the total."""

    number: dict[str, int] = field(default_factory=lambda: {TOTAL: 0})

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in that order."""
        return tuple(self.number)

    def find(self, name: str) -> int:
        """Number of the column called `name`."""
        return self.number.setdefault(name, len(self.number))

    def part(self, wbs: str) -> int:
        """Number of the column of the top node of `wbs`."""
        top = wbs.split(".", maxsplit=1)[0] or NO_WBS
        return self.find(f"WBS {top}" if top in RESERVED else top)
