"""The rules of risks among each other and with the activities that they touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.errors import Problem
from riskcore.plan.activity import ZERO
from riskcore.plan.branch import SUM_TOLERANCE
from riskcore.plan.cycle import cycle
from riskcore.plan.roll import Roll
from riskcore.plan.rule import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from riskcore.plan.activity import Activity
    from riskcore.plan.estimate import Estimate
    from riskcore.plan.plan import Plan
    from riskcore.plan.risk import Impact, Risk
    from riskcore.plan.selector import Selector


def risk_place(index: int, risk: Risk) -> str:
    """`risks[3] "Late steel"`: where a risk stands in its document."""
    return f'risks[{index}] "{risk.name or risk.id}"'


def delays_fit_durations(plan: Plan) -> Iterator[Problem]:
    """Days on the clock are not working days: a delay is stated in the time in which its activities are."""
    tasks = [activity for activity in plan.activities if activity.type == "task"]
    roll, known = Roll(tasks), {activity.id for activity in plan.activities}

    def fits(where: str, delay: Estimate | None, chosen: Selector | None) -> Iterator[Problem]:
        if delay is not None and chosen is not None:
            touched = [tasks[i] for i in roll.of(chosen)]
            yield from _delay_fits(where, delay, touched)
            if not touched and chosen.id and known.issuperset(chosen.id):
                rule = "must be of activities with a duration to delay"
                yield Problem(where, rule, "milestones only", "Name the work before them.")

    for index, risk in enumerate(plan.risks):
        where = risk_place(index, risk)
        yield from fits(f"{where}: delay", risk.delay, risk.activities)
        for k, impact in enumerate(risk.impacts):
            yield from fits(f"{where}: impacts[{k}].delay", impact.delay, impact.activities)
        if risk.residual is not None:
            yield from fits(f"{where}: residual.delay", risk.residual.delay, risk.activities)


def _delay_fits(where: str, delay: Estimate, touched: list[Activity]) -> Iterator[Problem]:
    elapsed = delay.elapsed
    for activity in touched:
        if activity.work.elapsed != elapsed and activity.work != ZERO:
            kinds = ("elapsed", "working") if activity.work.elapsed else ("working", "elapsed")
            rule = f"must be in {kinds[0]} time, as the duration of its activity {activity.id} is"
            yield Problem(where, rule, f"{kinds[1]} time")
            break


def triggers_are_risks(plan: Plan) -> Iterator[Problem]:
    known = {risk.id for risk in plan.risks}
    for index, risk in enumerate(plan.risks):
        name = risk.triggered_by
        if name is not None and name not in known:
            where = f"{risk_place(index, risk)}: triggered_by"
            yield Problem(where, "must name a risk", f'"{name}"', nearest(name, known))
    ring = cycle({risk.id: [risk.triggered_by] if risk.triggered_by in known else [] for risk in plan.risks})
    if ring:
        yield Problem("risks", "must not trigger each other in a cycle", " -> ".join(ring))


def exclusive_risks_leave_room(plan: Plan) -> Iterator[Problem]:
    """Of risks that exclude each other at most one happens, so their probabilities must not sum to more than 1."""
    for position in ("", "residual"):
        sums: dict[str, float] = {}
        for risk in plan.risks:
            if risk.exclusive and risk.status != "closed":
                after = risk.residual.probability if risk.residual else None
                chance = after if position and after is not None else risk.probability
                sums[risk.exclusive] = sums.get(risk.exclusive, 0.0) + (chance or 0.0)
        for name, total in sums.items():
            if total > 1 + SUM_TOLERANCE:
                rule = f'probabilities of the exclusive risks "{name}" must not sum to more than 1'
                yield Problem("risks", rule, f"a {position} sum of {total:g}".replace("  ", " "))


def windows_name_activities(plan: Plan) -> Iterator[Problem]:
    known = {activity.id for activity in plan.activities}
    for index, risk in enumerate(plan.risks):
        name = risk.window.during if risk.window else None
        if name is not None and name not in known:
            where = f"{risk_place(index, risk)}: window.during"
            yield Problem(where, "must name an activity", f'"{name}"', nearest(name, known))


def windows_are_on_work(plan: Plan) -> Iterator[Problem]:
    """The dates of a hammock come last, so that nobody knows whether it lies in a window."""
    roll = Roll(plan.activities)
    for index, risk in enumerate(plan.risks):
        impacts: list[tuple[str, Risk | Impact]] = [("activities", risk)]
        impacts += [(f"impacts[{k}].activities", one) for k, one in enumerate(risk.impacts)]
        for where, impact in impacts if risk.window else ():
            chosen = [plan.activities[i] for i in roll.of(impact.activities)] if impact.activities is not None else []
            if chosen and all(activity.hammock for activity in chosen):
                rule = "must have an activity that is no hammock, for its window"
                yield Problem(f"{risk_place(index, risk)}: {where}", rule, chosen[0].id, "Name the work that it spans.")


RISK_CHECKS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    delays_fit_durations,
    triggers_are_risks,
    exclusive_risks_leave_room,
    windows_name_activities,
    windows_are_on_work,
)
