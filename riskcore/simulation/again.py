"""What two versions of one plan have in common is compiled once, and a block that has run is run once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.again import block_again
from riskcore.program import compile_plan
from riskcore.program.changes import Changes, changes
from riskcore.program.memory import Memory
from riskcore.program.patch import patched
from riskcore.simulation.settle import settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.array import Array
    from riskcore.kernels.records import Scratch
    from riskcore.plan import Plan
    from riskcore.program import Program
    from riskcore.simulation.worker import Worker


class Compiler:
    """The program of a plan, and of versions of it, which take over what they share."""

    def __init__(self, plan: Plan, milestones: Sequence[str] | None = None) -> None:
        found = settled(plan)
        self.milestones, self.memory = milestones, Memory(found)
        self.base = self._compiled(found)

    def version(self, plan: Plan) -> tuple[Program, Changes | None]:
        """The program of another version, and what it changes; None where it has to be run from the start."""
        found = settled(plan)
        if not self.memory.serves(found):  # what another memory compiled numbers its variables and tables otherwise
            return self._compiled(found), None
        program = patched(self.base, found, self.memory) or self._compiled(found)
        return program, changes(self.base, program)

    def _compiled(self, plan: Plan) -> Program:
        return compile_plan(plan, self.milestones, self.memory)


def run_again(worker: Worker, scratch: Scratch, shared: Array, block: int, found: Changes) -> tuple[Array, Array]:
    """Times of the outputs (output, lane) and money (part, lane) of `block` with the changes `found`.

    `worker` is one of the changed program. The schedule in its `scratch` is that of the base, and is again afterwards;
    `shared` (row, lane) is what the base shares.
    """
    program, sampling = worker.program, worker.sampling
    both = min(len(shared), len(scratch.shared))
    scratch.shared[:both] = shared[:both]
    kept = np.empty((len(program.outputs), sampling.lanes))
    money = np.zeros((max(len(program.parts), 1), sampling.lanes))
    block_again(
        worker.variables, program.shared, program.maps, worker.weather, program.network, program.costs,
        program.outputs, scratch, found.shared, found.duration, found.touched, found.acted,
        kept, money, np.uint64(sampling.seed), block, sampling.design,
    )  # fmt: skip
    lanes = sampling.lanes_of(block)
    return kept[:, :lanes], money[:, :lanes]
