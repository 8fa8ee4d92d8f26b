"""What a mitigation costs, as a cost of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.plan.fixed_cost import FixedCost

if TYPE_CHECKING:
    from collections.abc import Iterable

    from riskcore.plan.mitigation import Mitigation

PART = "mitigations"
"""The part of the total into which it counts."""


def costs_of(mitigations: Iterable[Mitigation]) -> list[FixedCost]:
    """A fixed cost for each mitigation that costs: on the day from which it acts, else on the first day."""
    return [
        FixedCost(name=f"cost of {one.id}", amount=one.cost, wbs=PART, date=one.start)
        for one in mitigations
        if one.cost is not None
    ]
