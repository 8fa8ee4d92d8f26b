"""The dates that bind a row: its constraint, its deadline, and where it may start at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.program.clockwork import end_of

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.plan import Constraint, Plan
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.row import Row


def bind(row: Row, plan: Plan, clockwork: Clockwork, *, follows: bool) -> None:
    """Set the dates of a row that has not started; `follows` tells whether links decide when it may."""
    constraint = row.activity.constraint
    row.floor_start = _first_start(row, plan, clockwork, follows=follows)
    if constraint is None:
        return
    for date in (constraint.start_no_earlier_than, constraint.start_on):
        row.floor_start = max(row.floor_start, _at(row, date, clockwork, -np.inf))
    for date in (constraint.finish_no_earlier_than, constraint.finish_on):
        row.floor_finish = max(row.floor_finish, _by(row, date, clockwork, -np.inf))
    if plan.no_later_than_binds:
        row.cap_start = _at(row, constraint.start_no_later_than, clockwork, np.inf, latest=True)
        row.cap_finish = _by(row, constraint.finish_no_later_than, clockwork, np.inf, latest=True)
    row.cap_start = _at(row, constraint.mandatory_start, clockwork, row.cap_start)
    row.floor_start = _at(row, constraint.mandatory_start, clockwork, row.floor_start)
    row.cap_finish = _by(row, constraint.mandatory_finish, clockwork, row.cap_finish)
    row.floor_finish = _by(row, constraint.mandatory_finish, clockwork, row.floor_finish)


def bind_late_dates(row: Row, clockwork: Clockwork) -> None:
    """Set the dates that bound the late dates of `row`, and so its total float; also of what has started."""
    row.latest_finish = _by(row, row.activity.deadline, clockwork, np.inf, latest=True)
    constraint = row.activity.constraint
    if constraint is None:
        return
    for date in (constraint.finish_no_later_than, constraint.finish_on, constraint.mandatory_finish):
        row.latest_finish = min(row.latest_finish, _by(row, date, clockwork, np.inf, latest=True))
    if row.activity.actual_start is None:
        for date in (constraint.start_no_later_than, constraint.start_on, constraint.mandatory_start):
            row.latest_start = min(row.latest_start, _at(row, date, clockwork, np.inf, latest=True))


def _first_start(row: Row, plan: Plan, clockwork: Clockwork, *, follows: bool) -> float:
    """Nothing starts before the status date.

    Without one, what follows nothing starts with the plan, or at its own earlier date, and the others when their
    predecessors let them, even before the start of the plan.
    """
    if plan.status_date is not None:
        return _moment(row, max(plan.start, plan.status_date), clockwork)
    own = None if follows else _own_start(row.activity.constraint, plan.start)
    return -np.inf if own is None else _moment(row, own, clockwork)


def _own_start(constraint: Constraint | None, start: datetime) -> datetime | None:
    """The plan's start, or an earlier "no earlier than" date; None where a finish before the plan's start leads."""
    if constraint is None:
        return start
    starts = [date for date in (constraint.start_no_earlier_than, constraint.start_on) if date is not None]
    finishes = [date for date in (constraint.finish_no_earlier_than, constraint.finish_on) if date is not None]
    if finishes and max(map(end_of, finishes)) <= start:
        return max(starts, default=None)
    return min(start, max(starts, default=start))


def _at(row: Row, moment: datetime | None, clockwork: Clockwork, otherwise: float, *, latest: bool = False) -> float:
    return otherwise if moment is None else _moment(row, moment, clockwork, latest=latest)


def _by(row: Row, moment: datetime | None, clockwork: Clockwork, otherwise: float, *, latest: bool = False) -> float:
    return otherwise if moment is None else _moment(row, end_of(moment), clockwork, latest=latest)


def _moment(row: Row, date: datetime, clockwork: Clockwork, *, latest: bool = False) -> float:
    """A date on the row's calendar.

    Of a milestone the same instant, where its home works then or has just stopped; in between, its next start of work,
    or, of the latest date, the end of the work before.
    """
    if row.calendar == row.home:
        return clockwork.work(row.calendar, date)
    clock = clockwork.minutes(date)
    evening, morning = clockwork.ends(row.home, date)
    return clock if clock in (evening, morning) else evening if latest else morning
