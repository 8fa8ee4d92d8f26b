"""A run that is kept: what was drawn, and when every activity started and finished, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Scratch
    from riskcore.program import Program
    from riskcore.simulation.worker import Sampling, Worker


class Store:
    """Durations as drawn, starts and finishes (block, row, lane), and what is shared (block, shared row, lane)."""

    def __init__(self, program: Program, sampling: Sampling) -> None:
        of_rows = sampling.blocks, program.rows, sampling.lanes
        self.drawn, self.start, self.finish = (np.empty(of_rows) for _ in range(3))
        self.shared = np.empty((sampling.blocks, len(program.shared), sampling.lanes))

    @staticmethod
    def size(program: Program, sampling: Sampling) -> int:
        """Bytes that it takes."""
        return 8 * sampling.blocks * sampling.lanes * (3 * program.rows + len(program.shared))

    def fill(self, worker: Worker, block: int) -> tuple[Array, Array]:
        """Run `block` and keep it; times of the outputs and money, as `Worker.run` returns them."""
        worker.scratch = worker.scratch._replace(
            drawn=self.drawn[block], start=self.start[block], finish=self.finish[block], shared=self.shared[block]
        )
        return worker.run(block)

    def lend(self, scratch: Scratch, block: int) -> Scratch:
        """`scratch` with the schedule of `block`, to be given back as it was."""
        return scratch._replace(drawn=self.drawn[block], start=self.start[block], finish=self.finish[block])
