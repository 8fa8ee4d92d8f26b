"""When the money is spent: a second sweep over the iterations, with the cost of each put into periods of time."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, cast

import numpy as np

from riskcore.errors import ParameterError
from riskcore.kernels.records import PLAIN
from riskcore.kernels.spread import spread_costs
from riskcore.program import compile_plan
from riskcore.results import FLOW_LEVELS, Flow, SpendingStatistics
from riskcore.simulation.activities import on_clock
from riskcore.simulation.blocks import in_order
from riskcore.simulation.coordinates import with_coordinates
from riskcore.simulation.designs import DESIGNS
from riskcore.simulation.periods import Periods, period_of
from riskcore.simulation.running import LANES
from riskcore.simulation.settle import settled
from riskcore.simulation.worker import Sampling, Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from riskcore.array import Array
    from riskcore.plan import Plan
    from riskcore.results import Result
    from riskcore.simulation.designs import Design
    from riskcore.simulation.periods import Period


@dataclass(frozen=True)
class Spending:
    """Cost by period, of every iteration and of the deterministic plan."""

    starts: tuple[datetime, ...]
    """First moment of each period, and of the one after the last."""
    planned: Array  # (period)
    cost: Array  # (period, iteration)


def with_spending(
    result: Result,
    plan: Plan,
    period: Period = "month",
    *,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Result:
    """`result`, which is that of `plan`, with its cost by period, from the same iterations; as it is without costs."""
    if result.cost is None:
        return result
    made = result.certificate
    design = cast("Design", made.design)
    found = spending(
        plan, made.iterations, made.seed, period, design=design, threads=threads, progress=progress, stop=stop
    )
    statistics = SpendingStatistics(
        period=period,
        starts=np.array([result.minutes(start) for start in found.starts]),
        spent=_statistics(found.planned, found.cost),
        cumulative=_statistics(np.cumsum(found.planned), np.cumsum(found.cost, axis=0)),
    )
    return replace(result, spending=statistics)


def _statistics(planned: Array, cost: Array) -> Flow:
    return Flow(planned, cost.mean(axis=1), np.quantile(cost, FLOW_LEVELS, axis=1, method="inverted_cdf"))


def spending(
    plan: Plan,
    iterations: int = 10_000,
    seed: int = 1,
    period: Period = "month",
    *,
    design: Design = "latin hypercube",
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Spending:
    """The cost of `plan` in each week, month, quarter or year; over time it sums up to what `simulate` finds.

    Raises ParameterError for a period that is none of these, and for fewer than one iteration; Cancelled.
    """
    period = period_of(period)
    if iterations < 1:
        raise ParameterError(f"iterations must be at least 1. Got {iterations}.")
    program = compile_plan(settled(plan))
    if design == "sobol":
        program = with_coordinates(program, seed, LANES)
    periods = Periods(program, period)
    sampling = Sampling(seed, iterations, DESIGNS[design], LANES)
    workers = [Worker(program, sampling) for _ in range(min(threads or os.cpu_count() or 1, sampling.blocks))]

    def run(worker: Worker, block: int) -> Array:
        return _flow(worker, block, periods)[:, : sampling.lanes_of(block)]

    flows = []
    for block, flow in in_order(workers, range(sampling.blocks), run, stop):
        flows.append(flow)
        if progress is not None:
            progress(min((block + 1) * LANES, iterations))
    planned = _flow(Worker(program, Sampling(0, 4, PLAIN, 4), certain=True), 0, periods)[:, :1]
    count = max(len(flow) for flow in [planned, *flows])
    cost = np.concatenate([_longer(flow, count) for flow in [planned, *flows]], axis=1)
    spent = np.flatnonzero(np.any(cost != 0, axis=1))
    first, last = (int(spent[0]), int(spent[-1]) + 1) if len(spent) else (0, 0)
    starts = tuple(islice(periods.starts(), first, last + 1))
    return Spending(starts, cost[first:last, 0], cost[first:last, 1:])


def _flow(worker: Worker, block: int, periods: Periods) -> Array:
    """(period, lane) the cost of one block, up to the period of the last finish."""
    program = worker.program
    worker.run(block)
    latest = on_clock(program, worker.scratch.finish.max(axis=1, keepdims=True), finish=True).max()
    edges = periods.edges(float(latest))
    flow = np.empty((edges.shape[1] - 1, worker.sampling.lanes))
    spread_costs(
        flow,
        edges,
        program.calendar,
        program.costs,
        worker.variables,
        program.maps,
        worker.scratch,
        np.uint64(worker.sampling.seed),
        block,
        worker.sampling.design,
    )
    return flow


def _longer(flow: Array, count: int) -> Array:
    return np.pad(flow, ((0, count - len(flow)), (0, 0)))
