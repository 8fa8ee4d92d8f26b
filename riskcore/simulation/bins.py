"""Where each activity's histogram lies: found by a pilot, the first blocks of the run itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import Bins
from riskcore.simulation.blocks import in_order
from riskcore.simulation.worker import BINS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from riskcore.array import Array
    from riskcore.simulation.worker import Worker

PILOT = 512
"""Iterations; what happens once in 100 is missed by all of them with probability 0.006."""


def pilot(workers: Sequence[Worker], stop: Callable[[], bool] | None) -> Bins:
    """Bins over what the pilot saw and half as much again on either side; the end bins collect the rest."""
    sampling = workers[0].sampling
    blocks = range(min(-(-PILOT // sampling.lanes), sampling.blocks))
    low = high = np.empty(0)
    for _, (smallest, largest) in in_order(workers, blocks, _extremes, stop):
        low = np.minimum(low, smallest) if low.size else smallest
        high = np.maximum(high, largest) if high.size else largest
    width = np.maximum(high - low, 1.0)
    return Bins(low - 0.5 * width, BINS / (2.0 * width))


def _extremes(worker: Worker, block: int) -> tuple[Array, Array]:
    worker.run(block)
    times = (worker.scratch.start, worker.scratch.finish)
    return np.stack([t.min(axis=1) for t in times]), np.stack([t.max(axis=1) for t in times])
