"""What has been done: complete activities and the work that is left of those in progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.program.clockwork import CLOCK, end_of

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.plan import Plan
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.row import Row


def progressed(row: Row, plan: Plan, clockwork: Clockwork, started: datetime) -> None:
    """Complete: it stays where it was. In progress: the remaining work begins at the status date."""
    activity = row.activity
    row.actual_start = clockwork.minutes(started)
    begin = clockwork.work(row.calendar, started)
    if activity.actual_finish is not None:
        row.fixed, row.range = True, None
        finish = end_of(activity.actual_finish)
        row.actual_finish = clockwork.minutes(finish)
        if plan.status_date is not None and plan.progress == "retained logic":
            _pass_on(row, clockwork, plan.status_date, begin)
            return
        # overtime lies outside of its calendar
        row.done, row.planned = max(clockwork.work(row.calendar, finish) - begin, 0.0), 0.0
        row.calendar = CLOCK
        row.floor_start = row.cap_start = row.latest_start = row.actual_finish
        return
    now = max(filter(None, (activity.resume, plan.status_date)), default=plan.start)
    row.floor_start = max(begin, clockwork.work(row.calendar, now))
    row.done = max(row.floor_start - begin, 0.0)
    if activity.remaining is None:
        row.offset = -row.done
        row.planned = max(row.planned - row.done, 0.0)


def _pass_on(row: Row, clockwork: Clockwork, status: datetime, begin: float) -> None:
    """Complete by the status date: nothing is left to do, but its successors wait for what it still waits for."""
    worked = clockwork.work(row.calendar, end_of(row.activity.actual_finish or status)) - begin
    row.done, row.planned, row.passes = max(worked, 0.0), 0.0, True
    row.calendar = CLOCK
    row.floor_start = clockwork.minutes(status)
