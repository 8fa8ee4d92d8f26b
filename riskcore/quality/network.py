"""What the checks look at: the activities that hold others back, without hammocks and what is inactive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcore.plan import Activity, Plan
    from riskcore.simulation import Schedule

DATES = ("early_start", "early_finish", "late_start", "late_finish", "total_float", "free_float")


def network_of(plan: Plan, schedule: Schedule) -> tuple[Plan, Schedule]:
    """Plan and schedule of the activities that drive, with the links between them."""
    kept = [k for k, activity in enumerate(plan.activities) if activity.active and not activity.hammock]
    if len(kept) == len(plan.activities):
        return plan, schedule
    ids = {plan.activities[k].id for k in kept}
    activities = tuple(_among(plan.activities[k], ids) for k in kept)
    columns = {name: getattr(schedule, name)[kept] for name in DATES}
    return (
        plan.model_copy(update={"activities": activities}),
        replace(schedule, id=tuple(activity.id for activity in activities), **columns),
    )


def _among(activity: Activity, ids: set[str]) -> Activity:
    links = tuple(link for link in activity.predecessors if link.activity in ids)
    return activity if len(links) == len(activity.predecessors) else activity.model_copy(update={"predecessors": links})
