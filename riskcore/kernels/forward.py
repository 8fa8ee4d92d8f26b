"""The forward pass, and the same again where something has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.draw import draw
from riskcore.kernels.jit import step
from riskcore.kernels.lanes import put
from riskcore.kernels.network import place
from riskcore.kernels.priced import answer_by_cost
from riskcore.kernels.records import VALUE, Costs, Maps, Network, Scratch, Variables, Weather

if TYPE_CHECKING:
    from riskcore.array import Array


@step
def forward(
    network: Network,
    variables: Variables,
    maps: Maps,
    weather: Weather,
    costs: Costs,
    scratch: Scratch,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Fill `scratch.start` and `scratch.finish` (i, l), row by row; and `scratch.drawn`, where there is room for it."""
    rows, links, effects, asks = network.row, network.link, network.effect, network.ask
    items, data, groups = variables.item, variables.data, variables.group
    map_items, cells = maps.item, maps.cell
    climates, calm, ahead, lost = weather.item, weather.calm, scratch.ahead, scratch.lost
    starts, finishes, shared, factors = scratch.start, scratch.finish, scratch.shared, scratch.factor
    work, bits, held, drawn = scratch.work, scratch.bits, scratch.held, scratch.drawn
    length = work[VALUE]
    for i in range(rows.shape[0] - 1):
        row = rows[i]
        if row["variable"] >= 0:
            draw(length, row["variable"], items, data, groups, factors, work, bits, seed, block, design)
        else:
            length[:] = row["duration"]
        if drawn.shape[0] > 0:
            put(drawn[i], length)
        place(
            i, length, rows, links, effects, asks, starts, finishes, shared, held, map_items, cells,
            climates, calm, ahead, lost, bits, work,
        )  # fmt: skip
        if row["ask"] < rows[i + 1]["ask"]:
            first, end = row["ask"], rows[i + 1]["ask"]
            answer_by_cost(asks, first, end, costs, variables, maps, scratch, seed, block, design)


@step
def forward_again(
    network: Network,
    variables: Variables,
    maps: Maps,
    weather: Weather,
    costs: Costs,
    scratch: Scratch,
    duration: Array,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Schedule again what has changed: the rows marked in `scratch.changed` (i), and what moves after them.

    Durations are those in `scratch.drawn`, but where `duration` (i) marks them: these are drawn anew. What the rows
    were is kept in `scratch.before` (2, i, l), and their mark stays 1; a row that comes out as it was moves nothing.
    """
    rows, links, effects, asks, waits = network.row, network.link, network.effect, network.ask, network.wait
    map_items, cells = maps.item, maps.cell
    climates, calm, ahead, lost = weather.item, weather.calm, scratch.ahead, scratch.lost
    starts, finishes, shared = scratch.start, scratch.finish, scratch.shared
    work, held, drawn, changed, before = scratch.work, scratch.held, scratch.drawn, scratch.changed, scratch.before
    items, data, groups, factors, bits = variables.item, variables.data, variables.group, scratch.factor, scratch.bits
    length = work[VALUE]
    moved = np.zeros(rows.shape[0], np.uint8)
    for i in range(rows.shape[0] - 1):
        row = rows[i]
        dirty = changed[i] == 1
        for e in range(row["link"], rows[i + 1]["link"]):
            dirty |= moved[links[e]["source"]] == 1
        for k in range(row["wait"], rows[i + 1]["wait"]):
            dirty |= moved[waits[k]] == 1
        if not dirty:
            continue
        changed[i] = 1
        put(before[0, i], starts[i])
        put(before[1, i], finishes[i])
        if duration[i] == 0:
            put(length, drawn[i])
        elif row["variable"] >= 0:
            draw(length, row["variable"], items, data, groups, factors, work, bits, seed, block, design)
        else:
            length[:] = row["duration"]
        place(
            i, length, rows, links, effects, asks, starts, finishes, shared, held, map_items, cells,
            climates, calm, ahead, lost, bits, work,
        )  # fmt: skip
        if row["ask"] < rows[i + 1]["ask"]:
            first, end = row["ask"], rows[i + 1]["ask"]
            answer_by_cost(asks, first, end, costs, variables, maps, scratch, seed, block, design)
        same = row["ask"] == rows[i + 1]["ask"]  # who waits for its answer is scheduled again
        for l in range(length.shape[0]):
            same &= (before[0, i, l] == starts[i, l]) & (before[1, i, l] == finishes[i, l])
        moved[i] = 0 if same else 1


@step
def put_back(scratch: Scratch) -> None:
    """Give the rows that were scheduled again what they were, and take their marks away."""
    changed, before = scratch.changed, scratch.before
    for i in range(changed.shape[0]):
        if changed[i] == 1:
            put(scratch.start[i], before[0, i])
            put(scratch.finish[i], before[1, i])
            changed[i] = 0
