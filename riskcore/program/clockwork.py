"""The calendars of a plan, by name and by index, and moments on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from riskcore.plan import CLOCK_NAME
from riskcore.plan.worktime import WorkTime, unroll

if TYPE_CHECKING:
    from riskcore.plan import Activity, Plan, WorkHours

ONE_MINUTE = timedelta(minutes=1)
CLOCK = 0
"""Index of the calendar that never stops."""


def epoch_of(plan: Plan) -> datetime:
    """A Monday at midnight, a year and more before the plan's start and every actual one."""
    begun = (activity.actual_start for activity in plan.activities if activity.actual_start is not None)
    first = min([plan.start, *begun]) - timedelta(days=400)
    return datetime.combine(first.date() - timedelta(days=first.weekday()), time())


@dataclass
class Clockwork:
    """The calendars in use, unrolled from `epoch`; index 0 is the clock itself."""

    plan: Plan
    epoch: datetime
    index: dict[str, int] = field(default_factory=dict)
    times: list[WorkTime] = field(default_factory=list)
    lengths: list[WorkHours] = field(default_factory=list)
    _work: dict[tuple[int, datetime], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.find(CLOCK_NAME)

    def find(self, name: str) -> int:
        """Index of the calendar called `name`."""
        if name not in self.index:
            self.index[name] = len(self.index)
            calendar = self.plan.calendar_named(name)
            self.times.append(unroll(calendar, self.epoch))
            self.lengths.append(calendar.hours())
        return self.index[name]

    def hours(self, calendar: int) -> WorkHours:
        """What 1d means on the calendar of that index."""
        return self.lengths[calendar]

    def of(self, activity: Activity) -> int:
        """Index of the calendar that `activity` works on; the clock where its duration is elapsed time."""
        return CLOCK if activity.work.elapsed else self.find(activity.calendar or self.plan.calendar)

    def minutes(self, moment: datetime) -> float:
        """Minutes of the clock from the epoch."""
        return (moment - self.epoch) / ONE_MINUTE

    def work(self, calendar: int, moment: datetime) -> float:
        """Working minutes of the calendar from the epoch; many activities ask for the same moment."""
        key = calendar, moment
        if key not in self._work:
            self._work[key] = float(self.times[calendar].to_work(self.minutes(moment)))
        return self._work[key]

    def ends(self, calendar: int, moment: datetime) -> tuple[float, float]:
        """The moment as the end of work before it, and as the start of work from it on, in minutes of the clock."""
        times, work = self.times[calendar], self.work(calendar, moment)
        return float(times.to_clock(work, finish=True)), float(times.to_clock(work, finish=False))


def end_of(moment: datetime) -> datetime:
    """A finish given as a date alone means the end of that day."""
    return moment + timedelta(days=1) if moment.time() == time() else moment
