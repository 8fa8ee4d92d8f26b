"""What risks do to a duration: factors, delays, the largest of several, and whether the work exists at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.convert import convert
from riskcore.kernels.jit import part
from riskcore.kernels.lanes import put
from riskcore.kernels.records import ADD, LARGEST_DELAY, LARGEST_FACTOR, TOUCH

if TYPE_CHECKING:
    from riskcore.array import Array


@part
def change(values: Array, first: int, end: int, effects: Array, shared: Array, largest: Array) -> None:
    """Apply to `values` (lane) what happens: effects `first` to `end`, in their order; `largest` (lane) is scratch.

    Of a run of effects of which only the largest counts, -inf stands for what does not happen.
    """
    lanes = values.shape[0]
    for k in range(first, end):
        r, how = effects[k]["shared"], effects[k]["how"]
        if how == ADD:
            for l in range(lanes):
                values[l] += shared[r, l]
        elif how in (LARGEST_DELAY, LARGEST_FACTOR):
            if k == first or effects[k - 1]["how"] != how:
                largest[:] = -np.inf
            for l in range(lanes):
                largest[l] = max(largest[l], shared[r, l])
            if k + 1 < end and effects[k + 1]["how"] == how:
                continue
            for l in range(lanes):
                none = largest[l] == -np.inf
                if how == LARGEST_DELAY:
                    values[l] += 0.0 if none else largest[l]
                else:
                    values[l] *= 1.0 if none else largest[l]
        else:
            for l in range(lanes):
                values[l] *= shared[r, l]


@part
def change_within(
    values: Array,
    start: Array,
    first: int,
    end: int,
    effects: Array,
    shared: Array,
    starts: Array,
    finishes: Array,
    maps: Array,
    cells: Array,
    opens: Array,
    closes: Array,
) -> None:
    """The same for effects that may have a window: there they act where the work from `start` (lane) on lies in it.

    `opens` and `closes` (lane) are scratch.
    """
    lanes = values.shape[0]
    for k in range(first, end):
        effect = effects[k]
        r, how, event, acted, gate = effect["shared"], effect["how"], effect["event"], effect["acted"], effect["gate"]
        opens[:] = effect["opens"]
        closes[:] = effect["closes"]
        if effect["during"] >= 0:
            put(opens, starts[effect["during"]])
            put(closes, finishes[effect["during"]])
            if effect["map"] >= 0:
                convert(opens, effect["map"], maps, cells)
                convert(closes, effect["map"], maps, cells)
        always = effect["windowed"] == 0
        for l in range(lanes):
            acts = always or ((start[l] < closes[l]) and (start[l] + max(values[l], 0.0) > opens[l]))
            if acts and how != TOUCH:
                values[l] = values[l] + shared[r, l] if how == ADD else values[l] * shared[r, l]
            exists = gate < 0 or shared[gate, l] > 0.0
            if acts and exists and acted >= 0 and shared[event, l] > 0.0:
                shared[acted, l] = 1.0
