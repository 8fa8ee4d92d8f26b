"""One block: every lane of the whole plan, from random words to tallies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.convert import convert
from riskcore.kernels.draw import add, draw_apart, draw_own, join
from riskcore.kernels.driving import mark_critical
from riskcore.kernels.forward import forward
from riskcore.kernels.jit import kernel, step
from riskcore.kernels.lanes import put
from riskcore.kernels.late import hold, postpone
from riskcore.kernels.money import add_costs
from riskcore.kernels.normal import grades_of, scores_of
from riskcore.kernels.records import GRADE, VALUE, Costs, Maps, Network, Scratch, Variables, Weather
from riskcore.kernels.span import span_others
from riskcore.kernels.weather import draw_weather

if TYPE_CHECKING:
    from riskcore.array import Array


@step
def draw_factors(variables: Variables, scratch: Scratch, seed: np.uint64, block: int, design: int) -> None:
    """Fill `scratch.factor` (g, l): the normal scores that a group's variables share, or members mix."""
    groups, grade = variables.group, scratch.work[GRADE]
    for g in range(groups.shape[0]):
        draw_own(grade, scratch.bits, seed, block, groups[g]["stream"], design, variables.data, groups[g]["sobol"])
        scores_of(grade, scratch.factor[g])


@step
def draw_shared_row(
    r: int, variables: Variables, shared: Array, scratch: Scratch, seed: np.uint64, block: int, design: int
) -> None:
    """Fill row `r` of `scratch.shared` (r, l): what happens, of what size, else what it is otherwise."""
    items, data, groups = variables.item, variables.data, variables.group
    work, bits, factors = scratch.work, scratch.bits, scratch.factor
    one = shared[r]
    impact, event, trigger, otherwise = scratch.shared[r], one["occurrence"], one["trigger"], one["otherwise"]
    if one["impact"] >= 0:
        draw_apart(impact, one["impact"], items, data, groups, factors, work, bits, seed, block, design)
    else:
        impact[:] = 1.0 if one["impact"] == -1 else otherwise
    if event >= 0:
        happens = work[VALUE]
        draw_apart(happens, event, items, data, groups, factors, work, bits, seed, block, design)
        low, high = one["low"], one["high"]
        for l in range(impact.shape[0]):
            impact[l] = impact[l] if low <= happens[l] < high else otherwise
    if trigger >= 0:
        for l in range(impact.shape[0]):
            impact[l] = impact[l] if scratch.shared[trigger, l] > 0.0 else otherwise


@step
def draw_shared(
    variables: Variables, shared: Array, scratch: Scratch, seed: np.uint64, block: int, design: int
) -> None:
    """Fill `scratch.factor` (g, l) and `scratch.shared` (r, l), what activities share; `shared` is (r) SHARED."""
    draw_factors(variables, scratch, seed, block, design)
    for r in range(shared.shape[0]):
        draw_shared_row(r, variables, shared, scratch, seed, block, design)


@step
def keep_outputs(outputs: Array, maps: Maps, scratch: Scratch, kept: Array) -> None:
    """Fill `kept` (output, lane) with the finish of each of `outputs` (o, OUTPUT), in minutes of the clock."""
    for o in range(outputs.shape[0]):
        put(kept[o], scratch.finish[outputs[o]["row"]])
        if outputs[o]["map"] >= 0:
            convert(kept[o], outputs[o]["map"], maps.item, maps.cell)


@kernel
def run_block(
    variables: Variables,
    shared: Array,
    maps: Maps,
    weather: Weather,
    network: Network,
    costs: Costs,
    outputs: Array,
    scratch: Scratch,
    kept: Array,
    money: Array,
    seed: np.uint64,
    block: int,
    design: int,
    criticality: int,
) -> None:
    """Schedule and cost of one block; `kept` is (output, lane), `money` (money output, lane).

    With `criticality` 1 the critical rows are marked: by the early dates, before some are put as late as possible.
    """
    draw_shared(variables, shared, scratch, seed, block, design)
    draw_weather(weather, scratch, seed, block)
    scratch.held[:] = -np.inf
    forward(network, variables, maps, weather, costs, scratch, seed, block, design)
    if criticality == 1:
        mark_critical(network, maps, scratch)
    if scratch.held.shape[0] > 0:
        hold(network, maps, scratch)
        draw_shared(variables, shared, scratch, seed, block, design)
        forward(network, variables, maps, weather, costs, scratch, seed, block, design)
    if scratch.slack.shape[0] > 0:
        postpone(network, maps, scratch)
    span_others(network, maps, scratch)
    keep_outputs(outputs, maps, scratch, kept)
    add_costs(money, costs, variables, maps, scratch, seed, block, design)


@kernel
def draw_grades_again(
    grades: Array, variables: Variables, wanted: Array, seed: np.uint64, lanes: int, design: int
) -> None:
    """Fill `grades` (variable, iteration) with the grades of the `wanted` variables over whole blocks of `lanes`."""
    items, data, groups = variables.item, variables.data, variables.group
    bits = np.empty((2, lanes), np.uint64)
    score, factor, shared = np.empty(lanes), np.empty(lanes), np.empty(lanes)
    for block in range(grades.shape[1] // lanes):
        known = -1  # the group whose factor was drawn last
        for k in range(wanted.shape[0]):
            item = items[wanted[k]]
            group = item["group"]
            grade = grades[k, block * lanes : (block + 1) * lanes]
            if item["mixed"] >= 0:
                score[:] = 0.0
                for m in range(item["width"]):
                    common = groups[item["factor"] + m]
                    draw_own(grade, bits, seed, block, common["stream"], design, data, common["sobol"])
                    scores_of(grade, factor)
                    add(score, factor, data[item["mixed"] + m])
                grades_of(score, grade)
                continue
            draw_own(grade, bits, seed, block, item["stream"], design, data, item["sobol"])
            if group >= 0:
                scores_of(grade, score)
                if group != known:
                    draw_own(grade, bits, seed, block, groups[group]["stream"], design, data, groups[group]["sobol"])
                    scores_of(grade, shared)
                    known = group
                join(score, shared, groups[group]["loading"])
                grades_of(score, grade)
