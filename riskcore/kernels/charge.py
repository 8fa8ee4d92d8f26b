"""What one charge comes to in each lane, and when it is spent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.convert import convert
from riskcore.kernels.draw import draw_apart
from riskcore.kernels.elementary import exp, log
from riskcore.kernels.jit import part
from riskcore.kernels.records import AT_FINISH, AT_START, DRAWN, HELD

if TYPE_CHECKING:
    from riskcore.array import Array

YEAR = 365.25 * 1440.0


@part
def fill_growth(growth: Array, indices: Array, shared: Array) -> None:
    """Fill `growth` (index, lane) with the logarithm of a year's growth of each price index."""
    for n in range(indices.shape[0]):
        r = indices[n]["growth"]
        for l in range(growth.shape[1]):
            growth[n, l] = log(1.0 + shared[r, l])


@part
def fill_span(
    begun: Array, worked: Array, charge: np.void, starts: Array, finishes: Array, maps: Array, cells: Array
) -> None:
    """Fill the start and the finish (lane) of the charge's row, in its working time."""
    i = charge["row"]
    for l in range(begun.shape[0]):
        worked[l] = finishes[i, l]
        begun[l] = starts[i, l]
    if charge["map"] >= 0:
        convert(worked, charge["map"], maps, cells)
        convert(begun, charge["map"], maps, cells)


@part
def fill_amount(
    spent: Array,
    charge: np.void,
    begun: Array,
    worked: Array,
    value: Array,
    items: Array,
    data: Array,
    groups: Array,
    factors: Array,
    work: Array,
    bits: Array,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Fill `spent` (lane): fixed + rate x (done + duration), from the row's working time `begun` to `worked`."""
    lanes = spent.shape[0]
    if charge["fixed"] >= 0:
        draw_apart(spent, charge["fixed"], items, data, groups, factors, work, bits, seed, block, design)
    else:
        spent[:] = charge["fixed_value"]
    done = charge["done"]
    if charge["rate"] >= 0:
        draw_apart(value, charge["rate"], items, data, groups, factors, work, bits, seed, block, design)
        scale = charge["rate_scale"]
        for l in range(lanes):
            spent[l] += value[l] * scale * (done + (worked[l] - begun[l]))
    elif charge["rate_value"] != 0.0:
        rate = charge["rate_value"]
        for l in range(lanes):
            spent[l] += rate * (done + (worked[l] - begun[l]))


@part
def fill_moment(when: Array, charge: np.void, begun: Array, worked: Array, maps: Array, cells: Array) -> None:
    """Fill `when` (lane) with the moment of the clock at which the charge is spent, in the middle if evenly."""
    since, until, accrual = charge["since"], charge["until"], charge["accrual"]
    share = 0.0 if accrual == AT_START else 1.0 if accrual == AT_FINISH else 0.5
    for l in range(when.shape[0]):
        begin = since if since < np.inf else begun[l]
        end = until if until < np.inf else worked[l]
        when[l] = begin + share * (end - begin)
    if charge["clock"] >= 0:
        convert(when, charge["clock"], maps, cells)


@part
def multiply(
    spent: Array,
    charge: np.void,
    end: int,
    lists: Array,
    indices: Array,
    growth: Array,
    begun: Array,
    worked: Array,
    when: Array,
    shared: Array,
    maps: Array,
    cells: Array,
    value: Array,
    items: Array,
    data: Array,
    groups: Array,
    factors: Array,
    work: Array,
    bits: Array,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Multiply `spent` (lane) by the charge's factors, those of `lists` up to `end`, and by its gate."""
    lanes = spent.shape[0]
    for k in range(charge["factor"], end):
        how, number = lists[k]["how"], lists[k]["number"]
        if how == DRAWN:
            draw_apart(value, number, items, data, groups, factors, work, bits, seed, block, design)
            for l in range(lanes):
                spent[l] *= value[l]
        elif how == HELD:
            for l in range(lanes):
                spent[l] *= shared[number, l]
        else:
            fill_moment(when, charge, begun, worked, maps, cells)
            base = indices[number]["base"]
            for l in range(lanes):
                spent[l] *= exp(growth[number, l] * ((when[l] - base) / YEAR))
    if charge["gate"] >= 0:
        gate = charge["gate"]
        for l in range(lanes):
            spent[l] *= shared[gate, l]


@part
def fill_charge(
    spent: Array,
    charge: np.void,
    end: int,
    lists: Array,
    indices: Array,
    growth: Array,
    begun: Array,
    worked: Array,
    when: Array,
    value: Array,
    starts: Array,
    finishes: Array,
    shared: Array,
    maps: Array,
    cells: Array,
    items: Array,
    data: Array,
    groups: Array,
    factors: Array,
    work: Array,
    bits: Array,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Fill what the charge, whose factors are those of `lists` up to `end`, comes to; and its row's span (lane)."""
    fill_span(begun, worked, charge, starts, finishes, maps, cells)
    fill_amount(spent, charge, begun, worked, value, items, data, groups, factors, work, bits, seed, block, design)
    multiply(
        spent, charge, end, lists, indices, growth, begun, worked, when, shared, maps, cells, value, items, data,
        groups, factors, work, bits, seed, block, design,
    )  # fmt: skip
