"""Penalties and benefits as arrays: money that depends on when something is finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import BENEFIT, PENALTY, STEP
from riskcore.program.clockwork import CLOCK, end_of
from riskcore.program.money_columns import BENEFIT as BENEFITS
from riskcore.program.money_columns import PENALTIES

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.array import Array
    from riskcore.plan import Duration, Plan
    from riskcore.plan.benefit import Benefit
    from riskcore.plan.penalty import Penalty
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.events import Events
    from riskcore.program.maps import MapTable
    from riskcore.program.money_columns import Columns
    from riskcore.program.money_days import WorkingDays
    from riskcore.program.row import Row

MINUTES = 1440.0


@dataclass(frozen=True)
class Dated:
    """What turning dates into money needs to know."""

    plan: Plan
    rows: list[Row]
    row_at: dict[str, int]
    clockwork: Clockwork
    maps: MapTable
    events: Events
    columns: Columns
    days: WorkingDays

    def penalties(self) -> tuple[Array, Array]:
        """The penalties (p + 1, PENALTY) and their steps (STEP); an inactive activity owes nothing."""
        made = []
        steps: list[tuple[float, float]] = []
        for one in self.plan.penalties:
            if self._counts(one.activity):
                made.append((*self._finish(one.activity, PENALTIES), *self._terms(one), len(steps)))
                steps += [(self._later(one.activity, one.date, step.after), step.amount) for step in one.steps]
        penalty = np.zeros(len(made) + 1, PENALTY)
        penalty[:-1] = np.array(made, PENALTY)
        penalty["step"][-1] = len(steps)
        return penalty, np.array(steps, STEP)

    def benefits(self) -> Array:
        """(b) BENEFIT."""
        made = [
            (*self._finish(one.activity, BENEFITS), *self._income(one))
            for one in self.plan.benefits
            if self._counts(one.activity)
        ]
        return np.array(made, BENEFIT)

    def _counts(self, activity: str | None) -> bool:
        return activity is None or self.rows[self.row_at[activity]].activity.active

    def _finish(self, activity: str | None, column: str) -> tuple[int, int, float, int, int]:
        """Row, map to the clock, actual finish, gate and column."""
        if activity is None:
            return len(self.rows), -1, np.inf, -1, self.columns.find(column)
        i = self.row_at[activity]
        row = self.rows[i]
        known = np.inf if np.isnan(row.actual_finish) else row.actual_finish
        across = self.maps.find(row.calendar, CLOCK, finish=row.instant >= 0)
        return i, across, known, self.events.gate.get(i, -1), self.columns.find(column)

    def _terms(self, one: Penalty) -> tuple[int, float, float, float, float, float, float]:
        """Days map, due, amount per day and limit; date, amount for an early day and limit."""
        due, days = self._later(one.activity, one.date, one.grace), -1
        if one.per_working_day is not None:
            days, counted = self.days.find(self._calendar(one.activity))
            due = float(counted.to_work(due))
        date = self.clockwork.minutes(end_of(one.date))
        per_day = one.per_day if one.per_working_day is None else one.per_working_day
        return days, due, per_day or 0.0, _limit(one.at_most), date, one.bonus_per_day or 0.0, _limit(one.bonus_at_most)

    def _income(self, one: Benefit) -> tuple[float, float, float]:
        """Money in a minute, end and length."""
        until = np.inf if one.until is None else self.clockwork.minutes(end_of(one.until))
        length = np.inf if one.length is None else one.length.minutes(self.clockwork.hours(CLOCK))
        return one.per_day / MINUTES, until, length

    def _calendar(self, activity: str | None) -> str:
        own = None if activity is None else self.rows[self.row_at[activity]].activity.calendar
        return own or self.plan.calendar

    def _later(self, activity: str | None, date: datetime, by: Duration) -> float:
        """The moment `by` after `date` in minutes of the clock; after a date alone, working days end at midnight."""
        moment = self.clockwork.minutes(end_of(date))
        calendar = self.clockwork.find(self._calendar(activity))
        minutes = by.minutes(self.clockwork.hours(calendar))
        if by.elapsed or minutes == 0:
            return moment + minutes
        times = self.clockwork.times[calendar]
        later = float(times.to_clock(float(times.to_work(moment)) + minutes, finish=True))
        return float(np.ceil(later / MINUTES) * MINUTES) if date.time() == time() else later


def _limit(amount: float | None) -> float:
    return np.inf if amount is None else amount
