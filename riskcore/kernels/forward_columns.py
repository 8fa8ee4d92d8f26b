"""The forward pass of several variants of a block at once: of the lanes in which they differ, only what moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.columns import fetch, gather, keep, look, swap_row, swap_shared
from riskcore.kernels.jit import step
from riskcore.kernels.network import place
from riskcore.kernels.priced import answer_by_cost
from riskcore.kernels.records import COST, VALUE, Costs, Maps, Network, Scratch, Variables
from riskcore.kernels.records_of_variants import FINISHES, STARTS

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Weather
    from riskcore.kernels.records_of_variants import Columns, Near, Variants


@step
def price_columns(
    i: int,
    network: Network,
    variables: Variables,
    maps: Maps,
    costs: Costs,
    scratch: Scratch,
    variants: Variants,
    chosen: Array,
    columns: Columns,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Decide the conditions on the cost of row `i` in each of the `chosen` variants: draws need the whole block."""
    first, end = network.row[i]["ask"], network.row[i + 1]["ask"]
    priced = False
    for a in range(first, end):
        priced |= network.ask[a]["what"] == COST
    if not priced:
        return
    for k in range(chosen.shape[0]):
        v, begin, last = chosen[k], columns.first[k], columns.first[k + 1]
        off = variants.off[variants.first_off[v] : variants.first_off[v + 1]]
        swap_shared(off, begin, last, columns, scratch)
        swap_shared(variants.answered, begin, last, columns, scratch)
        swap_row(i, begin, last, columns, scratch)
        answer_by_cost(network.ask, first, end, costs, variables, maps, scratch, seed, block, design)
        swap_row(i, begin, last, columns, scratch)
        swap_shared(variants.answered, begin, last, columns, scratch)
        swap_shared(off, begin, last, columns, scratch)


@step
def schedule_columns(
    network: Network,
    near: Near,
    variables: Variables,
    maps: Maps,
    weather: Weather,
    costs: Costs,
    scratch: Scratch,
    variants: Variants,
    chosen: Array,
    columns: Columns,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Fill `columns.start`, `finish` and `moved` of what moves in the `chosen` variants; `scratch` has the plan as is.

    A row that nothing but links moves keeps its duration, and only the columns in which a predecessor moved are looked
    at. The rows marked in `scratch.changed` (i), and those of `near.whole`, are scheduled in all columns. Starts are
    kept of these, and of those that are asked for theirs.
    """
    # each array by a name of its own: a tuple's field costs an atomic count whenever it is touched
    rows, waits, asks, links, effects = network.row, network.wait, network.ask, near.link, near.effect
    neighbours, times, firsts, wholes, begun = near.source, near.times, near.first, near.whole, near.begun
    map_items, cells, climates, calm, lost = maps.item, maps.cell, weather.item, weather.calm, scratch.lost
    lane, shared, moved, stirred = columns.lane, columns.shared, columns.moved, columns.stirred
    starts, finishes, old_starts, old_finishes = columns.start, columns.finish, scratch.start, scratch.finish
    drawn, changed, kinds, width = scratch.drawn, scratch.changed, scratch.work.shape[0], lane.shape[0]
    most = 2
    for i in range(rows.shape[0] - 1):
        most = max(most, 2 + firsts[i + 1] - firsts[i])
    ahead, no_hold, bits = gather(scratch.ahead, lane), np.zeros((0, width)), np.empty((3, width), np.uint64)
    memory, seen, marks = np.empty((2 * most + kinds) * width), np.empty(width, np.int64), np.empty(width, np.uint8)
    pair = rows[:2].copy()
    for i in range(rows.shape[0] - 1):
        stirred[i] = 0
        first, end = firsts[i], firsts[i + 1]
        whole, felt = (changed[i] == 1) | (wholes[i] == 1), changed[i] == 1
        for s in range(first, end):
            felt |= stirred[neighbours[s]] == 1
        for k in range(rows[i]["wait"], rows[i + 1]["wait"]):
            felt |= stirred[waits[k]] == 1
        if not felt:
            continue
        count = width
        if whole:
            for c in range(width):
                seen[c] = c
        else:
            count = look(seen, marks, first, end, neighbours, moved, stirred)
        # the row and its sources, in the columns looked at and no others
        looked, size = seen[:count], (1 + end - first) * count
        start, finish = memory[:size].reshape(-1, count), memory[size : 2 * size].reshape(-1, count)
        work = memory[2 * size : 2 * size + kinds * count].reshape(kinds, count)
        length = work[VALUE]
        for s in range(end - first):
            source, asked = neighbours[first + s], times[first + s]
            if asked != FINISHES:
                fetch(start[s + 1], source, looked, lane, old_starts, starts, moved, stirred)
            if asked != STARTS:
                fetch(finish[s + 1], source, looked, lane, old_finishes, finishes, moved, stirred)
        pair[0] = rows[i]
        pair[1] = rows[i + 1]
        pair[0]["held"] = -1
        if whole:
            for k in range(count):
                length[k] = drawn[i, lane[k]]
        else:
            pair[0]["effect"] = pair[1]["effect"]
            pair[0]["window"] = pair[1]["effect"]
            for k in range(count):
                l = lane[looked[k]]
                length[k] = old_finishes[i, l] - old_starts[i, l]
        place(
            0, length, pair, links, effects, asks, start, finish, shared, no_hold, map_items, cells,
            climates, calm, ahead, lost, bits, work,
        )  # fmt: skip
        moved[i, :width] = 0
        some = keep(finishes[i], moved[i], finish[0], old_finishes[i], looked, lane)
        if whole or begun[i] == 1:
            some |= keep(starts[i], moved[i], start[0], old_starts[i], looked, lane)
        stirred[i] = some
        if rows[i]["ask"] < rows[i + 1]["ask"]:
            price_columns(i, network, variables, maps, costs, scratch, variants, chosen, columns, seed, block, design)
            stirred[i] = 1  # who waits for its answer is scheduled again
