"""The rules of branches, existence and rework."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.errors import Problem
from riskcore.plan.roll import Roll
from riskcore.plan.rule import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from riskcore.plan.activity import Activity
    from riskcore.plan.branch import Branch
    from riskcore.plan.plan import Plan


def branch_place(index: int, branch: Branch) -> str:
    """`branches[1] "Permit"`: where a branch stands in its document."""
    return f'branches[{index}] "{branch.name}"' if branch.name else f"branches[{index}]"


def conditions_name_activities(plan: Plan) -> Iterator[Problem]:
    known = {activity.id: activity for activity in plan.activities}
    for index, branch in enumerate(plan.branches):
        if branch.when is None:
            continue
        where = f"{branch_place(index, branch)}: when"
        name = branch.when.activity
        if name not in known:
            yield Problem(where, "must name an activity", f'"{name}"', nearest(name, known))
        elif known[name].hammock:
            yield Problem(where, "must not ask for a hammock, whose dates come last", f'"{name}"')
        elif branch.when.cost_over is not None and not _costs(known[name]):
            yield Problem(where, "must ask for the cost of an activity that has one", f'"{name}"', "Give it a cost.")
        elif (limit := branch.when.duration_over) and limit.value and limit.elapsed != known[name].work.elapsed:
            rule = "must be in the time in which the duration is, working or elapsed"
            yield Problem(f"{where}.duration_over", rule, str(limit))


def _costs(activity: Activity) -> bool:
    return activity.cost is not None or (activity.rework is not None and activity.rework.cost is not None)


def activities_are_in_one_way(plan: Plan) -> Iterator[Problem]:
    found: dict[str, str] = {}
    roll = Roll(plan.activities)
    for index, branch in enumerate(plan.branches):
        for k, way in enumerate(branch.ways()):
            for activity in (plan.activities[i] for i in roll.of(way)) if way is not None else ():
                where = f"{branch_place(index, branch)}, way {k + 1}"
                if activity.id in found:
                    rule = f'must be in one way of one branch: "{activity.id}" is also in {found[activity.id]}'
                    yield Problem(where, rule, f'"{activity.id}"')
                elif branch.when is not None and branch.when.activity == activity.id:
                    yield Problem(where, "must not depend on itself", f'"{activity.id}"')
                elif branch.when is not None and activity.probability is not None:
                    rule = "must not have a probability of its own, since a condition decides whether it exists"
                    yield Problem(where, rule, f'"{activity.id}"')
                found.setdefault(activity.id, where)


def what_may_not_exist_is_open(plan: Plan) -> Iterator[Problem]:
    for index, activity in enumerate(plan.activities):
        if activity.probability is None and activity.rework is None:
            continue
        where = f'activities[{index}] "{activity.name or activity.id}"'
        if activity.actual_finish is not None:
            yield Problem(where, "must have no probability and no rework, since it is complete", activity.id)
        if activity.type != "task":
            yield Problem(where, "must be a task to have a probability or rework", activity.type)
        if activity.rework is not None and activity.rework.duration.elapsed != activity.work.elapsed:
            yield Problem(f"{where}: rework", "must be in the time in which the duration is, working or elapsed")


BRANCH_CHECKS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    conditions_name_activities,
    activities_are_in_one_way,
    what_may_not_exist_is_open,
)
