"""A whole simulation in one call: plan -> program -> blocks -> result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.simulation.designs import DESIGNS, Design
from riskcore.simulation.running import LANES, Simulation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from riskcore.plan import Plan
    from riskcore.results import Result

__all__ = ["DESIGNS", "LANES", "Design", "simulate"]


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
        "latin hypercube" (each block of 128 iterations is one), "plain", or "sobol" (scrambled Sobol' points).
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
    running = Simulation(
        plan, iterations, seed, design=design, milestones=milestones, activities=activities, threads=threads
    )
    running.advance(running.blocks, progress, stop)
    return running.result()
