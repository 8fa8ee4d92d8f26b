"""Conditions on what an activity costs, decided as soon as its dates are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.charge import fill_charge, fill_growth
from riskcore.kernels.jit import step
from riskcore.kernels.money import fill_event
from riskcore.kernels.records import COST, EDGE, LENGTH, MOMENT, VALUE, Costs, Maps, Scratch, Variables

if TYPE_CHECKING:
    from riskcore.array import Array


@step
def answer_by_cost(
    asks: Array,
    first: int,
    end: int,
    costs: Costs,
    variables: Variables,
    maps: Maps,
    scratch: Scratch,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Decide those of the conditions `first` to `end`, all on one row, that look at its cost.

    It is the sum of the row's own charges and events; the shared rows that wait for it are filled with 1 and 0.
    """
    charges, lists, indices, events, exist = costs.charge, costs.factor, costs.price_index, costs.event, costs.exist
    items, data, groups = variables.item, variables.data, variables.group
    starts, finishes, shared, factors = scratch.start, scratch.finish, scratch.shared, scratch.factor
    work, bits, map_items, cells = scratch.work, scratch.bits, maps.item, maps.cell
    spent, value, worked, begun = work[MOMENT], work[VALUE], work[LENGTH], work[EDGE]
    lanes = spent.shape[0]
    total, when, growth = np.empty(lanes), np.empty(lanes), np.empty((indices.shape[0], lanes))
    for a in range(first, end):
        ask = asks[a]
        if ask["what"] != COST:
            continue
        fill_growth(growth, indices, shared)
        total[:] = 0.0
        for c in range(ask["charge"], ask["last_charge"]):
            charge = charges[c]
            fill_charge(
                spent, charge, charges[c + 1]["factor"], lists, indices, growth, begun, worked, when, value, starts,
                finishes, shared, map_items, cells, items, data, groups, factors, work, bits, seed, block, design,
            )  # fmt: skip
            for l in range(lanes):
                total[l] += spent[l]
        for k in range(ask["event"], ask["last_event"]):
            fill_event(
                spent, when, events[k], events[k + 1]["exist"], exist, starts, finishes, shared, map_items, cells
            )
            for l in range(lanes):
                total[l] += spent[l]
        then, otherwise = ask["then"], ask["otherwise"]
        for l in range(lanes):
            met = 1.0 if total[l] > ask["limit"] else 0.0
            shared[then, l] = met
            shared[otherwise, l] = 1.0 - met
