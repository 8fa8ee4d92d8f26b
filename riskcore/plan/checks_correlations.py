"""The rules of what varies together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.errors import Problem
from riskcore.plan.roll import Roll
from riskcore.plan.rule import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from riskcore.plan.correlation import Correlation
    from riskcore.plan.plan import Plan

COST_OF = "cost of "


def members(group: Correlation, plan: Plan, roll: Roll) -> Iterator[str]:
    """What varies together: `A1` (its duration), `cost of A1`, or the id of a risk; `roll` is that of the plan."""
    yield from group.items
    if group.activities is not None:
        yield from (plan.activities[i].id for i in roll.of(group.activities))
    if group.costs is not None:
        yield from (f"{COST_OF}{plan.activities[i].id}" for i in roll.of(group.costs))
    yield from group.risks


def members_are_known(plan: Plan) -> Iterator[Problem]:
    risks = {risk.id for risk in plan.risks}
    activities = {activity.id for activity in plan.activities}
    known = {*risks, *activities, *(f"{COST_OF}{name}" for name in activities)}
    for index, group in enumerate(plan.correlations):
        for name in group.risks:
            if name not in risks:
                where = f"correlations[{index}]: risks"
                yield Problem(where, "must name a risk", f'"{name}"', nearest(name, risks))
        for name in group.items:
            if name not in known:
                rule = "must name an activity, a risk or a cost"
                yield Problem(f"correlations[{index}]: items", rule, f'"{name}"', nearest(name, known))
            elif name in risks and name in activities:
                rule = "must not name what is an activity and a risk"
                yield Problem(f"correlations[{index}]: items", rule, f'"{name}"', "Give one of them another id.")


def correlations_do_not_overlap(plan: Plan) -> Iterator[Problem]:
    groups: dict[str, list[int]] = {}
    roll = Roll(plan.activities)
    for index, group in enumerate(plan.correlations):
        for name in dict.fromkeys(members(group, plan, roll)):
            groups.setdefault(name, []).append(index)
    for name, indices in groups.items():
        if len(indices) > 1:
            where = " and ".join(f"correlations[{i}]" for i in indices)
            hint = "Give one matrix of all of them."
            yield Problem(where, "must not share members", f'"{name}"', hint)


def exclusive_and_recurring_risks_stand_alone(plan: Plan) -> Iterator[Problem]:
    alone = {risk.id for risk in plan.risks if risk.exclusive or risk.recurs}
    for index, group in enumerate(plan.correlations):
        for name in (*group.risks, *group.items):
            if name in alone:
                rule = "must not hold risks that exclude each other or recur"
                yield Problem(f"correlations[{index}]", rule, f'"{name}"')


CORRELATION_CHECKS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    members_are_known,
    correlations_do_not_overlap,
    exclusive_and_recurring_risks_stand_alone,
)
