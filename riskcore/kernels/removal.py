"""One block of the plan as it is, and of the plan without each of several things that may happen.

Everything is drawn once. Of each plan without something, only what lies after the change is scheduled again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.block import draw_shared
from riskcore.kernels.forward import forward, forward_again, put_back
from riskcore.kernels.jit import kernel
from riskcore.kernels.money import add_costs
from riskcore.kernels.span import span_others
from riskcore.kernels.weather import draw_weather

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Costs, Maps, Network, Scratch, Variables, Weather


@kernel
def run_without(
    variables: Variables,
    shared: Array,
    maps: Maps,
    weather: Weather,
    network: Network,
    costs: Costs,
    scratch: Scratch,
    off: Array,
    first_off: Array,
    touched: Array,
    first_touched: Array,
    acted: Array,
    finish: Array,
    total: Array,
    money: Array,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Fill `finish` and `total` (1 + variant, l): of the whole plan, then of the plan without each variant.

    Variant v has the shared rows `off[first_off[v] : first_off[v + 1]]`, which then do not happen, felt by the rows
    `touched[first_touched[v] : first_touched[v + 1]]`. `acted` are the shared rows that windows fill. `money` (part, l)
    is scratch. Nothing is put off: neither the finish nor a duration depends on it.
    """
    draw_shared(variables, shared, scratch, seed, block, design)
    draw_weather(weather, scratch, seed, block)
    scratch.held[:] = -np.inf
    scratch.changed[:] = 0
    forward(network, variables, maps, weather, costs, scratch, seed, block, design)
    span_others(network, maps, scratch)
    last = scratch.finish.shape[0] - 1
    as_drawn = scratch.shared.copy()
    as_they_were = np.zeros(last + 1, np.uint8)
    finish[0, :] = scratch.finish[last]
    add_costs(money, costs, variables, maps, scratch, seed, block, design)
    total[0, :] = money[0]
    for v in range(first_off.shape[0] - 1):
        for k in range(first_off[v], first_off[v + 1]):
            scratch.shared[off[k], :] = shared[off[k]]["otherwise"]
        for k in range(acted.shape[0]):
            scratch.shared[acted[k], :] = 0.0
        for k in range(first_touched[v], first_touched[v + 1]):
            scratch.changed[touched[k]] = 1
        forward_again(network, variables, maps, weather, costs, scratch, as_they_were, seed, block, design)
        span_others(network, maps, scratch)
        finish[v + 1, :] = scratch.finish[last]
        add_costs(money, costs, variables, maps, scratch, seed, block, design)
        total[v + 1, :] = money[0]
        put_back(scratch)
        scratch.shared[:] = as_drawn
