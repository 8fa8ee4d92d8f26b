"""The whole program on one screen: plan -> program -> blocks -> result."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from riskcore.errors import ParameterError
from riskcore.kernels.records import LATIN_HYPERCUBE, PLAIN
from riskcore.program import compile_plan
from riskcore.simulation.activities import activity_statistics, correlations
from riskcore.simulation.assemble import assemble
from riskcore.simulation.bins import pilot
from riskcore.simulation.blocks import in_order
from riskcore.simulation.drivers import driver_statistics
from riskcore.simulation.planned import planned
from riskcore.simulation.settle import settled
from riskcore.simulation.totals import Totals
from riskcore.simulation.worker import Sampling, Study, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from riskcore.array import Array
    from riskcore.kernels.records import Sums
    from riskcore.plan import Plan
    from riskcore.results import Result

LANES = 128
"""Iterations in a block, measured: fewer cost more per row, more no longer fit the cache."""
Design = Literal["latin hypercube", "plain"]
DESIGNS: dict[str, int] = {"latin hypercube": LATIN_HYPERCUBE, "plain": PLAIN}


def simulate(
    plan: Plan,
    iterations: int = 10_000,
    seed: int = 1,
    *,
    design: Design = "latin hypercube",
    milestones: Sequence[str] | None = None,
    activities: bool = True,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Result:
    """Simulate `plan` and return what was found.

    The bits depend on the plan, the seed, the number of iterations and the design; never on threads or machine.

    Parameters
    ----------
    iterations
        How often the plan is played through, at least 1.
    seed
        Key of the random numbers, 0 to 2^64 - 1.
    design
        "latin hypercube" (each block of 128 iterations is one) or "plain".
    milestones
        Ids of the activities whose finish is kept for every iteration; by default the plan's milestones.
    activities
        Whether to study every activity (criticality, quantiles); without it the finish alone is found, faster.
    threads
        Worker threads; by default one for each processor.
    progress
        Called with the number of iterations done, now and then.
    stop
        Asked between blocks; when it answers true, Cancelled is raised.

    Raises
    ------
    ParameterError
        An argument is outside its range.
    Cancelled
        `stop` asked for it.
    """
    _check(plan, iterations, seed, design, milestones, threads)
    program = compile_plan(settled(plan), milestones)
    sampling = Sampling(seed, iterations, DESIGNS[design], LANES)
    workers = [Worker(program, sampling) for _ in range(min(threads or os.cpu_count() or 1, sampling.blocks))]
    base = planned(program)
    study = Study(base.times, pilot(workers, stop)) if activities else None

    def run(worker: Worker, block: int) -> tuple[Array, Array, Sums | None]:
        kept, money = worker.run(block, criticality=activities)
        return kept, money, worker.study(block, study) if study else None

    totals = Totals(program.rows)
    for block, done in in_order(workers, range(sampling.blocks), run, stop):
        totals.add(*done)
        if progress is not None:
            progress(min((block + 1) * LANES, iterations))
    totals.gather(worker.counts for worker in workers)

    times, money = totals.samples()
    strength = correlations(totals, iterations) if study else None
    return assemble(
        plan,
        program,
        sampling,
        base,
        times,
        money,
        activity_statistics(program, totals, study.bins, base.times, iterations) if study else None,
        driver_statistics(program, sampling, times[0], strength),
    )


def _check(
    plan: Plan, iterations: int, seed: int, design: str, milestones: Sequence[str] | None, threads: int | None
) -> None:
    known = {activity.id for activity in plan.activities}
    unknown = [name for name in milestones or () if name not in known]
    if iterations < 1:
        raise ParameterError(f"iterations must be at least 1. Got {iterations}.")
    if not 0 <= seed < 2**64:
        raise ParameterError(f"seed must lie in [0, 2^64). Got {seed}.")
    if design not in DESIGNS:
        raise ParameterError(f"design must be one of {', '.join(DESIGNS)}. Got {design}.")
    if threads is not None and threads < 1:
        raise ParameterError(f"threads must be at least 1. Got {threads}.")
    if unknown:
        raise ParameterError(f"milestones must be ids of activities. Got {', '.join(unknown)}.")
