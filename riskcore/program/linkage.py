"""One link as the kernel sees it: on whose calendar the lag counts, and where calendars are crossed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from riskcore.kernels.records import FINISH_FINISH, FINISH_START, START_FINISH, START_START
from riskcore.program.clockwork import CLOCK
from riskcore.program.ranges import factor_of

if TYPE_CHECKING:
    from riskcore.distributions import Distribution
    from riskcore.plan import Link, Plan
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.events import Events
    from riskcore.program.maps import MapTable
    from riskcore.program.row import Row
    from riskcore.program.variables import VariableTable

TYPES = {"FS": FINISH_START, "SS": START_START, "FF": FINISH_FINISH, "SF": START_FINISH}
FROM_FINISH, TO_FINISH, TO_START = ("FS", "FF"), ("FF", "SF"), ("FS", "SS")

Linkage: TypeAlias = tuple[int, float, int, int, int, int, int, int]
"""LINK but its first field and its last."""


def link_between(
    link: Link,
    before: Row,
    after: Row,
    plan: Plan,
    clockwork: Clockwork,
    maps: MapTable,
    variables: VariableTable,
    events: Events,
) -> Linkage:
    """What the kernel has to know of `link`."""
    counted = lag_calendar(link, before, after, plan, clockwork)
    hours = clockwork.hours(counted)
    own = link.lag.distribution(hours)
    lag, certain = _lag(link, own, after, plan)
    as_finish = (link.type in FROM_FINISH or before.instant > 0) and before.instant >= 0
    shared = -1
    planned = own.planned
    if not certain:
        name = f"lag of {before.activity.id} {link.type} {after.activity.id}"
        shared = events.always(variables.add(name, lag, planned))
    length = _open_lag(planned, before, counted, clockwork, plan) if link.type in FROM_FINISH else planned
    if length == 0 and shared < 0:
        counted = before.calendar
    first = maps.find(before.calendar, counted, finish=as_finish)
    home = after.home if after.calendar == CLOCK and not after.passes and not after.spans else -1
    # a start is led to the clock first: the end of a milestone's work is none of its rest, however it is reached
    second = maps.find(counted, after.calendar, finish=as_finish, home=home if as_finish else -1)
    third = -1 if as_finish else maps.find(CLOCK, CLOCK, finish=True, home=home)
    # backwards, the latest moment that asks for the same: the morning after a rest
    back = maps.back(after.calendar, counted, home=home), maps.back(counted, before.calendar)
    return TYPES[link.type], length, shared, first, second, third, *back


def _lag(link: Link, lag: Distribution, after: Row, plan: Plan) -> tuple[Distribution, bool]:
    """The lag's own distribution, else that of a rule, and whether it is certain; leads stay as they are."""
    factor = factor_of(plan, after.activity, "lag_factor") if link.lag.certain and lag.planned > 0 else None
    if factor is None:
        return lag, link.lag.certain
    return factor.distribution().scaled(lag.planned), False


def lag_calendar(link: Link, before: Row, after: Row, plan: Plan, clockwork: Clockwork) -> int:
    """Index of the calendar on which the link's lag is counted."""
    if link.lag.elapsed:
        return CLOCK
    whose = link.lag_calendar or plan.lag_calendar
    if whose == "24h":
        return CLOCK
    named = {"predecessor": before.activity.calendar, "successor": after.activity.calendar}.get(whose)
    return clockwork.find(named or plan.calendar)


def _open_lag(lag: float, before: Row, counted: int, clockwork: Clockwork, plan: Plan) -> float:
    """Of a lag after an activity that is complete, what has not yet passed between its finish and the status date."""
    if not before.passes or lag <= 0 or plan.status_date is None:
        return lag
    times = clockwork.times[counted]
    passed = times.to_work(clockwork.minutes(plan.status_date)) - times.to_work(before.actual_finish)
    return max(lag - float(passed), 0.0)
