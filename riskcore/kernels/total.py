"""The total cost of a block once more: what each charge came to is kept, and only what changed is charged again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.charge import fill_charge, fill_growth
from riskcore.kernels.dated import fill_finish, fill_penalty
from riskcore.kernels.jit import step
from riskcore.kernels.lanes import put
from riskcore.kernels.money import fill_event, fill_plain
from riskcore.kernels.records import EDGE, LENGTH, MOMENT, VALUE, Costs, Maps, Scratch, Variables

if TYPE_CHECKING:
    from riskcore.array import Array


@step
def add_total(
    total: Array,
    known: Array,
    again: Array,
    keep: int,
    costs: Costs,
    variables: Variables,
    maps: Maps,
    scratch: Scratch,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Fill `total` (lane): charges, events and penalties in the order of `add_costs`, so to the same bits.

    `known` (charge, lane) tells what each charge comes to but for those that `again` (charge) marks; these are found
    out, and written there if `keep` is 1.
    """
    charges, lists, indices, events, exist = costs.charge, costs.factor, costs.price_index, costs.event, costs.exist
    items, data, groups = variables.item, variables.data, variables.group
    starts, finishes, shared, factors = scratch.start, scratch.finish, scratch.shared, scratch.factor
    work, bits, map_items, cells = scratch.work, scratch.bits, maps.item, maps.cell
    spent, value, worked, begun = work[MOMENT], work[VALUE], work[LENGTH], work[EDGE]
    lanes = total.shape[0]
    when, growth = np.empty(lanes), np.empty((indices.shape[0], lanes))
    fill_growth(growth, indices, shared)
    total[:] = 0.0
    for c in range(charges.shape[0] - 1):
        if again[c] == 0:
            for l in range(lanes):
                total[l] += known[c, l]
            continue
        charge = charges[c]
        if charge["plain"] == 1:
            fill_plain(spent, charge, starts, finishes)
        else:
            fill_charge(
                spent, charge, charges[c + 1]["factor"], lists, indices, growth, begun, worked, when, value, starts,
                finishes, shared, map_items, cells, items, data, groups, factors, work, bits, seed, block, design,
            )  # fmt: skip
        for l in range(lanes):
            total[l] += spent[l]
        if keep == 1:
            put(known[c], spent)
    for k in range(events.shape[0] - 1):
        end = events[k + 1]["exist"]
        fill_event(spent, when, events[k], end, exist, starts, finishes, shared, map_items, cells)
        for l in range(lanes):
            total[l] += spent[l]
    for p in range(costs.penalty.shape[0] - 1):
        one, end = costs.penalty[p], costs.penalty[p + 1]["step"]
        fill_finish(when, one, finishes, map_items, cells)
        fill_penalty(spent, when, one, end, costs.step, shared, costs.day, costs.day_cell)
        for l in range(lanes):
            total[l] += spent[l]
