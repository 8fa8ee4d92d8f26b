"""Links as arrays: which row waits for which, on whose calendar the lag counts, and where calendars are crossed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from riskcore.kernels.records import FINISH_FINISH, FINISH_START, LINK, START_FINISH, START_START
from riskcore.plan.link import NO_LAG
from riskcore.program.clockwork import CLOCK
from riskcore.program.ranges import factor_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from riskcore.array import Array
    from riskcore.distributions import Distribution
    from riskcore.plan import Activity, Link, Plan
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.events import Events
    from riskcore.program.maps import MapTable
    from riskcore.program.memory import Memory
    from riskcore.program.row import Row
    from riskcore.program.variables import VariableTable

TYPES = {"FS": FINISH_START, "SS": START_START, "FF": FINISH_FINISH, "SF": START_FINISH}
FROM_FINISH, TO_FINISH, TO_START = ("FS", "FF"), ("FF", "SF"), ("FS", "SS")

Made: TypeAlias = tuple[int, int, int, float, int, int, int, int, int, int]
"""Successor, and LINK but its last field."""


@dataclass
class Links:
    """Links in the order of their successors."""

    rows: int
    made: list[Made] = field(default_factory=list)

    def bound(self) -> Array:
        """(row) whether a link may bind the row's finish."""
        found = np.zeros(self.rows, bool)
        found[[made[0] for made in self.made if made[2] in (FINISH_FINISH, START_FINISH)]] = True
        return found

    def arrays(self) -> tuple[Array, Array]:
        """Where each row's links begin (row + 1), and the links: (e) LINK."""
        count = np.bincount([made[0] for made in self.made], minlength=self.rows)
        link = np.array([(*made[1:], 0) for made in self.made], LINK)
        same = (link["before"] < 0) & (link["after"] < 0) & (link["home"] < 0) & (link["lag_row"] < 0)
        link["plain"] = same & (link["type"] == FINISH_START)
        return np.concatenate([[0], np.cumsum(count)]), link


def links_of(
    plan: Plan,
    rows: list[Row],
    row_at: dict[str, int],
    memory: Memory,
    events: Events,
) -> Links:
    """The plan's links, and one from every activity that may be the last to the finish of the plan."""
    links = Links(len(rows) + 1)
    clockwork, maps = memory.clockwork, memory.maps
    kinds = _kinds(rows)
    alike: dict[Hashable, tuple[Made, bool]] = {}
    ruled = any(rule.lag_factor is not None for rule in plan.uncertainty)
    followed = np.zeros(len(rows), bool)
    hands_on = _handing_on(rows, row_at)
    for i, row in enumerate(rows):
        if not waits(row, plan) or (row.passes and not hands_on[i]):
            continue
        for link in row.activity.predecessors:
            source = row_at[link.activity]
            if not holds_back(rows[source].activity, row.activity):
                continue
            if row.passes and rows[source].fixed:
                continue  # both are complete
            if link.type not in FROM_FINISH and not np.isnan(rows[source].actual_start):
                _from_actual_start(link, rows[source], row, plan, clockwork)
                continue
            key = _alike(link, kinds[source], kinds[i]) if not ruled and not rows[source].passes else None
            found = alike.get(key) if key is not None else None
            if found is None:
                found = _made(link, source, i, plan, rows, clockwork, maps, memory.variables, events)
                if key is not None:
                    alike[key] = found
            known, later = found
            links.made.append((i, source, *known[2:]))  # those alike have other rows
            followed[source] |= later
    counts = np.array([row.activity.active and not row.spans and not row.fixed for row in rows], bool)
    for source in map(int, np.flatnonzero(counts & ~followed)):
        across = maps.find(rows[source].calendar, CLOCK, finish=rows[source].instant >= 0)
        back = maps.back(CLOCK, rows[source].calendar)
        links.made.append((len(rows), source, FINISH_START, 0.0, -1, across, -1, -1, -1, back))
    return links


def _kinds(rows: list[Row]) -> list[int]:
    """(row) a number that rows share which differ in nothing that a link between them asks for."""
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(_kind(row), len(numbers)) for row in rows]


def _kind(row: Row) -> Hashable:
    pinned = row.fixed or row.cap_start < np.inf or row.cap_finish < np.inf
    activity = row.activity
    return row.calendar, row.home, row.instant, row.passes, row.spans, pinned, activity.active, activity.calendar


def _alike(link: Link, before: int, after: int) -> Hashable:
    """What links share that are the same but for their rows; None for a lag that is drawn, its own alone."""
    if not link.lag.certain:
        return None
    lag = None if link.lag is NO_LAG else link.lag.arguments[0]  # type: ignore[index]  # a list of one
    return link.type, lag, link.lag_calendar, before, after


def _made(
    link: Link,
    source: int,
    target: int,
    plan: Plan,
    rows: list[Row],
    clockwork: Clockwork,
    maps: MapTable,
    variables: VariableTable,
    events: Events,
) -> tuple[Made, bool]:
    """The link, and whether by it alone the successor certainly ends no earlier."""
    made = link_between(link, source, target, plan, rows, clockwork, maps, variables, events)
    return made, _ends_later(link, rows[source], rows[target])


def leaving_float(rows: list[Row], row_at: dict[str, int]) -> list[bool]:
    """(row) whether its dates leave its predecessors their float: nothing active waits for it, or through it."""
    waited = _handing_on(rows, row_at, to_active=True)
    return [not row.activity.active or (row.passes and not waited[i]) for i, row in enumerate(rows)]


def _handing_on(rows: list[Row], row_at: dict[str, int], *, to_active: bool = False) -> Array:
    """(row) whether it is complete and something open waits for what it hands on; asked for, something active."""
    found = np.zeros(len(rows), bool)
    if not any(row.passes for row in rows):
        return found
    for i in range(len(rows) - 1, -1, -1):
        if (not rows[i].fixed or found[i]) and (rows[i].activity.active or not to_active):
            for link in rows[i].activity.predecessors:
                found[row_at[link.activity]] |= link.type in FROM_FINISH and rows[row_at[link.activity]].passes
    return found


def _ends_later(link: Link, before: Row, after: Row) -> bool:
    lead = not link.lag.certain or link.lag.distribution().planned < 0
    # what a date pins may start, and end, before its predecessor does
    pinned = after.fixed or after.cap_start < np.inf or after.cap_finish < np.inf
    # on another calendar the same amount of work may end earlier
    same = before.calendar == after.calendar
    sure = (link.type == "FS" and (same or after.instant >= 0)) or (link.type == "FF" and same and before.instant >= 0)
    return sure and not lead and not pinned and after.activity.active


def waits(row: Row, plan: Plan) -> bool:
    """Whether links move `row`: not what is complete, a hammock, or what has started where progress overrides logic."""
    started = not np.isnan(row.actual_start)
    overridden = started and plan.progress == "progress override"
    return not row.spans and (row.passes or not row.fixed) and not overridden


def holds_back(before: Activity, after: Activity) -> bool:
    """Whether a link from `before` moves `after`: not from a hammock, nor from what is inactive to what is active."""
    return not before.hammock and (before.active or not after.active)


def link_between(
    link: Link,
    source: int,
    target: int,
    plan: Plan,
    rows: list[Row],
    clockwork: Clockwork,
    maps: MapTable,
    variables: VariableTable,
    events: Events,
) -> Made:
    """Successor, and LINK but its last field."""
    before, after = rows[source], rows[target]
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
    return target, source, TYPES[link.type], length, shared, first, second, third, *back


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


def _from_actual_start(link: Link, before: Row, after: Row, plan: Plan, clockwork: Clockwork) -> None:
    """A link from the start of an activity that has started is a date."""
    counted = lag_calendar(link, before, after, plan, clockwork)
    lag, moment = link.lag.distribution(clockwork.hours(counted)).planned, before.actual_start
    if lag != 0:
        times = clockwork.times[counted]
        moment = float(times.to_clock(times.to_work(moment) + lag, finish=False))
    date = float(clockwork.times[after.calendar].to_work(moment))
    if link.type in TO_FINISH:
        after.floor_finish = max(after.floor_finish, date)
    else:
        after.floor_start = max(after.floor_start, date)


def _open_lag(lag: float, before: Row, counted: int, clockwork: Clockwork, plan: Plan) -> float:
    """Of a lag after an activity that is complete, what has not yet passed between its finish and the status date."""
    if not before.passes or lag <= 0 or plan.status_date is None:
        return lag
    times = clockwork.times[counted]
    passed = times.to_work(clockwork.minutes(plan.status_date)) - times.to_work(before.actual_finish)
    return max(lag - float(passed), 0.0)
