"""When one row starts and finishes, lane by lane: the links, dates, effects and weather of the forward pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.convert import convert
from riskcore.kernels.effects import change, change_within
from riskcore.kernels.jit import part
from riskcore.kernels.lanes import put
from riskcore.kernels.lengthen import lengthen, lengthen_back
from riskcore.kernels.records import (
    COST,
    EDGE,
    FINISH,
    FINISH_FINISH,
    FINISH_START,
    LENGTH,
    MOMENT,
    START,
    START_FINISH,
)

if TYPE_CHECKING:
    from riskcore.array import Array

GRID = 1.5 * 2.0**32
"""Adding and subtracting it rounds to 2^-20 minutes (60 microseconds). On that grid sums and differences of times are
exact, so a start is its finish less its duration to the bit, and a driving link is found by equality."""


@part
def link_moment(
    moment: Array,
    link: np.void,
    starts: Array,
    finishes: Array,
    shared: Array,
    maps: Array,
    cells: Array,
) -> None:
    """Fill `moment` (lane) with the earliest start or finish that `link` allows, on its successor's calendar."""
    source, lag, lag_row = link["source"], link["lag"], link["lag_row"]
    lanes = moment.shape[0]
    if link["type"] in (FINISH_START, FINISH_FINISH):
        for l in range(lanes):
            moment[l] = finishes[source, l]
    else:
        for l in range(lanes):
            moment[l] = starts[source, l]
    if link["before"] >= 0:
        convert(moment, link["before"], maps, cells)
    if lag_row >= 0:
        for l in range(lanes):
            moment[l] += (shared[lag_row, l] + GRID) - GRID
    elif lag != 0.0:
        for l in range(lanes):
            moment[l] += lag
    if link["after"] >= 0:
        convert(moment, link["after"], maps, cells)
    if link["home"] >= 0:
        convert(moment, link["home"], maps, cells)


@part
def answer(
    row: int, first: int, end: int, asks: Array, length: Array, starts: Array, finishes: Array, shared: Array
) -> None:
    """Decide the conditions on the dates of one row: fill with 1 and 0 the shared rows that wait for them."""
    for a in range(first, end):
        if asks[a]["what"] == COST:
            continue
        limit, then, otherwise = asks[a]["limit"], asks[a]["then"], asks[a]["otherwise"]
        for l in range(length.shape[0]):
            value = max(length[l], 0.0)
            if asks[a]["what"] == START:
                value = starts[row, l]
            elif asks[a]["what"] == FINISH:
                value = finishes[row, l]
            met = 1.0 if value > limit else 0.0
            if then >= 0:
                shared[then, l] = met
            if otherwise >= 0:
                shared[otherwise, l] = 1.0 - met


@part
def place(
    i: int,
    length: Array,
    rows: Array,
    links: Array,
    effects: Array,
    asks: Array,
    starts: Array,
    finishes: Array,
    shared: Array,
    held: Array,
    maps: Array,
    cells: Array,
    climates: Array,
    calm: Array,
    ahead: Array,
    lost: Array,
    bits: Array,
    work: Array,
) -> None:
    """Fill the start and finish of row `i`, whose drawn duration is `length` (lane); what happens is applied to it.

    start = max(floor, FS and SS links), held by its cap; finish = max(start + duration, floor, FF and SF links),
    held by its cap; where the finish may be bound, start = finish - duration, held by its cap once more.
    """
    moment, edge, other = work[MOMENT], work[EDGE], work[LENGTH]
    lanes = length.shape[0]
    row = rows[i]
    change(length, row["effect"], row["window"], effects, shared, edge)
    start, finish = starts[i], finishes[i]
    start[:] = row["floor_start"]
    if row["held"] >= 0:
        late = held[row["held"]]
        for l in range(lanes):
            start[l] = max(start[l], late[l])
    finish[:] = row["floor_finish"]
    for e in range(row["link"], rows[i + 1]["link"]):
        link = links[e]
        if link["plain"] == 1:
            source, lag = link["source"], link["lag"]
            for l in range(lanes):
                start[l] = max(start[l], finishes[source, l] + lag)
            continue
        link_moment(moment, link, starts, finishes, shared, maps, cells)
        if link["type"] in (FINISH_FINISH, START_FINISH):
            for l in range(lanes):
                finish[l] = max(finish[l], moment[l])
        else:
            for l in range(lanes):
                start[l] = max(start[l], moment[l])
    if row["cap_start"] < np.inf:
        for l in range(lanes):
            start[l] = min(start[l], row["cap_start"])
    if row["window"] < rows[i + 1]["effect"]:
        first, end = row["window"], rows[i + 1]["effect"]
        change_within(length, start, first, end, effects, shared, starts, finishes, maps, cells, edge, other)
    if row["weather"] >= 0:
        climate = climates[row["weather"]]
        for l in range(lanes):
            length[l] = (max(length[l], 0.0) + GRID) - GRID
        if row["finish_bound"] == 1:
            put(other, length)
        lengthen(length, start, climate, calm, ahead, lost, bits, moment)
        if row["finish_bound"] == 1:
            for l in range(lanes):
                edge[l] = min(max(start[l] + length[l], finish[l]), row["cap_finish"])
                if edge[l] == start[l] + length[l]:
                    other[l] = 0.0
            lengthen_back(other, edge, climate, ahead, lost, bits)
            for l in range(lanes):
                length[l] = other[l] if other[l] > 0.0 else length[l]
    if row["finish_bound"] == 1:
        cap, latest = row["cap_finish"], row["cap_start"]
        for l in range(lanes):
            duration = (max(length[l], 0.0) + GRID) - GRID
            start[l] = min(min(max(start[l] + duration, finish[l]), cap) - duration, latest)
            finish[l] = start[l] + duration
    else:
        for l in range(lanes):
            finish[l] = start[l] + ((max(length[l], 0.0) + GRID) - GRID)
    if row["ask"] < rows[i + 1]["ask"]:
        answer(i, row["ask"], rows[i + 1]["ask"], asks, length, starts, finishes, shared)
