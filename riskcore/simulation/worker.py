"""One worker's memory, and the run of one block in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.block import run_block
from riskcore.kernels.records import PLAIN, SETS, Bins, Counts, Scratch, Sums
from riskcore.kernels.tally import tally
from riskcore.program.weather import fair
from riskcore.results import Sample

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.program import Program

BINS = 256


@dataclass(frozen=True)
class Sampling:
    """How the iterations are drawn."""

    seed: int
    iterations: int
    design: int
    lanes: int

    @property
    def blocks(self) -> int:
        """Number of blocks; the last may be cut short."""
        return -(-self.iterations // self.lanes)

    def lanes_of(self, block: int) -> int:
        """Lanes of `block` that count."""
        return min(self.lanes, self.iterations - block * self.lanes)

    @property
    def replicates(self) -> int:
        """Independent scramblings of Sobol' points; 0 in other designs."""
        return max(-self.design, 0)

    def set_of(self, block: int) -> int:
        """Which of SETS counts the criticality of `block`; -1 where its lanes belong to several."""
        return -1 if self.replicates else block % SETS

    def sizes(self) -> Array:
        """(SETS) iterations in each."""
        iteration = np.arange(self.iterations)
        return np.bincount((iteration if self.replicates else iteration // self.lanes) % SETS, minlength=SETS)

    def sample(self, values: Array) -> Sample:
        """`values` (iteration) with what tells their sampling error."""
        return Sample(values, self.lanes, self.design != PLAIN, self.replicates)


@dataclass(frozen=True)
class Study:
    """What to learn of every activity: deviations from the planned times (2, i), histograms in these bins."""

    planned: Array
    bins: Bins


class Worker:
    """Scratch memory of one thread, with its own counts."""

    def __init__(self, program: Program, sampling: Sampling, *, certain: bool = False, again: bool = False) -> None:
        self.program, self.sampling = program, sampling
        self.variables = program.certain() if certain else program.variables
        self.weather = fair(program.weather) if certain else program.weather
        rows, lanes = program.rows, sampling.lanes
        self.scratch = Scratch(
            start=np.empty((rows, lanes)),
            finish=np.empty((rows, lanes)),
            critical=np.zeros((rows, lanes), np.uint8),
            shared=np.empty((len(program.shared), lanes)),
            factor=np.empty((len(program.variables.group), lanes)),
            slack=np.empty((int(program.network.row["late"].max()) + 1, lanes)),
            held=np.empty((int(program.network.row["held"].max()) + 1, lanes)),
            lost=np.empty((int((program.weather.item["room"] * lanes).sum()) + 1, 2)),
            ahead=np.empty((int(program.weather.item["cells"].sum()), lanes), np.int32),
            work=np.empty((6, lanes)),
            bits=np.empty((3, lanes), np.uint64),
            drawn=np.empty((rows if again else 0, lanes)),
            before=np.empty((2, rows if again else 0, lanes)),
            changed=np.zeros(rows if again else 0, np.uint8),
        )
        self.counts: Counts | None = None

    def run(self, block: int, *, criticality: bool = False) -> tuple[Array, Array]:
        """Times of the outputs (output, lane) and money (part, lane) of `block`; the schedule stays in the scratch."""
        program, sampling = self.program, self.sampling
        kept = np.empty((len(program.outputs), sampling.lanes))
        money = np.zeros((max(len(program.parts), 1), sampling.lanes))
        run_block(
            self.variables,
            program.shared,
            program.maps,
            self.weather,
            program.network,
            program.costs,
            program.outputs,
            self.scratch,
            kept,
            money,
            np.uint64(sampling.seed),
            block,
            sampling.design,
            int(criticality),
        )
        lanes = sampling.lanes_of(block)
        return kept[:, :lanes], money[:, :lanes]

    def study(self, block: int, study: Study) -> Sums:
        """Add the block that has just run to this worker's counts; its sums are returned, to be merged in order."""
        rows = self.program.rows
        if self.counts is None:
            self.counts = no_counts(rows)
        sums = Sums(np.empty((6, rows)), np.empty(rows), np.empty(2))
        lanes = self.sampling.lanes_of(block)
        tally(self.scratch, study.planned, study.bins, self.counts, sums, lanes, self.sampling.set_of(block))
        return sums


def no_counts(rows: int) -> Counts:
    """Counts of nothing."""
    return Counts(
        np.zeros((rows, SETS), np.int64),
        np.zeros((2, rows, BINS), np.int32),
        np.full((2, rows), np.inf),
        np.full((2, rows), -np.inf),
    )
