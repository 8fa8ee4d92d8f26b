"""A plan as its first schedule leaves it: dates that only a schedule can tell become part of the plan.

Two kinds of plan need that. In one that is scheduled from its finish, each activity starts as late as the finish
allows: that start becomes its earliest one, so that the work, played forward, begins where it was planned and a delay
shows at the end. And an expected finish is a statement about the remaining duration: it becomes that duration, which
may then vary like any other.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from riskcore.plan import Constraint, Duration, certain
from riskcore.program.clockwork import ONE_MINUTE, Clockwork, end_of
from riskcore.simulation.forward import forward_schedule

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.plan import Activity, Plan
    from riskcore.simulation.forward import Schedule


def settled(plan: Plan) -> Plan:
    """`plan` without expected finishes and scheduled from its start."""
    if plan.schedule_from == "finish" and plan.finish is not None:
        plan = _from_its_start(plan, plan.finish)
    expected = sum(activity.expected_finish is not None for activity in plan.activities)
    # a round settles at least those whose predecessors are settled
    for _ in range(expected):
        stretched = _stretched(plan, forward_schedule(plan))
        if stretched is plan:
            break
        plan = stretched
    return plan


def _from_its_start(plan: Plan, finish: datetime) -> Plan:
    """The same dates, reached forward: what no date binds starts no earlier than as late as the finish allows."""
    forwards = plan.model_copy(update={"schedule_from": "start"})
    found = forward_schedule(forwards, end_of(finish))
    clockwork = Clockwork(plan, found.epoch)
    activities = tuple(
        _no_earlier(activity, _late_start(activity, float(found.late_start[k]), clockwork), plan.start)
        for k, activity in enumerate(plan.activities)
    )
    return forwards.model_copy(update={"activities": activities})


def _late_start(activity: Activity, minutes: float, clockwork: Clockwork) -> datetime:
    """The late start; of a milestone, the evening before the idle time that it may move in."""
    if activity.type == "milestone":
        calendar = clockwork.times[clockwork.of(activity)]
        minutes = float(calendar.to_clock(calendar.to_work(minutes), finish=True))
    return clockwork.epoch + timedelta(minutes=minutes)


def _no_earlier(activity: Activity, start: datetime, first: datetime) -> Activity:
    if activity.hammock or activity.actual_start is not None:
        return activity
    if activity.constraint is not None and activity.constraint != Constraint(as_late_as_possible="total float"):
        return activity
    return activity.model_copy(update={"constraint": Constraint(start_no_earlier_than=max(start, first))})


def _stretched(plan: Plan, found: Schedule) -> Plan:
    """Durations that lead to the expected finishes, from the starts that were found."""
    clockwork = Clockwork(plan, found.epoch)
    activities = tuple(
        _until(activity, float(found.early_finish[k]), clockwork) if activity.expected_finish else activity
        for k, activity in enumerate(plan.activities)
    )
    same = all(new is old for new, old in zip(activities, plan.activities, strict=True))
    return plan if same else plan.model_copy(update={"activities": activities})


def _until(activity: Activity, finish: float, clockwork: Clockwork) -> Activity:
    """`activity` with the duration that ends at its expected finish, not at `finish`; what varies keeps its range."""
    if activity.expected_finish is None or not activity.work.certain:
        return activity
    calendar = clockwork.times[clockwork.of(activity)]
    longer = calendar.to_work((end_of(activity.expected_finish) - clockwork.epoch) / ONE_MINUTE) - calendar.to_work(
        finish
    )
    planned = activity.work.distribution(clockwork.plan.hours_of(activity)).planned
    if planned + longer <= 0 or longer == 0:
        return activity  # it starts later than it was expected to finish, or leads there
    length = certain(Duration(planned + float(longer), "emin" if activity.work.elapsed else "min"))
    return activity.model_copy(update={"remaining" if activity.actual_start else "duration": length, "planned": None})
