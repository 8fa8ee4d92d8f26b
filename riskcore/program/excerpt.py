"""The part of a plan around some activities: small enough to compile at once, large enough that they look the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from riskcore.plan import Activity, Plan

MOST = 200
"""Activities of an excerpt; a larger one spares little."""


def excerpt(plan: Plan, ids: Collection[str]) -> Plan:
    """`plan` with the activities `ids` alone, the links between them, and nothing that hangs on others."""
    activities = tuple(_among(activity, ids) for activity in plan.activities if activity.id in ids)
    nothing = dict.fromkeys(("risks", "correlations", "branches", "penalties", "benefits", "fixed_costs"), ())
    return plan.model_copy(update={"activities": activities, **nothing})


def around(changed: Iterable[Activity], follows: dict[str, list[Activity]]) -> set[str] | None:
    """Ids of activities with their predecessors, and all that follows these; None where they are too many.

    What follows a predecessor tells whether it may be the last of the plan. Hammocks are no part: they move nothing.
    """
    found: set[str] = set()
    for activity in changed:
        found.add(activity.id)
        for link in activity.predecessors:
            found.add(link.activity)
            found |= {one.id for one in follows.get(link.activity, ()) if not one.hammock}
    return found if len(found) <= MOST else None


def followers(plan: Plan) -> dict[str, list[Activity]]:
    """By id, the activities that wait for it."""
    found: dict[str, list[Activity]] = {}
    for activity in plan.activities:
        for link in activity.predecessors:
            found.setdefault(link.activity, []).append(activity)
    return found


def _among(activity: Activity, ids: Collection[str]) -> Activity:
    kept = tuple(link for link in activity.predecessors if link.activity in ids)
    if len(kept) == len(activity.predecessors):
        return activity
    return activity.model_copy(update={"predecessors": kept})
