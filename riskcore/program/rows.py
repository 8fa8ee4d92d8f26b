"""Activities as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.program.bounds import bind, bind_late_dates
from riskcore.program.clockwork import CLOCK
from riskcore.program.progress import progressed
from riskcore.program.row import Row

if TYPE_CHECKING:
    from riskcore.plan import Activity, Plan
    from riskcore.program.clockwork import Clockwork


def row_of(activity: Activity, plan: Plan, clockwork: Clockwork, *, follows: bool) -> Row:
    """The row of one activity; its links and the ranges given by rules come later.

    `follows` tells whether links decide when it may start.
    """
    home = clockwork.of(activity)
    late = activity.constraint.as_late_as_possible if activity.constraint is not None else False
    # a milestone is an instant of the clock; what a hammock spans may begin in the evening, when another ended
    calendar = CLOCK if activity.type == "milestone" or activity.hammock else home
    hours = clockwork.hours(clockwork.find(activity.calendar or plan.calendar))
    distribution = activity.work.distribution(hours)
    planned = distribution.planned
    if activity.planned is not None and activity.remaining is None:
        planned = activity.planned.minutes(hours)
    row = Row(activity, calendar, home, hours, planned, None if activity.work.certain else distribution)
    row.follows = follows
    if activity.actual_start is not None:
        progressed(row, plan, clockwork, activity.actual_start)
    else:
        row.late = late if activity.active else False
        bind(row, plan, clockwork, follows=follows)
    if not row.fixed:
        bind_late_dates(row, clockwork)
    return row
