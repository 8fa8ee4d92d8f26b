"""The pieces of work that are timed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import riskcore
from benchmarks.baselines import numpy_run
from riskcore.simulation.blocks import in_order
from riskcore.simulation.running import Simulation

if TYPE_CHECKING:
    from benchmarks.measure import Work
    from benchmarks.options import Options
    from riskcore.plan import Plan

NUMPY_SAMPLES = 50_000_000
"""NumPy keeps every draw: fewer iterations where these would not fit, and its time scaled to all of them."""


def blocks(plan: Plan, options: Options, design: Any) -> Work:
    """The finish alone, in all blocks; the plan is compiled before."""
    run = Simulation(plan, options.iterations, design=design, activities=False, threads=options.threads)

    def work() -> None:
        for _ in in_order(run.workers, range(run.blocks), lambda worker, block: worker.run(block)):
            pass

    return work


def whole(plan: Plan, options: Options) -> Work:
    """The whole answer, compiling the plan included."""

    def work() -> None:
        riskcore.simulate(plan, options.iterations, threads=options.threads)

    return work


def numpy(plan: Plan, options: Options, *, full: bool) -> Work:
    """NumPy's seconds for all iterations."""
    iterations = min(options.iterations, max(NUMPY_SAMPLES // options.activities // (2 if full else 1), 1))
    return lambda: numpy_run(plan, iterations, full=full).seconds * options.iterations / iterations
