"""What each risk costs: the plan without it, on the same draws."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from riskcore.errors import ParameterError
from riskcore.program import compile_plan
from riskcore.simulation.blocks import in_order
from riskcore.simulation.coordinates import with_coordinates
from riskcore.simulation.designs import DESIGNS, Design
from riskcore.simulation.running import LANES
from riskcore.simulation.settle import settled
from riskcore.simulation.variants import Remover, Without
from riskcore.simulation.worker import Sampling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from riskcore.array import Array
    from riskcore.plan import Plan
    from riskcore.results import Sample


@dataclass(frozen=True)
class Removal:
    """Finish (minutes of the clock since the epoch) and cost, iteration by iteration, with and without each risk."""

    id: tuple[str, ...]
    name: tuple[str, ...]
    finish: Sample
    cost: Sample
    finish_without: tuple[Sample, ...]
    cost_without: tuple[Sample, ...]
    seed: int


def removal(
    plan: Plan,
    iterations: int = 10_000,
    seed: int = 1,
    *,
    risks: Sequence[str] | None = None,
    design: Design = "latin hypercube",
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Removal:
    """The plan as it is, and without each of `risks` (ids; by default all that are open) in turn.

    A risk that is removed takes with it those that it triggers. Iterations pair: they share every draw. Raises
    ParameterError where a risk is unknown.
    """
    program = compile_plan(settled(plan), ())
    if design == "sobol":
        program = with_coordinates(program, seed, LANES)
    known = {one.id: one for one in program.removable}
    unknown = [name for name in risks or () if name not in known]
    if unknown:
        raise ParameterError(f"risks must be ids of open risks. Got {', '.join(unknown)}.")
    chosen = [known[name] for name in (risks if risks is not None else known)]
    sampling = Sampling(seed, iterations, DESIGNS[design], LANES)
    count = min(threads or os.cpu_count() or 1, sampling.blocks)
    workers = [Remover(program, sampling) for _ in range(count)]
    variants = Without(program, [one.shared for one in chosen])
    finishes, totals = [], []
    for block, (finish, total) in in_order(workers, range(sampling.blocks), variants.run, stop):
        finishes.append(finish)
        totals.append(total)
        if progress is not None:
            progress(min((block + 1) * LANES, iterations))

    def samples(found: list[Array]) -> list[Sample]:
        return [sampling.sample(values) for values in np.concatenate(found, axis=1)]

    dates, costs = samples(finishes), samples(totals)
    return Removal(
        id=tuple(one.id for one in chosen),
        name=tuple(one.name for one in chosen),
        finish=dates[0],
        cost=costs[0],
        finish_without=tuple(dates[1:]),
        cost_without=tuple(costs[1:]),
        seed=seed,
    )
