"""Cost over time: each charge spread over the periods in which its work is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.charge import fill_charge, fill_growth
from riskcore.kernels.dated import fill_finish, fill_penalty
from riskcore.kernels.jit import kernel, part
from riskcore.kernels.money import fill_event
from riskcore.kernels.records import AT_FINISH, EDGE, EVENLY, LENGTH, MOMENT, VALUE, Costs, Maps, Scratch, Variables

if TYPE_CHECKING:
    from riskcore.array import Array

CLOCK = 0


@part
def period_of(moment: float, edges: Array, left: bool) -> int:
    """The period in which a moment lies; between two, a finish (`left`) belongs to the earlier.

    Periods are about equally long, so a guess is nearly right, and a few steps from there lead to the period.
    """
    last = edges.shape[0] - 2
    first = edges[0]
    guess = (moment - first) * ((last + 1) / max(edges[last + 1] - first, 1.0))
    k = int(min(max(guess, 0.0), np.float64(last)))
    while k < last and (edges[k + 1] < moment or (edges[k + 1] == moment and not left)):
        k += 1
    while k > 0 and (edges[k] > moment or (edges[k] == moment and left)):
        k -= 1
    return k


@part
def put(flow: Array, spent: Array, when: Array, edges: Array, left: bool) -> None:
    """Add `spent` (lane) to the period of its moment."""
    for l in range(spent.shape[0]):
        flow[period_of(when[l], edges, left), l] += spent[l]


@part
def spread(flow: Array, spent: Array, begun: Array, worked: Array, edges: Array) -> None:
    """Add `spent` (lane) to the periods between `begun` and `worked`, in proportion to the working time in them."""
    last = edges.shape[0] - 2
    for l in range(spent.shape[0]):
        k = period_of(begun[l], edges, False)
        length, moment = worked[l] - begun[l], begun[l]
        if length <= 0.0:
            flow[k, l] += spent[l]
            continue
        rate = spent[l] / length
        while k < last and edges[k + 1] < worked[l]:
            flow[k, l] += rate * (edges[k + 1] - moment)
            moment = edges[k + 1]
            k += 1
        flow[k, l] += rate * (worked[l] - moment)


@kernel
def spread_costs(
    flow: Array,
    edges: Array,
    calendars: Array,
    costs: Costs,
    variables: Variables,
    maps: Maps,
    scratch: Scratch,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Fill `flow` (period, lane) with the cost of the block that has just run.

    `edges` is (calendar, period + 1): where the periods begin and the last one ends, in working time; `calendars` is
    (i), that of each row. Penalties fall on the finish that they are about, risks on the start of what they hit.
    """
    charges, lists, indices, events, exist = costs.charge, costs.factor, costs.price_index, costs.event, costs.exist
    penalties, steps, day_items, day_cells = costs.penalty, costs.step, costs.day, costs.day_cell
    items, data, groups = variables.item, variables.data, variables.group
    starts, finishes, shared, factors = scratch.start, scratch.finish, scratch.shared, scratch.factor
    work, bits, map_items, cells = scratch.work, scratch.bits, maps.item, maps.cell
    spent, value, worked, begun = work[MOMENT], work[VALUE], work[LENGTH], work[EDGE]
    when, growth = np.empty(spent.shape[0]), np.empty((indices.shape[0], spent.shape[0]))
    fill_growth(growth, indices, shared)
    flow[:] = 0.0
    for c in range(charges.shape[0] - 1):
        charge = charges[c]
        fill_charge(
            spent, charge, charges[c + 1]["factor"], lists, indices, growth, begun, worked, when, value, starts,
            finishes, shared, map_items, cells, items, data, groups, factors, work, bits, seed, block, design,
        )  # fmt: skip
        if charge["since"] < np.inf:
            begun[:] = charge["since"]
        if charge["until"] < np.inf:
            worked[:] = charge["until"]
        if charge["accrual"] == EVENLY:
            spread(flow, spent, begun, worked, edges[charge["calendar"]])
        elif charge["accrual"] == AT_FINISH:
            put(flow, spent, worked, edges[charge["calendar"]], True)
        else:
            put(flow, spent, begun, edges[charge["calendar"]], False)
    for k in range(events.shape[0] - 1):
        end = events[k + 1]["exist"]
        fill_event(spent, when, events[k], end, exist, starts, finishes, shared, map_items, cells)
        i = events[k]["row"]
        calendar = calendars[i] if i >= 0 and events[k]["map"] < 0 else CLOCK
        put(flow, spent, when, edges[calendar], i < 0)
    for p in range(penalties.shape[0] - 1):
        fill_finish(when, penalties[p], finishes, map_items, cells)
        fill_penalty(spent, when, penalties[p], penalties[p + 1]["step"], steps, shared, day_items, day_cells)
        put(flow, spent, when, edges[CLOCK], True)
