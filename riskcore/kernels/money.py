"""Money of each iteration: what is spent, owed and earned, in columns, and what all of it is worth today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.charge import YEAR, fill_charge, fill_growth, fill_moment
from riskcore.kernels.convert import convert
from riskcore.kernels.dated import fill_benefit, fill_finish, fill_penalty
from riskcore.kernels.elementary import exp, log
from riskcore.kernels.jit import part, step
from riskcore.kernels.records import EDGE, LENGTH, MOMENT, VALUE, Costs, Maps, Scratch, Variables

if TYPE_CHECKING:
    from riskcore.array import Array


@part
def fill_event(
    spent: Array,
    when: Array,
    one: np.void,
    end: int,
    exist: Array,
    starts: Array,
    finishes: Array,
    shared: Array,
    maps: Array,
    cells: Array,
) -> None:
    """Fill what an event costs, and the moment of the clock at which it is paid (lane).

    It is paid where one of the shared rows `exist` up to `end` is 1, or everywhere if it has none.
    """
    r, i, first = one["shared"], one["row"], one["exist"]
    last = finishes.shape[0] - 1
    for l in range(spent.shape[0]):
        spent[l] = shared[r, l]
        when[l] = starts[i, l] if i >= 0 else finishes[last, l]
    if one["map"] >= 0:
        convert(when, one["map"], maps, cells)
    if first < end:
        for l in range(spent.shape[0]):
            paid = 0.0
            for k in range(first, end):
                paid = max(paid, shared[exist[k], l])
            spent[l] *= paid


@part
def book(money: Array, output: int, spent: Array) -> None:
    """Add `spent` (lane) to the total and to its column."""
    for l in range(spent.shape[0]):
        money[0, l] += spent[l]
        money[output, l] += spent[l]


@part
def fill_plain(spent: Array, charge: np.void, starts: Array, finishes: Array) -> None:
    """Fill a certain amount, and one for each minute of work (lane)."""
    i, fixed, rate, done = charge["row"], charge["fixed_value"], charge["rate_value"], charge["done"]
    for l in range(spent.shape[0]):
        spent[l] = fixed + rate * (done + (finishes[i, l] - starts[i, l]))


@part
def book_plain(money: Array, charge: np.void, starts: Array, finishes: Array) -> None:
    """Add a certain amount, and one for each minute of work, to the total and to its column: all in one loop."""
    i, output = charge["row"], charge["output"]
    fixed, rate, done = charge["fixed_value"], charge["rate_value"], charge["done"]
    for l in range(money.shape[1]):
        spent = fixed + rate * (done + (finishes[i, l] - starts[i, l]))
        money[0, l] += spent
        money[output, l] += spent


@part
def discount(money: Array, output: int, spent: Array, when: Array, force: float, base: float) -> None:
    """Take from the net present value what `spent` (lane) at `when` is worth at `base`."""
    for l in range(spent.shape[0]):
        money[output, l] -= spent[l] * exp(force * (base - when[l]))


@step
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
    """Fill `money` (output, lane): column 0 the total, others by part of the plan, then benefits and their worth."""
    charges, lists, indices, events, exist = costs.charge, costs.factor, costs.price_index, costs.event, costs.exist
    penalties, steps, day_items, day_cells = costs.penalty, costs.step, costs.day, costs.day_cell
    benefits, worths = costs.benefit, costs.worth
    items, data, groups = variables.item, variables.data, variables.group
    starts, finishes, shared, factors = scratch.start, scratch.finish, scratch.shared, scratch.factor
    work, bits, map_items, cells = scratch.work, scratch.bits, maps.item, maps.cell
    spent, value, worked, begun = work[MOMENT], work[VALUE], work[LENGTH], work[EDGE]
    when, growth = np.empty(spent.shape[0]), np.empty((indices.shape[0], spent.shape[0]))
    fill_growth(growth, indices, shared)
    valued, force, base, column = worths.shape[0] > 0, 0.0, 0.0, 0
    if valued:
        force, base, column = log(1.0 + worths[0]["rate"]) / YEAR, worths[0]["base"], worths[0]["output"]
    money[:] = 0.0
    for c in range(charges.shape[0] - 1):
        charge = charges[c]
        if charge["plain"] == 1:
            book_plain(money, charge, starts, finishes)
            continue
        fill_charge(
            spent, charge, charges[c + 1]["factor"], lists, indices, growth, begun, worked, when, value, starts,
            finishes, shared, map_items, cells, items, data, groups, factors, work, bits, seed, block, design,
        )  # fmt: skip
        book(money, charge["output"], spent)
        if valued:
            fill_moment(when, charge, begun, worked, map_items, cells)
            discount(money, column, spent, when, force, base)
    for k in range(events.shape[0] - 1):
        end = events[k + 1]["exist"]
        fill_event(spent, when, events[k], end, exist, starts, finishes, shared, map_items, cells)
        book(money, events[k]["output"], spent)
        if valued:
            discount(money, column, spent, when, force, base)
    for p in range(penalties.shape[0] - 1):
        fill_finish(when, penalties[p], finishes, map_items, cells)
        fill_penalty(spent, when, penalties[p], penalties[p + 1]["step"], steps, shared, day_items, day_cells)
        book(money, penalties[p]["output"], spent)
        if valued:
            discount(money, column, spent, when, force, base)
    for b in range(benefits.shape[0]):
        fill_finish(when, benefits[b], finishes, map_items, cells)
        fill_benefit(spent, value, when, benefits[b], shared, force, base)
        output = benefits[b]["output"]
        for l in range(spent.shape[0]):
            money[output, l] += spent[l]
            if valued:
                money[column, l] += value[l]
