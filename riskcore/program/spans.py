"""Hammocks as arrays: what each is tied to, as predecessor or as successor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import LINK, SPAN
from riskcore.plan import Duration, Link, certain
from riskcore.program.linkage import TO_START, lag_calendar, link_between

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.plan import LinkType, Plan
    from riskcore.plan.link import LagCalendar
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.events import Events
    from riskcore.program.linkage import Linkage
    from riskcore.program.maps import MapTable
    from riskcore.program.row import Row
    from riskcore.program.variables import VariableTable

TURNED: dict[LinkType, LinkType] = {"FS": "SF", "SS": "SS", "FF": "FF", "SF": "FS"}
"""A link from a hammock, read as a tie from its successor: FS ties the hammock's finish to the successor's start."""

OTHER_END: dict[LagCalendar, LagCalendar] = {"predecessor": "successor", "successor": "predecessor"}


def spans_of(
    plan: Plan,
    rows: list[Row],
    row_at: dict[str, int],
    clockwork: Clockwork,
    maps: MapTable,
    variables: VariableTable,
    events: Events,
) -> tuple[Array, Array]:
    """The hammocks (h + 1, SPAN) and their ties (t, LINK)."""
    ties: dict[int, list[tuple[int, Link]]] = {i: [] for i, row in enumerate(rows) if row.spans}
    for i, row in enumerate(rows) if ties else ():
        for link in row.activity.predecessors:
            source = row_at[link.activity]
            if i in ties:
                ties[i].append((source, link))
            elif source in ties:
                ties[source].append((i, _turned(link, rows[source], row, plan, clockwork)))
    span: list[tuple[int, int, float, bool]] = []
    made: list[tuple[int, Linkage]] = []
    for i, mine in ties.items():
        begun = not np.isnan(rows[i].actual_start)
        kept = [(source, link) for source, link in mine if not (begun and link.type in TO_START)]
        ties_decide = any(link.type in TO_START for _, link in kept)
        span.append((i, len(made), _first(rows[i], plan, clockwork), ties_decide))
        made += [
            (source, link_between(link, rows[source], rows[i], plan, clockwork, maps, variables, events))
            for source, link in kept
        ]
    span.append((-1, len(made), 0.0, False))
    return np.array(span, SPAN), np.array([(source, *linkage, 0) for source, linkage in made], LINK)


def _first(row: Row, plan: Plan, clockwork: Clockwork) -> float:
    """Its actual start; else no hammock starts before the plan, nor before the status date."""
    if row.activity.actual_start is not None:
        return clockwork.work(row.calendar, row.activity.actual_start)
    return clockwork.work(row.calendar, max(plan.start, plan.status_date) if plan.status_date else plan.start)


def _turned(link: Link, hammock: Row, after: Row, plan: Plan, clockwork: Clockwork) -> Link:
    """The link from a hammock as a tie of the hammock to its successor, its lag counted backwards."""
    whose = link.lag_calendar or plan.lag_calendar
    back = -link.lag.distribution(clockwork.hours(lag_calendar(link, hammock, after, plan, clockwork))).planned
    return Link(
        activity=after.activity.id,
        type=TURNED[link.type],
        lag=certain(Duration(back, "emin" if link.lag.elapsed else "min")),
        lag_calendar=OTHER_END.get(whose, whose),
    )
