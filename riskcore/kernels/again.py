"""One block once more, with something changed: only what is drawn otherwise is drawn, only what moves is scheduled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.block import draw_factors, draw_shared_row, keep_outputs
from riskcore.kernels.forward import forward_again, put_back
from riskcore.kernels.jit import kernel
from riskcore.kernels.lanes import put
from riskcore.kernels.money import add_costs
from riskcore.kernels.span import span_others
from riskcore.kernels.weather import draw_weather

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Costs, Maps, Network, Scratch, Variables, Weather


@kernel
def block_again(
    variables: Variables,
    shared: Array,
    maps: Maps,
    weather: Weather,
    network: Network,
    costs: Costs,
    outputs: Array,
    scratch: Scratch,
    drawn_anew: Array,
    duration: Array,
    touched: Array,
    acted: Array,
    kept: Array,
    money: Array,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Fill `kept` (output, lane) and `money` (part, lane); `scratch` holds the block before and after.

    After, it is as it was but for hammocks: whatever uses them spans them anew.
    `drawn_anew` (r) marks shared rows, `duration` (i) rows whose duration, and `touched` (i) rows whose schedule is not
    what it was; `acted` are the shared rows that windows fill. Nothing is put off.
    """
    draw_weather(weather, scratch, seed, block)
    draw_factors(variables, scratch, seed, block, design)
    for r in range(shared.shape[0]):
        if drawn_anew[r] == 1:
            draw_shared_row(r, variables, shared, scratch, seed, block, design)
    for k in range(acted.shape[0]):
        scratch.shared[acted[k], :] = 0.0
    scratch.held[:] = -np.inf
    put(scratch.changed, touched)
    forward_again(network, variables, maps, weather, costs, scratch, duration, seed, block, design)
    span_others(network, maps, scratch)
    keep_outputs(outputs, maps, scratch, kept)
    add_costs(money, costs, variables, maps, scratch, seed, block, design)
    put_back(scratch)
