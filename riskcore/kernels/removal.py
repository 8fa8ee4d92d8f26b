"""One block of the plan as it is, and of the plan without each of several things that may happen.

Everything is drawn once. Of each plan without something, only the lanes in which it happens are scheduled again, and of
these only what lies after the change and moves; only what this costs otherwise is charged again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.block import draw_shared
from riskcore.kernels.columns import differing, gather, swap_row, swap_shared
from riskcore.kernels.forward import forward
from riskcore.kernels.forward_columns import schedule_columns
from riskcore.kernels.jit import kernel, step
from riskcore.kernels.lanes import put
from riskcore.kernels.records_of_variants import Columns
from riskcore.kernels.span import span_others
from riskcore.kernels.total import add_total
from riskcore.kernels.weather import draw_weather

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Costs, Maps, Network, Scratch, Variables, Weather
    from riskcore.kernels.records_of_variants import Near, Variants


@kernel
def run_without(
    variables: Variables,
    shared: Array,
    maps: Maps,
    weather: Weather,
    network: Network,
    near: Near,
    costs: Costs,
    scratch: Scratch,
    variants: Variants,
    known: Array,
    starts: Array,
    finishes: Array,
    moved: Array,
    finish: Array,
    total: Array,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Fill `finish` and `total` (1 + variant, l): of the plan, then of the plan without each of the `variants`.

    `known` (charge, l), `starts`, `finishes` and `moved` (i, most columns) are memory. Nothing is put off: neither the
    finish nor a duration depends on it.
    """
    draw_shared(variables, shared, scratch, seed, block, design)
    draw_weather(weather, scratch, seed, block)
    scratch.held[:] = -np.inf
    forward(network, variables, maps, weather, costs, scratch, seed, block, design)
    span_others(network, maps, scratch)
    last, lanes = scratch.finish.shape[0] - 1, scratch.finish.shape[1]
    put(finish[0], scratch.finish[last])
    again = np.ones(known.shape[0], np.uint8)
    add_total(total[0], known, again, 1, costs, variables, maps, scratch, seed, block, design)
    stirred, most = np.empty(last + 1, np.uint8), moved.shape[1]
    count = variants.first_off.shape[0] - 1
    lane, first = np.empty(most + lanes, np.int64), np.zeros(count + 1, np.int64)
    v = 0
    while v < count:
        begin, width = v, 0
        scratch.changed[:] = 0
        while v < count:  # as many variants as there is room for
            off = variants.off[variants.first_off[v] : variants.first_off[v + 1]]
            end = differing(lane, width, off, shared, scratch.shared)
            if end > most:
                break
            for k in range(variants.first_touched[v], variants.first_touched[v + 1]):
                scratch.changed[variants.touched[k]] = 1
            v += 1
            width = end
            first[v - begin] = width
        chosen, used = np.arange(begin, v), lane[:width].copy()
        columns = Columns(used, first, gather(scratch.shared, used), starts, finishes, moved, stirred)
        for k in range(chosen.shape[0]):
            for n in range(variants.first_off[begin + k], variants.first_off[begin + k + 1]):
                r = variants.off[n]
                columns.shared[r, first[k] : first[k + 1]] = shared[r]["otherwise"]
        for n in range(variants.acted.shape[0]):
            columns.shared[variants.acted[n], :] = 0.0
        schedule_columns(
            network, near, variables, maps, weather, costs, scratch, variants, chosen, columns, seed, block, design
        )  # fmt: skip
        for k in range(chosen.shape[0]):
            show(k, begin + k, network, near, maps, costs, scratch, variants, columns, again)
            put(finish[begin + k + 1], scratch.finish[last])
            add_total(total[begin + k + 1], known, again, 0, costs, variables, maps, scratch, seed, block, design)
            hide(k, begin + k, near, scratch, variants, columns)
    span_others(network, maps, scratch)


@step
def show(
    k: int,
    v: int,
    network: Network,
    near: Near,
    maps: Maps,
    costs: Costs,
    scratch: Scratch,
    variants: Variants,
    columns: Columns,
    again: Array,
) -> None:
    """Put variant `v`, whose columns are the `k`-th, into `scratch`, as far as money and the finish ask for it.

    `again` (charge) is filled with 1 where a charge may come to something else.
    """
    begin, end = columns.first[k], columns.first[k + 1]
    swap_shared(variants.off[variants.first_off[v] : variants.first_off[v + 1]], begin, end, columns, scratch)
    swap_shared(variants.answered, begin, end, columns, scratch)
    redone = np.zeros(scratch.start.shape[0], np.uint8)
    for i in range(redone.shape[0]):
        if columns.stirred[i] == 1 and (near.shown[i] == 1 or scratch.changed[i] == 1):
            redone[i] = 1 if swap_row(i, begin, end, columns, scratch) else 0
    span_others(network, maps, scratch)
    for h in range(network.span.shape[0] - 1):
        redone[network.span[h]["row"]] = 1
    for c in range(again.shape[0]):
        again[c] = redone[costs.charge[c]["row"]]
    for n in range(variants.first_charge[v], variants.first_charge[v + 1]):
        again[variants.charge[n]] = 1


@step
def hide(k: int, v: int, near: Near, scratch: Scratch, variants: Variants, columns: Columns) -> None:
    """Give `scratch` what it was before `show`, but for hammocks: whatever uses them spans them anew."""
    begin, end = columns.first[k], columns.first[k + 1]
    swap_shared(variants.off[variants.first_off[v] : variants.first_off[v + 1]], begin, end, columns, scratch)
    swap_shared(variants.answered, begin, end, columns, scratch)
    for i in range(columns.stirred.shape[0]):
        if columns.stirred[i] == 1 and (near.shown[i] == 1 or scratch.changed[i] == 1):
            swap_row(i, begin, end, columns, scratch)
