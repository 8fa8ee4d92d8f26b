"""A calendar unrolled: minutes of the clock to minutes of work, and back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from riskcore.plan.calendar import ONE_DAY

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.array import Array
    from riskcore.plan import Calendar

DAY = 1440.0
WEEK = 7 * DAY


@dataclass(frozen=True)
class WorkTime:
    """Working time as intervals of the clock from the epoch, a Monday at midnight; then the last week for ever.

    `opens`, `closes`, `worked` are (interval): minutes of the clock since the epoch, and work done before each.
    """

    opens: Array
    closes: Array
    worked: Array
    end: float
    week: float

    def to_work(self, clock: Array | float) -> Array:
        """Working minutes from the epoch to a moment of the clock; any shape."""
        clock = np.asarray(clock, float)
        weeks = np.maximum(np.floor((clock - self.end) / WEEK) + 1, 0) + np.minimum(np.floor(clock / WEEK), 0)
        x = clock - weeks * WEEK
        k = np.maximum(np.searchsorted(self.opens, x, side="right") - 1, 0)
        inside = np.clip(x - self.opens[k], 0.0, (self.closes - self.opens)[k])
        return np.asarray(self.worked[k] + inside + weeks * self.week)

    def to_clock(self, work: Array | float, *, finish: bool) -> Array:
        """The moment at which `work` minutes are done: as a finish, or as the start of what comes next."""
        work = np.asarray(work, float)
        total = self.total
        if finish:
            weeks = np.maximum(np.ceil((work - total) / self.week), 0) + np.minimum(np.ceil(work / self.week) - 1, 0)
        else:
            later = np.maximum(np.floor((work - total) / self.week) + 1, 0)
            weeks = later + np.minimum(np.floor(work / self.week), 0)
        x = work - weeks * self.week
        k = np.maximum(np.searchsorted(self.worked, x, side="left" if finish else "right") - 1, 0)
        return np.asarray(self.opens[k] + (x - self.worked[k]) + weeks * WEEK)

    @property
    def total(self) -> float:
        """Working minutes from the epoch to `end`."""
        return float(self.worked[-1] + self.closes[-1] - self.opens[-1])

    @cached_property
    def grain(self) -> int:
        """The longest step of which every opening and closing is a multiple."""
        return int(np.gcd.reduce(np.concatenate([self.opens, self.closes]).astype(np.int64), initial=int(DAY)))


def unroll(calendar: Calendar, epoch: datetime) -> WorkTime:
    """The working time of `calendar`: its exceptions, up to a week after the last of them."""
    special = _special_days(calendar, epoch)
    last = max(special, default=0)
    # a shift of the last special day may end on the day after
    weeks, usual = (last + 1) // 7 + 2, calendar.weekdays()
    spans = [
        (week * WEEK + day * DAY + opens, week * WEEK + day * DAY + closes)
        for week in range(weeks)
        for day, shifts in enumerate(usual)
        if week * 7 + day not in special
        for opens, closes in shifts
    ]
    spans += [(day * DAY + opens, day * DAY + closes) for day, shifts in special.items() for opens, closes in shifts]
    opens, closes = _merged(sorted(spans), weeks * WEEK)
    worked = np.concatenate([[0.0], np.cumsum(closes - opens)[:-1]])
    end = weeks * WEEK
    week = float(np.sum(np.maximum(closes - np.maximum(opens, end - WEEK), 0.0)))
    return WorkTime(opens, closes, worked, end, week)


def _special_days(calendar: Calendar, epoch: datetime) -> dict[int, tuple[tuple[int, int], ...]]:
    """Shifts of each day that has an exception, by day since the epoch; nothing happens in the first week."""
    days: dict[int, tuple[tuple[int, int], ...]] = {}
    for exception in calendar.exceptions:
        first, last = exception.days()
        for day in range(max((first - epoch) // ONE_DAY, 7), (last - epoch) // ONE_DAY + 1):
            days[day] = exception.work
    return days


def _merged(spans: list[tuple[float, float]], end: float) -> tuple[Array, Array]:
    """Spans that touch or overlap made one; what reaches over the end is cut there and begins the week again."""
    whole: list[list[float]] = []
    over = [(0.0, closes - end) for _, closes in spans if closes > end]
    for opens, closes in sorted([*over, *spans]):
        if whole and opens <= whole[-1][1]:
            whole[-1][1] = max(whole[-1][1], min(closes, end))
        else:
            whole.append([opens, min(closes, end)])
    array = np.array(whole)
    return array[:, 0], array[:, 1]
