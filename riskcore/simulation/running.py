"""A simulation that is run in pieces: from plan to result, block after block, with a state that can be kept."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from riskcore.errors import ParameterError
from riskcore.garbage import uncollected
from riskcore.kernels.records import Bins
from riskcore.plan import digest
from riskcore.program import compile_plan
from riskcore.simulation.assemble import assemble
from riskcore.simulation.bins import pilot
from riskcore.simulation.blocks import in_order
from riskcore.simulation.coordinates import with_coordinates
from riskcore.simulation.designs import DESIGNS, Design
from riskcore.simulation.findings import findings
from riskcore.simulation.planned import planned
from riskcore.simulation.settle import settled
from riskcore.simulation.totals import Totals
from riskcore.simulation.worker import Sampling, Study, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from riskcore.array import Array
    from riskcore.kernels.records import Sums
    from riskcore.plan import Plan
    from riskcore.results import Result, Sample

LANES = 128
"""Iterations in a block, measured: fewer cost more per row, more no longer fit the cache."""


class Simulation:
    """A simulation of `plan` under way; its parameters are those of `simulate`.

    However it is cut into pieces, and wherever they run, its result has the bits of the whole.
    """

    @uncollected()
    def __init__(
        self,
        plan: Plan,
        iterations: int = 10_000,
        seed: int = 1,
        *,
        design: Design = "latin hypercube",
        milestones: Sequence[str] | None = None,
        activities: bool = True,
        threads: int | None = None,
    ) -> None:
        check_run(plan, iterations, seed, design, milestones, threads)
        self.plan, self.activities = plan, activities
        self.program = compile_plan(settled(plan), milestones)
        if design == "sobol":
            self.program = with_coordinates(self.program, seed, LANES)
        self.sampling = Sampling(seed, iterations, DESIGNS[design], LANES)
        self.workers = [
            Worker(self.program, self.sampling) for _ in range(min(threads or os.cpu_count() or 1, self.blocks))
        ]
        self.base = planned(self.program)
        self.totals = Totals()
        self.study: Study | None = None
        self.done = 0

    @property
    def blocks(self) -> int:
        """Blocks of the whole run."""
        return self.sampling.blocks

    @property
    def iterations_done(self) -> int:
        """Iterations so far."""
        return min(self.done * LANES, self.sampling.iterations)

    def advance(
        self,
        blocks: int,
        progress: Callable[[int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        """Run the next `blocks` blocks, fewer at the end; Cancelled, after a whole block, where `stop()` is true."""
        if self.activities and self.study is None:
            self.study = Study(self.base.times, pilot(self.workers, stop))
        study = self.study

        def run(worker: Worker, block: int) -> tuple[Array, Array, Sums | None]:
            kept, money = worker.run(block, criticality=self.activities)
            return kept, money, worker.study(block, study) if study else None

        end = min(self.done + blocks, self.blocks)
        for block, found in in_order(self.workers, range(self.done, end), run, stop):
            self.totals.add(*found)
            self.done = block + 1
            if progress is not None:
                progress(self.iterations_done)

    @property
    def finish(self) -> Sample:
        """The finish of the plan in the iterations so far: `.quantile(0.8)` is P80 with its interval."""
        return self.sampling.sample(self.totals.samples()[0][0])

    def result(self) -> Result:
        """What was found in the iterations so far; ParameterError before the first block."""
        if self.done == 0:
            raise ParameterError("A result takes at least one block. Call advance first.")
        sampling = replace(self.sampling, iterations=self.iterations_done)
        times, money = self.totals.samples()
        self.totals.gather(self.workers)
        found = findings(
            self.plan, self.program, sampling, self.totals, self.study, times[0], threads=len(self.workers)
        )
        return assemble(self.plan, self.program, sampling, self.base, times, money, found)

    def state(self) -> bytes:
        """Everything gathered so far, to go on from elsewhere: a NumPy archive without pickles."""
        self.totals.gather(self.workers)
        arrays = self.totals.arrays()
        if self.study is not None:
            arrays |= {"low": self.study.bins.low, "width": self.study.bins.width}
        target = io.BytesIO()
        np.savez_compressed(target, head=self._head(), done=np.array(self.done), **arrays)  # type: ignore[arg-type]
        return target.getvalue()

    def resume(self, state: bytes) -> None:
        """Go on from `state`. Raises ParameterError where it is not of this simulation."""
        with np.load(io.BytesIO(state), allow_pickle=False) as found:
            arrays = {name: found[name] for name in found.files}
        if not np.array_equal(arrays.pop("head"), self._head()):
            raise ParameterError("The state must be of this plan, seed, design, iterations and milestones.")
        self.done = int(arrays.pop("done"))
        if "low" in arrays:
            self.study = Study(self.base.times, Bins(arrays.pop("low"), arrays.pop("width")))
        self.totals = Totals()
        self.totals.carry(arrays)
        for worker in self.workers:
            worker.counts = None

    def _head(self) -> Array:
        sampling = self.sampling
        kept = [self.plan.activities[index].id for index in self.program.kept]
        words = (digest(self.plan), sampling.seed, sampling.iterations, sampling.design, LANES, self.activities, kept)
        return np.frombuffer(repr(words).encode(), np.uint8)


def check_run(
    plan: Plan, iterations: int, seed: int, design: str, milestones: Sequence[str] | None, threads: int | None
) -> None:
    """Raise ParameterError for an argument of a run that is outside its range."""
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
