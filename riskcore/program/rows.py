"""Activities as rows: how long each takes, and the dates that bind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from riskcore.program.clockwork import CLOCK, end_of

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.distributions import Distribution
    from riskcore.plan import Activity, Estimate, Plan
    from riskcore.plan.quantity import WorkHours
    from riskcore.program.clockwork import Clockwork


@dataclass
class Row:
    """One activity on its calendar; times are minutes of that calendar from the epoch."""

    activity: Activity
    calendar: int
    home: int
    """The calendar of its activity: of a milestone, which itself is an instant of the clock."""
    hours: WorkHours
    planned: float
    """Planned duration of the work still to do."""
    range: Distribution | None
    """The distribution of that duration, where it is uncertain."""
    offset: float = 0.0
    """Added to what is drawn: less what has been worked, where the remaining duration is not stated."""
    floor_start: float = -np.inf
    cap_start: float = np.inf
    floor_finish: float = -np.inf
    cap_finish: float = np.inf
    latest_start: float = np.inf
    latest_finish: float = np.inf
    as_late_as_possible: bool = False
    actual_start: float = np.nan
    """Minutes of the clock."""
    actual_finish: float = np.nan
    """Minutes of the clock."""
    passes: bool = False
    """Whether it is complete, yet its successors wait for its own unfinished predecessors (retained logic)."""
    done: float = 0.0
    """Minutes worked so far."""
    fixed: bool = False
    """Whether it is complete, so that no link moves it."""

    @property
    def instant(self) -> int:
        """1 for a milestone, an evening; -1 for a start milestone or what has nothing left to do, a morning; else 0."""
        if self.activity.type == "milestone" and not self.passes:
            return 1
        return -1 if self.planned == 0 and self.range is None and (self.passes or not self.fixed) else 0

    @property
    def finish_bound(self) -> bool:
        """Whether a date binds its finish."""
        return self.floor_finish > -np.inf or self.cap_finish < np.inf


def row_of(activity: Activity, plan: Plan, clockwork: Clockwork) -> Row:
    """The row of one activity; its links and the ranges given by rules come later."""
    home = clockwork.of(activity)
    # a milestone is an instant of the clock; as late as possible, it is put off in working time of its own calendar
    late = activity.constraint is not None and activity.constraint.as_late_as_possible
    calendar = CLOCK if activity.type == "milestone" and not late else home
    hours = plan.hours_of(activity)
    distribution = activity.work.distribution(hours)
    planned = distribution.planned
    if activity.planned is not None and activity.remaining is None:
        planned = activity.planned.minutes(hours)
    row = Row(activity, calendar, home, hours, planned, None if activity.work.certain else distribution)
    if activity.actual_start is not None:
        _with_progress(row, plan, clockwork, activity.actual_start)
    else:
        row.floor_start = _first_start(row, plan, clockwork)
        _with_constraint(row, clockwork)
    if not row.fixed:
        _with_late_dates(row, clockwork)
    return row


def _first_start(row: Row, plan: Plan, clockwork: Clockwork) -> float:
    """The plan's start, or an earlier "no earlier than" of an activity that nothing precedes; the status date."""
    constraint = row.activity.constraint
    start = plan.start
    if constraint and constraint.start_no_earlier_than and not row.activity.predecessors:
        start = min(start, constraint.start_no_earlier_than)
    start = max(start, plan.status_date) if plan.status_date else start
    return _moment(row, start, clockwork)


def _moment(row: Row, date: datetime, clockwork: Clockwork) -> float:
    """A date on the row's calendar; of a milestone, the same instant where its home works then or has just stopped."""
    if row.calendar == row.home:
        return clockwork.work(row.calendar, date)
    home, clock = clockwork.times[row.home], clockwork.minutes(date)
    evening, morning = (float(home.to_clock(home.to_work(clock), finish=finish)) for finish in (True, False))
    return evening if evening == clock else morning


def _with_constraint(row: Row, clockwork: Clockwork) -> None:
    """The dates that hold `row` back; the mandatory ones hold it where they are."""
    constraint = row.activity.constraint
    if constraint is None:
        return
    row.as_late_as_possible = constraint.as_late_as_possible
    for date in (constraint.start_no_earlier_than, constraint.start_on):
        row.floor_start = max(row.floor_start, _at(row, date, clockwork, -np.inf))
    for date in (constraint.finish_no_earlier_than, constraint.finish_on):
        row.floor_finish = max(row.floor_finish, _by(row, date, clockwork, -np.inf))
    row.cap_start = _at(row, constraint.mandatory_start, clockwork, np.inf)
    row.floor_start = _at(row, constraint.mandatory_start, clockwork, row.floor_start)
    row.cap_finish = _by(row, constraint.mandatory_finish, clockwork, np.inf)
    row.floor_finish = _by(row, constraint.mandatory_finish, clockwork, row.floor_finish)


def _with_late_dates(row: Row, clockwork: Clockwork) -> None:
    """The dates that bound the late dates of `row`, and so its total float; also of what has started."""
    row.latest_finish = _by(row, row.activity.deadline, clockwork, np.inf)
    constraint = row.activity.constraint
    if constraint is None:
        return
    for date in (constraint.finish_no_later_than, constraint.finish_on, constraint.mandatory_finish):
        row.latest_finish = min(row.latest_finish, _by(row, date, clockwork, np.inf))
    if row.activity.actual_start is None:
        for date in (constraint.start_no_later_than, constraint.start_on, constraint.mandatory_start):
            row.latest_start = min(row.latest_start, _at(row, date, clockwork, np.inf))


def _at(row: Row, moment: datetime | None, clockwork: Clockwork, otherwise: float) -> float:
    return otherwise if moment is None else _moment(row, moment, clockwork)


def _by(row: Row, moment: datetime | None, clockwork: Clockwork, otherwise: float) -> float:
    return otherwise if moment is None else _moment(row, end_of(moment), clockwork)


def _with_progress(row: Row, plan: Plan, clockwork: Clockwork, started: datetime) -> None:
    """Complete: it stays where it was. In progress: the remaining work begins at the status date."""
    activity = row.activity
    row.actual_start = clockwork.minutes(started)
    begin = clockwork.work(row.calendar, started)
    if activity.actual_finish is not None:
        row.fixed, row.range = True, None
        finish = end_of(activity.actual_finish)
        row.actual_finish = clockwork.minutes(finish)
        if plan.status_date is not None:
            _passing(row, clockwork, plan.status_date, begin)
            return
        row.floor_start = row.cap_start = row.latest_start = begin
        row.planned = clockwork.work(row.calendar, finish) - begin
        return
    now = activity.resume or plan.status_date or plan.start
    row.floor_start = max(begin, clockwork.work(row.calendar, now))
    row.done = max(row.floor_start - begin, 0.0)
    if activity.remaining is None:
        row.offset = -row.done
        row.planned = max(row.planned - row.done, 0.0)


def _passing(row: Row, clockwork: Clockwork, status: datetime, begin: float) -> None:
    """Complete by the status date: nothing is left to do, but its successors wait for what it still waits for."""
    worked = clockwork.work(row.calendar, end_of(row.activity.actual_finish or status)) - begin
    row.done, row.planned, row.passes = max(worked, 0.0), 0.0, True
    row.calendar = CLOCK
    row.floor_start = clockwork.minutes(status)


def ranged(row: Row, factor: Estimate) -> Distribution | None:
    """The range that a rule gives to a row without one: planned duration x factor."""
    return factor.distribution().scaled(row.planned) if row.planned > 0 else None
