"""Backwards: how late each row may be, and the rows that are to be as late as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.convert import convert
from riskcore.kernels.jit import part, step
from riskcore.kernels.records import (
    EDGE,
    FINISH_FINISH,
    FINISH_START,
    LENGTH,
    MOMENT,
    START_FINISH,
    Maps,
    Network,
    Scratch,
)

if TYPE_CHECKING:
    from riskcore.array import Array


NEVER_LATE = 1e300
JUST_BEFORE, ONE_MINUTE, NOT_AT_ALL = 2.0**-22, 1.0, 0.0
"""How far before a moment that it must not reach a late date lies: finer than all times are, or a date as people say
it, or not, as in P6, which puts off by working time alone (a start milestone then lies in the morning, also where a
successor on another calendar began at the weekend: so in 19 cases of a real file)."""
_SHORTEST_REST = 0.5
"""Minutes; calendars open and close on whole ones."""


@part
def _lead_back(
    moment: Array,
    back: int,
    ahead: int,
    home: int,
    step: float,
    maps: Array,
    cells: Array,
    asked: Array,
    reached: Array,
) -> None:
    """Lead the latest `moment` (lane) back by the map `back`, against the maps `ahead` and `home` of the forward pass.

    Of a start, the end of a day and the next morning are one point, which lies in the morning. Where the morning is
    too late, the latest is `step` before: that lies on the evening's side, for all that is led back further.
    """
    for l in range(moment.shape[0]):
        asked[l] = moment[l]
    convert(moment, back, maps, cells)
    for l in range(moment.shape[0]):
        reached[l] = moment[l]
    if ahead >= 0:
        convert(reached, ahead, maps, cells)
    if home >= 0:
        convert(reached, home, maps, cells)
    for l in range(moment.shape[0]):
        moment[l] -= step if reached[l] > asked[l] + _SHORTEST_REST else 0.0


@part
def _allowed(
    work: Array,
    link: np.void,
    i: int,
    starts: Array,
    finishes: Array,
    shared: Array,
    step: float,
    maps: Array,
    cells: Array,
) -> None:
    """Fill work[MOMENT] with the latest start or finish of the link's source that keeps row `i` where it is.

    `step` as in _lead_back.
    """
    moment, lag_row = work[MOMENT], link["lag_row"]
    times = finishes if link["type"] in (FINISH_FINISH, START_FINISH) else starts
    for l in range(moment.shape[0]):
        moment[l] = times[i, l]
    if link["back_before"] >= 0:
        _lead_back(
            moment, link["back_before"], link["after"], link["home"], step, maps, cells, work[EDGE], work[LENGTH]
        )
    for l in range(moment.shape[0]):
        moment[l] -= link["lag"] if lag_row < 0 else shared[lag_row, l]
    if link["back_after"] >= 0:
        _lead_back(moment, link["back_after"], link["before"], -1, step, maps, cells, work[EDGE], work[LENGTH])


@part
def _in_the_evening(moment: Array, row: np.void, maps: Array, cells: Array) -> None:
    """A milestone that is put off to `moment` (lane) lies at the end of the work before, in the evening."""
    if row["rest"] >= 0:
        convert(moment, row["rest"], maps, cells)


@step
def postpone(network: Network, maps: Maps, scratch: Scratch) -> None:
    """Move the rows that are as late as possible, last first, to where they just delay no successor."""
    rows, links = network.row, network.link
    starts, finishes, shared, slack = scratch.start, scratch.finish, scratch.shared, scratch.slack
    moment = scratch.work[MOMENT]
    slack[:] = NEVER_LATE
    for i in range(rows.shape[0] - 2, -1, -1):
        mine = rows[i]["late"]
        if mine >= 0:
            for l in range(moment.shape[0]):
                moment[l] = starts[i, l] + slack[mine, l]
            _in_the_evening(moment, rows[i], maps.item, maps.cell)
            for l in range(moment.shape[0]):
                later = max(moment[l] - starts[i, l], 0.0)
                starts[i, l] += later
                finishes[i, l] += later
        if rows[i]["loose"] == 1:
            continue
        for e in range(rows[i]["link"], rows[i + 1]["link"]):
            source = links[e]["source"]
            theirs = rows[source]["late"]
            if theirs >= 0:
                _allowed(scratch.work, links[e], i, starts, finishes, shared, NOT_AT_ALL, maps.item, maps.cell)
                from_finish = links[e]["type"] in (FINISH_START, FINISH_FINISH)
                for l in range(moment.shape[0]):
                    early = finishes[source, l] if from_finish else starts[source, l]
                    slack[theirs, l] = min(slack[theirs, l], moment[l] - early)


@step
def late_dates(
    network: Network, maps: Maps, scratch: Scratch, end: Array, step: float, late: Array, free: Array
) -> None:
    """Fill `late` (i, l), the late finishes, and `free` (i, l), the free floats, after a forward pass.

    `end` (l) is the late finish of the plan. What nothing waits for has a late finish of NEVER_LATE and more.
    A late date that must not be reached is given as `step` before it: JUST_BEFORE or ONE_MINUTE.
    late finish = min over links of what the successor's late dates allow, no later than the row's own latest dates;
    free float = the same with the successor's early dates, less the row's own early date.
    """
    rows, links = network.row, network.link
    starts, finishes, shared = scratch.start, scratch.finish, scratch.shared
    moment = scratch.work[MOMENT]
    count, lanes = finishes.shape
    for i in range(count):
        for l in range(lanes):
            late[i, l] = end[l] if i == count - 1 else NEVER_LATE
            free[i, l] = 0.0 if i == count - 1 else NEVER_LATE
    late_start = starts.copy()
    for i in range(count - 1, -1, -1):
        row = rows[i]
        for l in range(lanes):
            duration = finishes[i, l] - starts[i, l]
            late[i, l] = min(late[i, l], row["latest_finish"], row["latest_start"] + duration)
            late_start[i, l] = late[i, l] - duration
        if row["loose"] == 1:
            continue
        for e in range(row["link"], rows[i + 1]["link"]):
            link = links[e]
            source = link["source"]
            from_finish = link["type"] in (FINISH_START, FINISH_FINISH)
            _allowed(scratch.work, link, i, late_start, late, shared, step, maps.item, maps.cell)
            for l in range(lanes):
                length = 0.0 if from_finish else finishes[source, l] - starts[source, l]
                late[source, l] = min(late[source, l], moment[l] + length)
            _allowed(scratch.work, link, i, starts, finishes, shared, step, maps.item, maps.cell)
            for l in range(lanes):
                early = finishes[source, l] if from_finish else starts[source, l]
                free[source, l] = min(free[source, l], moment[l] - early)


@step
def hold(network: Network, maps: Maps, scratch: Scratch) -> None:
    """Fill `scratch.held` with the late starts of the rows that are put off by their total float."""
    rows, starts, finishes, held = network.row, scratch.start, scratch.finish, scratch.held
    late, free = np.empty_like(starts), np.empty_like(starts)
    late_dates(network, maps, scratch, finishes[-1], ONE_MINUTE, late, free)
    for i in range(starts.shape[0]):
        mine = rows[i]["held"]
        if mine >= 0:
            for l in range(starts.shape[1]):
                held[mine, l] = late[i, l] - (finishes[i, l] - starts[i, l])
            _in_the_evening(held[mine], rows[i], maps.item, maps.cell)
