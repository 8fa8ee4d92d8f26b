"""What a risk can still hit: work that is done, or is not to be done, is out of its reach."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from riskcore.plan.roll import Roll

if TYPE_CHECKING:
    from riskcore.plan import Activity, Risk
    from riskcore.plan.risk import Impact
    from riskcore.program.row import Row


@dataclass(frozen=True)
class Reach:
    """The rows of a plan, as risks see them."""

    rows: list[Row]

    @cached_property
    def activities(self) -> list[Activity]:
        """(i) the activity of each row."""
        return [row.activity for row in self.rows]

    @cached_property
    def ids(self) -> dict[str, int]:
        """The row of each activity."""
        return {activity.id: i for i, activity in enumerate(self.activities)}

    @cached_property
    def roll(self) -> Roll:
        """Who is called by a selector."""
        return Roll(self.activities)

    def of(self, impact: Risk | Impact) -> list[int]:
        """Rows of its activities that are neither complete nor inactive."""
        if impact.activities is None:
            return []
        chosen = self.roll.of(impact.activities)
        return [i for i in chosen if not self.rows[i].fixed and self.activities[i].active]

    def is_past(self, risk: Risk) -> bool:
        """Whether it has activities, and can hit none of them."""
        impacts: tuple[Risk | Impact, ...] = (risk, *risk.impacts)
        placed = [one for one in impacts if one.activities is not None]
        free = risk.cost is not None and risk.activities is None
        return bool(placed) and not free and not any(self.of(one) for one in placed)
