"""What a mitigation costs, as a cost of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.plan.activity import Activity
from riskcore.plan.cost import Cost

if TYPE_CHECKING:
    from collections.abc import Iterable

    from riskcore.plan.mitigation import Mitigation

PART = "mitigations"
"""The part of the total into which it counts."""


def costs_of(mitigations: Iterable[Mitigation]) -> list[Activity]:
    """A start milestone at the start of the plan for each mitigation that costs: it holds nothing back."""
    return [
        Activity(
            id=f"cost of {one.id}", name=one.name or one.id, type="start milestone", wbs=PART, cost=Cost(fixed=one.cost)
        )
        for one in mitigations
        if one.cost is not None
    ]
