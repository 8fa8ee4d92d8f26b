"""What must be known of a plan before what: its links, and the dates that windows and conditions ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.plan.roll import Roll

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore.plan.plan import Plan
    from riskcore.plan.selector import Selector


def precedence(plan: Plan) -> dict[str, list[str]]:
    """For each activity those whose dates must be known before its own; unknown ids are left out."""
    known = {activity.id for activity in plan.activities}
    before = {
        activity.id: [link.activity for link in activity.predecessors if link.activity in known]
        for activity in plan.activities
    }
    asked = list(_asked_for(plan))
    roll = Roll(plan.activities if asked else ())
    for first, later in asked:
        if first not in known or later is None:
            continue
        for name in (plan.activities[i].id for i in roll.of(later)):
            if name != first:
                before[name].append(first)
    return before


def _asked_for(plan: Plan) -> Iterator[tuple[str, Selector | None]]:
    """Ids of activities that windows and conditions name, and what depends on them."""
    for risk in plan.risks:
        if risk.window is not None and risk.window.during is not None:
            yield risk.window.during, risk.activities
            yield from ((risk.window.during, impact.activities) for impact in risk.impacts)
    for branch in plan.branches:
        if branch.when is not None:
            yield from ((branch.when.activity, way) for way in branch.ways())
