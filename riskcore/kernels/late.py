"""Backwards: how late each row may be, and the rows that are to be as late as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.convert import convert
from riskcore.kernels.jit import kernel, part
from riskcore.kernels.records import FINISH_FINISH, FINISH_START, MOMENT, START_FINISH, Maps, Network, Scratch

if TYPE_CHECKING:
    from riskcore.array import Array


NEVER_LATE = 1e300


@part
def _allowed(
    moment: Array, link: np.void, i: int, starts: Array, finishes: Array, shared: Array, maps: Array, cells: Array
) -> None:
    """Fill `moment` (lane) with the latest start or finish of the link's source that keeps row `i` where it is."""
    lag_row = link["lag_row"]
    times = finishes if link["type"] in (FINISH_FINISH, START_FINISH) else starts
    for l in range(moment.shape[0]):
        moment[l] = times[i, l]
    if link["back_before"] >= 0:
        convert(moment, link["back_before"], maps, cells)
    for l in range(moment.shape[0]):
        moment[l] -= link["lag"] if lag_row < 0 else shared[lag_row, l]
    if link["back_after"] >= 0:
        convert(moment, link["back_after"], maps, cells)


@kernel
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
                later = max(slack[mine, l], 0.0)
                starts[i, l] += later
                finishes[i, l] += later
        if rows[i]["loose"] == 1:
            continue
        for e in range(rows[i]["link"], rows[i + 1]["link"]):
            source = links[e]["source"]
            theirs = rows[source]["late"]
            if theirs >= 0:
                _allowed(moment, links[e], i, starts, finishes, shared, maps.item, maps.cell)
                from_finish = links[e]["type"] in (FINISH_START, FINISH_FINISH)
                for l in range(moment.shape[0]):
                    early = finishes[source, l] if from_finish else starts[source, l]
                    slack[theirs, l] = min(slack[theirs, l], moment[l] - early)


@kernel
def late_dates(network: Network, maps: Maps, scratch: Scratch, end: Array, late: Array, free: Array) -> None:
    """Fill `late` (i, l), the late finishes, and `free` (i, l), the free floats, after a forward pass.

    `end` (l) is the late finish of the plan. What nothing waits for has a late finish of NEVER_LATE and more.
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
            _allowed(moment, link, i, late_start, late, shared, maps.item, maps.cell)
            for l in range(lanes):
                length = 0.0 if from_finish else finishes[source, l] - starts[source, l]
                late[source, l] = min(late[source, l], moment[l] + length)
            _allowed(moment, link, i, starts, finishes, shared, maps.item, maps.cell)
            for l in range(lanes):
                early = finishes[source, l] if from_finish else starts[source, l]
                free[source, l] = min(free[source, l], moment[l] - early)


@kernel
def hold(network: Network, maps: Maps, scratch: Scratch) -> None:
    """Fill `scratch.held` with the late starts of the rows that are put off by their total float."""
    rows, starts, finishes, held = network.row, scratch.start, scratch.finish, scratch.held
    late, free = np.empty_like(starts), np.empty_like(starts)
    late_dates(network, maps, scratch, finishes[-1], late, free)
    for i in range(starts.shape[0]):
        mine = rows[i]["held"]
        if mine >= 0:
            for l in range(starts.shape[1]):
                held[mine, l] = late[i, l] - (finishes[i, l] - starts[i, l])
