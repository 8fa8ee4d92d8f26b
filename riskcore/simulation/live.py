"""A plan kept ready for what-ifs: what a change leaves as it was is neither compiled nor drawn nor scheduled."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from riskcore.errors import ParameterError
from riskcore.kernels.records import PLAIN
from riskcore.plan.apply_scenario import apply
from riskcore.plan.checks_again import is_sound
from riskcore.plan.scenario import parse_scenarios
from riskcore.simulation.again import Compiler, run_again
from riskcore.simulation.blocks import in_order
from riskcore.simulation.designs import DESIGNS
from riskcore.simulation.running import LANES, check_run
from riskcore.simulation.store import Store
from riskcore.simulation.worker import Sampling, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from riskcore.array import Array
    from riskcore.plan import Plan
    from riskcore.program import Program
    from riskcore.results import Sample

MOST_BYTES = 2**30
"""Of a run that is kept; of a larger one each what-if is simulated from the start."""


@dataclass(frozen=True)
class Answer:
    """Finish and cost of one version of a plan, iteration by iteration; those of one `LivePlan` are pairs."""

    plan: Plan
    seed: int
    epoch: datetime
    finish: Sample
    """Minutes of the clock since the epoch."""
    milestones: dict[str, Sample]
    """The same of each milestone, by its id."""
    cost: Sample | None
    program: Program = field(repr=False)


class LivePlan:
    """`plan`, simulated and kept in memory: `what_if` tells at once what a change would do.

    An answer has the bits of a simulation of the changed plan with the same seed, iterations and design; only of costs
    the last digits may differ, where a change leads to another order of the activities. The parameters are those of
    `simulate`; `most_bytes` bounds the memory for the run (24 bytes for each activity and iteration).
    """

    def __init__(
        self,
        plan: Plan,
        iterations: int = 10_000,
        seed: int = 1,
        *,
        design: Literal["latin hypercube", "plain"] = "latin hypercube",
        milestones: Sequence[str] | None = None,
        threads: int | None = None,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        check_run(plan, iterations, seed, design, milestones, threads)
        if DESIGNS[design] < PLAIN:
            raise ParameterError(f"design of a live plan must be latin hypercube or plain. Got {design}.")
        self.plan, self.milestones = plan, milestones
        self.sound = is_sound(plan)
        self.sampling = Sampling(seed, iterations, DESIGNS[design], LANES)
        self.threads = min(threads or os.cpu_count() or 1, self.sampling.blocks)
        self.compiler = Compiler(plan, milestones)
        self.program = self.compiler.base
        self.store = (
            Store(self.program, self.sampling) if Store.size(self.program, self.sampling) <= most_bytes else None
        )
        self.base = self._played(plan, self.program, self.store.fill if self.store else _simply)

    def what_if(self, overrides: Mapping[str, Any]) -> Answer:
        """The plan with fields of risks, activities or of itself set otherwise, as the overrides of a scenario are.

        `{"risks": {"R1": {"probability": "10 %"}}, "activities": {"A7": {"duration": "5d"}}}`. Raises PlanError where
        they do not fit the plan, with every problem.
        """
        document = {"scenarios": [{"id": "what-if", "overrides": overrides}]}
        return self.answer(apply(self.plan, parse_scenarios(document), "what-if", sound=self.sound))

    def answer(self, plan: Plan) -> Answer:
        """Another version of the plan, such as `apply` makes of it, on the same random numbers."""
        program, found = self.compiler.version(plan)
        if self.store is None or found is None:
            return self._played(plan, program, _simply)
        store = self.store

        def again(worker: Worker, block: int) -> tuple[Array, Array]:
            return run_again(worker, store.lend(worker.scratch, block), store.shared[block], block, found)

        return self._played(plan, program, again)

    def _played(self, plan: Plan, program: Program, run: Callable[[Worker, int], tuple[Array, Array]]) -> Answer:
        workers = [Worker(program, self.sampling, again=self.store is not None) for _ in range(self.threads)]
        blocks = [found for _, found in in_order(workers, range(self.sampling.blocks), run)]
        times, money = (np.concatenate(parts, axis=1) for parts in zip(*blocks, strict=True))

        sample = self.sampling.sample
        return Answer(
            plan=plan,
            seed=self.sampling.seed,
            epoch=program.epoch,
            finish=sample(times[0]),
            milestones={plan.activities[i].id: sample(times[k + 1]) for k, i in enumerate(program.kept)},
            cost=sample(money[0]) if program.parts else None,
            program=program,
        )


def _simply(worker: Worker, block: int) -> tuple[Array, Array]:
    return worker.run(block)
