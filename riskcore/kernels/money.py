"""Cost of each iteration: fixed, by time, and of events that happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.kernels.convert import convert
from riskcore.kernels.draw import draw
from riskcore.kernels.jit import kernel
from riskcore.kernels.records import EDGE, LENGTH, MOMENT, VALUE, Costs, Maps, Scratch, Variables

if TYPE_CHECKING:
    import numpy as np

    from riskcore.array import Array


@kernel
def add_costs(
    money: Array,
    costs: Costs,
    variables: Variables,
    maps: Maps,
    scratch: Scratch,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Fill `money` (output, lane): column 0 the total, the others by part of the plan."""
    charges, events = costs.charge, costs.event
    items, data, groups = variables.item, variables.data, variables.group
    starts, finishes, shared, factors = scratch.start, scratch.finish, scratch.shared, scratch.factor
    work, bits = scratch.work, scratch.bits
    spent, value, worked, begun = work[MOMENT], work[VALUE], work[LENGTH], work[EDGE]
    lanes = spent.shape[0]
    money[:] = 0.0
    for c in range(charges.shape[0]):
        charge = charges[c]
        i, done, output = charge["row"], charge["done"], charge["output"]
        if charge["fixed"] >= 0:
            draw(spent, charge["fixed"], items, data, groups, factors, work, bits, seed, block, design)
        else:
            spent[:] = charge["fixed_value"]
        for l in range(lanes):
            worked[l] = finishes[i, l]
            begun[l] = starts[i, l]
        if charge["map"] >= 0:
            convert(worked, charge["map"], maps.item, maps.cell)
            convert(begun, charge["map"], maps.item, maps.cell)
        if charge["rate"] >= 0:
            draw(value, charge["rate"], items, data, groups, factors, work, bits, seed, block, design)
            scale = charge["rate_scale"]
            for l in range(lanes):
                spent[l] += value[l] * scale * (done + (worked[l] - begun[l]))
        elif charge["rate_value"] != 0.0:
            rate = charge["rate_value"]
            for l in range(lanes):
                spent[l] += rate * (done + (worked[l] - begun[l]))
        for l in range(lanes):
            money[0, l] += spent[l]
            money[output, l] += spent[l]
    for k in range(events.shape[0]):
        r, output = events[k]["shared"], events[k]["output"]
        for l in range(lanes):
            money[0, l] += shared[r, l]
            money[output, l] += shared[r, l]
