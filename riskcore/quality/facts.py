"""What the checks read: the plan and its schedule, with everything found by index once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from riskcore.plan.link import NO_LAG
from riskcore.program.clockwork import Clockwork

if TYPE_CHECKING:
    from riskcore.plan import Activity, Link, Plan, WorkHours
    from riskcore.simulation import Schedule

CLOCK_DAY = 1440.0


class Tie(NamedTuple):
    """A link between two activities, by their indices in the plan; its planned lag in minutes and in days."""

    before: int
    after: int
    link: Link
    lag: float
    lag_days: float


@dataclass(frozen=True)
class Facts:
    """A plan and its schedule; activities are known by their index in the plan."""

    plan: Plan
    schedule: Schedule

    @cached_property
    def index(self) -> dict[str, int]:
        """From id to index."""
        return {activity.id: i for i, activity in enumerate(self.plan.activities)}

    @cached_property
    def unfinished(self) -> tuple[int, ...]:
        """Activities without an actual finish."""
        return tuple(i for i, activity in enumerate(self.plan.activities) if activity.actual_finish is None)

    @cached_property
    def unfinished_tasks(self) -> tuple[int, ...]:
        """The same without milestones."""
        return tuple(i for i in self.unfinished if self.plan.activities[i].type == "task")

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Every link, in the order of the plan."""
        return tuple(
            self._tie(i, link) for i, activity in enumerate(self.plan.activities) for link in activity.predecessors
        )

    @cached_property
    def live_ties(self) -> tuple[Tie, ...]:
        """The links into unfinished activities: those that still move a date."""
        return tuple(tie for tie in self.ties if self.plan.activities[tie.after].actual_finish is None)

    @cached_property
    def inbound(self) -> tuple[tuple[Tie, ...], ...]:
        """(activity) the links by which it waits."""
        found: list[list[Tie]] = [[] for _ in self.plan.activities]
        for tie in self.ties:
            found[tie.after].append(tie)
        return tuple(map(tuple, found))

    @cached_property
    def outbound(self) -> tuple[tuple[Tie, ...], ...]:
        """(activity) the links by which others wait for it."""
        found: list[list[Tie]] = [[] for _ in self.plan.activities]
        for tie in self.ties:
            found[tie.before].append(tie)
        return tuple(map(tuple, found))

    @cached_property
    def clockwork(self) -> Clockwork:
        """The plan's calendars, unrolled from the epoch of the schedule."""
        return Clockwork(self.plan, self.schedule.epoch)

    @cached_property
    def _hours(self) -> dict[str, WorkHours]:
        return {name: self.plan.calendar_named(name).hours() for name in self.plan.known_calendars()}

    @cached_property
    def work(self) -> tuple[float, ...]:
        """(activity) planned minutes of work: the remaining duration if stated, else the planned one."""
        return tuple(map(self._work, self.plan.activities))

    def hours(self, activity: Activity) -> WorkHours:
        """What 1d means for `activity`."""
        return self._hours[activity.calendar or self.plan.calendar]

    def day(self, i: int) -> float:
        """Minutes of one day of activity `i`: a working day, or a day of the clock where its duration is elapsed."""
        activity = self.plan.activities[i]
        return CLOCK_DAY if activity.work.elapsed else self.hours(activity).minutes_per_day

    def date(self, minutes: float) -> datetime:
        """The moment so many minutes after the epoch."""
        return self.schedule.epoch + timedelta(minutes=float(minutes))

    def _work(self, activity: Activity) -> float:
        hours = self.hours(activity)
        if activity.planned is not None and activity.remaining is None:
            return activity.planned.minutes(hours)
        return float(activity.work.distribution(hours).planned)

    def _tie(self, after: int, link: Link) -> Tie:
        before = self.index[link.activity]
        if link.lag == NO_LAG:
            return Tie(before, after, link, 0.0, 0.0)
        hours = self.hours(self.plan.activities[before])
        lag = float(link.lag.distribution(hours).planned)
        return Tie(before, after, link, lag, lag / (CLOCK_DAY if link.lag.elapsed else hours.minutes_per_day))
