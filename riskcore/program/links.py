"""Which row waits for which.

Between rows of the same kind links of the same kind are alike, so each kind is looked at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from riskcore.kernels.records import FINISH_START
from riskcore.program.clockwork import CLOCK
from riskcore.program.link_table import Links
from riskcore.program.linkage import FROM_FINISH, TO_FINISH, lag_calendar, link_between

if TYPE_CHECKING:
    from collections.abc import Hashable

    from riskcore.array import Array
    from riskcore.plan import Activity, Link, Plan
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.events import Events
    from riskcore.program.linkage import Linkage
    from riskcore.program.memory import Memory
    from riskcore.program.row import Row


class Known(NamedTuple):
    """What is known of the links of some kind; where nothing is, they hold nothing back."""

    linkage: Linkage | None = None
    later: bool = False
    """Whether by such a link alone the successor certainly ends no earlier."""
    dated: bool = False
    """Whether it is a date: the predecessor's actual start."""


@dataclass
class Kinds:
    """What is known so far of the links of each kind, and the numbers of the kinds of rows."""

    rows: dict[Hashable, int] = field(default_factory=dict)
    links: dict[Hashable, Known] = field(default_factory=dict)

    def of(self, row: Row) -> int:
        """Number of the kind of `row`: of all that its links ask of it."""
        activity = row.activity
        pinned = row.cap_start < np.inf or row.cap_finish < np.inf
        passed = row.actual_finish if row.passes else None
        kind = (row.calendar, row.home, row.instant, row.spans, row.fixed, passed, pinned)
        of_activity = (activity.calendar, activity.active, activity.hammock, row.begun)
        return self.rows.setdefault((kind, of_activity), len(self.rows))


def links_of(plan: Plan, rows: list[Row], row_at: dict[str, int], memory: Memory, events: Events) -> Links:
    """The plan's links, and one from every activity that may be the last to the finish of the plan."""
    links = Links(len(rows) + 1)
    followed = [False] * len(rows)
    hands_on = _handing_on(rows, row_at)
    kinds: Kinds = memory.of("kinds of links", (), Kinds)
    kind = [kinds.of(row) for row in rows]
    varied = any(rule.lag_factor is not None for rule in plan.uncertainty)
    for i, row in enumerate(rows):
        if not waits(row, plan) or (row.passes and not hands_on[i]):
            continue
        for link in row.activity.predecessors:
            source = row_at[link.activity]
            key = (kind[source], kind[i], link.type, link.lag_calendar, *link.lag.arguments) if link.lag.certain else ()
            known = kinds.links.get(key)
            if known is None:
                known = _known(link, rows[source], row, plan, memory, events)
                if key and not varied:
                    kinds.links[key] = known
            if known.linkage is not None:
                links.add(source, i, known.linkage)
                followed[source] |= known.later
            elif known.dated:
                _bind_from_actual_start(link, rows[source], row, plan, memory.clockwork)
    _finish(links, rows, followed, memory)
    return links


def _finish(links: Links, rows: list[Row], followed: list[bool], memory: Memory) -> None:
    """The finish of the plan follows every activity that nothing follows for sure."""
    maps = memory.maps
    for source, row in enumerate(rows):
        if row.activity.active and not row.spans and not row.fixed and not followed[source]:
            across = maps.find(row.calendar, CLOCK, finish=row.instant >= 0)
            back = maps.back(CLOCK, row.calendar)
            links.add(source, len(rows), (FINISH_START, 0.0, -1, across, -1, -1, -1, back))


def _known(link: Link, before: Row, after: Row, plan: Plan, memory: Memory, events: Events) -> Known:
    """What a link between these rows comes to."""
    if not holds_back(before.activity, after.activity) or (after.passes and before.fixed):
        return Known()  # or both are complete
    if link.type not in FROM_FINISH and before.begun:
        return Known(dated=True)
    linkage = link_between(link, before, after, plan, memory.clockwork, memory.maps, memory.variables, events)
    return Known(linkage, later=_ends_later(link, before, after))


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
    overridden = row.begun and plan.progress == "progress override"
    return not row.spans and (row.passes or not row.fixed) and not overridden


def holds_back(before: Activity, after: Activity) -> bool:
    """Whether a link from `before` moves `after`: not from a hammock, nor from what is inactive to what is active."""
    return not before.hammock and (before.active or not after.active)


def _bind_from_actual_start(link: Link, before: Row, after: Row, plan: Plan, clockwork: Clockwork) -> None:
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
